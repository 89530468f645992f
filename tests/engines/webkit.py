"""WebKitGTK, through its own WebDriver: the engine of Safari, as far as Linux has it."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.remote_connection import RemoteConnection
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from engines.engine import KEYS, Engine

SMALL = "* { min-width: 0; min-height: 0; margin: 0; padding: 0; border-width: 0; font-size: 1px }"
"""A style for the browser's own bar, which would not let its window be as narrow as a phone."""

_LISTEN = """() => {
  const said = window.saidToTests = [], log = console.error;
  addEventListener("error", e => said.push(e.message || `not loaded: ${e.target.outerHTML}`), true);
  addEventListener("unhandledrejection", e => said.push(String(e.reason)));
  addEventListener("securitypolicyviolation", e => said.push(`${e.blockedURI} is not allowed`));
  console.error = (...words) => { said.push(words.join(" ")); log(...words); };
}"""
"""Its driver tells nothing of the console, so what goes wrong while a page loads stays unheard.
From then on, all that a reader's doings lead to is heard."""

_FORGET = "() => { try { localStorage.clear(); sessionStorage.clear(); } catch {} }"


_SIZE = (701, 501)
"""Of a window, to find how high its bar is; no browser begins with such a one."""


class WebKit(Engine):
    """MiniBrowser, the browser that comes with the library, on a screen that nobody sees."""

    prints = False

    def __init__(self, driver: str, browser: str, screen: str) -> None:
        self._folder = Path(tempfile.mkdtemp())
        self._program = browser
        style = self._folder / "gtk-3.0" / "gtk.css"
        style.parent.mkdir()
        style.write_text(SMALL, encoding="utf-8")
        self._screen, display = _show(screen)
        surroundings = {"DISPLAY": f":{display}", "XDG_CONFIG_HOME": str(self._folder)}
        self._service = Service(driver, env={**os.environ, **surroundings})
        self._service.start()
        self._driver: WebDriver | None = None
        self._mode: tuple[bool, bool] | None = None
        self._bar = 0

    def open(
        self,
        url: str,
        *,
        width: int = 1440,
        height: int = 900,
        dark: bool = False,
        scripts: bool = True,
    ) -> None:
        if self._driver is not None and self._mode == (dark, scripts):
            self.evaluate(_FORGET)
        else:
            self._start(dark=dark, scripts=scripts)
        self._now.set_window_size(width, height + self._bar)
        assert self.until("(w, h) => innerWidth === w && innerHeight === h", width, height)
        self._now.get(url)
        self.evaluate(_LISTEN)

    def reload(self) -> None:
        self._now.refresh()
        self.evaluate(_LISTEN)

    def said(self) -> list[str]:
        said: list[str] = self.evaluate("() => window.saidToTests")
        return said

    def screenshot(self, file: Path) -> None:
        file.write_bytes(self._now.get_screenshot_as_png())

    def print(self, file: Path) -> None:
        raise NotImplementedError

    def close(self) -> None:
        if self._driver is not None:
            self._driver.quit()
        self._service.stop()
        self._screen.terminate()
        self._screen.wait(timeout=60)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _run(self, function: str) -> str:
        return str(self._now.execute_script(f"return ({function})()"))

    def _press(self, keys: list[str]) -> None:
        values = [KEYS.get(key, key) for key in keys]
        chain = ActionChains(self._now)
        for value in values:
            chain.key_down(value)
        for value in reversed(values):
            chain.key_up(value)
        chain.perform()

    def _click(self, x: int, y: int) -> None:
        actions = ActionBuilder(self._now, duration=0)
        actions.pointer_action.move_to_location(x, y).click()
        actions.perform()

    @property
    def _now(self) -> WebDriver:
        assert self._driver is not None, "no page is open"
        return self._driver

    def _start(self, *, dark: bool, scripts: bool) -> None:
        """Start the browser; a dark one, or one without scripts, is started anew."""
        if self._driver is not None:
            self._driver.quit()
        theme = "Adwaita:dark" if dark else "Adwaita"
        options = Options()
        options.binary_location = "/usr/bin/env"
        options.add_argument(f"GTK_THEME={theme}")
        options.add_argument(self._program)
        options.add_argument("--automation")
        # Scripts of the page are off; what a test evaluates still runs.
        options.add_argument(f"--enable-javascript-markup={str(scripts).lower()}")
        address = ClientConfig(remote_server_addr=self._service.service_url, timeout=120)
        self._driver = WebDriver(RemoteConnection(client_config=address), options=options)
        self._mode = (dark, scripts)
        self._now.set_window_size(*_SIZE)
        assert self.until("w => innerWidth === w", _SIZE[0])
        self._bar = _SIZE[1] - self.evaluate("() => innerHeight")


def _show(program: str) -> tuple[subprocess.Popen[bytes], str]:
    """Start a screen in memory; gives its process and number, which the screen chooses."""
    here, there = os.pipe()
    quiet = subprocess.DEVNULL
    # It must not start afresh whenever the last browser leaves: the next one would find it gone.
    command = [program, "-displayfd", str(there), "-screen", "0", "1920x1600x24", "-noreset"]
    command += ["-nolisten", "tcp"]
    process = subprocess.Popen(command, pass_fds=[there], stdout=quiet, stderr=quiet)
    os.close(there)
    with os.fdopen(here) as said:
        display = said.readline().strip()
    assert display, "Xvfb ended before it showed a screen"
    return process, display
