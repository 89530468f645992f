"""Glossary entries: where headwords and their forms stand in the text.

The longest match wins, an earlier entry among equals. A hyphenated word is one word; beside
Chinese, Japanese and Korean characters no boundary is needed.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property

from postil.anchor.folding import Place, fold_quote
from postil.anchor.inflection import spellings
from postil.anchor.text import Needles, SearchText
from postil.deferred import dataclass
from postil.format.kinds import ALL
from postil.format.records import Entry
from postil.model import Span, overlaps
from postil.scripts import is_word_character

_HYPHENS = "-\u2010\u2011\ufe63\uff0d"
"""What joins words to one. Dashes, which fold to the same sign, part words."""
_MARKS = frozenset("\"'“”‘’„«»‹›()[]{}（）［］「」『』《》〈〉【】 \n\t\u00a0*")
_SENTENCE_ENDS = frozenset(".!?…。！？．｡")


@dataclass(frozen=True)
class Headwords:
    """Entries ready for finding; the shared ones serve every article of a language."""

    entries: Sequence[Entry]
    english: bool

    @cached_property
    def _spellings(self) -> dict[str, list[tuple[int, bool]]]:
        known: dict[str, list[tuple[int, bool]]] = {}
        for i, entry in enumerate(self.entries):
            if entry.quote:
                continue
            for words in (entry.term, *entry.forms):
                for spelling, at_start in spellings(words, english=self.english):
                    known.setdefault(spelling, []).append((i, at_start))
        return known

    @cached_property
    def _spelled(self) -> list[list[tuple[int, bool]]]:
        return list(self._spellings.values())

    @cached_property
    def _needles(self) -> Needles:
        return Needles(tuple(self._spellings))

    @cached_property
    def _by_headword(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for i, entry in enumerate(self.entries):
            found.setdefault(fold_quote(entry.term), []).append(i)
        return found

    def shadow(self, others: "Headwords") -> set[int]:
        """Which of some other entries have a headword of these."""
        known = others._by_headword
        return {i for headword in self._by_headword for i in known.get(headword, ())}

    def candidates(self, text: SearchText) -> list[tuple[Place, int]]:
        """Every place where an entry may attach: (place, index of the entry)."""
        found = []
        for word, start, end in self._needles.find(text.folded):
            place = start, end
            if not _stands_alone(text, place):
                continue
            is_start: bool | None = None
            for entry, at_start in self._spelled[word]:
                if at_start and is_start is None:
                    is_start = _begins_sentence(text, start)
                if not at_start or is_start:
                    found.append((place, entry))
        return found


def attach(
    text: SearchText, headwords: Sequence[Headwords], refused: Mapping[int, Sequence[Span]]
) -> list[tuple[Span, ...]]:
    """The places of every entry of `headwords`, one list after the other, in that order.

    `refused` are the spans where an entry must not attach, by its index in all lists. An
    entry's `occurrence` is not looked at here.
    """
    candidates = []
    offset = 0
    for group in headwords:
        candidates += [(p, offset + entry) for p, entry in group.candidates(text)]
        offset += len(group.entries)
    candidates.sort(key=lambda c: (c[0][0] - c[0][1], c[1], c[0][0]))
    places: list[list[Span]] = [[] for _ in range(offset)]
    taken = bytearray(len(text.folded.text))
    closed = {entry: _merge(spans) for entry, spans in refused.items()}
    for (start, end), entry in candidates:
        if taken.find(1, start, end) >= 0:
            continue
        span = text.span((start, end))
        if not _is_open(text, span) or overlaps(span, closed.get(entry, ())):
            continue
        taken[start:end] = b"\1" * (end - start)
        places[entry].append(span)
    return [tuple(sorted(spans)) for spans in places]


def _merge(spans: Sequence[Span]) -> list[Span]:
    """The same, sorted and disjoint."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def choose(spans: tuple[Span, ...], occurrence: int | None) -> tuple[Span, ...]:
    """The first place, the one asked for, or all. Empty where there are too few."""
    if occurrence == ALL:
        return spans
    which = (occurrence or 1) - 1
    return spans[which : which + 1]


def _is_open(text: SearchText, span: Span) -> bool:
    """In one block, outside headings, code and the author's links."""
    one_block = text.block_index(span[0]) == text.block_index(span[1] - 1)
    return one_block and not text.is_closed(span)


def _stands_alone(text: SearchText, place: Place) -> bool:
    """Whether no word goes on before or after a place; a hyphen joins."""
    start, end = place
    if not text.is_whole(place):
        return False
    folded = text.folded.text
    if (
        start > 1
        and is_word_character(folded[start])
        and _is_hyphen(text, start - 1)
        and is_word_character(folded[start - 2])
    ):
        return False
    if end < len(folded) - 1 and is_word_character(folded[end - 1]):
        follows = is_word_character(folded[end + 1])
        if follows and _is_hyphen(text, end):
            return False
        # can't is not can.
        if folded.startswith("'t", end) and text.is_word_edge(end + 2):
            return False
    return True


def _is_hyphen(text: SearchText, offset: int) -> bool:
    if text.folded.text[offset] != "-":
        return False
    return text.document.text[text.folded.span(offset, offset + 1)[0]] in _HYPHENS


def _begins_sentence(text: SearchText, start: int) -> bool:
    """Whether a place begins a block, or follows `.`, `!`, `?` or `…` and closing marks."""
    offset = text.folded.span(start, start + 1)[0]
    first = text.block(offset).start
    while offset > first and text.document.text[offset - 1] in _MARKS:
        offset -= 1
    return offset == first or text.document.text[offset - 1] in _SENTENCE_ENDS
