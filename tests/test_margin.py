"""Which articles have their notes level with the words, and which beside the paragraph."""

from conftest import Fill
from pages import by_id, parse

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
