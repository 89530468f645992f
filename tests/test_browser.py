"""Pages in a real browser, from the disk, and before real judges: axe and the Nu Html Checker."""

import shutil
import subprocess
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from conftest import NODE_MODULES, need
from html_checker import html_errors
from reader_page import HELP, KINDS, PAGES

ARTICLE = ["lai-nippon-interview/index.html"]


def look(page: Any) -> None:
    """Do nothing: the page as it opens."""


def open_a_note(page: Any) -> None:
    page.locator("#text [role='doc-noteref']").nth(3).click()


def hide_a_kind(page: Any) -> None:
    page.locator(KINDS).first.uncheck()


def read_the_text_alone(page: Any) -> None:
    page.locator(HELP).last.check()


def unfold_everything(page: Any) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")


def come_by_keyboard(page: Any) -> None:
    page.keyboard.press("Tab")


def print_it(page: Any) -> None:
    page.emulate_media(media="print")


@dataclass(frozen=True)
class State:
    """What a reader has before them: pages, on a screen, after something was done to them."""

    screen: dict[str, Any]
    act: Callable[[Any], None] = look
    pages: Sequence[str] = tuple(PAGES)


WIDE: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}}
TABLET: dict[str, Any] = {"viewport": {"width": 768, "height": 1024}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}}
ZOOMED: dict[str, Any] = {"viewport": {"width": 320, "height": 225}, "device_scale_factor": 4}
DARK = {"color_scheme": "dark"}
FORCED = {"forced_colors": "active"}

# A new state is one line: a screen, what is done (a function above), and on which pages.
STATES = {
    "wide": State(WIDE),
    "phone": State(PHONE),
    "dark": State(WIDE | DARK),
    "forced colours": State(WIDE | FORCED),
    "400 % zoom": State(ZOOMED),
    "tablet": State(TABLET, pages=ARTICLE),
    "dark phone": State(PHONE | DARK, pages=ARTICLE),
    "forced dark colours": State(WIDE | FORCED | DARK, pages=ARTICLE),
    "paper": State(WIDE, print_it, [*ARTICLE, "lai-nippon-interview/handout.html"]),
    "first Tab": State(WIDE, come_by_keyboard, ARTICLE),
    "all unfolded": State(WIDE, unfold_everything, [*ARTICLE, "unmanned-boat/index.html"]),
    "a kind hidden": State(WIDE, hide_a_kind, ARTICLE),
    "text only": State(PHONE, read_the_text_alone, ARTICLE),
    "a note, wide": State(WIDE, open_a_note, ARTICLE),
    "a note, tablet": State(TABLET, open_a_note, ARTICLE),
    "a note, dark tablet": State(TABLET | DARK, open_a_note, ARTICLE),
    "a note, phone": State(PHONE, open_a_note, ARTICLE),
    "a note, dark phone": State(PHONE | DARK, open_a_note, ARTICLE),
    "a note, zoomed": State(ZOOMED, open_a_note, ARTICLE),
    "a note, forced colours": State(PHONE | FORCED, open_a_note, ARTICLE),
}

# The rules of WCAG 2.2 that axe leaves off unless it is asked.
AXE = "axe.run({rules: {'target-size': {enabled: true}}})"


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(browser: Any, sample: Path, state: str) -> None:
    axe = NODE_MODULES / "axe-core" / "axe.min.js"
    need(axe.is_file(), "no axe: install npm, then python3 start.py test")
    shown = STATES[state]
    context = browser.new_context(bypass_csp=True, **shown.screen)
    page = context.new_page()
    for path in shown.pages:
        page.goto((sample / "site" / path).as_uri())
        shown.act(page)
        page.evaluate(axe.read_text(encoding="utf-8"))
        found = page.evaluate(AXE)["violations"]
        said = [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found]
        assert not said, f"{path}: {said}"
    context.close()


def test_the_html_checker_finds_no_error(sample: Path) -> None:
    assert html_errors(sample / "site", sample / "teacher") == []


def test_the_unpacked_bundle_asks_for_nothing_outside_its_folder(
    browser: Any, sample: Path, tmp_path: Path
) -> None:
    bundle = next((sample / "site").glob("*.zip"))
    with zipfile.ZipFile(bundle) as packed:
        packed.extractall(tmp_path)
        names = packed.namelist()
    assert bundle.name not in {Path(name).name for name in names}
    (folder,) = tmp_path.iterdir()
    assert (folder / "LICENCES.txt").is_file()
    context = browser.new_context(offline=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    failed: list[tuple[str, str]] = []
    page.on("requestfailed", lambda request: failed.append((request.url, request.failure)))
    for path in ["START.html", *PAGES]:
        page.goto((folder / path).as_uri())
    root = folder.as_uri()
    assert asked
    assert not [url for url in asked if not url.startswith((root, "data:"))]
    # A picture far down the page loads late; going on to the next page may break it off.
    assert not [(url, why) for url, why in failed if why != "net::ERR_ABORTED"]
    context.close()


def test_the_handout_is_two_sides_of_paper(browser: Any, sample: Path, tmp_path: Path) -> None:
    need(shutil.which("pdftotext"), "no pdftotext: sudo apt install poppler-utils")
    page = browser.new_page()
    page.goto((sample / "site" / "lai-nippon-interview" / "handout.html").as_uri())
    pdf = tmp_path / "handout.pdf"
    page.pdf(path=pdf, prefer_css_page_size=True)
    page.close()
    said = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
    assert "Pages:           2" in said
    words = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True)
    assert "deterrence" in words.stdout
