"""What was written by pointing and not saved waits until it is saved or thrown away."""

from typing import Any

from pointed import Open, after_loading, drag_over, edit, field, notes, save
from pointed import open_page as open_page
from pointed import served as served
from test_serve import Served


def close(page: Any) -> None:
    page.get_by_role("button", name="Close").click()


def start_note(page: Any, words: str, note: str, count: int = 1) -> None:
    drag_over(page, words, count)
    page.get_by_role("button", name="Note", exact=True).click()
    if note:
        field(page, "Note").fill(note)


def waiting(page: Any) -> Any:
    return page.get_by_role("button", name="Go on writing")


def test_looking_at_another_note_leaves_a_draft_alone(open_page: Open, served: Served) -> None:
    page = open_page()
    start_note(page, "midnight", "At twelve.")
    close(page)
    edit(page, "marta")
    close(page)
    waiting(page).click()
    assert field(page, "Note").input_value() == "At twelve."
    assert page.locator("[data-part=quote-words]").inner_text() == "midnight"
    save(page)
    assert "quote: midnight" in notes(served)
    assert waiting(page).count() == 0


def test_what_was_only_looked_at_leaves_no_draft(open_page: Open) -> None:
    page = open_page()
    edit(page, "marta")
    close(page)
    start_note(page, "midnight", "")
    close(page)
    page.get_by_role("button", name="Add an event").click()
    close(page)
    assert waiting(page).count() == 0


def test_a_draft_outlasts_what_is_saved_meanwhile(open_page: Open, served: Served) -> None:
    page = open_page()
    edit(page, "marta")
    field(page, "Note").fill("She drove.")
    page.keyboard.press("Escape")
    drag_over(page, "tram", 2)
    page.get_by_role("button", name="Word", exact=True).click()
    field(page, "Meaning").fill("A car on rails.")
    save(page)
    edit(page, "marta")
    assert field(page, "Note").input_value() == "She drove."
    save(page)
    assert "note: She drove." in notes(served).replace("'", "")
    assert waiting(page).count() == 0


def test_several_drafts_wait_and_are_offered(open_page: Open) -> None:
    page = open_page()
    for words, note in (("midnight", "At twelve."), ("Nobody", "No one.")):
        start_note(page, words, note)
        close(page)
    waiting(page).click()
    page.get_by_role("button", name="New note: midnight").click()
    assert field(page, "Note").input_value() == "At twelve."
    page.get_by_role("button", name="Discard").click()
    waiting(page).click()
    assert field(page, "Note").input_value() == "No one."
    # The form stands open; what is in it waits while another is opened beside it.
    page.locator("[id='note-marta'] .pd-edit").evaluate("button => button.click()")
    page.get_by_role("heading", name="Note", exact=True).wait_for()
    page.get_by_role("button", name="Discard changes").click()
    start_note(page, "Nobody", "")
    assert field(page, "Note").input_value() == "No one."


def test_a_pasted_text_waits_too_and_is_there_on_another_page(open_page: Open) -> None:
    page = open_page("/")
    page.get_by_role("button", name="New article").click()
    assert field(page, "Text").bounding_box()["height"] > 8 * 16, "room to paste into"
    field(page, "Text").fill("A long text.")
    close(page)
    page.get_by_role("button", name="New article").click()
    assert field(page, "Text").input_value() == "A long text."
    close(page)
    page.goto(page.url + "one/")
    page.locator("#pd[data-ready]").wait_for(state="attached")
    start_note(page, "midnight", "At twelve.")
    close(page)
    page.goto(page.url.removesuffix("one/"))
    page.locator("#pd[data-ready]").wait_for(state="attached")
    waiting(page).click()
    after_loading(page, page.get_by_role("button", name="New note: midnight in one").click)
    page.locator("#pd dialog[open]").wait_for()
    assert field(page, "Note").input_value() == "At twelve."


def test_a_path_begins_a_sentence_as_it_is_written_and_what_is_lost_is_not_offered(
    open_page: Open, served: Served
) -> None:
    page = open_page()
    start_note(page, "midnight", "At twelve.")
    save(page)
    undo = page.get_by_role("button", name="Undo")
    undo.wait_for()
    served.save("one/annotations.yaml", notes(served) + "\n# by hand\n")
    undo.click()
    page.get_by_text("taking this back would lose that").wait_for()
    assert page.locator("#pd .pd-said").inner_text().startswith("content/one/")
    undo.wait_for(state="hidden")
