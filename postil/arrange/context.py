"""Words in context: what stands around a place of the text, for a line of an index."""

import re
from dataclasses import dataclass
from unicodedata import east_asian_width

from postil.model import Span
from postil.scripts import is_word_character

_WIDTH = 32
"""Letters to either side; Han characters and the like count as two."""
_SPACE = re.compile(r"\s+")
_DANGLING = re.compile(r"^\W+(?=.*\w)")
"""Signs that would stand beside an ellipsis."""


@dataclass(frozen=True)
class Context:
    """Words with what stands before and after them, on one line; `…` where the text goes on."""

    before: str
    words: str
    after: str


def words_in_context(text: str, span: Span, edges: Span, width: int = _WIDTH) -> Context:
    """The words of a span, and as many around them, inside of some edges, as fit into a width."""
    start = _reach(text, span[0], min(edges[0], span[0]), width)
    end = _reach(text, span[1], max(edges[1], span[1]), width)
    parts = text[start : span[0]], text[slice(*span)], text[span[1] : end]
    before, words, after = (_SPACE.sub(" ", part) for part in parts)
    if start > edges[0]:
        before = "…" + _DANGLING.sub("", before)
    if end < edges[1]:
        after = _DANGLING.sub("", after[::-1])[::-1] + "…"
    return Context(before.lstrip(), words, after.rstrip())


def _reach(text: str, start: int, end: int, width: int) -> int:
    """How far one gets from `start` towards `end` within a width, without cutting a word."""
    step = 1 if end >= start else -1
    furthest = min(end, start + width) if step > 0 else max(end, start - width)
    place, left = start, width
    if text[min(start, furthest) : max(start, furthest)].isascii():
        place, left = furthest, 0
    while place != end and left > 0:
        left -= 2 if east_asian_width(text[place if step > 0 else place - 1]) in "WF" else 1
        place += step
    while place not in (start, end) and _is_inside_word(text, place):
        place -= step
    return place


def _is_inside_word(text: str, place: int) -> bool:
    return is_word_character(text[place - 1]) and is_word_character(text[place])
