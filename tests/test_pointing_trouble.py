"""Writing by pointing: what the form says of a slip, and of a file that was changed meanwhile."""

import pytest
from pointed import FILES, NOTES, TEXT, Open, drag_over, edit, field, notes, ready, save
from pointed import open_page as open_page
from pointed import served as served
from test_serve import Served, until


def test_what_the_format_does_not_allow_is_said_in_the_form(
    open_page: Open, served: Served
) -> None:
    page = open_page()
    page.get_by_role("button", name="Add an event").click()
    page.get_by_role("button", name="Save").click()
    assert page.locator("#pd [aria-invalid=true]").count() == 2
    assert page.evaluate("document.activeElement.name") == "date"
    field(page, "Date").fill("next spring")
    field(page, "What happened").fill("Words that took long to find.")
    page.get_by_role("button", name="Save").click()
    problem = page.locator("#pd .pd-problem")
    problem.wait_for()
    assert "t-0" in problem.inner_text()
    assert notes(served) == NOTES
    served.save("one/article.md", FILES["one/article.md"].replace("title: One", "title: New"))
    page.get_by_role("heading", name="New", level=1).wait_for()
    ready(page)
    page.locator("#pd dialog[open]").wait_for()
    assert field(page, "What happened").input_value() == "Words that took long to find."
    field(page, "Date").fill("2026")
    save(page)
    assert "event: Words that took long to find." in notes(served)


@pytest.mark.parametrize("choice", ["Keep the file’s", "Write mine over it"])
def test_both_versions_are_shown_where_the_file_was_changed(
    open_page: Open, served: Served, choice: str
) -> None:
    page = open_page()
    edit(page, "marta")
    field(page, "Note").fill("By pointing.")
    # No reload: the page does not see what comes now.
    page.evaluate("document.addEventListener('postil:built', event => event.preventDefault())")
    page.context.set_offline(True)
    by_hand = NOTES.replace("She was a driver.", "By hand.")
    served.save("one/annotations.yaml", by_hand)
    page.get_by_role("button", name="Save").click()
    page.get_by_text("The server does not answer").wait_for()
    page.context.set_offline(False)
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name=choice).wait_for()
    assert "By hand." in page.locator("[data-part=theirs]").inner_text()
    assert "By pointing." in page.locator("[data-part=yours]").inner_text()
    assert notes(served) == by_hand
    page.get_by_role("button", name=choice).click()
    if choice == "Keep the file’s":
        until(lambda: field(page, "Note").input_value() == "By hand.", "theirs")
        assert notes(served) == by_hand
    else:
        until(lambda: notes(served) != by_hand, "mine")
        assert by_hand.replace("'By hand.'", "By pointing.") == notes(served)


def test_what_lost_its_words_is_pointed_to_others(open_page: Open, served: Served) -> None:
    served.save("one/article.md", FILES["one/article.md"].replace("Marta", "Martha"))
    served.get_when("/one/", lambda page: "could not be attached" in page)
    page = open_page()
    page.locator("#postil-panel").get_by_role("button", name="Choose other words for").click()
    page.get_by_role("button", name="Use these words").wait_for()
    drag_over(page, "Martha")
    page.get_by_role("button", name="Use these words").click()
    save(page)
    assert notes(served) == NOTES.replace("quote: Marta ", "quote: Martha ")
    assert page.locator("#postil-panel").count() == 0


def test_the_page_stays_where_it_was(open_page: Open, served: Served) -> None:
    long = "\n\n".join(f"Paragraph {n} is here, and it is about nothing at all." for n in range(90))
    served.save("one/article.md", f"---\ntitle: One\n---\n\n{TEXT}\n{long}\n")
    served.get_when("/one/", lambda page: "Paragraph 89" in page)
    page = open_page()
    drag_over(page, "Paragraph 60")
    top = "document.querySelector('#p63').getBoundingClientRect().top"
    page.get_by_role("button", name="Note", exact=True).click()
    field(page, "Note").fill("Here.")
    before = page.evaluate(top)
    save(page)
    page.locator(".pd-fresh").first.wait_for()
    assert abs(page.evaluate(top) - before) < 40
    assert page.locator("#note-paragraph-60").is_visible()
