"""Exercises on the handout: what pupils get, what the teacher gets, and what is told."""

import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from cases.exercise_articles import make
from conftest import ROOT, Fill, need
from pages import attributes, by_id, parse
from test_sheet import press_of

import postil
from postil.format.settings import EDITIONS

HEAD = "---\ntitle: T\nhandout:\n  exercises: [{}]\n  versions: [A, B]\n---\n"
TEXT = """\
A drone flew out over the sea and came back when the whole day was over at last.
A tide came in from the sea and went back when the whole day was over at last.
A mast fell into the sea and never came back when the whole day was over.
"""
NOTES = """\
glossary:
  - {{term: drone, definition: {0}}}
  - {{term: tide, definition: {1}}}
  - {{term: mast, definition: A pole for sails.}}
timeline:
  - {{date: {2}, event: The first boat}}
  - {{date: {3}, event: The second boat}}
  - {{date: 1990, event: The third boat}}
questions:
  - {{ask: Was it a drone?, type: truefalse, answer: {4}, quote: {5}}}
  - {{ask: What fell?, type: choice, choices: [a mast, a tide], answer: {6}, quote: fell into}}
  - {{ask: Why?, answer: SECRET}}
"""
ONE = ("A flying machine.", "Moving water.", "1950", "1960", "true", "A drone", "a mast")
OTHER = ("Moving water.", "A flying machine.", "1960", "1950", "false", "A tide", "a tide")
ALL = "match, gaps, order, jumble, choices, find, spot"


def build(content: Path, **options: object) -> postil.Outcome:
    return postil.build(postil.Project(content, content.parent / "site"), **options)  # type: ignore[arg-type]


def built(
    fill: Fill, notes: tuple[str, ...], exercises: str = ALL, editions: Sequence[str] = ()
) -> Path:
    content = fill(
        {"a/article.md": HEAD.format(exercises) + TEXT, "a/n.yaml": NOTES.format(*notes)}
    )
    assert build(content, editions=editions).is_good
    return content.parent


