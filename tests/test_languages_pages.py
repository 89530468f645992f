"""Whole sites in other languages: no English word is left, and pages are as good as in English."""

import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from babel.messages.pofile import read_po
from conftest import NODE_MODULES, ROOT, Fill, need
from html_checker import html_errors
from pages import parse

import postil

TOLD = {"aria-label", "alt", "title", "placeholder", "value", "label", "summary"}
"""Attributes that hold words."""
URL = re.compile(r"https?://\S+")


def words_of(root: Element, language: str = "") -> Iterator[tuple[str, str]]:
    """(language, words) of all that a reader may see or hear."""
    language = root.get("lang") or language
    if not isinstance(root.tag, str) or root.tag in ("style", "script"):
        return
    if root.tag == "code" and root.get("translate") == "no":  # words for a machine
        return
    if root.tag == "meta" and root.get("name") == "description":
        yield language, root.get("content") or ""
    for name in TOLD & set(root.keys()):
        yield language, root.get(name) or ""
    yield language, root.text or ""
    for child in root:
        yield from words_of(child, language)
        yield language, child.tail or ""


def pages_of(folder: Path) -> Iterator[tuple[str, str]]:
    """Every page that a build made, in both folders and in the zip: name and HTML."""
    for file in sorted([*(folder / "site").rglob("*.html"), *(folder / "teacher").rglob("*.html")]):
        yield file.relative_to(folder).as_posix(), file.read_text(encoding="utf-8")
    for bundle in (folder / "site").glob("*.zip"):
        with zipfile.ZipFile(bundle) as packed:
            for name in packed.namelist():
                if name.endswith("START.html"):
                    yield name, packed.read(name).decode()


# Nothing escapes translation: words that nobody wrote in Latin letters

SITE = """
title: {el: 文庫, ko: 문고}
description: {el: 説明, ko: 설명}
language: el
languages: [el, ja, ko]
author: 山田
licence: 自由
base_url: https://example.org/
handout: {seed: 春, versions: [A, B], exercises: [match, gaps, order, jumble, choices, find, spot]}
"""
ARTICLE = """---
title: 記事
subtitle: 副題
authors: [山田, 鈴木]
date: 2025-01-02
updated: 2025-03-04
language: ja
level: 中
tags: [海]
summary: 要約
source: {name: 新聞, url: https://example.org/1}
licence: 自由
formerly: [旧]
---

東京の船は古い。東京の海は広い。{港|みなと}は遠い。

| 船 | 海 |
|---|---|
| 赤い船 | 青い海 |

## 終わり

- 山がある。
"""
NOTES = """
glossary:
  - term: 東京
    kind: place
    occurrence: all
    definition: {el: 都, ja: 都市}
    forms: [東都, 江戸]
    part_of_speech: 名
    pronunciation: とうきょう
    reading: とうきょう
    translations: {ko: 도쿄}
    sources: [{id: s1, at: 四}]
    as_of: 2025-01-02
    by: 山田
  - {term: 無, definition: ない。}
  - {term: 船, kind: organisation, definition: 船。}
notes:
  - {quote: 古い, title: 題, note: 注。, sources: [{id: s1, at: 四}], by: 山田, as_of: 2025-01-02}
  - {quote: 広い, kind: emendation, corrected: 廣い, note: 注。}
  - {quote: 遠い, kind: commentary, note: 注。, more: true}
  - {quote: 赤い船, kind: translation, note: 注。}
  - {quote: 東京の海は広い, kind: person, note: 注。}
timeline:
  - {date: 2025-01-02, event: 甲, quote: 港}
  - {date: 1990~, event: 乙, note: 注。, sources: [s1]}
  - {date: 199X, event: 丙}
  - {date: 1900?/.., event: 丁}
  - {date: -0551, event: 戊}
  - {date: 2001-21, event: 己}
questions:
  - {ask: {el: 問, ko: 물음}, quote: 船は古い, answer: 答, stage: before, lines: 2}
  - {ask: 問い, type: choice, choices: [{el: 赤, ko: 빨강}, {el: 青, ko: 파랑}], answer: 赤}
  - {ask: 真か, type: truefalse, answer: true, stage: while}
  - {ask: 答えなし}
sources:
  - {id: s1, title: 本, author: 田中, publisher: 社, date: 2020, accessed: 2025-01-02}
  - {id: s2, title: 紙, url: https://example.org/2}
"""


def disguised(message: object) -> object:
    """A message in letters that are not Latin, its places kept."""
    if isinstance(message, list | tuple):
        return tuple(disguised(form) for form in message)
    parts = re.split(r"(%\(\w+\)s|\{[^}]*\})", str(message))
    return "".join(p if i % 2 else re.sub("[A-Za-z]", "ж", p) for i, p in enumerate(parts))


