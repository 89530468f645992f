"""Exercises on paper and in Word files, read back: the printed key solves the printed sheet."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import ROOT, Fill
from papers import drawn_words, is_grey, lines_of, squeezed, tags_of, text_of
from test_docx import converted, paragraphs, part
from test_exercises_handout import ONE, OTHER, built
from test_handout_pdf import OPTIONS
from test_sheet import press_of

import postil
from postil.format.settings import HandoutOptions
from postil.render.exercises import TITLES

BOAT, THANKS = "unmanned-boat", "thanks-from-minamisanriku"
FURNITURE = re.compile(r"Name|Class|Name Class|Teacher copy|.* \d+ / \d+")
"""What stands at the head and the foot of each page."""
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u0300-\u036f]")
"""In a Chinese text: readings."""


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's handouts as PDF and Word files."""
    folder = tmp_path_factory.mktemp("printed")
    project = postil.Project(ROOT / "content", folder / "site")
    assert postil.build(project, editions=["handout", "docx"]).is_good
    return folder


def bare(text: str, slug: str) -> str:
    """Words as they are compared: wherever lines end, and without readings above them."""
    return LATIN.sub("", squeezed(text)) if slug == THANKS else squeezed(text)


def article_of(slug: str) -> str:
    """The words of an article."""
    articles = {
        a.anchored.article.slug: a.anchored for a in press_of(ROOT / "content").site.articles
    }
    return bare(articles[slug].article.document.text, slug)


def sections(pdf: Path, begin: str) -> dict[str, list[str]]:
    """Title of each exercise → its lines, after the line that `begin`s them."""
    lines = [line for line in lines_of(pdf) if not FURNITURE.fullmatch(line)]
    found: dict[str, list[str]] = {}
    title = ""
    for line in lines[lines.index(begin) + 1 :]:
        if line.startswith("Key to the exercises"):
            break
        if line in TITLES.values():
            title = line
            found[title] = []
        elif title and not line.startswith("Text: The Postil authors."):
            found[title].append(line)
    return found


def items(lines: list[str], slug: str) -> list[str]:
    """The numbered items of an exercise, each in one line."""
    found: list[str] = []
    for line in lines:
        number, dot, rest = line.partition(".")
        if dot and number == str(len(found) + 1):
            found.append(rest)
        elif found:
            found[-1] += line
    return [bare(item, slug) for item in found]


def solved(printed: Path, slug: str, letter: str, title: str) -> list[tuple[str, str]]:
    """Items as printed on the sheet of a version, each with what the printed key says of it."""
    name = "handout" if letter == "A" else "handout-b"
    sheet = sections(printed / "site" / slug / f"{name}.pdf", "Exercises")
    begin = f"Key to the exercises, version {letter}"
    key = sections(printed / "teacher" / slug / "handout-key.pdf", begin)
    asked, answers = items(sheet[title], slug), items(key[title], slug)
    assert len(asked) == len(answers) >= 3
    return list(zip(asked, answers, strict=True))


each_sheet = pytest.mark.parametrize(("slug", "letter"), [(BOAT, "A"), (BOAT, "B"), (THANKS, "A")])


def cuts(text: str) -> Iterator[tuple[str, str]]:
    """A text in two, in every way."""
    return ((text[:i], text[i:]) for i in range(1, len(text)))


@each_sheet
def test_the_right_words_in_the_gaps_give_the_article(
    printed: Path, slug: str, letter: str
) -> None:
    article = article_of(slug)
    for asked, answer in solved(printed, slug, letter, "Fill the gaps"):
        assert asked.count("_____") == 1
        words = [w for w, whole in cuts(answer) if asked.replace("_____", w) == whole]
        assert len(words) == 1, (asked, answer)
        assert asked.replace("_____", words[0]) in article


@each_sheet
def test_sentences_in_the_order_of_the_key_give_the_article(
    printed: Path, slug: str, letter: str
) -> None:
    pairs = solved(printed, slug, letter, "Put the text in order")
    places = {int(answer.removesuffix(asked)): asked for asked, answer in pairs}
    assert sorted(places) == list(range(1, len(pairs) + 1))
    assert list(places) != sorted(places)
    assert "".join(places[place] for place in sorted(places)) in article_of(slug)


@each_sheet
def test_the_right_word_for_the_wrong_one_gives_the_article(
    printed: Path, slug: str, letter: str
) -> None:
    article = article_of(slug)
    for asked, answer in solved(printed, slug, letter, "Spot the change"):
        assert asked not in article
        wholes = {
            whole
            for changed, whole in cuts(answer)
            for wrong, right in cuts(changed)
            if asked.replace(wrong, right) == whole
        }
        assert len(wholes) == 1, (asked, answer)
        assert wholes.pop() in article


