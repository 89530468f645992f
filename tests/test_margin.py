"""Notes in the margin: level with their words or beside the paragraph, and never on one another."""

from pathlib import Path
from typing import Any

import pytest
from articles import ferry, long_ferry
from conftest import Fill
from pages import by_id, parse
from reader import EVERY_CHOICE, KINDS

import postil

PARAGRAPH = "Words that are many enough to make a paragraph of some lines, as in a newspaper. " * 4


def is_level(fill: Fill, notes: int, words_a_note: int) -> bool:
    text = "\n\n".join(f"Mark{i} stands here. {PARAGRAPH}" for i in range(10))
    said = "word " * words_a_note
    entries = "".join(
        f"  - {{quote: Mark{i % 10} {'stands here' if i < 10 else 'stands'}, note: {said}}}\n"
        for i in range(notes)
    )
    content = fill(
        {"a/article.md": f"---\ntitle: A\n---\n{text}\n", "a/n.yaml": f"notes:\n{entries}"}
    )
    assert postil.build(postil.Project(content, content.parent / "site")).is_good
    page = parse((content.parent / "site" / "a" / "index.html").read_text(encoding="utf-8"))
    return "level" in str(by_id(page, "text").get("class"))


def test_short_notes_stand_level_with_their_words(fill: Fill) -> None:
    assert is_level(fill, notes=10, words_a_note=12)


def test_long_notes_fall_back_to_the_paragraph(fill: Fill) -> None:
    assert not is_level(fill, notes=10, words_a_note=150)


LONG = {
    "30 notes in 450 words": ferry(),
    "60 notes in 900 words": long_ferry(copies=2, notes=60),
    "60 notes in 1,800 words": long_ferry(copies=4, notes=60),
    "200 notes in 3,150 words": long_ferry(copies=7, notes=200),
}


def choose_everything(browser: Any, page: Path, width: int) -> list[list[int]]:
    """Try every choice; gives how many notes each left to be seen, one row an amount of help."""
    tab = browser.new_page(viewport={"width": width, "height": 900})
    tab.goto(page.as_uri())
    kinds = tab.locator(KINDS).count()
    counts, clashes = tab.evaluate(EVERY_CHOICE)
    tab.close()
    assert clashes == []
    assert len(counts) == 3 * 2**kinds
    return [counts[i : i + 2**kinds] for i in range(0, len(counts), 2**kinds)]


@pytest.mark.parametrize("width", [1440, 1100])
@pytest.mark.parametrize("size", LONG)
def test_whatever_is_chosen_notes_never_overlap(
    browser: Any, fill: Fill, size: str, width: int
) -> None:
    content = fill(LONG[size])
    assert postil.build(postil.Project(content, content.parent / "site"), editions=("web",)).is_good
    page = content.parent / "site" / "ferry" / "index.html"
    everything, key_notes, text_only = choose_everything(browser, page, width)
    assert everything[0] == int(size.split()[0])
    assert everything[-1] == 0  # every kind is off
    assert 0 < key_notes[0] < everything[0]
    assert set(text_only) == {0}


@pytest.mark.parametrize("width", [1440, 1100])
@pytest.mark.parametrize(
    "slug", ["lai-nippon-interview", "unmanned-boat", "thanks-from-minamisanriku"]
)
def test_the_sample_s_notes_never_overlap(
    browser: Any, sample: Path, slug: str, width: int
) -> None:
    everything, _, _ = choose_everything(browser, sample / "site" / slug / "index.html", width)
    assert everything[0] > 5
