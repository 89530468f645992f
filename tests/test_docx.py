"""The Word file says what the page says, opens in a word processor, and keeps the standard."""

import io
import re
import shutil
import struct
import subprocess
import zipfile
import zlib
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

import pytest
from conftest import ROOT, Fill, need
from pages import attributes, blocks, by_id, parse, without_apparatus

import postil
from postil.editions.docx.tongues import word_tag

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"

ARTICLE = """\
---
title: Everything & <more>
author: Ann Author
tags: [sea, air]
---

The first *word* of **all words** stands in `code` and [a link](https://example.org/x?a=1&b=2),
and [a note](#sage). {薩摩|さつま} is far. A word again.

## A heading

> Words of a sage.

- one item
- two items

  that goes on
  1. inner first
  2. inner second

5. fifth
6. sixth

```
def code():
    return "x"
```

| a | b |
|:-:|--:|
| cell one | 2 |

![A blue field](p.png)

![A drawing](d.svg)

***

Last line\\
broken. [שלום עולם]{lang=he} and 東京タワー.
"""
NOTES = """\
glossary:
  - term: word
    definition: A thing *said*.
    occurrence: all
    translations: {ja: 言葉}
    pronunciation: wɜːd
  - term: sage
    definition: |
      A wise person.

      - one
      - two
notes:
  - quote: all words stands
    title: {en: Over markup, ja: 見出し}
    note: {en: "See [this](https://example.com) and [that](#word).", ja: 本文}
  - quote: cell one
    kind: emendation
    corrected: cell 1
    note: Misprint.
  - quote: 東京タワー
    kind: person
    note: "{東京|とうきょう} tower."
    by: Bo
timeline:
  - date: 1945
    event: It ended
    note: Told in the note.
    quote: one item
  - date: 1950
    event: Untied
    note: Told in the table.
questions:
  - ask: Why *so*?
    answer: SECRET one
    quote: Last line
    stage: before
    lines: 2
  - ask: Which?
    type: choice
    choices: [red, green]
    answer: green
  - ask: Is it?
    type: truefalse
    answer: false
    stage: after
"""
IN_ORDER = ["word", "all words stands", "sage", "one item", "cell one", "東京タワー"]


def png(width: int, height: int) -> bytes:
    """A blue field."""
    rows = b"".join(b"\0" + b"\xc8\xdc\xf0" * width for _ in range(height))
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    ]
    made = b"\x89PNG\r\n\x1a\n"
    for name, data in chunks:
        made += struct.pack(">I", len(data)) + name + data
        made += struct.pack(">I", zlib.crc32(name + data))
    return made