def read(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def classed(root: Element, name: str) -> list[Element]:
    return [e for e in root.iter() if name in str(e.get("class")).split()]


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_a_sheet_has_every_exercise_and_the_teacher_every_key(fill: Fill) -> None:
    folder = built(fill, ONE)
    key = classed(parse(read(folder / "teacher/a/handout-key.html")), "exercise-key")
    for i, name in enumerate(("handout.html", "handout-b.html")):
        sheet = parse(read(folder / "site/a" / name))
        exercises = classed(sheet, "exercise")
        assert len(exercises) == 7
        keys = key[i * 7 : (i + 1) * 7]
        for exercise, solved in zip(exercises, keys, strict=True):
            (items,) = classed(exercise, "items")
            assert len(items.findall("li")) == len(classed(solved, "whole"))
            assert words(exercise[0]) == words(solved[0])
        assert f"Version {'AB'[i]}, drawn from “a”" in words(by_id(sheet, "exercises"))
    assert len(key) == 14


def test_versions_are_different_sheets_that_know_of_each_other(fill: Fill) -> None:
    folder = built(fill, ONE)
    one, other = (read(folder / "site/a" / n) for n in ("handout.html", "handout-b.html"))
    section = re.compile('<section id="exercises".*</section>', re.DOTALL)
    (first,), (second,) = section.findall(one), section.findall(other)
    assert first != second
    assert "handout-b.html" in attributes(parse(one), "href")
    assert "handout.html" in attributes(parse(other), "href")


@pytest.mark.parametrize("exercises", [ALL, "match", "order", "choices", "find"])
def test_only_the_text_and_its_notes_tell_the_answers(fill: Fill, exercises: str) -> None:
    """Where other things are right, what pupils get of exercises and questions stays the same."""
    sheets = []
    for notes in (ONE, OTHER):
        folder = built(fill, notes, exercises)
        for name in ("handout.html", "handout-b.html"):
            sheet = read(folder / "site/a" / name)
            sheets.append(re.findall('<section id="(?:exerc|ques).*?</section>', sheet, re.DOTALL))
        key = read(folder / "teacher/a/handout-key.html")
        sheets.append([re.sub("Teacher copy.*?Key to the exercises", "", key, flags=re.DOTALL)])
    one, other, key, again, other_again, other_key = sheets
    assert one == again
    assert other == other_again
    assert key != other_key


def test_all_that_is_published_is_the_same_whatever_is_right(fill: Fill) -> None:
    """Every file of every edition, whole: answers and evidence of questions are in none."""
    files = []
    for notes in (ONE, (*ONE[:4], *OTHER[4:])):
        site = built(fill, notes, editions=EDITIONS) / "site"
        files.append({p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*.*")})
    assert {"a/handout-b.html", "a/handout-b.pdf", "a/handout-b.docx", "a/a.epub"} <= set(files[0])
    assert files[0].keys() == files[1].keys()
    assert not [name for name, data in files[0].items() if files[1][name] != data]


def test_no_answer_is_in_any_file_that_is_published(fill: Fill) -> None:
    """Read back: what is in zips, PDFs, Word files, books and decks too."""
    folder = built(fill, ONE, editions=EDITIONS)
    for name, text in published_texts(folder / "site"):
        assert "SECRET" not in text, name
    keys = dict(published_texts(folder / "teacher"))
    assert {n for n, text in keys.items() if "SECRET" in text} >= {
        f"a/handout-key.{ending}" for ending in ("html", "pdf", "docx/word/document.xml")
    }


def published_texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Each file with what it says, and those that are packed in it."""
    need(shutil.which("pdftotext"), "no pdftotext: sudo apt install poppler-utils")
    for file in sorted(p for p in folder.rglob("*.*") if p.is_file()):
        yield from texts_in(file.relative_to(folder).as_posix(), file.read_bytes())


def texts_in(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    if name.endswith(".pdf"):
        command = ["pdftotext", "-", "-"]
        said = subprocess.run(command, input=data, capture_output=True, check=True).stdout
        yield name, said.decode()
    elif data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for inner in packed.namelist():
                yield from texts_in(f"{name}/{inner}", packed.read(inner))
    else:
        yield name, data.decode("utf-8", "replace")


def test_a_changed_sentence_is_one_run_in_a_word_file(fill: Fill) -> None:
    """A run by itself would tell the changed word to who unpacks the file."""
    site = built(fill, ONE, "spot", editions=["docx"]) / "site"
    with zipfile.ZipFile(site / "a" / "handout.docx") as packed:
        document = packed.read("word/document.xml").decode()
    paragraphs = re.findall("<w:p>.*?</w:p>", document.rpartition('"Instruction"')[2])
    items = [found for found in paragraphs if '"ExerciseItem"' in found]
    assert len(items) > 1
    assert [len(re.findall("<w:t[ >]", item)) for item in items] == [1] * len(items)


@pytest.mark.parametrize("turned", ["[A]", "[B]"])
def test_sheets_of_a_version_that_is_no_longer_wanted_go(fill: Fill, turned: str) -> None:
    editions = "editions: [web, handout, docx]\n"
    files = {"a/article.md": HEAD.format("match") + TEXT, "a/n.yaml": NOTES.format(*ONE)}
    content = fill(files | {"site.yaml": editions})
    site = content.parent / "site"
    names = [f"handout-b.{ending}" for ending in ("html", "pdf", "docx")]
    assert build(content).is_good
    assert all((site / "a" / name).is_file() for name in names)
    files["a/article.md"] = files["a/article.md"].replace("[A, B]", turned)
    assert build(fill(files | {"site.yaml": editions})).is_good
    assert not [name for name in names if (site / "a" / name).exists()]
    assert "handout-b" not in read(site / "a" / "index.html") + read(site / "a" / "handout.html")


def test_nothing_of_an_item_is_told_but_its_words(fill: Fill) -> None:
    """No id, no data, no value and no comment, in which an answer could hide."""
    folder = built(fill, ONE)
    section = by_id(parse(read(folder / "site/a/handout.html")), "exercises")
    for element in list(section.iter())[1:]:
        names = set(element.keys())
        assert names <= {"class", "lang", "dir", "type", "aria-hidden"} or element.tag == "h2", (
            names
        )
    classes = {c for e in section.iter() for c in str(e.get("class") or "").split()}
    kinds = {f"of-{kind}" for kind in ALL.split(", ")}
    assert classes - kinds <= {
        *("exercise", "instruction", "items", "lists", "letters", "bank", "blank", "box"),
        *("place", "choices", "ruled", "lot", "pupil"),
    }


def test_gathered_questions_stand_once_and_keep_no_gap_in_their_numbers(fill: Fill) -> None:
    folder = built(fill, ONE, "choices")
    sheet = parse(read(folder / "site/a/handout.html"))
    asked = classed(by_id(sheet, "questions"), "questions")[0].findall("li")
    assert [(li.get("id"), li.get("value")) for li in asked] == [("question-why", "3")]
    assert words(sheet).count("What fell?") == 1


def test_exercises_of_the_site_are_for_every_article(fill: Fill) -> None:
    plain = "---\ntitle: T\n---\n" + TEXT
    off = "---\ntitle: T\nhandout: {exercises: []}\n---\n" + TEXT
    content = fill(
        {
            "site.yaml": "handout: {exercises: [{kind: match, items: 2}], seed: spring}\n",
            "a/article.md": plain,
            "a/n.yaml": NOTES.format(*ONE),
            "b/article.md": off,
        }
    )
    outcome = build(content)
    assert outcome.diagnostics == ()
    sheet = parse(read(content.parent / "site/a/handout.html"))
    assert len(classed(sheet, "items")[0].findall("li")) == 2
    assert "drawn from “spring”" in words(sheet)
    assert "exercise" not in read(content.parent / "site/b/handout.html")
    assert not (content.parent / "site/a/handout-b.html").exists()


def test_a_key_is_made_where_there_are_exercises_and_no_questions(fill: Fill) -> None:
    notes = NOTES.format(*ONE).partition("questions:")[0]
    content = fill({"a/article.md": HEAD.format("match") + TEXT, "a/n.yaml": notes})
    assert build(content).is_good
    assert "Match words" in read(content.parent / "teacher/a/handout-key.html")


@pytest.mark.parametrize("editions", [("handout",), ("handout", "docx"), ("docx",)])
def test_too_little_is_told_at_the_wish_and_left_out(fill: Fill, editions: Sequence[str]) -> None:
    head = (
        "---\ntitle: T\nhandout:\n  exercises:\n    - match\n    - {kind: order, items: 3}\n---\n"
    )
    content = fill(
        {
            "a/article.md": head + TEXT,
            "a/n.yaml": "timeline:\n  - {date: 1950, event: X}\n  - {date: 1950~, event: Y}\n",
        }
    )
    outcome = build(content, editions=editions)
    told = [(d.code, d.position.line, d.position.column) for d in outcome.diagnostics]
    assert told == [("y-014", 5, 7), ("y-014", 6, 14)]
    assert [d.message.partition(" for ")[0] for d in outcome.diagnostics] == [
        "the article gives no item",
        "the article gives one item",
    ]
    if "handout" in editions:
        assert "exercise" not in read(content.parent / "site/a/handout.html")


def test_a_site_s_wish_names_the_article_that_has_too_little(fill: Fill) -> None:
    content = fill(
        {
            "site.yaml": "handout: {exercises: [jumble]}\n",
            "a/article.md": "---\ntitle: T\n---\n" + TEXT,
            "b/article.md": "---\ntitle: T\n---\nOne sentence alone.\n",
        }
    )
    (told,) = build(content).diagnostics
    assert told.code == "y-014"
    assert "'b'" in told.message
    assert told.position.path == "content/site.yaml"


def test_the_same_sheets_on_every_machine(fill: Fill) -> None:
    """Another order of hashes, and of the files, changes nothing: HTML, PDF and Word."""
    editions = ["handout", "docx"]
    folder = built(fill, ONE, editions=editions)
    code = (
        "import sys, pathlib, postil; "
        "postil.build(postil.Project(*map(pathlib.Path, sys.argv[1:])), "
        f"editions={editions})"
    )
    sheets = [p.relative_to(folder) for p in folder.rglob("handout*") if p.parent.name == "a"]
    assert len(sheets) == 9
    for seed in ("1", "2"):
        out = folder / seed / "site"
        command = [sys.executable, "-c", code, str(folder / "content"), str(out)]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run(command, check=True, cwd=ROOT, env=environment)
        for sheet in sheets:
            assert (out.parent / sheet).read_bytes() == (folder / sheet).read_bytes(), sheet


def test_the_page_on_exercises_says_what_the_sample_gives(sample: Path) -> None:
    page = read(ROOT / "docs" / "exercises.md")
    lines = [line for line in page.split("\n") if "|" in line]
    rows = [[cell.strip(" `") for cell in line.split("|")[1:-1]] for line in lines]
    head = next(row for row in rows if row[0] == "article")
    table = {row[0]: list(map(int, row[1:])) for row in rows if row[-1].isdigit()}
    articles = press_of(ROOT / "content").site.articles
    assert list(table) == [a.anchored.article.slug for a in articles]
    for article in articles:
        given = [len(make(article, kind, items=99)[0][0].items) for kind in head[1:]]
        assert given == table[article.anchored.article.slug]
    sheet = by_id(parse(read(sample / "site/thanks-from-minamisanriku/handout.html")), "exercises")
    for reading in [e for e in sheet.iter() if e.tag in ("rt", "rp")]:
        reading.text = ""
    block = page.rpartition("```text\n")[2].partition("\n```")[0]
    for line in block.split("\n")[2:]:
        assert line.partition(". ")[2] in words(sheet)
