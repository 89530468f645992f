"""Words in context: what stands around a place of the text, for a line of an index."""

import re
import string
from unicodedata import east_asian_width

from postil.deferred import dataclass
from postil.model import Span
from postil.scripts import is_word_character

_WIDTH = 32
"""Letters to either side; Han characters and the like count as two."""
_WORD = f"{string.ascii_letters}{string.digits}_"
"""What words of ASCII are made of."""
_SPACE = re.compile(r"\s+")
_BEFORE_A_WORD = re.compile(r"\W+(?=\w)")


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
    before, words, after = text[start : span[0]], text[slice(*span)], text[span[1] : end]
    shown = text[start:end]
    if "  " in shown or not shown.isprintable():  # of white space, only a space can be printed
        before, words, after = (_SPACE.sub(" ", part) for part in (before, words, after))
    before = "…" + _from_word(before) if start > edges[0] else before.lstrip()
    after = _from_word(after[::-1])[::-1] + "…" if end < edges[1] else after.rstrip()
    return Context(before, words, after)


def _from_word(text: str) -> str:
    """Without signs that would stand beside an ellipsis, if there is a word after them."""
    found = _BEFORE_A_WORD.match(text)
    return text[found.end() :] if found else text


def _reach(text: str, start: int, end: int, width: int) -> int:
    """How far one gets from `start` towards `end` within a width, without cutting a word."""
    step = 1 if end >= start else -1
    furthest = min(end, start + width) if step > 0 else max(end, start - width)
    part = text[min(start, furthest) : max(start, furthest)]
    if part.isascii():
        is_cut = furthest != end and is_word_character(text[furthest if step > 0 else furthest - 1])
        kept = part.rstrip(_WORD) if step > 0 else part.lstrip(_WORD)
        return start + step * len(kept if is_cut else part)
    place, left = start, width
    while place != end and left > 0:
        left -= 2 if east_asian_width(text[place if step > 0 else place - 1]) in "WF" else 1
        place += step
    while place not in (start, end) and _is_inside_word(text, place):
        place -= step
    return place


def _is_inside_word(text: str, place: int) -> bool:
    return is_word_character(text[place - 1]) and is_word_character(text[place])