def build(fill: Fill, site: str = "", notes: str = NOTES, article: str = ARTICLE) -> Path:
    """A project with one article, `a`, built; gives the folder of `site/` and `teacher/`."""
    content = fill({"a/article.md": article, "a/n.yaml": notes, "site.yaml": site or "title: T\n"})
    (content / "a" / "p.png").write_bytes(png(1800, 600))
    (content / "a" / "d.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    project = postil.Project(content, content.parent / "site")
    outcome = postil.build(project, editions=["web", "docx"])
    assert outcome.is_good, outcome.diagnostics
    return content.parent


def pupils(project: Path) -> Path:
    return project / "site" / "a" / "handout.docx"


def part(file: Path, name: str) -> Element:
    """A part of the package by an XML parser that is not the one it was made with."""
    with zipfile.ZipFile(file) as zipped:
        return ET.fromstring(zipped.read(f"word/{name}.xml"))


def text_of(element: Element) -> str:
    return "".join(e.text or "" for e in element.iter(f"{W}t"))


def style_of(paragraph: Element) -> str | None:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return None if found is None else found.get(f"{W}val")


def paragraphs(root: Element, *styles: str) -> list[str]:
    return [text_of(p) for p in root.iter(f"{W}p") if style_of(p) in styles]


def footnotes(file: Path) -> dict[str | None, str]:
    """The notes by their ids, without the two separators."""
    notes = part(file, "footnotes").iter(f"{W}footnote")
    return {n.get(f"{W}id"): text_of(n) for n in notes if n.get(f"{W}type") is None}


def test_each_note_is_one_footnote_in_the_order_of_the_page(fill: Fill) -> None:
    project = build(fill)
    told = footnotes(pupils(project))
    page = parse((project / "site" / "a" / "index.html").read_text(encoding="utf-8"))
    shown = [e for e in by_id(page, "text").iter("li") if "note" in str(e.get("class")).split()]
    assert list(told) == [str(number) for number in range(1, len(shown) + 1)]
    refs = part(pupils(project), "document").iter(f"{W}footnoteReference")
    assert [ref.get(f"{W}id") for ref in refs] == list(told)
    for said, words in zip(
        told.values(),
        ("A thing said.", "Over markup", "A wise person.", "It ended", "cell 1", "tower"),
        strict=True,
    ):
        assert words in said


def test_a_note_says_its_kind_in_words(fill: Fill) -> None:
    said = list(footnotes(pupils(build(fill))).values())
    kinds = ("Word", "Background", "Word", "When 1945", "Correction", "Person")
    for note, kind in zip(said, kinds, strict=True):
        assert note.strip().startswith(kind)
    assert "As printed: cell one" in said[4]
    assert "As corrected: cell 1" in said[4]
    assert "日本語 言葉" in said[0]
    assert "By Bo" in said[5]


def test_a_further_place_points_to_the_same_note(fill: Fill) -> None:
    document = part(pupils(build(fill)), "document")
    codes = [e.text or "" for e in document.iter(f"{W}instrText")]
    again = [code.split()[1] for code in codes if "NOTEREF" in code]
    marks = {e.get(f"{W}name"): e for e in document.iter(f"{W}bookmarkStart")}
    assert again == ["note_1"] * 3
    assert set(again) <= set(marks)
    assert len({mark.get(f"{W}id") for mark in marks.values()}) == len(marks)


def test_paragraph_numbers_are_those_of_the_page(fill: Fill) -> None:
    project = build(fill)
    page = parse((project / "site" / "a" / "index.html").read_text(encoding="utf-8"))
    names = attributes(by_id(page, "text"), "id")
    wanted = [name[1:] for name in names if re.fullmatch(r"p\d+", name)]
    runs = part(pupils(project), "document").iter(f"{W}r")
    found = []
    for one in runs:
        style = one.find(f"{W}rPr/{W}rStyle")
        if style is not None and style.get(f"{W}val") == "ParagraphNumber":
            found.append(text_of(one))
    assert found == wanted


def test_the_text_is_whole_and_its_structure_is_styles(fill: Fill) -> None:
    document = part(pupils(build(fill)), "document")
    assert paragraphs(document, "Title") == ["Everything & <more>"]
    assert paragraphs(document, "Heading1")[0] == "A heading"
    assert paragraphs(document, "Quote") == ["2Words1 of a sage."]
    assert paragraphs(document, "ListBullet") == ["3\u2002one item", "4\u2002two items"]
    assert paragraphs(document, "ListContinue") == ["5\u2002that goes on"]
    assert paragraphs(document, "HTMLPreformatted") == ['def code():    return "x"']
    numbered = [p for p in document.iter(f"{W}p") if style_of(p) == "ListNumber"]
    assert [text_of(p)[-5:] for p in numbered] == ["first", "econd", "fifth", "sixth"]
    lists = [p.find(f"{W}pPr/{W}numPr/{W}numId") for p in numbered]
    ids = [e.get(f"{W}val") for e in lists if e is not None]
    assert ids[0] == ids[1] != ids[2] == ids[3]
    cells = [text_of(cell) for cell in next(document.iter(f"{W}tbl")).iter(f"{W}tc")]
    assert cells == ["a", "b", "cell one", "2"]


GAPS = {f"{W}br", f"{W}tab"}
APPARATUS = {"ParagraphNumber", "NoteNumber", "FootnoteReference", "PictureInWords"}


def article_words(paragraph: Element) -> str:
    """What a paragraph says without numbers, readings, and words in place of pictures."""
    said = []
    above = {id(e) for rt in paragraph.iter(f"{W}rt") for e in rt.iter()}
    for one in paragraph.iter(f"{W}r"):
        style = one.find(f"{W}rPr/{W}rStyle")
        is_added = style is not None and style.get(f"{W}val") in APPARATUS
        if is_added or id(one) in above:
            continue
        said += [" " if e.tag in GAPS else text_of(e) if e.tag == f"{W}t" else "" for e in one]
    return " ".join("".join(said).split())


@pytest.mark.parametrize("notes", ["foot", "box"])
@pytest.mark.parametrize("slug", ["lai-nippon-interview", "thanks-from-minamisanriku"])
def test_the_text_is_never_altered(tmp_path: Path, slug: str, notes: str) -> None:
    """Between the head and the apparatus stands the text of the page, paragraph by paragraph."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    with (tmp_path / "content" / "site.yaml").open("a", encoding="utf-8") as config:
        config.write(f"handout: {{notes: {notes}}}\n")
    project = postil.Project(tmp_path / "content", tmp_path / "site")
    assert postil.build(project, editions=["web", "docx"], only=[slug]).is_good
    folder = tmp_path / "site" / slug
    page = parse((folder / "index.html").read_text(encoding="utf-8"))
    wanted = blocks(without_apparatus(by_id(page, "text")))
    body = part(folder / "handout.docx", "document").iter(f"{W}p")
    found = [article_words(p) for p in body if style_of(p) in ("BodyText", "Heading1")]
    assert found[: len(wanted)] == wanted


def test_notes_on_the_same_words_are_told_apart(fill: Fill) -> None:
    notes = "notes:\n" + "  - {quote: Last line, note: A.}\n" * 2
    project = build(fill, notes=notes, article=ARTICLE.replace("(#sage)", "(https://e.org)"))
    said = "".join(paragraphs(part(pupils(project), "document"), "BodyText"))
    assert "Last line," in said  # a comma between two numbers that Word counts
    assert list(footnotes(pupils(project))) == ["1", "2"]


def test_a_list_begins_with_the_number_that_it_was_given(fill: Fill) -> None:
    starts = part(pupils(build(fill)), "numbering").iter(f"{W}startOverride")
    assert [s.get(f"{W}val") for s in starts] == ["1", "5"]


def test_lists_and_questions_are_counted_by_their_styles(fill: Fill) -> None:
    file = pupils(build(fill))
    counted = {}
    for style in part(file, "styles").iter(f"{W}style"):
        numbers = style.find(f"{W}pPr/{W}numPr/{W}numId")
        if numbers is not None:
            counted[style.get(f"{W}styleId")] = numbers.get(f"{W}val")
    assert set(counted) == {"ListBullet", "ListNumber", "Question"}
    lists = {e.get(f"{W}numId") for e in part(file, "numbering").iter(f"{W}num")}
    assert len(set(counted.values()) & lists) == 3


def test_ruby_and_languages(fill: Fill) -> None:
    document = part(pupils(build(fill)), "document")
    ruby = next(document.iter(f"{W}ruby"))
    base, above = ruby.find(f"{W}rubyBase"), ruby.find(f"{W}rt")
    assert base is not None
    assert above is not None
    assert (text_of(base), text_of(above)) == ("薩摩", "さつま")
    spoken = {}
    for one in document.iter(f"{W}r"):
        lang = one.find(f"{W}rPr/{W}lang")
        if lang is not None:
            spoken[text_of(one)] = (lang.get(f"{W}eastAsia"), lang.get(f"{W}bidi"))
            assert one.find(f"{W}rPr/{W}rtl") is not None or lang.get(f"{W}bidi") is None
    assert spoken["東京タワー"] == ("ja-JP", None)
    assert spoken["שלום עולם"] == (None, "he-IL")


@pytest.mark.parametrize(
    ("language", "tag"),
    [
        ("en", "en-US"),
        ("en-GB", "en-GB"),
        ("ja", "ja-JP"),
        ("zh-Hant", "zh-TW"),
        ("zh-Hant-HK", "zh-HK"),
        ("zh-Hans", "zh-CN"),
        ("sr", "sr-RS"),
        ("sr-Latn", "sr-Latn-RS"),
        ("pt-BR", "pt-BR"),
        ("he", "he-IL"),
        ("tlh", "tlh"),
    ],
)
def test_languages_are_named_as_word_names_them(language: str, tag: str) -> None:
    assert word_tag(language) == tag


def test_each_family_has_a_line_of_its_own(fill: Fill) -> None:
    made = part(pupils(build(fill)), "styles")
    lines = {}
    for style in made.iter(f"{W}style"):
        line = style.find(f"{W}rPr/{W}u")
        name = style.get(f"{W}styleId") or ""
        if line is not None and name.startswith("Mark"):
            lines[name] = line.get(f"{W}val")
    assert sorted(map(str, lines.values())) == ["dash", "dotted", "double", "single", "wave"]
    used = {e.get(f"{W}val") for e in part(pupils(build(fill)), "document").iter(f"{W}rStyle")}
    assert set(lines) <= used


def test_images_are_there_or_said_in_words(fill: Fill) -> None:
    file = pupils(build(fill))
    document = part(file, "document")
    (shown,) = document.iter(f"{DRAWING}docPr")
    assert shown.get("descr") == "A blue field"
    with zipfile.ZipFile(file) as zipped:
        (image,) = (n for n in zipped.namelist() if n.startswith("word/media/"))
        assert zipped.read(image) == png(1800, 600)
    assert "[Picture: A drawing]" in text_of(document)


def test_no_answer_is_in_the_pupils_file(fill: Fill) -> None:
    project = build(fill)
    before = pupils(project).read_bytes()
    key = text_of(part(project / "teacher" / "a" / "handout-key.docx", "document"))
    for words in ("SECRET one", "“Last line”", "Answer: green", "Answer: False", "Teacher copy"):
        assert words in key
    other = NOTES.replace("SECRET one", "OTHER").replace("answer: green", "answer: red")
    other = other.replace("answer: false", "answer: true").replace("    quote: Last line\n", "")
    assert pupils(build(fill, notes=other)).read_bytes() == before
    with zipfile.ZipFile(io.BytesIO(before)) as zipped:
        assert not [n for n in zipped.namelist() if b"SECRET" in zipped.read(n)]


def test_the_same_article_is_the_same_file(fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    before = pupils(build(fill)).read_bytes()
    monkeypatch.setenv("TZ", "Asia/Taipei")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    project = build(fill)
    assert pupils(project).read_bytes() == before
    with zipfile.ZipFile(pupils(project)) as zipped:
        assert {entry.date_time for entry in zipped.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [n for n in zipped.namelist() if b"python-docx" in zipped.read(n)]


def test_the_file_knows_title_author_and_language(fill: Fill) -> None:
    from docx import Document

    known = Document(str(pupils(build(fill)))).core_properties
    assert known.title == "Everything & <more>"
    assert (known.author, known.language, known.keywords) == ("Ann Author", "en-US", "sea, air")


def test_comments_cover_the_words_that_they_are_about(fill: Fill) -> None:
    file = pupils(build(fill, "handout: {word_notes: comments}\n"))
    covered: dict[str | None, str] = {}
    for element in part(file, "document").iter():
        name = element.get(f"{W}id")
        if element.tag == f"{W}commentRangeStart":
            covered[name] = ""
        elif element.tag == f"{W}commentRangeEnd":
            covered[name] += "|"
        elif element.tag == f"{W}t":
            for open_, words in covered.items():
                if not words.endswith("|"):
                    covered[open_] = words + (element.text or "")
    # The number of the note follows its words, and numbers of notes inside them stay there.
    said = [re.sub(r"\d+\|$", "", words) for words in covered.values()]
    assert [re.sub(r"\d|\u2002", "", words) for words in said] == IN_ORDER
    comments = list(part(file, "comments").iter(f"{W}comment"))
    assert [c.get(f"{W}id") for c in comments] == list(covered)
    assert [c.get(f"{W}author") for c in comments] == ["Ann Author"] * 5 + ["Bo"]


def test_notes_in_a_box_stand_after_the_text(fill: Fill) -> None:
    file = pupils(build(fill, "handout: {notes: box}\n"))
    document = part(file, "document")
    box = list(document.iter(f"{W}tbl"))[1]
    numbers = [text_of(next(row.iter(f"{W}tc"))) for row in box.iter(f"{W}tr")]
    assert numbers == list("123456")
    anchors = {e.get(f"{W}anchor") for e in document.iter(f"{W}hyperlink")} - {None}
    marks = {e.get(f"{W}name") for e in document.iter(f"{W}bookmarkStart")}
    assert anchors == marks == {f"note_{number}" for number in numbers}
    with zipfile.ZipFile(file) as zipped:
        assert "word/footnotes.xml" not in zipped.namelist()


def test_without_notes_nothing_is_marked(fill: Fill) -> None:
    document = part(pupils(build(fill, "handout: {notes: none}\n")), "document")
    used = {e.get(f"{W}val") for e in document.iter(f"{W}rStyle")}
    assert used == {"ParagraphNumber", "PictureInWords", "Hyperlink", "HTMLCode"}
    assert "Told in the note." in text_of(document)  # or it would be nowhere


def test_notes_are_in_the_language_that_is_asked_for(fill: Fill) -> None:
    said = footnotes(pupils(build(fill, "handout: {language: ja}\n")))
    assert "見出し" in said["2"]
    assert "本文" in said["2"]


@pytest.mark.parametrize(
    ("option", "wanted"),
    [
        ("paper: Letter", {("pgSz", "w"): "12240", ("pgSz", "h"): "15840"}),
        ("paper: A4", {("pgSz", "w"): "11906", ("lnNumType", "countBy"): "5"}),
        ("line_numbers: 1", {("lnNumType", "countBy"): "1"}),
        ("line_numbers: none", {("lnNumType", "countBy"): None}),
    ],
)
def test_paper_and_line_numbers(
    fill: Fill, option: str, wanted: dict[tuple[str, str], str | None]
) -> None:
    section = next(
        part(pupils(build(fill, f"handout: {{{option}}}\n")), "document").iter(f"{W}sectPr")
    )
    for (tag, attribute), value in wanted.items():
        element = section.find(f"{W}{tag}")
        assert (None if element is None else element.get(f"{W}{attribute}")) == value


def test_only_lines_of_the_text_are_counted(fill: Fill) -> None:
    file = pupils(build(fill))
    counted = {"Normal"}
    for style in part(file, "styles").iter(f"{W}style"):
        properties = style.find(f"{W}pPr")
        if properties is not None and properties.find(f"{W}suppressLineNumbers") is None:
            counted.add(style.get(f"{W}styleId") or "")
    text = {"BodyText", "Quote", "ListBullet", "ListNumber", "ListContinue", "HTMLPreformatted"}
    assert counted == text | {"Normal"}
    assert not paragraphs(part(file, "document"), "Normal")


def test_the_page_leads_to_the_file_where_it_is_built(fill: Fill) -> None:
    page = build(fill) / "site" / "a" / "index.html"
    assert "handout.docx" in attributes(parse(page.read_text(encoding="utf-8")), "href")
    project = postil.Project(page.parents[2] / "content", page.parents[1])
    assert postil.build(project).is_good
    assert "handout.docx" not in attributes(parse(page.read_text(encoding="utf-8")), "href")
    assert not (page.parent / "handout.docx").exists()  # it is built where it is asked for


def test_large_print_and_wide_spacing(fill: Fill) -> None:
    made = part(pupils(build(fill, "handout: {large_print: true, spacing: wide}\n")), "styles")
    usual = made.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    assert usual is not None
    looks = {e.tag.removeprefix(W): e.get(f"{W}val") for e in usual}
    assert looks["sz"] == "36"
    assert int(looks["spacing"] or 0) > 0


ARABIC = """\
---
title: العنوان هنا
language: ar
---

هذه كلمة في نص طويل مع [English]{lang=en}.

- بند
"""


def test_a_text_from_right_to_left(fill: Fill) -> None:
    notes = "notes:\n  - {quote: كلمة, note: In English.}\n"
    file = pupils(build(fill, notes=notes, article=ARABIC))
    assert part(file, "styles").find(f"{W}docDefaults/{W}pPrDefault/{W}pPr/{W}bidi") is not None
    document = part(file, "document")
    assert next(document.iter(f"{W}sectPr")).find(f"{W}bidi") is not None
    turned = {}
    for one in document.iter(f"{W}r"):
        turned[text_of(one)] = one.find(f"{W}rPr/{W}rtl") is not None
    assert turned["كلمة"]
    assert not turned["English"]
    note = next(n for n in part(file, "footnotes").iter(f"{W}footnote") if text_of(n))
    turn = note.find(f"{W}p/{W}pPr/{W}bidi")
    assert turn is not None
    assert turn.get(f"{W}val") == "0"


OPTIONS = [
    "",
    "handout: {word_notes: comments, spacing: wide, line_numbers: 1}\nbase_url: https://e.org/\n",
    "handout: {notes: box, large_print: true, paper: Letter}\n",
    "handout: {notes: none, line_numbers: none}\n",
    "language: zh-Hant\n",
    "language: ar\n",
]


@pytest.mark.parametrize("site", OPTIONS)
def test_the_file_keeps_the_standard(fill: Fill, site: str) -> None:
    need(find_spec("openxml_audit"), "no openxml-audit: pip install openxml-audit")
    from openxml_audit import OpenXmlValidator

    project = build(fill, site)
    for file in (pupils(project), project / "teacher" / "a" / "handout-key.docx"):
        assert OpenXmlValidator().validate(str(file)).errors == []


def test_the_samples_keep_the_standard(tmp_path: Path) -> None:
    need(find_spec("openxml_audit"), "no openxml-audit: pip install openxml-audit")
    from openxml_audit import OpenXmlValidator

    postil.build(postil.Project(ROOT / "content", tmp_path / "site"), editions=["docx"])
    files = sorted(tmp_path.rglob("*.docx"))
    assert len(files) == 7
    for file in files:
        assert OpenXmlValidator().validate(str(file)).errors == []


def converted(file: Path, folder: Path, form: str) -> Path:
    """What LibreOffice makes of a file."""
    office = shutil.which("soffice")
    need(office, "no LibreOffice: sudo apt install --no-install-recommends libreoffice-writer")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(office), profile, "--headless", "--convert-to", form, "--outdir", str(folder)]
    subprocess.run([*command, str(file)], check=True, capture_output=True)
    return folder / f"{file.stem}.{form}"


def test_a_word_processor_prints_text_numbers_and_notes(fill: Fill, tmp_path: Path) -> None:
    need(shutil.which("pdftotext"), "no pdftotext: sudo apt install poppler-utils")
    pdf = converted(pupils(build(fill)), tmp_path / "printed", "pdf")
    command = ["pdftotext", "-layout", str(pdf), "-"]
    said = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    for note in ("A thing said.", "Over markup", "A wise person.", "It ended Told", "Misprint."):
        assert said.count(note) == 1, note
    assert re.search(r"^ *1 +The first word1 of all words1 stands2 in code", said, re.MULTILINE)
    assert "A word1 again" in said  # the field says the number of the note
    for line in (
        r"• +3 one item",
        r"1\. +6 inner first",
        r"5\. +8 fifth",
        r"1\. +Why so\?",
        r"3\. +Is it\?",
    ):
        assert re.search(line, said), line
    assert re.search(r"^ *5 ", said, re.MULTILINE)  # a line number
    assert "さつま" in said.replace(" ", "")


TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


@pytest.mark.parametrize(("option", "notes", "comments"), [("footnotes", 6, 0), ("comments", 0, 6)])
def test_a_word_processor_knows_notes_for_what_they_are(
    fill: Fill, tmp_path: Path, option: str, notes: int, comments: int
) -> None:
    file = pupils(build(fill, f"handout: {{word_notes: {option}}}\n"))
    read = ET.parse(converted(file, tmp_path / "read", "fodt")).getroot()
    assert len(list(read.iter(f"{TEXT}note"))) == notes
    assert len(list(read.iter(f"{OFFICE}annotation"))) == comments
    assert len(list(read.iter(f"{OFFICE}annotation-end"))) == comments
    kept = [value for e in read.iter() for value in e.attrib.values() if "NOTEREF" in value]
    assert len(kept) == (3 if notes else 0)
    assert "薩摩" in ["".join(e.itertext()) for e in read.iter(f"{TEXT}ruby-base")]
