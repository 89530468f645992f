"""What a test may ask of any browser."""

import json
import time
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any, ClassVar

KEYS = {
    "Tab": "\ue004",
    "Enter": "\ue007",
    "Shift": "\ue008",
    "Escape": "\ue00c",
    "PageUp": "\ue00e",
    "PageDown": "\ue00f",
    "End": "\ue010",
    "Home": "\ue011",
    "ArrowLeft": "\ue012",
    "ArrowUp": "\ue013",
    "ArrowRight": "\ue014",
    "ArrowDown": "\ue015",
    "Space": " ",
}
"""Keys by the names that the web gives them, as WebDriver sends them (W3C WebDriver, 17.4.2)."""

_PATIENCE = 30
"""Seconds after which a page that does not get there has failed."""

_CALLED = """() => {
  const say = value => JSON.stringify(value ?? null), value = (%s)(%s);
  return value instanceof Promise ? value.then(say) : say(value);
}"""
"""Only a promise is waited for: with scripts off, none is ever kept in Firefox."""

_MIDDLE = """selector => {
  const element = document.querySelector(selector);
  if (!element) return `no ${selector}`;
  element.scrollIntoView({block: "center", behavior: "instant"});
  const box = element.getClientRects()[0];
  if (!box) return `${selector} has no box`;
  const x = Math.floor(box.left + box.width / 2), y = Math.floor(box.top + box.height / 2);
  const hit = document.elementFromPoint(x, y);
  return element.contains(hit) ? [x, y] : `over ${selector} lies ${hit && hit.outerHTML}`;
}"""


class Engine(ABC):
    """One browser. `open` shows a page to somebody who was never there before."""

    prints: ClassVar[bool] = True
    """Whether it can print to PDF when told to."""

    @abstractmethod
    def open(
        self,
        url: str,
        *,
        width: int = 1440,
        height: int = 900,
        dark: bool = False,
        scripts: bool = True,
    ) -> None:
        """Show a page, loaded, in a window whose inside has this size in CSS pixels."""

    @abstractmethod
    def reload(self) -> None:
        """Load the page again; what it remembers is there."""

    @abstractmethod
    def said(self) -> list[str]:
        """The errors on the console since the page was opened."""

    @abstractmethod
    def screenshot(self, file: Path) -> None:
        """A PNG of what the window shows."""

    @abstractmethod
    def print(self, file: Path) -> None:
        """The page on A4 as PDF."""

    @abstractmethod
    def close(self) -> None:
        """End the browser."""

    @abstractmethod
    def _run(self, function: str) -> str:
        """What a JavaScript function without arguments returns, a promise's value awaited."""

    @abstractmethod
    def _press(self, keys: list[str]) -> None:
        """Press keys (of `KEYS`, or letters) one after the other, then release them."""

    @abstractmethod
    def _click(self, x: int, y: int) -> None:
        """Click a point of the window."""

    def evaluate(self, function: str, *arguments: object) -> Any:
        """Call a JavaScript function in the page; gives what it returns, by way of JSON.

        It runs with scripts off as well: they are off for the page, not for the test.
        """
        given = ", ".join(json.dumps(argument) for argument in arguments)
        return json.loads(self._run(_CALLED % (function, given)))

    def until(self, function: str, *arguments: object) -> Any:
        """Evaluate until the result is true; gives the last result, true or not.

        A page that loads again meanwhile breaks an evaluation off, in each engine with an error
        of its own: an error counts only if it is the last result.
        """
        deadline = time.monotonic() + _PATIENCE
        while True:
            is_over = time.monotonic() > deadline
            try:
                result = self.evaluate(function, *arguments)
            except Exception:
                if is_over:
                    raise
            else:
                if result or is_over:
                    return result
            time.sleep(0.05)

    def click(self, selector: str) -> None:
        """Bring an element into view and click it; fails where another lies over it."""
        middle = self.evaluate(_MIDDLE, selector)
        assert isinstance(middle, list), middle
        self._click(*middle)

    def press(self, keys: str) -> None:
        """Press a key, or several at once: `Enter`, `Shift+Tab`."""
        self._press(keys.split("+"))
