"""Pages in a real browser, from the disk, and before real judges: axe and the Nu Html Checker."""

import json
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from conftest import NODE_MODULES, need

PAGES = [
    "index.html",
    "lai-nippon-interview/index.html",
    "unmanned-boat/index.html",
    "thanks-from-minamisanriku/index.html",
    "glossary/index.html",
    "timeline/index.html",
    "search/index.html",
    "404.html",
    "lai-nippon-interview/handout.html",
    "unmanned-boat/handout-b.html",
]
SCREENS = {
    "wide": {"viewport": {"width": 1440, "height": 900}},
    "tablet": {"viewport": {"width": 768, "height": 1024}},
    "phone": {"viewport": {"width": 390, "height": 844}},
    "dark": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"},
    "dark phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
    "forced colours": {"viewport": {"width": 1440, "height": 900}, "forced_colors": "active"},
    "320 px": {"viewport": {"width": 320, "height": 640}},
}


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing(browser: Any, sample: Path, screen: str) -> None:
    axe = NODE_MODULES / "axe-core" / "axe.min.js"
    need(axe.is_file(), "no axe: install npm, then python3 start.py test")
    context = browser.new_context(bypass_csp=True, **SCREENS[screen])
    page = context.new_page()
    for path in PAGES:
        page.goto((sample / "site" / path).as_uri())
        page.evaluate(axe.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run()")["violations"]
        said = [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found]
        assert not said, f"{path}: {said}"
    context.close()


def test_the_html_checker_finds_no_error(sample: Path) -> None:
    jar = NODE_MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    need(jar.is_file(), "no Nu Html Checker: install npm, then python3 start.py test")
    need(shutil.which("java"), "no Java: sudo apt install default-jre-headless")
    command = ["java", "-jar", str(jar), "--errors-only", "--format", "json", "--skip-non-html"]
    # The checker does not know CSS anchor positioning and container queries yet.
    command += ["--filterpattern", ".*(anchor|position-try|container).*"]
    folders = [str(sample / "site"), str(sample / "teacher")]
    said = subprocess.run([*command, *folders], capture_output=True, text=True, check=False)
    messages = json.loads(said.stderr)["messages"]
    assert [(m["url"], m["message"]) for m in messages] == []


@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_a_small_phone(browser: Any, sample: Path, path: str) -> None:
    """WCAG 1.4.10: 320 px, which is also 1280 px at 400 % zoom."""
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.goto((sample / "site" / path).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()


def test_notes_never_overlap_in_the_margin(browser: Any, sample: Path) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    for slug in ("lai-nippon-interview", "unmanned-boat", "thanks-from-minamisanriku"):
        page.goto((sample / "site" / slug / "index.html").as_uri())
        boxes = page.evaluate(
            "[...document.querySelectorAll('#text .note')].map(n => n.getBoundingClientRect())"
            ".map(b => [b.top, b.bottom, b.left, b.right])"
        )
        assert len(boxes) > 5
        for i, one in enumerate(boxes):
            for other in boxes[i + 1 :]:
                apart = one[1] <= other[0] + 0.5 or other[1] <= one[0] + 0.5
                beside = one[3] <= other[2] or other[3] <= one[2]
                assert apart or beside, slug
    page.close()


@pytest.mark.parametrize("width", [1440, 768, 390])
def test_every_note_can_be_read_without_scripts(browser: Any, sample: Path, width: int) -> None:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    page.goto((sample / "site" / "lai-nippon-interview" / "index.html").as_uri())
    notes = page.locator("#text .note")
    assert notes.count() > 10
    for i in range(notes.count()):
        assert notes.nth(i).is_visible()
    page.locator("#ref-deterrence").click()
    assert page.url.endswith("#note-deterrence")
    context.close()


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
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    for path in ["START.html", *PAGES]:
        page.goto((folder / path).as_uri())
    root = folder.as_uri()
    assert asked
    assert not [url for url in asked if not url.startswith((root, "data:"))]
    assert not failed
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
