"""What an author typed is what a record holds, and what one file says of another."""

from typing import Any

import pytest
from conftest import Fill

import postil
from postil.format.reader import read_record
from postil.format.records import Entry, Question, Source
from postil.format.scope import Scope
from postil.format.settings import SiteConfig
from postil.format.values import is_web_address
from postil.read.yaml_reader import read_yaml
from postil.source import SourceFile

# fmt: off
AS_TYPED = [
    "no", "No", "NO", "yes", "on", "off", "true", "False", "y", "n", "null", "Null", "NULL",
    "~", "1.10", "0.0", "-0", "+1", "010", "0o10", "0x1F", "0b1", "1e3", "1_000", "12:30",
    "190:20:30", ".inf", "-.inf", ".NaN", "2020-01-01", "2020-13-45",
    "2001-12-14t21:59:43.10-05:00", "1945", "=", "==", "1,000", "N/A", "50%", "3/4", "a:b",
    "http://x", "C#", "a#b", "-1", "-x", "x-", "...", "台灣", "é", "é", "ﬁ", "€",
    "👩\u200d👩\u200d👧", "½", "²", "Ⅷ",
]
# fmt: on


def read(record: type[Any], text: str, language: str = "en") -> tuple[Any, list[Any]]:
    file = SourceFile("content/x.yaml", text)
    root, told = read_yaml(file)
    scope = Scope(file, language)
    found = read_record(record, root, scope) if root is not None else None
    return found, [*told, *scope.diagnostics]


@pytest.mark.parametrize("typed", AS_TYPED)
def test_a_word_stays_as_typed(typed: str) -> None:
    entry, told = read(
        Entry,
        f"term: {typed}\nforms:\n  - {typed}\n  - x\ndefinition:\n  ja: {typed}\n"
        f"translations:\n  zh-Hant: {typed}\nlevel: {typed}\n",
    )

    assert told == []
    assert entry.term == typed
    assert entry.forms == (typed, "x")
    assert entry.definition.by_language == (("ja", typed),)
    assert entry.translations == (("zh-Hant", typed),)
    assert entry.level == typed


@pytest.mark.parametrize("typed", AS_TYPED)
def test_an_answer_stays_as_typed(typed: str) -> None:
    text = f"ask: x\ntype: choice\nchoices:\n  - {typed}\n  - other\nanswer: {typed}\n"
    question, told = read(Question, text)
    assert told == []
    assert question.choices[0].first == question.answer.first == typed


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ('"no"', "no"),
        ("'1.10'", "1.10"),
        ('" x "', "x"),
        ('"a\\tb"', "a\tb"),
        ("|\n  a\n  b", "a\nb"),
        (">\n  a\n  b", "a b"),
        ("a\n  b", "a b"),
    ],
)
def test_quotation_marks_and_blocks_are_not_part_of_a_text(typed: str, text: str) -> None:
    entry, told = read(Entry, f"term: {typed}\n")
    assert told == []
    assert entry.term == text


def test_texts_bear_the_language_of_the_site_of_the_record_or_their_own() -> None:
    assert read(Entry, "term: x\ndefinition: y", "de")[0].definition.languages == ("de",)
    assert read(Entry, "definition: y\nterm: x\nlang: JA")[0].definition.languages == ("ja",)
    both = read(Entry, "term: x\nlang: ja\ndefinition: {zh-hant-tw: a, EN: b}")[0]
    assert both.definition.languages == ("zh-Hant-TW", "en")


def test_the_title_of_a_site_bears_the_language_of_the_site() -> None:
    site, _ = read(SiteConfig, "title: 読本\nkinds: [{name: a, label: 文法}]\nlanguage: ja")
    assert site.title.languages == ("ja",)
    assert site.kinds[0].label.languages == ("ja",)


def test_an_id_is_composed() -> None:
    assert read(Source, "id: cafe\u0301\ntitle: x")[0].id == "caf\u00e9"


