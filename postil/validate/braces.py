"""Braces that look like ruby or a run in another language, and are shown as they stand."""

import re
from collections.abc import Iterator, Sequence

from postil.catalogue import diagnose
from postil.diagnostics import Diagnostic
from postil.document import Block, Close, Document, Open, Words
from postil.format.bodies import bodies_of
from postil.format.history import Change
from postil.format.records import Annotation
from postil.markdown import parse_body
from postil.scripts import can_bear_ruby
from postil.source import Position, SourceFile

_BRACES = re.compile(r"(?<!\\)\{(?P<base>[^{}\n]*?)(?P<sign>[|｜=])(?P<rest>[^{}\n]*)\}")


def check_article_braces(document: Document, file: SourceFile) -> Iterator[Diagnostic]:
    """Those in an article's text, each at its place."""
    if "{" not in document.text:
        return
    lines = file.text.split("\n")
    for block in document.blocks:
        first, last = block.lines
        for i, match in _find(block, lines[first:last]):
            yield _tell(Position(file.path, first + i + 1, match.start() + 1), match)


def check_body_braces(record: Annotation | Change) -> Iterator[Diagnostic]:
    """Those in the bodies of an annotation or a change, at the field."""
    for name, body in bodies_of(record):
        for _, text in body.by_language:
            if "{" not in text:
                continue
            for block in parse_body(text, "und", "zh-Hant").blocks:
                for _, match in _find(block, text.split("\n")):
                    yield _tell(record.place.of(name), match)


def _find(block: Block, lines: Sequence[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """The braces of a block's source lines that its words still hold, outside of code."""
    words = _words(block)
    if "{" not in words:
        return
    for i, line in enumerate(lines):
        for match in _BRACES.finditer(line):
            if match[0] in words and (match["sign"] != "=" or match["base"].strip() == "lang"):
                yield i, match


def _words(block: Block) -> str:
    found, depth = [], 0
    for atom in block.atoms:
        if isinstance(atom, Words) and not depth:
            found.append(atom.text)
        elif isinstance(atom, Open | Close) and atom.tag == "code":
            depth += 1 if isinstance(atom, Open) else -1
    return "".join(found)


def _tell(place: Position, match: re.Match[str]) -> Diagnostic:
    base, rest = match["base"].strip(), match["rest"].strip()
    if match["sign"] == "=":
        hint = "a run in another language is written [words]{lang=ja}, with a language tag"
    elif can_bear_ruby(base) and rest:
        hint = f"write {{{base}|{rest}}}, with a plain upright bar"
    else:
        hint = "ruby stands over Chinese, Japanese or Korean characters; for braces write \\{"
    return diagnose("m-001", place, f"these braces are shown as they stand: {match[0]}", hint)
