"""Writing by pointing, in a real browser on a real server: by mouse, by touch and by keyboard."""

from engines import Engine
from pointed import (
    NOTES,
    Open,
    after_loading,
    build,
    drag_over,
    edit,
    field,
    note_line,
    notes,
    outside,
    said,
    save,
    value,
)
from pointed import open_page as open_page
from pointed import served as served
from test_serve import Served, until


def test_with_a_mouse(open_page: Open, served: Served) -> None:
    page = open_page()
    drag_over(page, "tram", 2)
    assert page.locator("[data-part=tool-words]").inner_text() == "“tram”"
    page.get_by_role("button", name="Note", exact=True).click()
    field(page, "Kind").select_option("Grammar")
    field(page, "Note").fill("A car on rails: 𝔛.")
    save(page)
    written = notes(served)
    assert "quote: tram\n        prefix: last\n" in written
    assert "kind: grammar" in written
    assert outside(written, "    -   quote: tram", 4) == NOTES
    assert page.locator("#note-tram").inner_text().count("A car on rails: 𝔛.") == 1
    until(lambda: "note on “tram” added" in said(page).lower(), "word of it")
    page.reload()  # as where the page is built once more
    until(lambda: "note on “tram” added" in said(page).lower(), "word of it, once more")
    assert page.evaluate("document.activeElement.id") == "ref-tram"

    edit(page, "tram")
    assert field(page, "Kind").input_value() == "grammar"
    field(page, "Note").fill("A car.")
    save(page)
    assert notes(served) == written.replace(
        note_line(written), note_line(written).replace(value(written), "A car.")
    )

    edit(page, "tram")
    page.get_by_role("button", name="Other words").click()
    page.get_by_role("button", name="Use these words").wait_for()
    drag_over(page, "midnight")
    page.get_by_role("button", name="Use these words").click()
    assert page.locator("[data-part=quote-words]").inner_text() == "midnight"
    save(page)
    assert "quote: midnight\n" in notes(served)
    assert "prefix" not in notes(served)
    assert page.locator("#ref-midnight").inner_text().startswith("midnight")
    assert 'id="ref-midnight"' in build(served)

    edit(page, "midnight")
    after_loading(page, page.get_by_role("button", name="Delete").click)
    assert notes(served) == NOTES
    assert page.locator("#note-midnight").count() == 0
    for expected in ("quote: midnight", "A car.", "A car on rails"):
        after_loading(page, page.get_by_role("button", name="Undo").click)
        assert expected in notes(served)
    after_loading(page, page.get_by_role("button", name="Undo").click)
    assert notes(served) == NOTES
    assert page.get_by_role("button", name="Undo").count() == 0


def test_with_fingers_on_a_tablet(open_page: Open, served: Served) -> None:
    page = open_page(width=768, height=1024, has_touch=True, is_mobile=True)
    page.get_by_role("button", name="Choose words").tap()
    page.get_by_role("button", name="Sentence ›").tap()
    for _ in range(3):
        page.get_by_role("button", name="Word ›").tap()
    page.get_by_role("button", name="+ More words").tap()
    assert page.locator("[data-part=tool-words]").inner_text() == "“tram left”"
    page.get_by_role("button", name="− Fewer words").tap()
    small = page.evaluate(
        "[...document.querySelectorAll('#pd button')].filter(b => b.offsetParent)"
        ".map(b => b.getBoundingClientRect()).filter(b => b.height < 43.9).length"
    )
    assert small == 0, "fingers need room"
    page.get_by_role("button", name="Word", exact=True).tap()
    field(page, "Meaning").fill("A car on rails.")
    field(page, "at every place").check()
    save(page)
    assert outside(notes(served), "  - ", 1, after="# odd\n") == NOTES
    assert page.locator("#text [data-annotation~=tram]").count() == 3
    assert page.evaluate("document.querySelector('#note-tram').matches(':popover-open')")
    page.locator("#note-tram .pd-edit").tap()
    page.get_by_role("button", name="Delete").tap()
    until(lambda: notes(served) == NOTES, "the entry to go")