ADDRESSES = {
    True: [
        "https://example.org",
        "HTTP://EXAMPLE.ORG/",
        "https://example.org:8080/a;b?c=d&e=f#g",
        "https://example.org/@user/1",
        "https://example.org/?to=a@b.c",
        "https://example.org/#a@b",
        "https://en.wikipedia.org/wiki/Murphy's_law_(film)",
        "https://例え.jp/道",
        "https://[2001:db8::1]/",
    ],
    False: [
        "",
        "example.org",
        "//example.org/",
        "https:",
        "https://",
        "https:///etc/passwd",
        "https:/example.org/",
        "https://?x",
        "https://#x",
        "https://me@example.org/",
        "https://me:secret@example.org/",
        "https://example.org\\@evil.example/",
        "https:\\\\example.org",
        "https://exam ple.org/",
        "https://example.org/a b",
        "https://example.org/a\tb",
        "https://example.org/a\nb",
        "https://example.org/\u3000",
        'https://example.org/"onload="x',
        "https://example.org/<script>",
        "https://example.org/\x00",
        "https://example.org/\x85",
        " https://example.org/",
        "javascript:alert(1)",
        "javascript://example.org/%0Aalert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://example.org/",
        "view-source:https://example.org/",
        "blob:https://example.org/x",
        "mailto:a@example.org",
        "/path",
        "#id",
    ],
}


@pytest.mark.parametrize(
    ("address", "good"), [(text, good) for good, texts in ADDRESSES.items() for text in texts]
)
def test_a_web_address(address: str, *, good: bool) -> None:
    assert is_web_address(address) is good


# Several files

ARTICLE = "---\ntitle: Drones\n---\nTaiwan wants its own drones.\n"


def codes(fill: Fill, files: dict[str, str]) -> list[str]:
    told = postil.check(postil.Project(fill({"lai/article.md": ARTICLE} | files))).diagnostics
    return [f"{d.position} {d.code}" for d in told]


def test_an_id_stands_twice_in_two_files(fill: Fill) -> None:
    one = "notes: [{id: a, quote: Taiwan, note: x}]\n"
    files = {"lai/a.yaml": one, "lai/b.yaml": "\n" + one.replace("Taiwan", "drones")}
    (told,) = postil.check(postil.Project(fill({"lai/article.md": ARTICLE} | files))).diagnostics
    assert str(told.position) == "content/lai/b.yaml:2:14"
    assert told.code == "y-009"
    assert "first in content/lai/a.yaml:1" in told.message


def test_an_id_may_stand_in_two_articles(fill: Fill) -> None:
    one = "notes: [{id: a, quote: Taiwan, note: x}]\n"
    files = {"lai/a.yaml": one, "two/a.yaml": one, "two/article.md": ARTICLE}
    assert codes(fill, files) == []


def test_a_source_is_cited_from_another_file_and_from_the_shared_ones(fill: Fill) -> None:
    files = {
        "lai/a.yaml": "notes: [{quote: Taiwan, note: x, sources: [own, common]}]\n",
        "lai/b.yaml": "sources: [{id: own, title: x}]\n",
        "sources.yaml": "sources: [{id: common, title: x}]\n",
    }
    assert codes(fill, files) == []


def test_nothing_is_said_of_sources_in_a_file_that_cannot_be_read(fill: Fill) -> None:
    """One slip gives one message."""
    files = {
        "lai/a.yaml": "notes: [{quote: Taiwan, note: x, sources: [own]}]\n",
        "lai/b.yaml": "sources: [{id: own, title: x: y}]\n",
    }
    assert codes(fill, files) == ["content/lai/b.yaml:1:29 y-001"]


def test_nothing_is_said_of_kinds_where_site_yaml_cannot_be_read(fill: Fill) -> None:
    files = {
        "lai/a.yaml": "notes: [{quote: Taiwan, note: x, kind: grammar}]\n",
        "site.yaml": "title: a: b\nkinds: [{name: grammar}]\n",
    }
    assert codes(fill, files) == ["content/site.yaml:1:9 y-001"]


def test_a_kind_of_the_site_is_known_to_entries_and_notes(fill: Fill) -> None:
    files = {
        "lai/a.yaml": "notes: [{quote: own drones, note: x, kind: grammar}]\n"
        "glossary: [{term: Taiwan, definition: x, kind: grammar}]\n",
        "site.yaml": "kinds: [{name: grammar}]\n",
    }
    assert codes(fill, files) == []


def test_what_is_wrong_with_an_article_is_told_in_one_run(fill: Fill) -> None:
    """Neither a missing title nor a broken file hides what else is wrong."""
    files = {
        "lai/article.md": "---\nsubtitle: Drones\n---\nTaiwan wants [its](#x) own drones.\n",
        "lai/a.yaml": "notes: [{quote: Formosa, note: x}]\n",
        "lai/b.yaml": "notes: [{quote: Taiwan, notes: [x}]\n",
    }
    assert codes(fill, files) == [
        "content/lai/a.yaml:1:17 a-001",
        "content/lai/article.md:2:1 y-004",
        "content/lai/article.md:4:20 l-001",
        "content/lai/b.yaml:1:32 y-001",
    ]
