"""The handout as PDF says what the page says, and can be read, printed and heard."""

import json
import re
import subprocess
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Fill
from pages import attributes, by_id, parse
from papers import (
    drawn_words,
    is_grey,
    languages_of,
    outline_of,
    pages_of,
    squeezed,
    tags_of,
    text_of,
    words_of,
)
from test_sheet import press_of, sheet_of

import postil
from postil.arrange.flow import plain_text
from postil.format.settings import HandoutOptions
from postil.render.exercises import TITLES

SLUGS = ["lai-nippon-interview", "unmanned-boat", "thanks-from-minamisanriku"]
each_sample = pytest.mark.parametrize("slug", SLUGS)
OPTIONS = [
    HandoutOptions(),
    HandoutOptions(notes="foot"),
    HandoutOptions(notes="box", line_numbers="1"),
    HandoutOptions(paper="Letter"),
    HandoutOptions(large_print=True),
    HandoutOptions(large_print=True, notes="foot", line_numbers="none"),
    HandoutOptions(spacing="wide"),
    HandoutOptions(large_print=True, spacing="wide", notes="box", paper="Letter"),
]
HEAD = "---\ntitle: A\nlanguage: en\n---\n"


def build(content: Path, handout: HandoutOptions | None = None, **options: Any) -> Path:
    """The project's folder, with its handouts built and nothing told."""
    project = postil.Project(content, content.parent / "site", **options)
    outcome = postil.build(project, editions=["handout"], handout=handout)
    assert outcome.diagnostics == ()
    return content.parent


# What is on it


def labels(i: int) -> list[tuple[int, str]]:
    """Each note's number, and the words that it begins with."""
    said = []
    for note in sheet_of(press_of(ROOT / "content"), i).notes:
        heading = plain_text(note.heading.inlines) if note.heading else ""
        body = plain_text(note.body.inlines)[:40] if note.body else ""
        said.append((note.number, squeezed(body or heading)))
    return said


