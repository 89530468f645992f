"""No note ever lies on another, on words, or beyond the page, whatever a reader chooses to see."""

from pathlib import Path
from typing import Any

import pytest
from articles import ferry, long_ferry
from conftest import Fill
from reader_page import ARTICLES, EVERY_CHOICE, HELP, KINDS

import postil

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
    kinds, helps = tab.locator(KINDS).count(), tab.locator(HELP).count()
    counts, clashes = tab.evaluate(EVERY_CHOICE)
    tab.close()
    assert clashes == []
    assert len(counts) == helps * 2**kinds
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
@pytest.mark.parametrize("slug", ARTICLES)
def test_the_sample_s_notes_never_overlap(
    browser: Any, sample: Path, slug: str, width: int
) -> None:
    everything, *_, text_only = choose_everything(
        browser, sample / "site" / slug / "index.html", width
    )
    assert everything[0] > 5
    assert set(text_only) == {0}
