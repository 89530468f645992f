"""Diagnostics as people and programs read them."""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from postil.diagnostics import Diagnostic, Severity

FORMATS = ("text", "json", "github")
_LISTS = ("y-013", "y-015")
"""The codes of what is left to do rather than wrong. There may be hundreds, among which nobody
would find another warning: people are told the first few of each file, programs all."""
_FEW = 3
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f]")
"""What a file's name or words could do to a terminal."""


def report(diagnostics: Iterable[Diagnostic], form: str) -> Iterator[str]:
    """All diagnostics, in the order of their places, in one of the `FORMATS`."""
    if form == "json":
        yield from map(as_json, diagnostics)
        return
    write = as_text if form == "text" else as_github
    for path, of_file in groupby(diagnostics, key=lambda diagnostic: diagnostic.position.path):
        listed = dict.fromkeys(_LISTS, 0)
        for diagnostic in of_file:
            if diagnostic.code in listed:
                listed[diagnostic.code] += 1
            if listed.get(diagnostic.code, 0) <= _FEW:
                yield write(diagnostic)
        for code, count in listed.items():
            if count > _FEW:
                more = f"{path}: {count - _FEW} more of {code}; --format json tells each"
                yield _CONTROL.sub("\ufffd", more)


def as_text(diagnostic: Diagnostic) -> str:
    """`path:line:column: error a-001: message`, then the hint, indented."""
    first = f"{diagnostic.position}: {diagnostic.severity} {diagnostic.code}: {diagnostic.message}"
    lines = [first]
    if diagnostic.hint:
        hint, *paste = diagnostic.hint.split("\n")
        lines += [f"    hint: {hint}", *(f"      {line}" for line in paste)]
    return "\n".join(_CONTROL.sub("\ufffd", line) for line in lines)


def as_json(diagnostic: Diagnostic) -> str:
    """One JSON object on one line."""
    place = diagnostic.position
    return json.dumps(
        {
            "path": place.path,
            "line": place.line,
            "column": place.column,
            "severity": diagnostic.severity,
            "code": diagnostic.code,
            "message": diagnostic.message,
            "hint": diagnostic.hint,
        },
        ensure_ascii=False,
    )


def as_github(diagnostic: Diagnostic) -> str:
    """A GitHub workflow command, its data and properties escaped as GitHub's runner reads them."""
    place = diagnostic.position
    message = diagnostic.message + (f"\nhint: {diagnostic.hint}" if diagnostic.hint else "")
    path = _escape(place.path).replace(":", "%3A").replace(",", "%2C")
    where = f"file={path},line={place.line},col={place.column},title={diagnostic.code}"
    return f"::{diagnostic.severity} {where}::{_escape(message)}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def summarise(diagnostics: Iterable[Diagnostic]) -> str:
    """`2 errors, 1 warning`."""
    return ", ".join(_counts(list(diagnostics)))


def _counts(diagnostics: list[Diagnostic]) -> Iterator[str]:
    for severity in Severity:
        count = sum(d.severity is severity for d in diagnostics)
        if count:
            yield f"{count} {severity}{'s' if count > 1 else ''}"
