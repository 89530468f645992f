"""Own notes are kept: when the text is edited, in several tabs, when something was removed."""

from typing import Any

import pytest
from conftest import Fill
from own_notes import (
    LOST,
    MARKED,
    PAINTED,
    QUOTES,
    SAID,
    SELECT,
    TEXT,
    ask,
    build_tale,
    highlight,
    open_page,
    save,
    until,
    write_note,
)

SECOND = (
    "We had everything before us, we had nothing before us, we were all going direct to Heaven."
)


@pytest.mark.parametrize(
    ("selected", "old", "new", "marked"),
    [
        # Its own place, whatever came before or after.
        ("worst of times", "better rest", "better sleep", "was the [worst of times], it was"),
        ("worst of times", "It was", "Once it was", "was the [worst of times], it was"),
        ("better rest", "It was", "New.\n\nOnce it was", "far [better rest]"),
        # Words on one side have changed.
        ("worst of times", "worst of times, it was", "worst of times; a", "[worst of times]; a"),
        # The same words stand twice now: what stands beside them tells.
        ("worst of times", "We had", "The worst of times! We", "was the [worst of times], it"),
        # The same words, otherwise typed.
        ("times, it was the worst", "it was the worst", "it\nwas the worst", "[times, it was"),
        ('"nai\u0308ve" bills', '"nai\u0308ve"', "“nai\u0308ve”", "[“nai\u0308ve” bills]"),
        # Other words; or the same, with nothing that speaks for them.
        ("worst of times", "worst of times", "worst of all times", ""),
        ("everything", "We had everything before us, we had", "Everything had", ""),
        ("everything", TEXT, "Once everything was well.\n", ""),
        # Words enough to speak for themselves; they may be a paragraph that went elsewhere.
        (SECOND, TEXT, f"New.\n\n{SECOND}\n\nNew, too.\n", f"[{SECOND}]"),
    ],
)
def test_an_edited_text(
    reader: Any, fill: Fill, selected: str, old: str, new: str, marked: str
) -> None:
    """A note is on its own words or on none, and in the list in any case."""
    page = open_page(reader, build_tale(fill))
    write_note(page, selected, "mine")
    assert old in TEXT
    build_tale(fill, TEXT.replace(old, new, 1))
    page.reload()
    ask(page)
    now = page.evaluate(MARKED)
    assert marked in now
    assert now.count("[") == bool(marked)
    assert page.evaluate(LOST) == (not marked)
    assert page.locator(".own-note textarea").input_value() == "mine"


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("So it goes. And so it goes. So it goes.", "And so it [goes]."),
        ("New. So it goes. And so it goes. So it goes.", "And so it [goes]."),
        ("So it goes, and so it goes. So it goes.", "and so it [goes]."),
        # Another of them stands where this one stood.
        ("Wherever the river 12 goes. So it goes. And so it goes. So it goes.", "so it [goes]. So"),
        ("So it goes! So it goes, so it goes.", ""),
    ],
)
def test_the_right_one_of_many(reader: Any, fill: Fill, text: str, marked: str) -> None:
    page = open_page(reader, build_tale(fill, "So it goes. And so it goes. So it goes.\n"))
    page.evaluate(SELECT, "And so it goes")
    page.evaluate("getSelection().getRangeAt(0).setStart(getSelection().anchorNode, 22)")
    page.locator("[data-own=mark]").click()
    assert "And so it [goes]." in page.evaluate(MARKED)
    build_tale(fill, f"{text}\n")
    page.reload()
    ask(page)
    now = page.evaluate(MARKED)
    assert marked in now
    assert now.count("[") == bool(marked)


def test_two_tabs_do_not_overwrite_each_other(reader: Any, fill: Fill) -> None:
    url = build_tale(fill)
    one, two = open_page(reader, url), open_page(reader, url)
    write_note(one, "wisdom", "from one")
    until(two, f"{QUOTES}.length === 1")
    write_note(two, "everything", "from two")
    until(one, f"{QUOTES}.length === 2")
    one.locator(".own-note textarea").first.focus()
    one.keyboard.press("End")
    one.keyboard.type(", again")
    until(two, "document.querySelector('.own-note textarea').value.endsWith('again')")
    values = "[...document.querySelectorAll('.own-note textarea')].map(e => e.value)"
    assert one.evaluate(values) == two.evaluate(values) == ["from one, again", "from two"]


def test_what_a_tab_did_not_hear_of_is_not_overwritten(reader: Any, fill: Fill) -> None:
    """Two tabs that write in the same moment: neither has been told of the other yet."""
    reader.add_init_script("addEventListener('storage', e => e.stopImmediatePropagation(), true)")
    url = build_tale(fill)
    one, two = open_page(reader, url), open_page(reader, url)
    highlight(one, "wisdom")
    highlight(two, "everything")
    assert two.evaluate(QUOTES) == ["wisdom", "everything"]


def test_removing_can_be_undone(reader: Any, fill: Fill) -> None:
    page = open_page(reader, build_tale(fill))
    write_note(page, "wisdom", "keep me")
    page.locator("[data-own=remove]").click()
    assert page.evaluate(QUOTES) == []
    assert page.evaluate(PAINTED) == ""
    page.keyboard.press("Enter")  # the focus is on Undo
    assert page.evaluate(QUOTES) == ["wisdom"]
    assert page.locator(":focus").input_value() == "keep me"


def test_deleting_all_asks_first(reader: Any, fill: Fill) -> None:
    page = open_page(reader, build_tale(fill))
    highlight(page, "wisdom")
    highlight(page, "everything")
    asked: list[str] = []

    def answer(dialog: Any) -> None:
        asked.append(dialog.message)
        (dialog.dismiss if len(asked) == 1 else dialog.accept)()

    page.on("dialog", answer)
    page.locator("[data-own=clear]").click()
    assert page.evaluate(QUOTES) == ["wisdom", "everything"]
    page.locator("[data-own=clear]").click()
    assert page.evaluate(QUOTES) == []
    assert len(asked) == 2
    page.reload()
    ask(page)
    assert page.evaluate(QUOTES) == []


def test_a_browser_that_keeps_nothing_says_so(reader: Any, fill: Fill) -> None:
    reader.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('no'); }")
    page = open_page(reader, build_tale(fill))
    assert "keeps nothing here" in page.evaluate(SAID)
    write_note(page, "wisdom", "mine")
    highlight(page, "everything")
    assert page.evaluate(QUOTES) == ["wisdom", "everything"]
    assert "keeps nothing here" in page.evaluate(SAID)
    assert "mine" in save(page)


def test_a_store_full_of_nonsense_breaks_nothing(reader: Any, fill: Fill) -> None:
    url = build_tale(fill)
    for kept in ('"x"', "3", '{"a": 1}', '[1, null, {"id": "x"}]', "not JSON"):
        page = reader.new_page()
        page.goto(url)
        page.evaluate("kept => localStorage.setItem('postil:cities/tale:own', kept)", kept)
        ask(page)
        highlight(page, "wisdom")
        assert page.evaluate(QUOTES) == ["wisdom"], kept
        page.evaluate("localStorage.clear()")
        page.close()