@pytest.mark.parametrize("letter", ["A", "B"])
def test_letters_lead_to_the_meanings_that_the_notes_give(printed: Path, letter: str) -> None:
    name = "handout" if letter == "A" else "handout-b"
    sheet = sections(printed / "site" / BOAT / f"{name}.pdf", "Exercises")[TITLES["match"]]
    begin = f"Key to the exercises, version {letter}"
    key = sections(printed / "teacher" / BOAT / "handout-key.pdf", begin)[TITLES["match"]]
    first = next(i for i, line in enumerate(sheet) if line.startswith("a "))
    words, meanings = sheet[:first], " ".join(sheet[first:])
    letters = {}
    for asked, answer in zip(items(words, BOAT), items(key, BOAT), strict=True):
        letters[asked] = answer.removesuffix(asked)
    assert sorted(letters.values()) == list("abcdefgh")
    for word, meaning in (
        ("starboard", "The right-hand side of a boat"),
        ("course", "The direction in which a boat is moving"),
        ("jam", "To block a radio signal"),
    ):
        assert f"{letters[word]} {meaning}" in meanings


def test_versions_are_unlike(printed: Path) -> None:
    one, other = (
        sections(printed / "site" / BOAT / f"{name}.pdf", "Exercises")
        for name in ("handout", "handout-b")
    )
    assert list(one) == list(other) == list(TITLES.values())
    assert all(one[title] != other[title] for title in one)


def test_only_the_text_and_its_notes_tell_the_answers(fill: Fill) -> None:
    """Where other things are right, the exercises of PDF and Word file stay the same."""
    found = []
    for notes in (ONE, OTHER):
        folder = built(fill, notes, editions=["handout", "docx"])
        for name in ("handout", "handout-b"):
            sheet = folder / "site" / "a" / name
            found.append(sections(sheet.with_suffix(".pdf"), "Exercises"))
            found.append(exercises_in(sheet.with_suffix(".docx")))
    assert found[:4] == found[4:]
    assert found[0] != found[2]
    assert found[1] != found[3]


# How the PDF is


@pytest.mark.parametrize("option", range(len(OPTIONS)))
def test_nothing_runs_over_in_any_layout(tmp_path: Path, option: int) -> None:
    project = postil.Project(ROOT / "content", tmp_path / "site")
    options = replace(OPTIONS[option], versions=("A", "B"))
    assert postil.build(project, only=[BOAT], editions=["handout"], handout=options).is_good
    for file in ("site/{}/handout.pdf", "site/{}/handout-b.pdf", "teacher/{}/handout-key.pdf"):
        pdf = tmp_path / file.format(BOAT)
        assert all(word.fits for word in drawn_words(pdf))
    assert is_grey(tmp_path / "teacher" / BOAT / "handout-key.pdf", tmp_path)
    sheet = sections(tmp_path / "site" / BOAT / "handout.pdf", "Exercises")
    count = {title: len(items(lines, BOAT)) for title, lines in sheet.items()}
    assert list(count.values()) == [8, 5, 5, 5, 2, 3, 3]
    ticked = " ".join(sheet[TITLES["choices"]])
    assert all(choice in ticked for choice in ("True False", "AIS Camera GNSS Radar"))
    assert " ".join(sheet[TITLES["find"]]).count("¶") == 3


def test_it_is_black_and_grey(printed: Path, tmp_path: Path) -> None:
    assert is_grey(printed / "site" / THANKS / "handout.pdf", tmp_path)


def test_items_are_lists_for_those_who_listen(printed: Path) -> None:
    tags = tags_of(printed / "site" / BOAT / "handout.pdf")
    assert tags.count("L") == 8  # seven exercises, and the meanings
    assert tags.count("LI") == 8 + 8 + 5 + 5 + 5 + 2 + 3 + 3
    assert tags.count("LI") == tags.count("Lbl") == tags.count("LBody")


