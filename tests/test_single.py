"""The single file, copied alone into an empty folder: it reads, filters, searches and prints."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Fill
from pages import (
    article_body,
    attributes,
    blocks,
    by_id,
    parse,
    plain_blocks,
    without_apparatus,
)

import postil

SLUGS = ["lai-nippon-interview", "unmanned-boat", "thanks-from-minamisanriku"]


@pytest.fixture
def alone(sample: Path, tmp_path: Path) -> dict[str, Path]:
    """Each article's file in a folder of its own."""
    files = {}
    for slug in SLUGS:
        (tmp_path / slug).mkdir()
        files[slug] = Path(shutil.copy(sample / "site" / slug / f"{slug}.html", tmp_path / slug))
    return files


def test_the_text_is_that_of_the_article(alone: dict[str, Path]) -> None:
    for slug in SLUGS[1:]:
        text = by_id(parse(alone[slug].read_text(encoding="utf-8")), "text")
        written = plain_blocks(article_body(ROOT / "content" / slug))
        assert blocks(without_apparatus(text)) == written


def test_a_file_is_no_larger_than_it_may_be(alone: dict[str, Path]) -> None:
    """100 kB, pictures not counted."""
    for slug, file in alone.items():
        page = re.sub(r'src="data:[^"]*"', "", file.read_text(encoding="utf-8"))
        assert len(page.encode()) <= 100_000, slug


def test_it_leads_nowhere_that_is_not_in_it(alone: dict[str, Path]) -> None:
    for file in alone.values():
        root = parse(file.read_text(encoding="utf-8"))
        ids = set(attributes(root, "id"))
        for target in attributes(root, "href") + attributes(root, "src"):
            if not re.match(r"https?:|data:|mailto:", target):
                assert target[0] == "#", target
                assert target == "#" or target[1:] in ids, target


@pytest.mark.parametrize("slug", SLUGS)
def test_it_works_alone_under_its_policy(browser: Any, alone: dict[str, Path], slug: str) -> None:
    context = browser.new_context(offline=True, viewport={"width": 390, "height": 844})
    page = context.new_page()
    faults: list[str] = []
    asked: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("request", lambda request: asked.append(request.url))
    page.goto(alone[slug].as_uri())
    broken = "[...document.images].filter(i => i.complete && !i.naturalWidth).length"
    assert page.evaluate(broken) == 0
    control = page.locator("#text a.ref").first
    control.click()
    note = page.locator(":popover-open")
    assert note.is_visible()
    page.keyboard.press("Escape")
    page.locator("#help-none").check()
    assert page.locator("#text a.ref").first.evaluate("e => getComputedStyle(e).visibility") == (
        "hidden"
    )
    assert not faults
    assert all(url.startswith(("file:", "data:")) for url in asked)
    assert len([url for url in asked if url.startswith("file:")]) == 1
    context.close()


def test_its_search_finds_words_of_the_text_and_of_notes(
    browser: Any, alone: dict[str, Path]
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(alone[SLUGS[0]].as_uri())
    box, found = page.locator("#sought"), page.locator("#seek li a")
    box.fill("賴清德")
    assert "#note-lai-ching-te" in [a.get_attribute("href") for a in found.all()]
    box.fill("Kaohsiung")
    assert any(str(a.get_attribute("href")).startswith("#p") for a in found.all())
    assert page.locator("#seek mark").first.inner_text() == "Kaohsiung"
    box.fill("strategic ambiguity")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert page.locator(":popover-open").is_visible()
    box.fill("<img src=x>")
    assert found.count() == 0
    page.close()


def test_pictures_stand_in_the_file_and_other_files_are_not_linked(
    browser: Any, fill: Fill
) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>x</script></svg>'
    content = fill(
        {
            "a/article.md": "---\ntitle: A\n---\nOne ![shape](i.svg) and [file](t.txt), [b](b).\n",
            "a/i.svg": svg.replace("<script>x</script>", ""),
            "a/t.txt": "words",
            "b/article.md": "---\ntitle: B\n---\nTwo.\n",
        }
    )
    assert postil.build(postil.Project(content, content.parent / "site")).is_good
    file = content.parent / "site" / "a" / "a.html"
    text = by_id(parse(file.read_text(encoding="utf-8")), "text")
    (picture,) = text.iter("img")
    assert str(picture.get("src")).startswith("data:image/svg+xml;base64,")
    assert [a.get("href") for a in text.iter("a")] == ["#p1"]
