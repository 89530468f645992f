"""Sentences: where they begin and end, in any script.

By the properties of UAX #29 (Sentence_Break), with less trust in full stops: initials and titles
(`J. R. Smith`, `Dr. Lai`) end no sentence, nor does what goes on in small letters.
"""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from postil.model import Span

if TYPE_CHECKING:
    from regex import Pattern

_ABBREVIATED = (
    "Mr|Mrs|Ms|Mx|Dr|Prof|St|Gen|Col|Lt|Sgt|Capt|Sen|Rep|Gov|Pres|Rev|Hon|Jr|Sr|vs|cf|al|etc"
    "|e\\.g|i\\.e|ca|vol|pp|Fig|Inc|Ltd|Co|Corp|approx|Mme|Mlle|Hr|Fr|Nr|bzw|Bd"
)


def sentence_around(text: str, span: Span, edges: Span) -> Span:
    """The sentence, or the sentences, in which a span of a paragraph stands.

    `edges` are those of the paragraph; the span is cut off at them. No space is at either end.
    """
    start, end = edges
    for stop in _stops(text, edges):
        if stop <= span[0]:
            start = stop
        elif stop >= min(span[1], edges[1]):
            end = stop
            break
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _stops(text: str, edges: Span) -> Iterator[int]:
    """Where sentences end: before the space that follows."""
    for found in _end_of_sentence().finditer(text, *edges):
        yield found.end()


@cache
def _end_of_sentence() -> "Pattern[str]":
    # Imported late: most editions do without.
    import regex

    close = r"[\p{SB=Close}\p{Pf}\p{Pe}\"'’”]*+"
    # A full stop ends a sentence before a space and no small letter.
    full_stop = (
        rf"(?<!\b(?:{_ABBREVIATED}))(?<!\b\p{{Lu}})(?:\p{{SB=ATerm}}|…)++{close}"
        r"(?=\s|\Z)(?!\s+[\p{Ll}\p{SB=SContinue}])"
    )
    # Other marks need no space, but what was said in quotation marks may go on (「…？」と).
    mark = (
        rf"[\p{{SB=STerm}}．][\p{{SB=STerm}}\p{{SB=ATerm}}…]*+"
        rf"(?:(?=[\p{{Pe}}\p{{Pf}}]){close}(?!\p{{Hiragana}})|(?![\p{{Pe}}\p{{Pf}}]){close})"
        r"(?!\s*[\p{Ll}\p{SB=SContinue}])"
    )
    return regex.compile(rf"(?:{mark}|{full_stop})", regex.VERSION1)
