"""Take the pictures of the documentation: `.venv/bin/python docs/take_pictures.py`.

Builds the sample in a temporary folder and photographs it in Chromium; pages on paper are
printed to PDF and turned into pictures by pdftoppm.
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
        page = chromium.new_page()
        page.goto((site / ARTICLE / "handout.html").as_uri())
        pdf = Path(folder) / "handout.pdf"
        page.pdf(path=pdf, prefer_css_page_size=True)
        chromium.close()
        command = ["pdftoppm", "-png", "-r", "60", str(pdf), str(PICTURES / "handout")]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