@pytest.mark.parametrize("large_print", [False, True])
def test_exercises_begin_on_a_sheet_of_paper_of_their_own(
    tmp_path: Path, large_print: bool
) -> None:
    project = postil.Project(ROOT / "content", tmp_path / "site")
    for notes in ("margin", "none"):
        options = HandoutOptions(notes=notes, large_print=large_print)
        postil.build(project, only=[BOAT], editions=["handout"], handout=options)
        words = drawn_words(tmp_path / "site" / BOAT / "handout.pdf")
        begin = [
            w.page for w, after in pairwise(words) if (w.text, after.text) == ("Exercises", "How")
        ]
        assert [page % 2 for page in begin] == [1]
        last = max(word.page for word in words)
        assert any(word.page == last and word.text == "Licence:" for word in words)


def test_a_sheet_without_questions_has_its_key(fill: Fill) -> None:
    notes = "glossary:\n" + "".join(
        f"  - {{term: {word}, definition: A {word[::-1]}.}}\n" for word in ("boat", "mast")
    )
    head = "---\ntitle: T\nhandout: {exercises: [match]}\n---\n"
    content = fill({"a/article.md": head + "A boat with a mast.\n", "a/n.yaml": notes})
    project = postil.Project(content, content.parent / "site")
    assert postil.build(project, editions=["handout", "docx"]).is_good
    key = content.parent / "teacher" / "a" / "handout-key.pdf"
    assert "Keytotheexercises,versionA" in text_of(key)
    assert "Keytothequestions" not in text_of(key)
    assert key.with_suffix(".docx").is_file()


# The Word file


def exercises_in(file: Path) -> dict[str, list[str]]:
    """Title of each exercise → its paragraphs, read from the file."""
    styles = ("Heading1", "Heading2", "WordBank", "ExerciseItem", "CellItem", "Choice", "Solution")
    found: dict[str, list[str]] = {}
    title, inside = "", False
    for words in paragraphs(part(file, "document"), *styles):
        if words == "Exercises" or words.startswith("Key to the exercises"):
            inside = True
        elif inside and words in TITLES.values():
            title = words if words not in found else f"{words} B"
            found[title] = []
        elif inside:
            found[title].append(words)
    return found


def test_a_word_file_s_key_solves_its_sheets(printed: Path) -> None:
    article = article_of(BOAT)
    keys = exercises_in(printed / "teacher" / BOAT / "handout-key.docx")
    for name, ending in (("handout", ""), ("handout-b", " B")):
        sheet = exercises_in(printed / "site" / BOAT / f"{name}.docx")
        assert list(sheet) == list(TITLES.values())
        bank, *gaps = sheet["Fill the gaps"]
        words = bank.split("\u2003\u2003")
        for asked, answer in zip(gaps, keys[f"Fill the gaps{ending}"], strict=True):
            filled = {w: re.sub("_+", w, asked) for w in words}
            (right,) = [w for w in words if answer == f"{w} {filled[w]}"]
            assert squeezed(filled[right]) in article
        order = [a.partition(" ") for a in keys[f"Put the text in order{ending}"]]
        assert [said for _, _, said in order] == sheet["Put the text in order"]
        told = "".join(said for _, _, said in sorted(order))
        assert squeezed(told) in article
        for asked, answer in zip(
            sheet["Spot the change"], keys[f"Spot the change{ending}"], strict=True
        ):
            assert squeezed(asked) not in article
            (whole,) = {
                whole
                for changed, whole in cuts(squeezed(answer))
                for wrong, right in cuts(changed)
                if squeezed(asked).replace(wrong, right) == whole
            }
            assert whole in article


def test_a_word_processor_counts_the_items_of_each_exercise(printed: Path, tmp_path: Path) -> None:
    pdf = converted(printed / "site" / BOAT / "handout.docx", tmp_path, "pdf")
    lines = [re.sub(r"\s+", " ", line) for line in lines_of(pdf)]
    begin = lines.index("Exercises")
    assert "Name Class Date" in re.sub("_+", "", " ".join(lines[begin - 4 : begin])).replace(
        "  ", " "
    )
    said = " ".join(lines[begin:])
    for words in (
        "1. course a Automatic identification system",
        "1. An ______________ (USV) has",
        "5. The ______________ also demand",
        "1. In a test the container ship",
        "5. These signals are weak",
        "1. Two motor boats",
        "3. Two motor vessels",
        "☐ Radar",
    ):
        assert words in said, words


def test_questions_keep_their_numbers_where_some_are_exercises(fill: Fill, tmp_path: Path) -> None:
    folder = built(fill, ONE, "choices", editions=["docx"])
    pdf = converted(folder / "site" / "a" / "handout.docx", tmp_path, "pdf")
    said = " ".join(" ".join(lines_of(pdf)).split())
    assert "3. Why?" in said
    assert said.count("What fell?") == 1
