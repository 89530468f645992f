"""Firefox, through WebDriver BiDi, which it speaks itself: no driver stands between.

https://w3c.github.io/webdriver-bidi/ is the source of every command here; what begins with `moz:`
is Firefox's own.
"""

import base64
import json
import os
import re
import shutil
import subprocess
import tempfile
from itertools import count
from pathlib import Path
from typing import Any

from websocket import create_connection

from engines.engine import KEYS, Engine

PREFERENCES = 'user_pref("network.dns.disabled", true);\n'
"""Loopback alone: nothing is looked up."""


class Firefox(Engine):
    """A headless Firefox with a profile of its own."""

    def __init__(self, executable: str) -> None:
        self._home = tempfile.mkdtemp()
        (Path(self._home) / "user.js").write_text(PREFERENCES, encoding="utf-8")
        # Access to the browser itself, for the two preferences that BiDi has no command for.
        command = [executable, "--headless", "--no-remote", "--profile", self._home]
        command += ["--remote-debugging-port", "0", "--remote-allow-system-access"]
        self._process = subprocess.Popen(
            command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "HOME": self._home},
        )
        self._socket = create_connection(self._address(), suppress_origin=True, timeout=60)
        self._numbers = count(1)
        self._events: list[dict[str, Any]] = []
        self._user = self._page = ""
        self._send("session.new", capabilities={})
        self._send("session.subscribe", events=["log.entryAdded"])
        tree = self._send("browsingContext.getTree", **{"moz:scope": "chrome"})
        self._window = tree["contexts"][0]["context"]

    def open(
        self,
        url: str,
        *,
        width: int = 1440,
        height: int = 900,
        dark: bool = False,
        scripts: bool = True,
    ) -> None:
        self._leave()
        self._prefer("Int", "layout.css.prefers-color-scheme.content-override", 0 if dark else 1)
        self._prefer("Bool", "javascript.enabled", scripts)
        self._user = self._send("browser.createUserContext")["userContext"]
        made = self._send("browsingContext.create", type="tab", userContext=self._user)
        self._page = made["context"]
        self._ask("browsingContext.setViewport", viewport={"width": width, "height": height})
        self._ask("browsingContext.navigate", url=url, wait="complete")

    def reload(self) -> None:
        self._ask("browsingContext.reload", wait="complete")

    def said(self) -> list[str]:
        self._send("session.status")  # what was said before this answer has arrived
        entries = [event["params"] for event in self._events]
        return [str(entry["text"]) for entry in entries if entry["level"] == "error"]

    def screenshot(self, file: Path) -> None:
        file.write_bytes(base64.b64decode(self._ask("browsingContext.captureScreenshot")["data"]))

    def print(self, file: Path) -> None:
        paper = {"width": 21.0, "height": 29.7}
        file.write_bytes(base64.b64decode(self._ask("browsingContext.print", page=paper)["data"]))

    def close(self) -> None:
        self._send("browser.close")
        self._socket.close()
        self._process.wait(timeout=60)
        assert self._process.stderr is not None
        self._process.stderr.close()
        shutil.rmtree(self._home, ignore_errors=True)

    def _run(self, function: str) -> str:
        said = self._call(function, self._page)
        assert said["type"] == "success", said["exceptionDetails"]["text"]
        return str(said["result"]["value"])

    def _press(self, keys: list[str]) -> None:
        values = [KEYS.get(key, key) for key in keys]
        actions = [{"type": "keyDown", "value": value} for value in values]
        actions += [{"type": "keyUp", "value": value} for value in reversed(values)]
        self._act({"type": "key", "id": "keyboard", "actions": actions})

    def _click(self, x: int, y: int) -> None:
        actions: list[dict[str, object]] = [{"type": "pointerMove", "x": x, "y": y}]
        actions += [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self._act({"type": "pointer", "id": "mouse", "actions": actions})

    def _act(self, source: dict[str, Any]) -> None:
        self._ask("input.performActions", actions=[source])

    def _leave(self) -> None:
        """Close the page, and forget all that it remembered."""
        if self._user:
            self._send("browser.removeUserContext", userContext=self._user)
        self._events.clear()

    def _prefer(self, kind: str, name: str, value: object) -> None:
        call = f"Services.prefs.set{kind}Pref({json.dumps(name)}, {json.dumps(value)})"
        assert self._call(f"() => {call}", self._window)["type"] == "success"

    def _call(self, function: str, context: str) -> Any:
        return self._send(
            "script.callFunction",
            functionDeclaration=function,
            target={"context": context},
            awaitPromise=True,
        )

    def _ask(self, method: str, **parameters: object) -> Any:
        """Send a command about the page that is open."""
        return self._send(method, context=self._page, **parameters)

    def _send(self, method: str, **parameters: object) -> Any:
        """Send a command and wait for its answer; events that come before it are kept."""
        number = next(self._numbers)
        command = {"id": number, "method": method, "params": parameters}
        self._socket.send(json.dumps(command))
        while (said := json.loads(self._socket.recv())).get("id") != number:
            self._events.append(said)
        assert said["type"] == "success", f"{method}: {said['error']}: {said['message']}"
        return said["result"]

    def _address(self) -> str:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            if found := re.search(r"WebDriver BiDi listening on (ws://\S+)", line):
                return f"{found[1]}/session"
        raise AssertionError("Firefox ended before it listened")
