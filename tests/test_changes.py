"""After publication: what was changed is told, and old addresses lead on."""

from pathlib import Path
from typing import Any

import pytest
from addressed import links, metas, read
from conftest import NODE_MODULES, Fill, need
from html_checker import html_errors
from pages import attributes, by_id, parse

import postil
from postil.format.history import Change, last_updated, newest_first
from postil.format.texts import Texts

HEAD = "---\ntitle: T\n{}\n---\n\nWords.\n"


def page_of(fill: Fill, front: str) -> str:
    content = fill({"a/article.md": HEAD.format(front)})
    assert postil.build(postil.Project(content, content.parent / "site")).is_good
    return (content.parent / "site" / "a" / "index.html").read_text(encoding="utf-8")


def test_changes_are_listed_from_the_newest_on(addressed: Path) -> None:
    root = read(addressed / "boat" / "index.html")
    items = list(by_id(root, "changes").iter("li"))
    said = [" ".join("".join(item.itertext()).split()) for item in items]
    assert [words.partition("2025")[0] + "2025" for words in said] == [
        "2 June 2025",
        "2 June 2025",
        "21 May 2025",
    ]
    assert "The second reason, see GNSS." in said[0]
    assert "二番目の理由。" in said[0]
    assert "And its source." in said[1]
    assert "A comma." in said[2]
    (link,) = items[0].iter("a")
    by_id(root, str(link.get("href")).removeprefix("#"))
    assert [e.get("lang") for e in items[0].iter() if e.get("lang")] == ["en", "ja"]


def test_the_last_change_is_told_above_the_text_and_led_to(addressed: Path) -> None:
    root = read(addressed / "boat" / "index.html")
    (link,) = [a for a in root.iter("a") if a.get("href") == "#changes"]
    assert " ".join("".join(link.itertext()).split()) == "updated 2 June 2025"
    assert [t.get("datetime") for t in link.iter("time")] == ["2025-06-02"]


def test_an_update_without_changes_leads_nowhere(fill: Fill) -> None:
    page = page_of(fill, "updated: 2025-05-20")
    assert "20 May 2025" in page
    assert "#changes" not in attributes(parse(page), "href")
    assert 'id="changes"' not in page


def test_what_updated_says_goes_before_the_newest_change(fill: Fill) -> None:
    page = page_of(fill, "updated: 2025-07\nchanges: [{date: 2025-06-02, note: A word.}]")
    assert metas(parse(page))["article:modified_time"] == ["2025-07"]


def test_the_newest_is_found_in_any_order() -> None:
    days = ["2024", "2025-06-02", "2025-06", "2025", "2024-12-31"]
    changes = [Change(date=day, note=Texts((("en", day),))) for day in days]
    assert [c.date for c in newest_first(changes)] == [
        "2025-06-02",
        "2025-06",
        "2025",
        "2024-12-31",
        "2024",
    ]
    assert last_updated("", changes) == "2025-06-02"
    assert last_updated("2026", changes) == "2026"
    assert last_updated("", []) == ""


def test_a_file_that_only_a_change_names_is_published(fill: Fill) -> None:
    content = fill({"a/old.txt": "Old words.\n", "a/other.txt": "Other words.\n"})
    page = page_of(fill, 'changes: [{date: 2025-06-02, note: "The [old text](old.txt)."}]')
    assert "../a/old.txt" in attributes(parse(page), "href")
    published = {p.name for p in (content.parent / "site" / "a").glob("*.txt")}
    assert published == {"old.txt"}


# Former addresses


@pytest.mark.parametrize("old", ["ship", "vessel"])
@pytest.mark.parametrize("name", ["index.html", "handout.html"])
def test_a_former_address_leads_on(addressed: Path, old: str, name: str) -> None:
    root = read(addressed / old / name)
    (refresh,) = [m.get("content") for m in root.iter("meta") if m.get("http-equiv") == "refresh"]
    assert refresh == f"0; url=../boat/{name}"
    assert (addressed / old / ".." / "boat" / name).is_file()
    assert f"../boat/{name}" in attributes(root, "href")
    assert links(root, "canonical")[0].endswith("/boat/" if name == "index.html" else f"/{name}")
    assert "robots" not in metas(root)  # who finds a page here is to find it there


def test_only_what_is_built_is_led_to(fill: Fill) -> None:
    content = fill({"a/article.md": HEAD.format("formerly: b")})
    project = postil.Project(content, content.parent / "site")
    assert postil.build(project, editions=["web"]).is_good
    assert [p.name for p in (content.parent / "site" / "b").iterdir()] == ["index.html"]


@pytest.mark.parametrize("scripts", [True, False])
def test_a_browser_is_led_on_and_with_scripts_to_the_very_note(
    browser: Any, addressed: Path, *, scripts: bool
) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto((addressed / "vessel" / "index.html").as_uri() + "#note-gnss")
    page.wait_for_url(f"**/boat/index.html{'#note-gnss' if scripts else '*'}")
    assert page.title().startswith("The boat")
    context.close()


# Judges


STATES = {
    "wide": {"viewport": {"width": 1440, "height": 900}},
    "phone in the dark": {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"},
}


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(browser: Any, addressed: Path, state: str) -> None:
    axe = NODE_MODULES / "axe-core" / "axe.min.js"
    need(axe.is_file(), "no axe: install npm, then python3 start.py test")
    context = browser.new_context(bypass_csp=True, **STATES[state])
    page = context.new_page()
    for path in ("boat/index.html", "index.html", "glossary/index.html", "404.html"):
        page.goto((addressed / path).as_uri())
        page.evaluate(axe.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run()")["violations"]
        assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found] == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    context.close()


def test_a_browser_blocks_and_asks_for_nothing(browser: Any, addressed: Path) -> None:
    """The policy of a page lets its data stand, and nothing in its head is loaded from afar."""
    page = browser.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    for file in sorted(addressed.rglob("*.html")):
        page.goto(file.as_uri())
    assert said == []
    assert all(url.startswith((addressed.as_uri(), "data:")) for url in asked)
    page.close()


def test_the_html_checker_finds_no_error(addressed: Path) -> None:
    assert html_errors(addressed) == []
