"""Every character of another script stands in an element that says a language written in it."""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from conftest import Fill
from pages import parse

import postil
from postil.render.tongues import language_of_reading, mark_runs

SCRIPTS = {
    "Han": (re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"), ("zh", "ja", "ko")),
    "kana": (re.compile("[\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff]"), ("ja",)),
    "Hangul": (re.compile("[\u1100-\u11ff\uac00-\ud7a3]"), ("ko",)),
    "bopomofo": (re.compile("[\u3105-\u312f]"), ("zh",)),
}


def spoken(element: Element, around: str = "") -> Iterator[tuple[str, str]]:
    """(language, text) of every piece of text; heads of pages and styles aside."""
    language = element.get("lang") or around
    if element.tag in ("head", "style", "script"):
        return
    yield language, element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from spoken(child, language)
        yield language, child.tail or ""


def strangers(page: Path) -> list[tuple[str, str, str]]:
    """(script, language, text) wherever a script stands in a language not written in it."""
    root = parse(page.read_text(encoding="utf-8"))
    return [
        (script, language, text.strip())
        for language, text in spoken(root)
        for script, (characters, languages) in SCRIPTS.items()
        if characters.search(text) and language.partition("-")[0] not in languages
    ]


def test_every_foreign_run_of_the_sample_says_its_language(sample: Path) -> None:
    pages = sorted([*sample.glob("site/**/*.html"), *sample.glob("teacher/**/*.html")])
    assert pages
    for page in pages:
        assert not strangers(page), page


FOREIGN = "Words 賴清德 and ありがとう and 김치"
EVERYWHERE = {
    "site.yaml": f"title: {FOREIGN}\ndescription: {FOREIGN}\nauthor: {FOREIGN}\n"
    f"licence: {FOREIGN}\n",
    "shared.yaml": f"glossary:\n  - {{term: 賴清德 here, definition: {FOREIGN}}}\n",
    "a/article.txt": f"{FOREIGN} are here.\n\nOther words, {FOREIGN} there, are here too.\n",
    "a/article.yaml": f"title: {FOREIGN}\nsubtitle: {FOREIGN}\nauthor: {FOREIGN}\n"
    f"summary: {FOREIGN}\ntags: [{FOREIGN}]\nlevel: {FOREIGN}\nsource: {{name: {FOREIGN}}}\n"
    f"licence: {FOREIGN}\n",
    "a/notes.yaml": f"""\
notes:
  - {{quote: Other words, through: there, title: {FOREIGN}, note: {FOREIGN}, by: {FOREIGN},
     sources: [{{id: s, at: {FOREIGN}}}]}}
  - {{quote: are here too, note: {FOREIGN}, kind: emendation, corrected: {FOREIGN}}}
glossary:
  - term: {FOREIGN}
    occurrence: 2
    definition: {FOREIGN}
    forms: [{FOREIGN} form]
    pronunciation: {FOREIGN}
    part_of_speech: {FOREIGN}
    level: {FOREIGN}
    translations: {{de: {FOREIGN}}}
    sources: [{{id: s, at: {FOREIGN}}}]
  - {{term: nowhere 賴清德, definition: {FOREIGN}, sources: [s]}}
timeline:
  - {{date: 1945, event: {FOREIGN}, note: {FOREIGN}, sources: [s]}}
questions:
  - {{ask: {FOREIGN}, answer: {FOREIGN}, quote: Other words, sources: [s]}}
  - {{ask: {FOREIGN}, type: choice, choices: [{FOREIGN}, b], answer: b}}
sources:
  - {{id: s, title: {FOREIGN}, author: {FOREIGN}, publisher: {FOREIGN}}}
""",
}


def test_no_field_can_hide_a_foreign_run(fill: Fill) -> None:
    """A site with foreign words in every field, in all its pages and sheets."""
    content = fill(EVERYWHERE)
    outcome = postil.build(postil.Project(content, content.parent / "site"))
    assert outcome.is_good, outcome.diagnostics
    pages = [p for f in ("site", "teacher") for p in sorted((content.parent / f).rglob("*.html"))]
    assert {page.name: found for page in pages if (found := strangers(page))} == {}


@pytest.mark.parametrize(
    ("text", "language", "han", "marked"),
    [
        ("plain & <b>", "en", "ja", "plain &amp; &lt;b&gt;"),
        ("賴清德", "en", "zh-Hant", '<span lang="zh-Hant">賴清德</span>'),
        ("A 東京 trip", "en", "ja", 'A <span lang="ja">東京</span> trip'),
        (
            "東京、京都で",
            "en",
            "zh-Hant",
            '<span lang="ja">東京</span>、<span lang="ja">京都で</span>',
        ),
        ("賴清德", "zh-Hant", "zh-Hant", "賴清德"),
        ("「ありがとう」", "zh-Hant", "zh-Hant", '「<span lang="ja">ありがとう</span>」'),
        ("東京", "ja", "zh-Hant", "東京"),
    ],
)
def test_runs_are_marked(text: str, language: str, han: str, marked: str) -> None:
    assert mark_runs(text, language, han) == marked


@pytest.mark.parametrize(
    ("reading", "language", "tag"),
    [
        ("Lài Qīngdé", "zh-Hant", "zh-Latn"),
        ("Tōkyō", "ja", "ja-Latn"),
        ("とうきょう", "ja", ""),
        ("ㄓㄣˋ", "zh-Hant", ""),
        ("", "ja", ""),
    ],
)
def test_a_reading_in_latin_letters_says_so(reading: str, language: str, tag: str) -> None:
    assert language_of_reading(reading, language) == tag


def test_a_name_in_two_scripts_is_one_everywhere(sample: Path) -> None:
    """Original under its reading: beside the text, in the glossary, among other words, on paper."""
    ruby = (
        '<ruby lang="zh-Hant">賴清德<rp>(</rp><rt lang="zh-Latn">Lài Qīngdé</rt><rp>)</rp></ruby>'
    )
    site = sample / "site"
    slug = "lai-nippon-interview"
    for page in (f"{slug}/index.html", f"{slug}/handout.html", "glossary/index.html"):
        assert ruby in (site / page).read_text(encoding="utf-8"), page
