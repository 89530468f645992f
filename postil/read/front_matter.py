"""Front matter: YAML above an article, between two lines of three hyphens."""

import re

from postil.deferred import dataclass

_LINE = r"---[ \t]*"
_OPENING = re.compile(rf"\s*(?P<line>^{_LINE}\n)", re.MULTILINE)
_GAP = re.compile(r"^[ \t]*$", re.MULTILINE)
_CLOSING = re.compile(rf"^{_LINE}$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Span:
    """Where front matter stands, and what is wrong with its lines of hyphens."""

    start: int
    end: int
    body: int
    """Where the text begins."""
    line: int
    """Where the line above it begins."""
    fault: tuple[str, str] | None = None
    """A message, and a hint."""


def find_front_matter(text: str) -> Span | None:
    """The front matter above a text; `None` where there is none.

    With a fault, what is most likely meant: nobody should mend one line to see ten new errors.
    """
    opening = _OPENING.match(text)
    if opening is None:
        return None
    closing = _CLOSING.search(text, opening.end())
    first = opening.start("line")
    if closing is None and first > 0:
        return None
    fault = None
    if closing is None:
        hint = "put a line of three hyphens between it and the text:\n---"
        fault = "the front matter does not end", hint
        closing = _GAP.search(text, opening.end())
    elif first > 0:
        fault = "front matter begins in the first line of the file", "take out what is above it"
    end, body = closing.span() if closing else (len(text), len(text))
    return Span(opening.end(), end, min(body + 1, len(text)), first, fault)
