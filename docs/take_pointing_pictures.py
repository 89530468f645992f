"""Take the pictures of docs/pointing.md: `.venv/bin/python docs/take_pointing_pictures.py`.

Serves a copy of the sample from a temporary folder, and points at it in Chromium.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
PICTURES = HERE / "pictures"
SELECT = """words => {
  const at = postilDesk.line.indexOf(words), ranges = postilDesk.rangesOf({start: at, end: at + words.length});
  ranges[0].startContainer.parentElement.scrollIntoView({block: 'center'});
  getSelection().setBaseAndExtent(
    ranges[0].startContainer, ranges[0].startOffset, ranges.at(-1).endContainer, ranges.at(-1).endOffset);
}"""  # noqa: E501


@contextmanager
def served() -> Iterator[str]:
    """The sample, served; gives its address."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(HERE.parent / "content", Path(folder) / "content")
        said = Path(folder) / "said"
        command = [
            sys.executable,
            str(HERE.parent / "build.py"),
            "serve",
            "--no-open",
            "--port",
            "0",
        ]
        with said.open("w") as out:
            process = subprocess.Popen(command, cwd=folder, stdout=out)
        try:
            while not (found := re.search(r"http://[0-9.:]+/", said.read_text())):
                time.sleep(0.1)
            yield found[0]
        finally:
            process.terminate()
            process.wait()


def main() -> None:
    """Serve, point, photograph."""
    with served() as address, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-background-networking"],
        )

        def opened(width: int, height: int, **screen: Any) -> Any:
            context = chromium.new_context(viewport={"width": width, "height": height}, **screen)
            page = context.new_page()
            page.goto(f"{address}lai-nippon-interview/")
            page.locator("#pd[data-ready]").wait_for()
            return page

        page = opened(1440, 800)
        page.evaluate(SELECT, "two reasons")
        page.locator("[data-part=tool]").wait_for()
        page.screenshot(path=PICTURES / "pointing-chosen.png")
        page.get_by_role("button", name="Note", exact=True).click()
        page.locator("#pd [name=title]").fill("Which two?")
        page.locator("#pd [name=note]").fill("He names them at once: *security* and *industry*.")
        page.screenshot(path=PICTURES / "pointing-form.png")
        page.locator("#pd [data-do=discard]").click()
        page = opened(768, 1024, has_touch=True, is_mobile=True)
        page.evaluate(SELECT, "In the same month")
        page.evaluate("getSelection().removeAllRanges()")
        page.get_by_role("button", name="Choose words").tap()
        for name in ("Sentence ›", "Word ›", "Word ›", "Word ›", "+ More words"):
            page.get_by_role("button", name=name).tap()
        page.screenshot(path=PICTURES / "pointing-tablet.png")
        page = opened(1440, 900)
        page.goto(f"{address}pointing-review.html")
        page.locator("#pd[data-ready]").wait_for()
        page.get_by_role("heading", name="deterrence").scroll_into_view_if_needed()
        page.screenshot(path=PICTURES / "pointing-words.png")
        chromium.close()


if __name__ == "__main__":
    main()
