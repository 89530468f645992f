"""What a selector has to say to pick a place, and which place it is likely to mean. Pure."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from postil.anchor.describe import prefix_of, show
from postil.anchor.folding import Place, fold_quote
from postil.anchor.nearest import WordIndex
from postil.anchor.text import SearchText
from postil.entries import Value
from postil.format.kinds import ALL
from postil.format.records import TextQuoteSelector

_NEAR = 0.5
"""So much of prefix and suffix must stand beside a place for it to be the likeliest."""
_CLEAR = 0.15
"""By how much the likeness of one place's context must exceed that of the next."""
_ROOM = 3
"""So many words may have been put in between a quote and its prefix or suffix."""


def narrowed(text: SearchText, selector: TextQuoteSelector, place: Place) -> dict[str, Value]:
    """What must change of prefix, suffix and occurrence for a selector to pick a place."""
    within = selector.within_word
    prefix, suffix = fold_quote(selector.prefix), fold_quote(selector.suffix)
    changes: dict[str, Value] = {}
    if prefix and not text.stands_beside(place, prefix, "", within_word=within):
        changes["prefix"], prefix = None, ""
    if suffix and not text.stands_beside(place, "", suffix, within_word=within):
        changes["suffix"], suffix = None, ""
    alike = [
        p
        for p in text.places_of_words(show(text, place), within_word=within)
        if text.stands_beside(p, prefix, suffix, within_word=within)
    ]
    number = selector.occurrence
    if number == ALL:
        return changes
    if number is not None and len(alike) > 1 and alike[number - 1 : number] == [place]:
        return changes
    if len(alike) > 1:
        if not number and not prefix and (words := prefix_of(text, place, alike)):
            changes["prefix"] = words
        else:
            changes["occurrence"] = bisect_left(alike, place) + 1
    elif number is not None:
        changes["occurrence"] = None
    return changes


def likeliest(
    text: SearchText, selector: TextQuoteSelector, places: Sequence[Place]
) -> Place | None:
    """Of several places, the one whose context is clearly most like prefix and suffix."""
    if len(places) == 1:
        return places[0]
    if not selector.prefix and not selector.suffix:
        return None
    scores = sorted(((beside(text, selector, p), -p[0], p) for p in places), reverse=True)
    best, second = scores[:2]
    return best[2] if best[0] >= _NEAR and best[0] - second[0] >= _CLEAR else None


def beside(text: SearchText, selector: TextQuoteSelector, place: Place) -> float:
    """The share of the words of prefix and suffix that stand near a place, on their side of it.

    The nearer a word stood to the quote, the more it counts.
    """
    index = text.words
    first = bisect_right(index.tokens, place[0], key=lambda token: token[1])
    last = bisect_left(index.tokens, place[1], key=lambda token: token[0])
    prefix = WordIndex(fold_quote(selector.prefix)).keys[::-1]
    suffix = WordIndex(fold_quote(selector.suffix)).keys
    sides = (
        (prefix, index.keys[max(0, first - len(prefix) - _ROOM) : first]),
        (suffix, index.keys[last : last + len(suffix) + _ROOM]),
    )
    all_of_them = there = 0.0
    for wanted, near in sides:
        for away, key in enumerate(wanted):
            weight = 1 / (2 + away)
            all_of_them += weight
            there += weight * (key in near)
    return there / all_of_them if all_of_them else 0.0
