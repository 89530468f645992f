"""Which articles have their notes level with the words, and which beside the paragraph."""

import re

from conftest import Fill
from pages import by_id, parse

import postil

PARAGRAPH = "Words that are many enough to make a paragraph of some lines, as in a newspaper. " * 4


def page_of(fill: Fill, notes: int, words_a_note: int) -> str:
    text = "\n\n".join(f"Mark{i} stands here. {PARAGRAPH}" for i in range(max(10, notes)))
    said = "word " * words_a_note
    entries = "".join(f"  - {{quote: Mark{i}, note: {said}}}\n" for i in range(notes))
    content = fill(
        {"a/article.md": f"---\ntitle: A\n---\n{text}\n", "a/n.yaml": f"notes:\n{entries}"}
    )
    assert postil.build(postil.Project(content, content.parent / "site")).is_good
    return (content.parent / "site" / "a" / "index.html").read_text(encoding="utf-8")


def is_level(page: str) -> bool:
    return "level" in str(by_id(parse(page), "text").get("class")).split()


def rises(page: str) -> list[int]:
    """The passages that begin lower to leave their notes room, counted from 1."""
    return [int(n) for n in re.findall(r"#text>:nth-child\((\d+)\)\{--rise:", page)]


def test_short_notes_stand_level_with_their_words(fill: Fill) -> None:
    page = page_of(fill, notes=10, words_a_note=12)
    assert is_level(page)
    assert rises(page) == []


def test_passages_make_room_for_longer_notes(fill: Fill) -> None:
    page = page_of(fill, notes=10, words_a_note=120)
    assert is_level(page)
    assert rises(page) == list(range(rises(page)[0], 11))
    assert "#text{--hang:" in page  # nothing follows the text here


def test_very_long_notes_stand_in_rows(fill: Fill) -> None:
    assert not is_level(page_of(fill, notes=10, words_a_note=300))


def test_very_many_notes_stand_in_rows(fill: Fill) -> None:
    assert is_level(page_of(fill, notes=60, words_a_note=5))
    assert not is_level(page_of(fill, notes=61, words_a_note=5))
