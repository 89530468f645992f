"""Quotes: where a TextQuoteSelector's words stand, or why they stand nowhere.

An annotation attaches to the very words or not at all; what comes close is only ever a hint.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from postil.anchor.advice import Advice, advise_ambiguous, advise_context, advise_missing
from postil.anchor.folding import Place, fold_quote
from postil.anchor.text import SearchText, places_of
from postil.catalogue import diagnose
from postil.diagnostics import Diagnostic
from postil.format.kinds import ALL
from postil.format.records import TextQuoteSelector
from postil.model import Span


@dataclass(frozen=True, slots=True)
class Match:
    """Where a selector's words stand; with what is to be told of it."""

    spans: tuple[Span, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


class QuoteMatcher:
    """Answers for all selectors of one article, whose words it finds in one pass."""

    def __init__(self, text: SearchText, selectors: Iterable[TextQuoteSelector]) -> None:
        self.text = text
        wanted = [fold_quote(words) for s in selectors for words in (s.quote, s.through) if words]
        self._places: Mapping[str, list[Place]] = places_of(wanted, text.folded)

    def match(self, selector: TextQuoteSelector, *, every: bool = False) -> Match:
        """The places of a selector. With `every`, all places unless it says which."""
        quote = fold_quote(selector.quote)
        if not quote:
            return _miss(selector, "a-011", Advice("the quote has no words", ""))
        anywhere = self._places[quote]
        whole = self._whole(anywhere, selector)
        if not whole:
            advice = advise_missing(self.text, selector, anywhere)
            return _miss(selector, advice.code, advice)
        fitting = [place for place in whole if self._fits(place, selector)]
        told: tuple[Diagnostic, ...] = ()
        if not fitting:
            advice = advise_context(self.text, selector, whole)
            if len(whole) > 1:
                return _miss(selector, "a-006", advice)
            told = (_tell(selector, "a-004", advice),)
            fitting = whole
        occurrence = ALL if every and selector.occurrence is None else selector.occurrence
        if occurrence is None and len(fitting) > 1:
            return _miss(selector, "a-002", advise_ambiguous(self.text, selector, fitting))
        if occurrence is not None and occurrence > len(fitting):
            count = "once" if len(fitting) == 1 else f"{len(fitting)} times"
            advice = Advice(f"there is no occurrence {occurrence}: the quote stands {count}", "")
            return _miss(selector, "a-005", advice)
        chosen = fitting if occurrence in (None, ALL) else [fitting[occurrence - 1]]
        return self._through(selector, chosen, told)

    def _through(
        self, selector: TextQuoteSelector, chosen: list[Place], told: tuple[Diagnostic, ...]
    ) -> Match:
        if selector.through:
            ends = self._whole(self._places.get(fold_quote(selector.through), []), selector)
            passages = []
            for start, end in chosen:
                following = bisect_left(ends, (end, 0))
                if following == len(ends):
                    advice = Advice(
                        f"'{selector.through}' does not follow the quote in the article",
                        "give the last words of the passage as they stand in the article",
                    )
                    return _miss(selector, "a-007", advice)
                passages.append((start, ends[following][1]))
            chosen = passages
        return Match(tuple(self.text.span(place) for place in chosen), told)

    def _whole(self, places: list[Place], selector: TextQuoteSelector) -> list[Place]:
        if selector.within_word:
            return places
        return [place for place in places if self.text.is_whole(place)]

    def _fits(self, place: Place, selector: TextQuoteSelector) -> bool:
        """Whether prefix and suffix stand directly beside a place, white space aside."""
        text, (start, end) = self.text.folded.text, place
        if selector.prefix:
            prefix = fold_quote(selector.prefix)
            start -= text.startswith(" ", start - 1) if start else 0
            if start < len(prefix) or not text.startswith(prefix, start - len(prefix)):
                return False
        if selector.suffix:
            end += text.startswith(" ", end)
            return text.startswith(fold_quote(selector.suffix), end)
        return True


def _miss(selector: TextQuoteSelector, code: str, advice: Advice) -> Match:
    return Match((), (_tell(selector, code, advice),))


def _tell(selector: TextQuoteSelector, code: str, advice: Advice) -> Diagnostic:
    return diagnose(code, selector.place.of("quote", "term"), advice.message, advice.hint)
