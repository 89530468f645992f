"""A reader's own notes, in a real browser, from the disk, as a reader makes them."""

import gzip
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from conftest import NODE_MODULES, ROOT, Fill, need
from own_notes import (
    PAINTED,
    QUOTES,
    SELECT,
    TEXT,
    ask,
    build_tale,
    highlight,
    open_page,
    save,
    write_note,
)


def test_nothing_is_there_before_a_reader_asks(reader: Any, fill: Fill) -> None:
    page = reader.new_page()
    page.goto(build_tale(fill))
    assert page.locator("#own-notes").is_hidden()
    assert page.locator(".own-add, .own-bar").count() == 0
    assert page.evaluate("Object.keys(localStorage).filter(key => key.includes('own'))") == []


def test_a_highlight_is_painted_and_comes_back(reader: Any, fill: Fill) -> None:
    """It takes whole words, is kept, and changes nothing in the text."""
    faults: list[str] = []
    page = open_page(reader, build_tale(fill), faults=faults)
    before = page.evaluate("postil.words(document.getElementById('text')).map(n => n.data)")
    highlight(page, "orst of ti")
    assert page.evaluate(PAINTED) == "worst of times"
    assert page.evaluate(QUOTES) == ["worst of times"]
    page.reload()
    ask(page)
    assert page.evaluate(PAINTED) == "worst of times"
    after = page.evaluate("postil.words(document.getElementById('text')).map(n => n.data)")
    assert after == before
    assert faults == []


def test_a_mouse_can_draw_it(reader: Any, fill: Fill) -> None:
    page = open_page(reader, build_tale(fill))
    box = page.evaluate(
        f"({SELECT})('best of times'); getSelection().getRangeAt(0).getBoundingClientRect()"
    )
    box = page.evaluate("getSelection().getRangeAt(0).getBoundingClientRect().toJSON()")
    page.evaluate("getSelection().removeAllRanges()")
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 2, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 2, middle, steps=5)
    page.mouse.up()
    page.locator("[data-own=mark]").click()
    assert page.evaluate(PAINTED) == "best of times"


@pytest.mark.parametrize(
    ("selected", "quote", "painted"),
    [
        ("age of wisdom, it", None, "age of |wisdom|, it"),  # a number stands in between
        ("nothing before", None, "nothing| before"),
        ("吾輩は猫", None, "吾輩|は|猫"),
        ("Heaven.\n", "Heaven.", "Heaven."),
        ("mily 👨‍👩", "family 👨‍👩‍👧‍👦", "family 👨‍👩‍👧‍👦"),
        ("nai", "nai\u0308ve", "nai\u0308ve"),
    ],
)
def test_words_are_taken_whole(
    reader: Any, fill: Fill, selected: str, quote: str | None, painted: str
) -> None:
    """Neither a reading nor a number is part of them, nor is a letter ever cut."""
    page = open_page(reader, build_tale(fill))
    highlight(page, selected)
    assert page.evaluate(QUOTES) == [quote or selected]
    assert page.evaluate(PAINTED) == painted


def test_without_a_segmenter_white_space_parts_the_words(reader: Any, fill: Fill) -> None:
    reader.add_init_script("delete Intl.Segmenter")
    page = open_page(reader, build_tale(fill))
    highlight(page, "mily 👨‍👩")
    highlight(page, "orst of tim")
    assert page.evaluate(QUOTES) == ["worst of times,", "family 👨‍👩‍👧‍👦"]


def test_a_selection_may_cross_paragraphs(reader: Any, fill: Fill) -> None:
    page = open_page(reader, build_tale(fill))
    page.evaluate(SELECT, "foolishness.")
    page.evaluate(
        "() => getSelection().extend(document.querySelector('#p2 em').firstChild, 3)",
    )
    page.locator("[data-own=mark]").click()
    (quote,) = page.evaluate(QUOTES)
    assert " ".join(quote.split()) == ("foolishness. We had everything before us, we had nothing")
    painted = page.evaluate(PAINTED)
    assert "Knowing" not in painted
    assert page.locator(".own-note a").inner_text() == "Paragraph 1"


def test_without_dragging_and_without_a_mouse(reader: Any, fill: Fill) -> None:
    """From a paragraph's + to its note, back to the words, and to the note again."""
    page = open_page(reader, build_tale(fill))
    page.locator("#p2 [data-own=add]").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("Heaven, or the other way?")
    assert page.evaluate(QUOTES) == [
        "We had everything before us, we had nothing before us, we were all going direct to Heaven."
    ]
    assert page.evaluate(PAINTED) == "", "a note on a paragraph is not a highlight"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Paragraph 2"
    page.keyboard.press("Enter")
    focused = page.locator(":focus")
    assert focused.evaluate("e => e.closest('p').id") == "p2"
    assert focused.inner_text().split() == ["My", "notes", "on", "paragraph", "2:", "1"]
    box = page.locator("#p2").bounding_box()
    assert box
    assert 0 < box["y"] < 800
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.value") == "Heaven, or the other way?"


def test_the_keyboard_can_select_what_a_plus_takes(reader: Any, fill: Fill) -> None:
    page = open_page(reader, build_tale(fill))
    page.evaluate(SELECT, "everything")
    page.keyboard.press("Shift+ArrowRight")
    page.locator("#p2 [data-own=add]").focus()
    page.keyboard.press("Enter")
    assert page.evaluate(QUOTES) == ["everything"]