@pytest.fixture
def in_disguise(fill: Fill) -> Path:
    """A site whose content has no Latin letter, with a catalogue that has none either."""
    from babel.messages.pofile import write_po

    content = fill(
        {
            "site.yaml": SITE,
            "kiji/article.md": ARTICLE,
            "kiji/n.yaml": NOTES.replace("-0551", "'-0551'"),
        }
    )
    own = content.parent / "own"
    (own / "languages").mkdir(parents=True)
    with (ROOT / "templates" / "languages" / "postil.pot").open("rb") as template:
        catalogue = read_po(template)
    for message in catalogue:
        if message.id:
            catalogue[message.id].string = disguised(message.id)  # type: ignore[assignment]
    with (own / "languages" / "el.po").open("wb") as written:
        write_po(written, catalogue, omit_header=True)
    outcome = postil.build(postil.Project(content, content.parent / "site", templates=own))
    assert [str(d) for d in outcome.diagnostics if d.severity == "error"] == []
    return content.parent


def test_no_word_of_a_page_escapes_translation(in_disguise: Path) -> None:
    pages = list(pages_of(in_disguise))
    assert len(pages) >= 8
    seen = set()
    for name, html in pages:
        for _, words in words_of(parse(html)):
            seen |= set(re.findall("ж+", words))
            bare = re.sub(r"\{\w*\}", "", URL.sub("", words))  # where a script puts a number
            left = re.findall("[A-Za-z]{2,}", bare)
            assert not left, (name, words.strip())
    assert len(seen) > 10


def test_no_word_of_the_licences_escapes_translation(in_disguise: Path) -> None:
    with zipfile.ZipFile(in_disguise / "site" / "site.zip") as packed:
        lines = packed.read("site/LICENCES.txt").decode().splitlines()
    assert lines.pop().startswith("Copyright")  # which is a legal notice, and as it is
    assert not re.findall("[A-Za-z]{2,}", URL.sub("", " ".join(lines)))


# The sample in Japanese and in Traditional Chinese


LANGUAGES = ["ja", "zh-Hant"]


@pytest.fixture(scope="module")
def translations(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample library in each of the languages, in a folder of its name."""
    folder = tmp_path_factory.mktemp("sample")
    for language in LANGUAGES:
        shutil.copytree(ROOT / "content", folder / language / "content")
        file = folder / language / "content" / "site.yaml"
        site = file.read_text(encoding="utf-8").replace("\nlanguage: en", f"\nlanguage: {language}")
        file.write_text(site, encoding="utf-8")
        outcome = postil.build(postil.Project(file.parent, folder / language / "site"))
        assert outcome.diagnostics == ()
    return folder


@pytest.fixture(params=LANGUAGES)
def translated(translations: Path, request: pytest.FixtureRequest) -> Path:
    """The sample library in one of them."""
    return translations / str(request.param)


FORMS = {"PDF", "EPUB", "Anki"}
"""In every language the same."""


def patterns() -> re.Pattern[str]:
    """What the English messages look like on a page, dates and names of files' forms apart."""
    with (ROOT / "templates" / "languages" / "postil.pot").open("rb") as template:
        ids = [m.id if isinstance(m.id, tuple) else (m.id,) for m in read_po(template) if m.id]
    messages = [form for forms in ids for form in forms if "{" not in form and form not in FORMS]
    made = [re.sub(r"%\\\(\w+\\\)s", ".+", re.escape(form)) for form in messages]
    return re.compile("|".join(form for form in made if re.search("[A-Za-z]", form)))


def test_no_english_of_ours_is_left(translated: Path) -> None:
    english, language = patterns(), translated.name
    assert english.fullmatch("Back to “words”")
    for name, html in pages_of(translated):
        root = parse(html)
        assert root.get("lang") == language, name
        for spoken, words in words_of(root):
            if spoken == language and words.strip():
                assert not english.fullmatch(" ".join(words.split())), (name, words)
        for time in root.iter("time"):
            assert not re.search("[A-Za-z]", "".join(time.itertext())), name


def test_the_pages_speak_the_language(translated: Path) -> None:
    with (ROOT / "templates" / "languages" / f"{translated.name}.po").open("rb") as file:
        said = {m.id: m.string for m in read_po(file)}
    page = (translated / "site" / "lai-nippon-interview" / "index.html").read_text(encoding="utf-8")
    heard = {" ".join(words.split()) for _, words in words_of(parse(page))}
    for message in ("Timeline", "Questions", "Who & where", "Text only", "True", "Before you read"):
        assert said[message] in heard, message
    assert "2026年11月22日" in heard


def test_axe_finds_nothing(browser: Any, translated: Path) -> None:
    axe = NODE_MODULES / "axe-core" / "axe.min.js"
    need(axe.is_file(), "no axe: install npm, then python3 start.py test")
    page = browser.new_context(bypass_csp=True, viewport={"width": 390, "height": 844}).new_page()
    for path in ("index.html", "glossary/index.html", "thanks-from-minamisanriku/index.html"):
        page.goto((translated / "site" / path).as_uri())
        page.evaluate(axe.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run()")["violations"]
        assert [(v["id"], v["nodes"][0]["html"][:120]) for v in found] == [], path
    page.context.close()


def test_the_html_checker_finds_no_error(translations: Path) -> None:
    folders = [translations / tag / out for tag in LANGUAGES for out in ("site", "teacher")]
    assert html_errors(*folders) == []
