"""What lacks one of the site's languages: `check` tells people in short, programs in full."""

import json

import pytest
from conftest import Fill

import postil
from postil.cli import main

ARTICLE = "---\ntitle: T\nlanguage: en\n---\nOne two three four five six.\n"
SITE = "title: {en: S, ja: サ}\nlanguages: [en, ja]\n"


def told(fill: Fill, notes: str, site: str = SITE) -> list[str]:
    """The messages of `check` that are of this kind, each behind line and column."""
    content = fill({"site.yaml": site, "a/article.md": ARTICLE, "a/n.yaml": notes})
    outcome = postil.check(postil.Project(content))
    assert {d.code for d in outcome.diagnostics} <= {"y-013"}
    return [
        f"{d.position.path.rpartition('/')[2]}:{d.position.line}:{d.position.column} {d.message}"
        for d in outcome.diagnostics
    ]


@pytest.mark.parametrize(
    ("notes", "messages"),
    [
        ("notes:\n  - {quote: One, note: {en: a, ja: b}}\n", []),
        ("notes:\n  - {quote: One, note: a}\n", ["n.yaml:2:24 'one' has no note in ja"]),
        ("notes:\n  - {quote: One, note: あ, lang: ja}\n", ["n.yaml:2:24 'one' has no note in en"]),
        (
            "notes:\n  - {quote: One, note: {ko: a}}\n",
            ["n.yaml:2:24 'one' has no note in en and ja"],
        ),
        (
            "notes:\n  - quote: One\n    title: x\n    note: {ko: a, ja: b}\n",
            ["n.yaml:3:12 'one' has no title in ja, no note in en"],
        ),
        ("glossary:\n  - {term: two, translations: {ja: 二}}\n", []),
        (
            "glossary:\n  - {term: two, definition: 2}\n",
            ["n.yaml:2:29 'two' has no definition in ja"],
        ),
        (
            "timeline:\n  - {date: 2000, event: e, note: n}\n",
            ["n.yaml:2:25 'e' has no event and note in ja"],
        ),
        (
            "questions:\n  - {ask: {en: q, ja: と}, type: choice, choices: [{en: a, ja: あ}, b]}\n",
            ["n.yaml:2:50 'q' has no choices in ja"],
        ),
        (
            "questions:\n  - {ask: {en: q, ja: と}, answer: open}\n",
            ["n.yaml:2:35 'q' has no answer in ja"],
        ),
        ("questions:\n  - {ask: {en: q, ja: と}, type: truefalse, answer: true}\n", []),
    ],
)
def test_each_annotation_is_told_once(fill: Fill, notes: str, messages: list[str]) -> None:
    assert told(fill, notes) == messages


def test_the_site_s_own_texts_are_told_too(fill: Fill) -> None:
    site = "title: S\nlanguages: [en, ja]\nkinds:\n  - {name: k, label: K}\n"
    assert told(fill, "notes: []\n", site) == [
        "site.yaml:1:8 the site has no title in ja",
        "site.yaml:4:22 the kind 'k' has no label in ja",
    ]


def test_a_title_that_was_not_given_lacks_nothing(fill: Fill) -> None:
    assert told(fill, "notes: []\n", "languages: [en, ja]\n") == []


@pytest.mark.parametrize(
    "site",
    ["title: S\n", "languages: [en]\n", SITE + "checks: {ignore: [y-013]}\n"],
)
def test_nobody_is_told_who_did_not_ask(fill: Fill, site: str) -> None:
    assert told(fill, "notes:\n  - {quote: One, note: a}\n", site) == []


def test_a_shared_entry_is_told_where_it_stands(fill: Fill) -> None:
    fill({"shared.yaml": "glossary:\n  - {term: three, definition: 3}\n"})
    messages = ["shared.yaml:2:31 'three' has no definition in ja"]
    assert told(fill, "glossary: []\n") == messages


def test_a_build_tells_nothing(fill: Fill) -> None:
    notes = "notes:\n  - {quote: One, note: a}\n"
    content = fill({"site.yaml": SITE, "a/article.md": ARTICLE, "a/n.yaml": notes})
    outcome = postil.build(postil.Project(content, content.parent / "site"), strict=True)
    assert outcome.is_good
    assert outcome.diagnostics == ()


NOTES = "notes:\n" + "".join(
    f"  - {{quote: {word}, note: n}}\n" for word in ("One", "two", "three", "four", "five")
)


@pytest.mark.parametrize("form", ["text", "github", "json"])
def test_a_long_list_is_told_in_short_to_people(
    fill: Fill, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Other warnings among them are all told."""
    notes = NOTES + "glossary:\n  - {term: seven, definition: {en: 7, ja: 七}}\n"
    content = fill({"site.yaml": SITE, "a/article.md": ARTICLE, "a/n.yaml": notes})
    assert main(["check", "--content", str(content), "--format", form]) == 0
    out, err = capsys.readouterr()
    lines = (err if form == "text" else out).splitlines()
    if form == "json":
        codes = [json.loads(line)["code"] for line in lines]
        assert codes == ["y-013"] * 5 + ["a-008"]
        return
    assert sum("has no note in ja" in line for line in lines) == 3
    assert sum("a-008" in line for line in lines) == 1
    assert "content/a/n.yaml: 2 more of y-013; --format json tells each" in lines
    if form == "text":
        assert lines[-1] == "6 warnings."
