"""Quotes: where a TextQuoteSelector's words stand, or why they stand nowhere.

An annotation attaches to the very words or not at all; what comes close is only ever a hint.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from postil.anchor.folding import Place, fold, fold_quote
from postil.anchor.text import SearchText, places_of
from postil.catalogue import diagnose
from postil.diagnostics import Diagnostic
from postil.format.kinds import ALL
from postil.format.records import TextQuoteSelector
from postil.model import Span

EXACT = ""
LOST, AMBIGUOUS, MOVED = "a-001", "a-002", "a-004"
NO_SUCH, ELSEWHERE, UNFINISHED, EMPTY = "a-005", "a-006", "a-007", "a-011"


class Match(NamedTuple):
    """Where a selector's words stand, and what is wrong with it."""

    spans: tuple[Span, ...]
    code: str = EXACT
    among: Sequence[Place] = ()
    """The places that the fault is about."""


class QuoteMatcher:
    """Answers for all selectors of one article, whose words it finds in one pass."""

    def __init__(self, text: SearchText, selectors: Iterable[TextQuoteSelector]) -> None:
        self.text = text
        wanted = [fold_quote(words) for s in selectors for words in (s.quote, s.through) if words]
        self._places: Mapping[str, list[Place]] = places_of(wanted, text.folded)
        self._whole: dict[str, list[Place]] = {}
        self._seams: dict[str, Mapping[Place, frozenset[int]]] = {}

    def match(self, selector: TextQuoteSelector, *, every: bool = False) -> Match:
        """The places of a selector. With `every`, all places unless it says which."""
        quote = fold_quote(selector.quote)
        if not quote:
            return Match((), EMPTY)
        places = self._places_of(selector.quote, selector)
        if not places:
            whole = frozenset(self._whole[quote])
            return Match((), LOST, [p for p in self._places[quote] if p not in whole])
        code = EXACT
        fitting = self._fitting(places, selector)
        if not fitting:
            if len(places) > 1:
                return Match((), ELSEWHERE, places)
            code, fitting = MOVED, places
        which = ALL if every and selector.occurrence is None else selector.occurrence
        if which is None and len(fitting) > 1:
            return Match((), AMBIGUOUS, fitting)
        if which is not None and which > len(fitting):
            return Match((), NO_SUCH, fitting)
        chosen = fitting if which in (None, ALL) else [fitting[which - 1]]
        if selector.through:
            passages = self._passages(chosen, selector)
            if not passages:
                return Match((), UNFINISHED, chosen)
            chosen = passages
        return Match(tuple([self.text.span(place) for place in chosen]), code, places)

    def explain(self, selector: TextQuoteSelector, match: Match) -> Diagnostic:
        """What is wrong with a selector, and what to write instead."""
        # Imported late: most quotes stand, and what likens words to others takes time to load.
        from postil.anchor import advice

        text, among, code = self.text, match.among, match.code
        if code == LOST:
            code, given = advice.advise_missing(text, selector, among)
        elif code == AMBIGUOUS:
            given = advice.advise_ambiguous(text, selector, among)
        elif code in (MOVED, ELSEWHERE):
            given = advice.advise_context(text, selector, among)
        elif code == NO_SUCH:
            given = advice.advise_occurrence(text, selector, among)
        elif code == UNFINISHED:
            given = advice.Advice(
                f"'{selector.through}' does not follow the quote in the article",
                "give the last words of the passage as they stand in the article",
            )
        else:
            given = advice.Advice("the quote has no words")
        place = selector.place.of("quote", "term")
        return diagnose(code, place, given.message, given.hint)

    def _places_of(self, said: str, selector: TextQuoteSelector) -> list[Place]:
        """The places of an author's words: whole words, unless the selector says otherwise."""
        words = fold_quote(said)
        if not words:
            return []
        if words not in self._whole:
            self._whole[words] = [p for p in self._places[words] if self.text.is_whole(p)]
            self._seams[words] = self.text.seams_of(self._places[words])
        places = self._places[words] if selector.within_word else self._whole[words]
        if seams := self._seams[words]:
            parted = fold(said.strip()).partings()
            places = [p for p in places if seams.get(p, parted) <= parted]
        return places

    def _fitting(self, places: list[Place], selector: TextQuoteSelector) -> list[Place]:
        """Those of some places beside which prefix and suffix stand."""
        if not selector.prefix and not selector.suffix:
            return places
        prefix, suffix = fold_quote(selector.prefix), fold_quote(selector.suffix)
        within = selector.within_word
        return [p for p in places if self.text.stands_beside(p, prefix, suffix, within_word=within)]

    def _passages(self, chosen: list[Place], selector: TextQuoteSelector) -> list[Place]:
        """From each place through the selector's last words; none where one does not end."""
        ends = self._places_of(selector.through, selector)
        passages = []
        for start, end in chosen:
            following = bisect_left(ends, (end, 0))
            if following == len(ends):
                return []
            passages.append((start, ends[following][1]))
        return passages
