"""Draw what an editor shows: `.venv/bin/python docs/draw_editor.py`.

The YAML language server (which VS Code's YAML extension runs) is asked for real about a file with
two slips; its answers are set into a drawing of an editor, and that is photographed in Chromium.
"""

import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from postil.format.json_schema import json_schema

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests"))

from editor import Editor  # noqa: E402  (it stands with the tests)

SERVER = HERE.parent / ".venv/node/node_modules/yaml-language-server/bin/yaml-language-server"
TEXT = """\
# yaml-language-server: $schema=../.schema.json#/$defs/annotations

glossary:
  - term: deterrence
    defintion: Making an attack look so costly that nobody tries it.

timeline:
  - date: 2025-05
    note: The interview is broadcast.

notes:
  - quote: his first foreign television interview
    note: Presidents of Taiwan had spoken to newspapers from abroad before.
    kind:\x20
"""
ASKED = (13, 10)
"""Where the writer is: line and character, from 0."""

STYLE = """
body { margin: 0; padding: 16px; width: 848px; font: 14px/1.5 sans-serif; background: #fff }
.frame { border: 1px solid #999; border-radius: 6px; overflow: hidden; position: relative }
.tab { background: #eee; border-bottom: 1px solid #ccc; padding: 4px 12px }
pre { margin: 0; padding: 8px 0 176px; font: 14px/22px "DejaVu Sans Mono", monospace }
.row { display: block; white-space: pre }
.row i { display: inline-block; width: 34px; margin-right: 16px; text-align: right;
  color: #767676; font-style: normal }
.comment { color: #4d6a2f } .key { color: #0b4f9e }
u { text-decoration: underline wavy #c00 1.5px; text-underline-offset: 4px }
.list { position: absolute; left: 135px; background: #f7f7f7; border: 1px solid #999;
  font: 13px/20px "DejaVu Sans Mono", monospace; width: 150px }
.list div { padding: 0 8px } .list div:first-child { background: #cfe3fb }
.problems { border-top: 1px solid #ccc; padding: 6px 12px 8px; font-size: 13px }
.problems b { font-weight: 600 } .problems div::before { content: "✕ "; color: #c00 }
"""


def main() -> None:
    """Ask, draw, photograph."""
    with tempfile.TemporaryDirectory() as folder:
        faults, offered = ask(Path(folder))
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = chromium.new_page(viewport={"width": 880, "height": 300}, device_scale_factor=1.5)
        page.set_content(draw(faults, offered))
        page.screenshot(path=HERE / "pictures" / "editor.png", full_page=True)
        chromium.close()


def ask(folder: Path) -> tuple[list[dict[str, Any]], list[str]]:
    """What the language server tells of the file, and what it offers where the writer is."""
    (folder / ".schema.json").write_text(json.dumps(json_schema()), encoding="utf-8")
    file = folder / "lai" / "annotations.yaml"
    file.parent.mkdir()
    file.write_text(TEXT, encoding="utf-8")
    editor = Editor(SERVER, str(shutil.which("node")), folder)
    editor.open(file)
    faults = [f for f in editor.faults(file) if f["range"]["start"]["line"] != ASKED[0]]
    offered = [item["label"] for item in editor.complete(file, *ASKED)]
    editor.close()
    return faults, offered


def draw(faults: list[dict[str, Any]], offered: list[str]) -> str:
    """The page that is photographed."""
    rows = TEXT.splitlines()
    kinds = "".join(f"<div>{escape(label)}</div>" for label in offered)
    told = "".join(
        f"<div>{escape(f['message'])} <b>line {f['range']['start']['line'] + 1}</b></div>"
        for f in faults
    )
    top = 30 + 8 + (ASKED[0] + 1) * 22
    return (
        f"<!doctype html><meta charset=utf-8><style>{STYLE}</style><div class=frame>"
        f"<div class=tab>annotations.yaml</div><pre>{''.join(draw_rows(rows, faults))}</pre>"
        f"<div class=list style='top:{top}px'>{kinds}</div><div class=problems>{told}</div></div>"
    )


def draw_rows(rows: list[str], faults: list[dict[str, Any]]) -> Iterator[str]:
    """Each line with its number, what is told of it underlined."""
    for number, row in enumerate(rows):
        marked = [f["range"] for f in faults if f["range"]["start"]["line"] == number]
        key = len(row) - len(row.lstrip(" -")), row.find(":")
        html = ""
        for place, sign in enumerate(row):
            kind = "comment" if row.startswith("#") else "key" if key[0] <= place < key[1] else ""
            one = f"<span class='{kind}'>{escape(sign)}</span>" if kind else escape(sign)
            inside = any(r["start"]["character"] <= place < r["end"]["character"] for r in marked)
            html += f"<u>{one}</u>" if inside else one
        yield f"<span class=row><i>{number + 1}</i>{html}</span>"


if __name__ == "__main__":
    main()