def test_with_the_keyboard_alone(open_page: Open, served: Served) -> None:
    page = open_page()
    page.get_by_role("button", name="Choose words").focus()
    page.keyboard.press("Enter")
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    page.keyboard.press("Shift+ArrowRight")
    assert page.locator("[data-part=heard]").inner_text() == "Chosen: it for"
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Note"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "note"
    page.keyboard.type("The tram.")
    page.keyboard.press("Escape")
    assert page.locator("#pd dialog[open]").count() == 0
    assert said(page) == "What you wrote is kept."
    page.get_by_role("button", name="Go on writing").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.value") == "The tram."
    page.get_by_role("button", name="Save").focus()
    after_loading(page, lambda: page.keyboard.press("Enter"))
    assert "quote: it\n" in notes(served)
    assert "note: The tram.\n" in notes(served)
    assert page.evaluate("document.activeElement.id") == "ref-it", "where it was left"
    page.locator("#note-it .pd-edit").focus()
    page.keyboard.press("Enter")
    page.locator("#pd dialog[open]").wait_for()
    assert page.evaluate("document.activeElement.id") == "pd-title"
    page.get_by_role("button", name="Delete").focus()
    after_loading(page, lambda: page.keyboard.press("Enter"))
    assert notes(served) == NOTES
    after_loading(page, lambda: page.keyboard.press("Control+z"))
    assert "note: The tram.\n" in notes(served)


def test_the_arrows_go_from_word_to_word(open_page: Open) -> None:
    page = open_page()
    page.get_by_role("button", name="Choose words").click()
    seen = []
    for key in [
        "",
        "ArrowRight",
        "ArrowRight",
        "ArrowLeft",
        "ArrowDown",
        "ArrowLeft",
        "ArrowUp",
        "ArrowUp",
        "ArrowUp",
    ]:
        if key:
            page.keyboard.press(key)
        seen.append(page.locator("[data-part=tool-words]").inner_text().strip("“”"))
    last = "The last tram left the depot at midnight, and Marta saw it."
    assert seen == [
        "The tram left.",
        "The",
        "tram",
        "The",
        last,
        "it",
        "The tram left.",
        "The tram left.",
        "The tram left.",
    ]
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "Choose words"


def test_the_whole_way_in_each_engine(engine: Engine, served: Served) -> None:
    engine.open(f"http://127.0.0.1:{served.port}/one/", width=1280)
    assert engine.until("() => document.querySelector('#pd[data-ready]') !== null")
    assert (
        engine.evaluate(
            """() => {
          const at = postilDesk.line.indexOf('midnight');
          const [range] = postilDesk.rangesOf({start: at, end: at + 8});
          getSelection().removeAllRanges();
          getSelection().addRange(range);
          return postilDesk.said(postilDesk.selected());
        }"""
        )
        == "midnight"
    )
    assert engine.until("() => !document.querySelector('[data-part=tool]').hidden")
    engine.click("#pd [data-kind=notes]")
    assert engine.until("() => document.activeElement.name === 'note'")
    for letter in "late":
        engine.press(letter)
    engine.click("#pd [type=submit]")
    assert engine.until("() => document.querySelector('#note-midnight .pd-edit') !== null")
    assert "    -   quote: midnight\n        note: late\n" in notes(served)
    assert engine.until("() => document.querySelector('#pd[data-ready]') !== null")
    # Notes may still be taking their places, so no point of the window is sure.
    engine.evaluate("() => document.querySelector('#note-midnight .pd-edit').click() ?? true")
    assert engine.until("() => document.querySelector('#pd dialog').open")
    engine.click("#pd [data-do=delete]")
    until(lambda: notes(served) == NOTES, "the note to go")
