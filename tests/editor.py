"""An editor for YAML: the language server that VS Code's YAML extension runs, asked over stdio.

Speaks the Language Server Protocol 3.17 as an editor does: opens files, waits until the server
publishes what is wrong with each, asks what could be written at a place.
"""

import json
import subprocess
from pathlib import Path
from typing import Any

SETTINGS = {
    "yaml": {
        "validate": True,
        "completion": True,
        "hover": True,
        "schemaStore": {"enable": False},  # a catalogue on the web
        "disableDefaultProperties": False,
    },
    "editor": {"tabSize": 2},
    "http": {"proxy": "", "proxyStrictSSL": False},
    "[yaml]": {"editor.tabSize": 2},
    "vscode-yaml": {},
    "files": {},
}
"""What the extension sends where nobody changes its settings, but for the network."""


class Editor:
    """A language server at work in a folder."""

    def __init__(self, server: Path, node: str, folder: Path) -> None:
        self.process = subprocess.Popen(
            [node, server, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder
        )
        self.asked = 0
        self.published: dict[str, list[dict[str, Any]]] = {}
        self.knows_settings = False
        root = folder.as_uri()
        self.ask(
            "initialize",
            {
                "processId": None,
                "rootUri": root,
                "workspaceFolders": [{"uri": root, "name": folder.name}],
                "capabilities": {
                    "workspace": {"configuration": True},
                    "textDocument": {
                        "publishDiagnostics": {"relatedInformation": True},
                        "completion": {"completionItem": {"snippetSupport": True}},
                        "hover": {"contentFormat": ["markdown"]},
                    },
                },
            },
        )
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": SETTINGS})
        while not self.knows_settings:
            self.take()

    def open(self, file: Path) -> None:
        """Show a file; what is wrong with it comes when the server has looked."""
        document = {"languageId": "yaml", "version": 1, "text": file.read_text(encoding="utf-8")}
        self.tell("textDocument/didOpen", {"textDocument": {"uri": file.as_uri(), **document}})

    def faults(self, file: Path) -> list[dict[str, Any]]:
        """What is wrong with a file that was opened: LSP's diagnostics."""
        while file.as_uri() not in self.published:
            self.take()
        return self.published[file.as_uri()]

    def complete(self, file: Path, line: int, character: int) -> list[dict[str, Any]]:
        """What could be written at a place, both counted from 0."""
        place = {"line": line, "character": character}
        document = {"uri": file.as_uri()}
        answer = self.ask("textDocument/completion", {"textDocument": document, "position": place})
        items: list[dict[str, Any]] = answer["items"] if isinstance(answer, dict) else answer
        return items

    def hover(self, file: Path, line: int, character: int) -> str:
        """What is said of the word at a place."""
        place = {"line": line, "character": character}
        document = {"uri": file.as_uri()}
        answer = self.ask("textDocument/hover", {"textDocument": document, "position": place})
        return str(answer["contents"]["value"]) if answer else ""

    def close(self) -> None:
        """End the server as an editor does."""
        self.ask("shutdown", None)
        self.tell("exit", None)
        self.process.communicate(timeout=60)

    def ask(self, method: str, params: object) -> Any:
        """Send a request and wait for its answer."""
        self.asked += 1
        number = self.asked
        self._send({"id": number, "method": method, "params": params})
        while (message := self.take()).get("id") != number or "method" in message:
            pass
        assert "error" not in message, message["error"]
        return message["result"]

    def tell(self, method: str, params: object) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def take(self) -> dict[str, Any]:
        """The server's next message; what it asks of an editor is answered."""
        assert self.process.stdout is not None
        length = 0
        while (header := self.process.stdout.readline()) not in (b"\r\n", b""):
            name, _, value = header.decode().partition(":")
            if name.lower() == "content-length":
                length = int(value)
        assert header, "the language server has ended"
        message: dict[str, Any] = json.loads(self.process.stdout.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            params = message["params"]
            self.published[params["uri"]] = params["diagnostics"]
        elif "method" in message and "id" in message:
            answer = None
            if message["method"] == "workspace/configuration":
                items = message["params"]["items"]
                answer = [SETTINGS.get(item.get("section", ""), {}) for item in items]
                self.knows_settings = True
            self._send({"id": message["id"], "result": answer})
        return message

    def _send(self, message: dict[str, object]) -> None:
        assert self.process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()
