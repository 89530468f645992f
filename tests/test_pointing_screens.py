"""Writing by pointing: every screen by axe and at its width, and nothing of it in a site."""

from collections.abc import Callable
from typing import Any

import pytest
from conftest import NODE_MODULES, need
from pointed import Open, build, edit, ready
from pointed import open_page as open_page
from pointed import served as served
from test_serve import Served

AXE = "axe.run({rules: {'target-size': {enabled: true}}})"
STATES: dict[str, Callable[[Any], None]] = {
    "closed": lambda page: None,
    "chosen": lambda page: page.get_by_role("button", name="Choose words").click(),
    "note": lambda page: edit(page, "marta"),
    "event": lambda page: page.get_by_role("button", name="Add an event").click(),
    "wrong": lambda page: (
        page.get_by_role("button", name="Add a question").click(),
        page.get_by_role("button", name="Save").click(),
    ),
    "article": lambda page: page.get_by_role("button", name="New article").click(),
    "words": lambda page: (
        page.get_by_role("button", name="Look through the words").click(),
        page.wait_for_url("**/pointing-review.html"),
        ready(page),
    ),
}
SCREENS = {
    "wide": {"width": 1440, "height": 900},
    "dark": {"width": 1440, "height": 900, "color_scheme": "dark"},
    "forced": {"width": 1440, "height": 900, "forced_colors": "active"},
    "phone": {"width": 390, "height": 844},
}


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing(open_page: Open, screen: str) -> None:
    axe = NODE_MODULES / "axe-core" / "axe.min.js"
    need(axe.is_file(), "no axe: install npm, then python3 start.py test")
    for name, act in STATES.items():
        if name == "note" and screen == "phone":
            continue  # there its button is in a sheet
        page = open_page(bypass_csp=True, **SCREENS[screen])
        act(page)
        page.evaluate(axe.read_text(encoding="utf-8"))
        found = page.evaluate(AXE)["violations"]
        assert not [(v["id"], [n["html"][:150] for n in v["nodes"][:3]]) for v in found], name
        page.context.close()


def test_no_screen_is_too_narrow(open_page: Open) -> None:
    page = open_page(width=320, height=640)
    for act in (STATES["closed"], STATES["chosen"]):
        act(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press("Escape")
    STATES["event"](page)
    assert page.evaluate("document.querySelector('#pd dialog').scrollWidth <= innerWidth")


def test_readers_get_the_pages_that_they_always_got(served: Served) -> None:
    """Serving, and writing while it serves, is nothing that `build` could see."""
    build(served)
    site = {p: p.read_bytes() for p in (served.project / "site").rglob("*") if p.is_file()}
    assert served.get("/one/").text.count("pointing") > 5
    for path, data in site.items():
        assert b"pointing" not in data, path
        assert b"data-token" not in data, path
    build(served)
    assert {p: p.read_bytes() for p in site} == site
