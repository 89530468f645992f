"""Take the pictures of the documentation: `.venv/bin/python docs/take_pictures.py`.

Builds the sample in a temporary folder and photographs it in Chromium; pdftoppm makes pictures of
the handout and its key.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import postil

HERE = Path(__file__).parent
PICTURES = HERE / "pictures"
ARTICLE = "lai-nippon-interview"
KEY = "handout-key.pdf"
SCREENS = {
    "reader-1440": {"viewport": {"width": 1440, "height": 1000}},
    "reader-768": {"viewport": {"width": 768, "height": 1000}},
    "reader-390": {"viewport": {"width": 390, "height": 844}},
    "reader-dark": {"viewport": {"width": 1440, "height": 1000}, "color_scheme": "dark"},
}


def main() -> None:
    """Build, photograph, print."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder) / "site"
        postil.build(postil.Project(HERE.parent / "content", site))
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-background-networking"],
        )
        for name, screen in SCREENS.items():
            page = chromium.new_context(**screen).new_page()  # type: ignore[arg-type]
            page.goto((site / ARTICLE / "index.html").as_uri())
            page.screenshot(path=PICTURES / f"{name}.png")
        chromium.close()
        for sheet in (site / ARTICLE / "handout.pdf", site.parent / "teacher" / ARTICLE / KEY):
            target = PICTURES / sheet.stem
            command = ["pdftoppm", "-png", "-gray", "-r", "75", str(sheet), str(target)]
            subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
