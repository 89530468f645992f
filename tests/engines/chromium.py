"""Chromium, through Playwright."""

from pathlib import Path
from typing import Any

from engines.engine import Engine


class Chromium(Engine):
    """The Chromium of the fixture `browser`, which is started and ended there."""

    def __init__(self, browser: Any) -> None:
        self._browser = browser
        self._context: Any = None
        self._said: list[str] = []

    def open(
        self,
        url: str,
        *,
        width: int = 1440,
        height: int = 900,
        dark: bool = False,
        scripts: bool = True,
    ) -> None:
        self.close()
        self._said = said = []
        self._context = self._browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
        )
        self._page = self._context.new_page()
        self._page.on("console", lambda m: m.type == "error" and said.append(m.text))
        self._page.on("pageerror", lambda error: said.append(str(error)))
        self._page.goto(url)

    def reload(self) -> None:
        self._page.reload()

    def said(self) -> list[str]:
        self._run("() => 0")  # what was said before this answer has arrived
        return list(self._said)

    def screenshot(self, file: Path) -> None:
        self._page.screenshot(path=file)

    def print(self, file: Path) -> None:
        self._page.pdf(path=file, format="A4")

    def close(self) -> None:
        if self._context is not None:
            self._context.close()
            self._context = None

    def _run(self, function: str) -> str:
        return str(self._page.evaluate(function))

    def _press(self, keys: list[str]) -> None:
        self._page.keyboard.press("+".join(keys))

    def _click(self, x: int, y: int) -> None:
        self._page.mouse.click(x, y)