@pytest.fixture(scope="module", params=range(len(OPTIONS)))
def variant(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's handouts, laid out in one of many ways.

    Without exercises, which say again what the notes say; they have tests of their own.
    """
    folder = tmp_path_factory.mktemp("handouts")
    project = postil.Project(ROOT / "content", folder / "site")
    options = replace(OPTIONS[request.param], exercises=())
    postil.build(project, editions=["handout"], handout=options)
    return folder


@each_sample
def test_every_note_stands_on_it_once(variant: Path, slug: str) -> None:
    text = text_of(variant / "site" / slug / "handout.pdf")
    for number, words in labels(SLUGS.index(slug)):
        assert text.count(words) == 1, (number, words)


@each_sample
def test_numbers_are_those_of_the_page(variant: Path, sample: Path, slug: str) -> None:
    page = parse((sample / "site" / slug / "index.html").read_text(encoding="utf-8"))
    names = attributes(by_id(page, "text"), "id")
    paragraphs = [int(name[1:]) for name in names if re.fullmatch(r"p\d+", name)]
    text = text_of(variant / "site" / slug / "handout.pdf")
    cited = len(re.findall(r'class="place"', _handout_html(sample, slug)))
    assert all(f"¶{number}" in text for number in paragraphs)
    assert text.count("¶") == len(paragraphs) + cited


def _handout_html(sample: Path, slug: str) -> str:
    return (sample / "site" / slug / "handout.html").read_text(encoding="utf-8")


@each_sample
def test_a_link_leads_from_each_number_to_its_note(variant: Path, slug: str) -> None:
    import pikepdf

    with pikepdf.open(variant / "site" / slug / "handout.pdf") as pdf:
        links = [a for page in pdf.pages for a in page.get("/Annots", []) if a.Subtype == "/Link"]
        assert len(links) >= len(labels(SLUGS.index(slug)))


def test_without_notes_there_is_no_number(tmp_path: Path) -> None:
    project = postil.Project(ROOT / "content", tmp_path / "site")
    postil.build(project, editions=["handout"], handout=HandoutOptions(notes="none"))
    text = text_of(tmp_path / "site" / SLUGS[0] / "handout.pdf")
    assert "AgroupofJapanesetelevisionstations" not in text
    assert "PresidentLaiChing-te(賴清德)ofTaiwan" in text


# How it is


@each_sample
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_sample_is_two_sides_of_paper_and_two_for_its_exercises(
    tmp_path: Path, slug: str, paper: str
) -> None:
    project = postil.Project(ROOT / "content", tmp_path / "site")
    options = HandoutOptions(paper=paper)
    postil.build(project, editions=["handout"], handout=options)
    assert pages_of(tmp_path / "site" / slug / "handout.pdf") <= 4
    postil.build(project, editions=["handout"], handout=replace(options, exercises=()))
    assert pages_of(tmp_path / "site" / slug / "handout.pdf") <= 2


@each_sample
@pytest.mark.parametrize("file", ["site/{}/handout.pdf", "teacher/{}/handout-key.pdf"])
def test_it_keeps_the_standards_and_is_tagged(sample: Path, slug: str, file: str) -> None:
    import pikepdf

    path = sample / file.format(slug)
    with pikepdf.open(path) as pdf, pdf.open_metadata() as metadata:
        assert metadata["pdfaid:part"] == "2"
        assert metadata["pdfaid:conformance"] == "A"
        assert metadata["pdfuaid:part"] == "1"
        assert pdf.Root.Lang == "en"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        title = metadata["dc:title"]
    assert title in (sample / "site" / slug / "index.html").read_text(encoding="utf-8")
    tags = tags_of(path)
    assert (tags[0], tags.count("H1")) == ("Document", 1)
    assert tags.index("H1") < tags.index("P") < len(tags)


def test_its_bookmarks_are_its_headings(sample: Path) -> None:
    assert outline_of(sample / "site" / SLUGS[1] / "handout.pdf") == [
        "How an unmanned boat finds its way",
        "Where am I?",
        "What is around me?",
        "What should I do?",
        "Timeline",
        "Questions",
        "Before you read",
        "While you read",
        "After you read",
        "Exercises",
        *TITLES.values(),
    ]


def test_a_table_and_a_picture_are_told_to_those_who_listen(sample: Path) -> None:
    tags = tags_of(sample / "site" / SLUGS[1] / "handout.pdf")
    assert [tags.count(t) for t in ("Table", "TH", "TD", "Figure")] == [1, 3, 9, 1]


@each_sample
def test_its_fonts_are_in_it(sample: Path, slug: str) -> None:
    command = ["pdffonts", str(sample / "site" / slug / "handout.pdf")]
    said = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    fonts = [line.split() for line in said.splitlines()[2:]]
    assert fonts
    assert all(font[-5:-2] == ["yes", "yes", "yes"] for font in fonts), said
    assert any("NotoSansCJK" in font[0] for font in fonts)


@pytest.mark.parametrize("slug", SLUGS[::2])
def test_it_is_black_and_grey(sample: Path, tmp_path: Path, slug: str) -> None:
    assert is_grey(sample / "site" / slug / "handout.pdf", tmp_path)


def test_words_of_another_language_are_told_to_be(sample: Path) -> None:
    spoken = languages_of(sample / "site" / SLUGS[2] / "handout.pdf")
    assert {"zh-TW", "ja"} <= spoken


def test_a_note_is_level_with_its_line_and_none_lies_on_another(fill: Fill) -> None:
    text = "".join(f"Words and words before it, then word{i}x. " * 3 + "\n\n" for i in range(30))
    note = "  - {{quote: word{0}x, occurrence: 3, title: Note{0}x, note: '{1}.'}}\n"
    notes = "".join(note.format(i, "About it. " * (i % 9)) for i in range(30))
    folder = build(fill({"a/article.md": HEAD + text, "a/n.yaml": f"notes:\n{notes}"}))
    words = drawn_words(folder / "site" / "a" / "handout.pdf")
    titles = [w for w in words if re.match(r"Note\d+x", w.text)]
    assert [w.text for w in titles] == [f"Note{i}x" for i in range(30)]
    third = [w for w in words if w.text.startswith("word0x")][2]
    assert abs(titles[0].bottom - third.bottom) < 6
    for upper, lower in pairwise(titles):
        assert lower.page > upper.page or lower.top > upper.bottom


@pytest.mark.parametrize("options", OPTIONS, ids=lambda o: f"{o.notes}-{o.large_print}-{o.spacing}")
def test_what_is_too_long_goes_on_and_nothing_runs_over(
    fill: Fill, options: HandoutOptions
) -> None:
    """A note longer than a page, words longer than a line, many lines to write on, a wide table."""
    long = "".join(f"Number {i} is told here. " for i in range(900))
    table = "".join(f"{cell * 8}|\n" for cell in ("| head ", "|---", "| some words "))
    words = f"A {'w' * 300} word. https://example.org/{'x' * 90}"
    content = fill(
        {
            "a/article.md": f"{HEAD}{words}\n\n{table}\n",
            "a/n.yaml": f"notes: [{{quote: word, note: '{long}'}}]\n"
            f"timeline: [{{date: 1945, event: E, note: '{long}'}}]\n"
            "questions: [{ask: Why?, lines: 70}]\n",
        }
    )
    sheet = build(content, options) / "site" / "a" / "handout.pdf"
    assert all(word.fits for word in drawn_words(sheet))
    counts = Counter(words_of(sheet))
    assert counts["Number"] == 2 * 900
    assert all(counts[str(i)] >= 2 for i in range(900))
    assert text_of(sheet).count("w") >= 300


# What it is made of

HOSTILE = "#panic() *b* $x^2$ @r <l> \\\\u{41} // c `d` ~ -- ''' {{ 7*7 }}"


def test_headings_without_words_and_marks_that_nobody_sees_are_left_out(fill: Fill) -> None:
    text = "One\ufeffword.\n\n##\n\n## \ufeff\n\nMore.\n\n## A heading\n\nThe end.\n"
    folder = build(fill({"a/article.md": f"{HEAD}\n{text}"}))
    pdf = folder / "site" / "a" / "handout.pdf"
    assert outline_of(pdf) == ["A", "A heading"]
    assert "Oneword." in text_of(pdf)


def test_content_is_never_markup(fill: Fill) -> None:
    title = json.dumps(HOSTILE)
    content = fill(
        {
            "a/article.md": f"---\ntitle: {title}\nauthor: {title}\n---\nOne word.\n",
            "a/n.yaml": f"notes:\n  - {{quote: word, title: {title}, note: X, by: {title}}}\n"
            f"timeline:\n  - {{date: 1945, event: {title}}}\n",
            "site.yaml": f"licence: {title}\nkinds: [{{name: own, label: {title}}}]\n",
        }
    )
    text = text_of(build(content) / "site" / "a" / "handout.pdf")
    assert text.count(squeezed("#panic()")) >= 4
    assert text.count(squeezed("$x^2$ @r <l>")) >= 4


QUESTIONS = """\
questions:
  - {{ask: Why?, answer: {0}, quote: {1}}}
  - {{ask: Is it?, type: truefalse, answer: {2}}}
"""


def test_pupils_sheets_are_the_same_whatever_the_answer(fill: Fill) -> None:
    sheets = []
    for answers in (("SECRET", "One", "true"), ("OTHER", "word", "false")):
        content = fill(
            {"a/article.md": HEAD + "One word.\n", "a/q.yaml": QUESTIONS.format(*answers)}
        )
        folder = build(content)
        sheets.append((folder / "site" / "a" / "handout.pdf").read_bytes())
        key = text_of(folder / "teacher" / "a" / "handout-key.pdf")
        assert answers[0] in key
        assert f"“{answers[1]}”(¶1)" in key
        assert answers[2].title() in key
        assert "Teachercopy" in key
    assert sheets[0] == sheets[1]


def test_the_address_stands_on_it_where_there_is_one(fill: Fill) -> None:
    files = {"a/article.md": HEAD + "One word.\n"}
    folder = build(fill(files))
    without = tags_of(folder / "site" / "a" / "handout.pdf")
    folder = build(fill(files | {"site.yaml": "base_url: https://example.org/x\n"}))
    assert "https://example.org/x/a/" in text_of(folder / "site" / "a" / "handout.pdf")
    added = tags_of(folder / "site" / "a" / "handout.pdf").count("Figure")
    assert (without.count("Figure"), added) == (0, 1)


@pytest.mark.parametrize(
    ("date", "made"),
    [("2025-05-20", "20250520"), ("2025-05", "20250501"), ("1850", "19700101"), ("", "20200101")],
)
def test_it_is_dated_by_its_article(
    fill: Fill, monkeypatch: pytest.MonkeyPatch, date: str, made: str
) -> None:
    import pikepdf

    content = fill({"a/article.md": f"---\ntitle: A\ndate: {date}\n---\nOne word.\n"})
    for epoch in ("1", "1700000000"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        with pikepdf.open(build(content) / "site" / "a" / "handout.pdf") as pdf:
            assert str(pdf.docinfo["/CreationDate"]).startswith(f"D:{made}")


def test_a_broken_picture_is_told_and_described(fill: Fill) -> None:
    content = fill({"a/article.md": HEAD + "One.\n\n![A boat at sea](b.png)\n", "a/b.png": "x"})
    outcome = postil.build(postil.Project(content, content.parent / "site"))
    assert [d.code for d in outcome.diagnostics] == ["f-013"]
    assert "[Aboatatsea]" in text_of(content.parent / "site" / "a" / "handout.pdf")
