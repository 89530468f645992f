"""Selecting: from words that a person pointed at to the shortest selector that picks them.

What it gives was asked of the matcher first: the selector picks this very place, or there is none.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from postil.anchor.describe import show, word_start
from postil.anchor.folding import Place
from postil.anchor.quotes import EXACT, QuoteMatcher
from postil.anchor.text import SearchText
from postil.deferred import dataclass
from postil.format.kinds import ALL
from postil.format.records import TextQuoteSelector
from postil.model import Span
from postil.scripts import SOLID, is_solid

Fields = Mapping[str, str | int]
"""Fields of a TextQuoteSelector, as they are written in YAML."""

SELECTOR_FIELDS = ("quote", "through", "prefix", "suffix", "occurrence", "within_word")
_MOST_CONTEXT = 6
"""Words before or after; more of them are harder to read than a number."""
_LONG = 12
"""A passage of more words is quoted by its first and its last ones."""
_FIRST, _LAST = 4, 3
"""How many words of each are tried first, and one more each time until they are enough."""
_MOST_ENDS = 8
_FIRST_WORD = re.compile(rf"[^\w\s{SOLID}]+[{SOLID}]{{1,2}}|[^\s{SOLID}]+")


@dataclass(frozen=True, slots=True)
class Selected:
    """Whole words of the text, and the selector that picks them."""

    span: Span
    words: str
    """As they stand in the article, on one line."""
    fields: Fields


def select_words(text: SearchText, span: Span) -> Selected | None:
    """The shortest selector for a span of the text, widened to whole words.

    `None` where there is no word in it, or where no selector can tell it from others.
    """
    place = _place_of(text, span)
    if place is None:
        return None
    whole = text.span(place)
    for fields in _candidates(text, place):
        if _picks(text, fields) == (whole,):
            return Selected(whole, show(text, place), fields)
    numbered = _numbered(text, place)
    return Selected(whole, show(text, place), numbered) if numbered else None


def _place_of(text: SearchText, span: Span) -> Place | None:
    """Where a span stands in the folded text, whole words alone."""
    source, (start, end) = text.document.text, span
    if not 0 <= start < end <= len(source):
        return None
    while start < end and source[start].isspace():
        start += 1
    while start < end and source[end - 1].isspace():
        end -= 1
    if start == end:
        return None
    folded = text.folded
    first = folded.offset_of(start)
    if first >= len(folded.text):
        return None
    last = folded.offset_of(end) if end < len(source) else len(folded.text)
    if folded.span(max(first, last - 1), max(first + 1, last))[1] < end:  # inside of `…` or `ﬁ`
        last += 1
    last = min(last, len(folded.text))
    place = text.whole_words((first, max(last, first + 1)))
    words = folded.text[slice(*place)]
    place = place[0] + len(words) - len(words.lstrip()), place[1] - len(words) + len(words.rstrip())
    return place if place[0] < place[1] else None


def _candidates(text: SearchText, place: Place) -> Iterator[Fields]:
    """Selectors that may do, the shortest first."""
    before, after = list(_before(text, place)), list(_after(text, place))
    starts = _word_starts(text, place)
    if len(starts) > _LONG:
        yield from _passages(text, place, starts, before, after)
    quote = {"quote": show(text, place)}
    yield quote
    yield from _in_context(quote, before, after)


def _passages(
    text: SearchText, place: Place, starts: list[int], before: list[str], after: list[str]
) -> Iterator[Fields]:
    """The first and the last words of a long passage."""
    heads = range(_FIRST, _MOST_ENDS + 1)
    for count in heads:
        head = show(text, (place[0], starts[count]))
        if _picks(text, {"quote": head}):
            yield from _ended(text, place, starts, {"quote": head})
            break
    head = show(text, (place[0], starts[_FIRST]))
    for fields in _in_context({"quote": head}, before, ()):
        if _picks(text, fields):
            yield from _ended(text, place, starts, fields)
            break


def _ended(text: SearchText, place: Place, starts: list[int], fields: Fields) -> Iterator[Fields]:
    for count in range(_LAST, _MOST_ENDS + 1):
        yield {"quote": fields["quote"], "through": show(text, (starts[-count], place[1]))} | {
            name: value for name, value in fields.items() if name != "quote"
        }


def _in_context(
    fields: Fields, before: "list[str] | tuple[()]", after: "list[str] | tuple[()]"
) -> Iterator[Fields]:
    """The words, with ever more of what stands beside them."""
    for i in range(_MOST_CONTEXT):
        if i < len(before):
            yield {**fields, "prefix": before[i]}
        if i < len(after):
            yield {**fields, "suffix": after[i]}
    for i in range(min(len(before), len(after))):
        yield {**fields, "prefix": before[i], "suffix": after[i]}


def _numbered(text: SearchText, place: Place) -> Fields | None:
    """The words, and which of their places is meant."""
    quote, span = show(text, place), text.span(place)
    spans = _picks(text, {"quote": quote, "occurrence": ALL})
    if span not in spans:
        return None
    return {"quote": quote, "occurrence": spans.index(span) + 1}


def _picks(text: SearchText, fields: Fields) -> tuple[Span, ...]:
    """The places that a selector picks; none where the matcher has anything to say of it."""
    given: dict[str, Any] = dict(fields)
    selector = TextQuoteSelector(**given)
    found = QuoteMatcher(text, [selector]).match(selector)
    return found.spans if found.code == EXACT else ()


def _before(text: SearchText, place: Place) -> Iterator[str]:
    """One word before a place, two, three ..."""
    folded = text.folded.text
    start = begin = place[0] - (place[0] > 0 and folded[place[0] - 1] == " ")
    for _ in range(_MOST_CONTEXT):
        begin = word_start(folded, begin)
        words = show(text, (begin, start)) if begin < start else ""
        if not words:
            return
        yield words
        if begin == 0:
            return


def _after(text: SearchText, place: Place) -> Iterator[str]:
    """One word after a place, two, three ..."""
    folded = text.folded.text
    begin = end = place[1] + folded.startswith(" ", place[1])
    for _ in range(_MOST_CONTEXT):
        end = _word_end(folded, end)
        words = show(text, (begin, end)) if end > begin else ""
        if not words:
            return
        yield words
        if end >= len(folded):
            return


def _word_end(folded: str, offset: int) -> int:
    """The end of the word, or of the two ideographs, that begins at or after an offset."""
    rest = folded[offset : offset + 40]
    start = offset + len(rest) - len(rest.lstrip(" "))
    if start >= len(folded):
        return offset
    if is_solid(folded[start]):
        return start + len(folded[start : start + 2].rstrip(" "))
    word = _FIRST_WORD.match(folded, start, start + 40)
    return word.end() if word else offset


def _word_starts(text: SearchText, place: Place) -> list[int]:
    """Where the words of a place begin; four ideographs count as a word."""
    folded, starts = text.folded.text, []
    offset = place[0]
    while offset < place[1]:
        starts.append(offset)
        offset = _word_end(folded, offset)
        if is_solid(folded[offset - 1]) and offset < place[1]:
            offset = _word_end(folded, offset)
        while offset < place[1] and folded[offset] == " ":
            offset += 1
    return starts
