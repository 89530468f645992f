"""`docs/diagnostics.md`: every code has a section, and every example in it does what it says."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT
from markdown_it import MarkdownIt
from markdown_it.token import Token

import postil
from postil.catalogue import CATALOGUE
from postil.report import as_text

PAGE = (ROOT / "docs" / "diagnostics.md").read_text(encoding="utf-8")
TODAY = date(2025, 6, 1)


@dataclass
class Example:
    """Files, what is told of them, and the changes that mend them."""

    code: str
    files: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    """Path → the language of its block."""
    output: str = ""
    changes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Section:
    code: str
    meaning: str
    severity: str
    examples: list[Example]


def read_page() -> tuple[str, list[Section]]:
    """The article that stands in where an example has none, and the sections."""
    tokens = MarkdownIt().parse(PAGE)
    default = next(t.content for t in tokens if t.type == "fence" and t.info == "markdown")
    sections: list[Section] = []
    for i, token in enumerate(tokens):
        heading = re.fullmatch(r"([a-z]-\d{3}): (.+)", token.content)
        if token.type == "inline" and tokens[i - 1].type == "heading_open" and heading:
            severity = re.match(r"\*(Error|Warning)\.\* ", tokens[i + 3].content)
            assert severity, token.content
            sections.append(Section(heading[1], heading[2], severity[1].lower(), []))
        elif token.type == "fence" and sections:
            take(sections[-1], token)
    return default, sections


def take(section: Section, fence: Token) -> None:
    """Add a block to the section's last example, or begin another."""
    kind, _, path = fence.info.strip().partition(" ")
    if kind == "diff":
        section.examples[-1].changes[path] = fence.content
        return
    if not section.examples or section.examples[-1].output:
        section.examples.append(Example(section.code))
    if path:
        section.examples[-1].files[path] = fence.content
        section.examples[-1].kinds[path] = kind
    else:
        assert kind == "text", fence.info
        section.examples[-1].output = fence.content


DEFAULT, SECTIONS = read_page()
EXAMPLES = [example for section in SECTIONS for example in section.examples]
each_example = pytest.mark.parametrize(
    "example", EXAMPLES, ids=[f"{e.code}-{i}" for i, e in enumerate(EXAMPLES)]
)


def write(folder: Path, example: Example) -> postil.Project:
    """The example as files on the disk."""
    files = dict(example.files)
    if not any(path.startswith("content/lai/article.") and path.endswith(("md", "txt")) for path in files):
        if not any(path.startswith("content/lai/article.md") for path in files):
            files["content/lai/article.md"] = DEFAULT
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        kind = example.kinds.get(path)
        if kind == "link":
            file.symlink_to(text.strip())
        elif kind == "bytes":
            plain = re.sub(rb"\\x([0-9A-F]{2})", unescape, text.encode())
            file.write_bytes(plain)
        else:
            file.write_text(text, encoding="utf-8", newline="")
    return postil.Project(folder / "content", folder / "site")


def unescape(match: re.Match[bytes]) -> bytes:
    return bytes([int(match[1], 16)])


def told(project: postil.Project) -> str:
    """What `postil check` prints, its last line apart."""
    outcome = postil.check(project, today=TODAY)
    return "".join(f"{as_text(d)}\n" for d in outcome.diagnostics)


def change(text: str, difference: str) -> str:
    """Apply lines that begin with a blank, `-` or `+`, which follow each other in the text."""
    lines = difference.removesuffix("\n").split("\n")
    old = "".join(f"{line[1:]}\n" for line in lines if line[:1] != "+")
    new = "".join(f"{line[1:]}\n" for line in lines if line[:1] != "-")
    assert f"\n{text}".count(f"\n{old}") == 1, f"{old!r} stands not once in {text!r}"
    return f"\n{text}".replace(f"\n{old}", f"\n{new}")[1:]
