"""What a page weighs: an article of 450 words with thirty notes, in bytes as gzip sends them."""

import gzip
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from articles import NOTES, WORDS, ferry
from conftest import Fill, Serve
from pages import by_id, parse, without_apparatus

import postil

KB = 1000
LIMITS = {"html": 15 * KB, "css": 8 * KB, "other sheet": 2 * KB}
LIMITS |= {"core script": 5 * KB, "other script": 3 * KB}
FIRST_VIEW, REQUESTS = 30 * KB, 3


class Request(NamedTuple):
    """Something that a browser asked for."""

    url: str
    type: str


@pytest.fixture
def site(fill: Fill) -> Path:
    content = fill(ferry())
    outcome = postil.build(postil.Project(content, content.parent / "site"))
    assert outcome.diagnostics == ()
    return content.parent / "site"


def weight(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9, mtime=0))


def requests(browser: Any, url: str) -> list[Request]:
    """All that a browser asks for until nothing more comes; what the page holds itself is not."""
    page = browser.new_page()
    asked: list[Request] = []
    page.on("request", lambda r: asked.append(Request(r.url, r.resource_type)))
    page.goto(url, wait_until="networkidle")
    page.close()
    return [request for request in asked if not request.url.startswith("data:")]


def test_the_article_is_what_the_budgets_are_for(site: Path) -> None:
    text = by_id(parse((site / "ferry" / "index.html").read_text(encoding="utf-8")), "text")
    notes = {e.get("id") for e in text.iter() if str(e.get("id")).startswith("note-")}
    words = "".join(without_apparatus(text).itertext()).split()
    assert (len(words), len(notes)) == (WORDS, NOTES)


def test_a_page_and_its_styles_are_light(site: Path) -> None:
    assert weight(site / "ferry" / "index.html") <= LIMITS["html"]
    for sheet in (site / "assets").glob("*.css"):
        kind = "css" if sheet.name == "postil.css" else "other sheet"
        assert weight(sheet) <= LIMITS[kind], sheet.name


def test_scripts_are_light(site: Path) -> None:
    for script in (site / "assets").glob("*.js"):
        kind = "core script" if script.name == "postil.js" else "other script"
        assert weight(script) <= LIMITS[kind], script.name


def test_the_first_view_is_three_light_requests(browser: Any, site: Path, serve: Serve) -> None:
    root = serve(site)
    asked = requests(browser, f"{root}/ferry/index.html")
    assert len(asked) <= REQUESTS, asked
    assert all(request.url.startswith(f"{root}/") for request in asked), asked
    files = [site / request.url.removeprefix(f"{root}/") for request in asked]
    assert sum(map(weight, files)) <= FIRST_VIEW


def test_no_page_asks_for_a_font_or_for_anything_elsewhere(
    browser: Any, site: Path, serve: Serve
) -> None:
    root = serve(site)
    for file in sorted(site.rglob("*.html")):
        asked = requests(browser, f"{root}/{file.relative_to(site).as_posix()}")
        assert {request.url.startswith(f"{root}/") for request in asked} == {True}, asked
        assert "font" not in {request.type for request in asked}
    for style in (site / "assets").rglob("*.css"):
        assert not re.search("@font-face|@import", style.read_text(encoding="utf-8")), style