def test_an_item_of_a_list_is_a_paragraph(reader: Any, fill: Fill) -> None:
    """An item's + stands before the items in it, and takes its own words alone."""
    page = open_page(reader, build_tale(fill))
    page.locator("#p5 > .own-add [data-own=add]").click()
    page.locator("#p6 > .own-add [data-own=add]").click()
    assert page.evaluate(QUOTES) == ["It is a far, far better thing", "that I do"]


def test_words_under_the_cursor_lead_to_their_note(reader: Any, fill: Fill) -> None:
    page = open_page(reader, build_tale(fill))
    write_note(page, "everything", "much")
    page.locator("#p1").scroll_into_view_if_needed()
    page.locator("#p1").click(position={"x": 100, "y": 10})
    assert page.locator(".own-bar").is_hidden()
    page.evaluate(SELECT, "everything")
    box = page.evaluate("getSelection().getRangeAt(0).getBoundingClientRect().toJSON()")
    page.evaluate("getSelection().removeAllRanges()")
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.locator("[data-own=open]").click()
    assert page.evaluate("document.activeElement.value") == "much"


@pytest.mark.parametrize("words", ["best of times", "far better rest"])
def test_the_offer_never_lies_on_the_words(browser: Any, fill: Fill, words: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 500})
    page = open_page(context, build_tale(fill, TEXT + "\n\nEnd.\n" * 30))
    for block in ("start", "center", "end"):
        page.evaluate("getSelection().removeAllRanges()")
        page.evaluate(SELECT, words)
        page.evaluate(
            "block => getSelection().focusNode.parentElement.scrollIntoView({block})", block
        )
        page.evaluate("document.dispatchEvent(new Event('selectionchange'))")
        bar = page.locator(".own-bar").bounding_box()
        spot = page.evaluate("getSelection().getRangeAt(0).getBoundingClientRect().toJSON()")
        assert bar
        assert bar["y"] + bar["height"] <= spot["y"] or spot["y"] + spot["height"] <= bar["y"]
    context.close()


def test_the_list_works_where_nothing_can_be_painted(reader: Any, fill: Fill) -> None:
    reader.add_init_script("delete window.Highlight; delete CSS.highlights")
    faults: list[str] = []
    page = open_page(reader, build_tale(fill), faults=faults)
    write_note(page, "wisdom", "mine")
    assert page.evaluate(QUOTES) == ["wisdom"]
    assert page.locator("#p1 [data-own=there]").is_visible()
    assert faults == []


def test_paper_has_own_notes_only_when_a_reader_wants_it(
    reader: Any, fill: Fill, tmp_path: Path
) -> None:
    need(shutil.which("pdftotext"), "no pdftotext: sudo apt install poppler-utils")
    page = open_page(reader, build_tale(fill))
    long = "mine " * 120
    write_note(page, "wisdom", long)

    def printed() -> str:
        page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
        command = ["pdftotext", str(tmp_path / "page.pdf"), "-"]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert "mine" not in printed()
    assert "My notes" not in printed()
    page.locator("#own-print").check()
    assert printed().count("mine") == 120
    assert "Save as a file" not in printed()


def test_switched_off_again_nothing_shows(reader: Any, fill: Fill) -> None:
    url = build_tale(fill)
    page = reader.new_page()
    page.goto(url)
    page.locator(".options summary").click()
    page.locator("#own").check()
    page.locator("[data-own=add]").first.wait_for()
    highlight(page, "wisdom")
    page.locator("#own").uncheck()
    assert page.locator("#own-notes").is_hidden()
    assert page.locator("[data-own=add]").first.is_hidden()
    assert page.evaluate(PAINTED) == ""
    page.evaluate(SELECT, "everything")
    assert page.locator(".own-bar").is_hidden()
    page.locator("#own").check()
    assert page.evaluate(PAINTED) == "wisdom"


def test_nothing_leaves_the_folder(reader: Any, fill: Fill) -> None:
    url = build_tale(fill)
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url))
    faults: list[str] = []
    page = open_page(reader, url, faults=faults)
    write_note(page, "wisdom", "mine")
    save(page)
    site = url.rsplit("/", 2)[0]
    assert not [
        u for u in asked if not u.startswith((site, "data:", f"blob:{url[:7]}", "blob:null"))
    ]
    assert faults == [], "the policy refuses nothing that own notes need"


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1440, "dark"), (390, "light")])
def test_axe_finds_nothing(browser: Any, sample: Path, width: int, scheme: str) -> None:
    axe = NODE_MODULES / "axe-core" / "axe.min.js"
    need(axe.is_file(), "no axe: install npm, then python3 start.py test")
    context = browser.new_context(
        bypass_csp=True, viewport={"width": width, "height": 900}, color_scheme=scheme
    )
    for slug, words in (("lai-nippon-interview", "Peace"), ("thanks-from-minamisanriku", "地震")):
        page = open_page(context, (sample / "site" / slug / "index.html").as_uri())
        page.evaluate("document.querySelector('[data-own=add]').click()")
        highlight(page, words)
        assert page.locator(".own-bar").is_visible()
        page.evaluate(axe.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run()")["violations"]
        assert not [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


@pytest.mark.parametrize(
    "file", sorted(ROOT.glob("templates/js/own-notes*.js")), ids=lambda f: f.name
)
def test_a_script_is_small(file: Path) -> None:
    assert len(gzip.compress(file.read_bytes(), 9, mtime=0)) <= 3000
