"""Words that have a note already are chosen by mouse like all others."""

from typing import Any

import pytest
from pointed import Open, box_of, drag_over, notes
from pointed import open_page as open_page
from pointed import served as served
from test_serve import Served, until

LONG = "glossary: []\nnotes:\n  - {quote: driven it for thirty years, note: Long.}\n"


@pytest.fixture
def noted(served: Served, open_page: Open) -> Any:
    served.save("one/annotations.yaml", LONG)
    served.get_when("/one/", lambda page: "note-driven" in page)
    return open_page()


def chosen(page: Any) -> str:
    return str(page.locator("[data-part=tool-words]").inner_text(timeout=3000))


def test_words_within_a_note_are_chosen_by_dragging(noted: Any) -> None:
    drag_over(noted, "for thirty")
    assert chosen(noted) == "“for thirty”"
    assert "#" not in noted.url


def test_a_double_click_chooses_a_word_of_a_note(noted: Any, served: Served) -> None:
    def chooses() -> bool:
        # Anew each time: notes may still be taking their places, and the words move.
        box = box_of(noted, "thirty")
        noted.mouse.dblclick((box["left"] + box["right"]) / 2, box["top"])
        return chosen(noted) == "“thirty”"

    until(chooses, "the word")
    assert notes(served) == LONG


def test_a_click_leads_to_the_note_as_ever(noted: Any) -> None:
    box = box_of(noted, "thirty")
    noted.mouse.click((box["left"] + box["right"]) / 2, box["top"])
    assert noted.evaluate("document.activeElement.id").startswith("note-driven")
    assert noted.locator("#pd [data-part=tool]").is_hidden()
    assert noted.locator("#text a.ref").get_attribute("href").startswith("#note-driven")
