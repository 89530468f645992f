"""Problems in YAML, and hints that show the lines as they should be."""

import re
from typing import NamedTuple

from postil.read.yaml_quoting import double_quote

_LONGEST = 400
"""YAML longer than this is not shown in a hint."""


def line_start(text: str, at: int) -> int:
    """Where the line begins that holds the character at `at`."""
    return text.rfind("\n", 0, at) + 1


def line_end(text: str, at: int) -> int:
    """Where the line of `at` ends: the offset of its line feed."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def line_of(text: str, at: int) -> str:
    """The line that holds the character at `at`, without its line feed."""
    return text[line_start(text, at) : line_end(text, at)]


def bare_end(text: str, at: int, *, flow: bool) -> int:
    """Where the value that begins at `at` ends in its author's eyes.

    That is the end of the line or of what stands before a comment; inside brackets, a comma or
    a bracket. Nobody would read more than a few hundred characters of it in a hint.
    """
    rest = text[at : min(line_end(text, at), at + _LONGEST + 1)]
    stop = re.search(r"[,\]}]" if flow else r"(?:\A|[ \t]{2,})#", rest)
    return at + len((rest[: stop.start()] if stop else rest).rstrip())


def with_yaml(advice: str, yaml: str) -> str:
    """Make a hint of advice and the YAML to paste, if there is any that can be read."""
    return f"{advice}:\n{yaml}" if 0 < len(yaml) <= _LONGEST else advice


def changed_line(text: str, start: int, end: int, new: str) -> str:
    """The line or lines around `start` and `end` with what stands between them replaced.

    Empty where they are too long to be shown; a hostile line is not even looked through.
    """
    first = text.rfind("\n", max(0, start - _LONGEST), start) + 1
    if (not first and start > _LONGEST) or end - start > _LONGEST:
        return ""
    return (text[first:start] + new + text[end : min(line_end(text, end), end + _LONGEST)]).rstrip()


def quoting_hint(
    text: str, at: int, *, flow: bool = False, advice: str = "put the text in quotation marks"
) -> str:
    """Advise to put the value at `at` in quotation marks, and show its line so."""
    end = bare_end(text, at, flow=flow)
    return with_yaml(advice, changed_line(text, at, end, double_quote(text[at:end])))


class Problem(NamedTuple):
    """What will be a diagnostic."""

    offset: int
    message: str
    hint: str
    code: str = "y-001"
