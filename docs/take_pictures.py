"""Take the pictures of the documentation: `.venv/bin/python docs/take_pictures.py`.

Builds the sample in a temporary folder and photographs it in Chromium; pdftoppm makes pictures of
the handout, a sheet of exercises, and their keys; LibreOffice prints the Word files.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import sync_playwright

import postil

HERE = Path(__file__).parent
PICTURES = HERE / "pictures"
ARTICLE = "lai-nippon-interview/index.html"
BOAT = "unmanned-boat/index.html"


def look(page: Any) -> None:
    """The page as it opens."""


def read(page: Any) -> None:
    """The text at the top of the window."""
    page.evaluate("document.querySelector('#text').scrollIntoView()")


def open_a_note(page: Any) -> None:
    """A note, opened where its words stand in the middle."""
    page.locator("#ref-deterrence").scroll_into_view_if_needed()
    page.locator("#ref-deterrence").click()
    page.wait_for_timeout(600)


def choose(page: Any) -> None:
    """The reader's options, unfolded."""
    page.locator(".options summary").click()


def search(page: Any) -> None:
    """A name in its own script, asked for."""
    page.locator("#asked").fill("賴清德")
    page.locator("#found a").first.wait_for()


class Picture(NamedTuple):
    """What is photographed: a page, on a screen, after something was done."""

    page: str
    width: int
    height: int
    act: Callable[[Any], None] = look
    dark: bool = False
    scripts: bool = True


SCREENS = {
    "reader-1440": Picture(BOAT, 1440, 1000, read),
    "reader-768": Picture(ARTICLE, 768, 1000, open_a_note),
    "reader-390": Picture(ARTICLE, 390, 844, open_a_note),
    "reader-dark": Picture(BOAT, 1440, 1000, read, dark=True),
    "reader-no-scripts": Picture(ARTICLE, 390, 844, read, scripts=False),
    "choices": Picture(BOAT, 1440, 1000, choose),
    "timeline": Picture("timeline/index.html", 1440, 1000),
    "glossary": Picture("glossary/index.html", 1440, 1000),
    "search": Picture("search/index.html", 1440, 1000, search),
}


def main() -> None:
    """Build, photograph, print."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder) / "site"
        project = postil.Project(HERE.parent / "content", site)
        postil.build(project)
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-background-networking"],
        )
        for name, picture in SCREENS.items():
            context = chromium.new_context(
                viewport={"width": picture.width, "height": picture.height},
                color_scheme="dark" if picture.dark else "light",
                java_script_enabled=picture.scripts,
            )
            page = context.new_page()
            page.goto((site / picture.page).as_uri())
            picture.act(page)
            page.screenshot(path=PICTURES / f"{name}.png")
            context.close()
        page = chromium.new_page()
        page.goto((site / ARTICLE).as_uri())
        printed = Path(folder) / "printed.pdf"
        page.pdf(path=printed, prefer_css_page_size=True)
        chromium.close()
        slug = ARTICLE.partition("/")[0]
        sheet = site / slug / "handout.pdf"
        key = site.parent / "teacher" / slug / "handout-key.pdf"
        for pdf in (printed, sheet, key):
            print_pages(pdf, pdf.stem, 1, 2)
        slug = BOAT.partition("/")[0]
        sheet = site / slug / "handout.pdf"
        key = site.parent / "teacher" / slug / "handout-key.pdf"
        print_pages(sheet, "exercises", 3, 4)
        print_pages(key, "exercises-key", 1, 1)
        postil.build(project, editions=["docx"])
        for page, name, number in ((ARTICLE, "word", 1), (BOAT, "word-exercises", 4)):
            file = site / page.partition("/")[0] / "handout.docx"
            command = ["soffice", f"-env:UserInstallation={Path(folder).as_uri()}/office"]
            command += ["--headless", "--convert-to", "pdf", "--outdir", folder, str(file)]
            subprocess.run(command, check=True, capture_output=True)
            print_pages(Path(folder) / "handout.pdf", name, number, number, "-singlefile")


def print_pages(pdf: Path, name: str, first: int, last: int, *options: str) -> None:
    """Pictures of some pages, each by its number."""
    command = ["pdftoppm", "-png", "-gray", "-r", "75", "-f", str(first), "-l", str(last)]
    subprocess.run([*command, *options, str(pdf), str(PICTURES / name)], check=True)


if __name__ == "__main__":
    main()
