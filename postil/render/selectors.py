"""Selectors: where a place stands, said so that others find it without Postil.

By its words with those around them, and by its position: TextQuoteSelector and
TextPositionSelector of the W3C Web Annotation Data Model (sections 4.2.4 and 4.2.5). Both are
about one text, `page_text`; offsets and lengths are in code points.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from ahocorasick_rs import AhoCorasick

from postil.anchor.graphemes import is_boundary
from postil.deferred import dataclass
from postil.document import Break, Document
from postil.model import Span

_CONTEXT = 32
"""What is quoted before and after the words, where it tells the place from others."""
_MOST_CONTEXT = 512
"""Words that still stand twice are told apart by their position alone."""


@dataclass(frozen=True, slots=True)
class Selected:
    """A place of the text, by its words and by its position."""

    span: Span
    exact: str
    prefix: str
    suffix: str

    @property
    def whole(self) -> str:
        """The words in their context."""
        return self.prefix + self.exact + self.suffix


def page_text(document: Document) -> str:
    """The article's text as a reader page holds it.

    What is left of the element `text` when everything with `data-apparatus` is taken out of it.
    It is `Document.text`, code point for code point, but for a line feed at each line break and
    one at the end.
    """
    text = list(document.text)
    for block in document.blocks:
        for atom in block.atoms:
            if isinstance(atom, Break):
                text[atom.start] = "\n"
    return "".join((*text, "\n"))


def select(text: str, spans: Iterable[Span]) -> Mapping[Span, Selected]:
    """Describe places of a text, with as much context as tells each from all others.

    Time grows with the length of the text plus that of the answer.
    """
    chosen: dict[Span, Selected] = {}
    waiting = sorted(set(spans))
    reach = _CONTEXT
    while waiting and reach <= _MOST_CONTEXT:
        chosen |= {span: _describe(text, span, reach) for span in waiting}
        # Where the beginning stands only once, so does the whole.
        begun = {span: chosen[span].whole[: 4 * reach] for span in waiting}
        repeated = _repeated(text, begun.values())
        waiting = [span for span in waiting if begun[span] in repeated]
        reach *= 2
    return chosen


def _describe(text: str, span: Span, reach: int) -> Selected:
    """A place with its context, which begins and ends between grapheme clusters."""
    start, end = span
    first, last = max(0, start - reach), min(len(text), end + reach)
    while first < start and not is_boundary(text, first):
        first += 1
    while last > end and not is_boundary(text, last):
        last -= 1
    return Selected(span, text[start:end], text[first:start], text[end:last])


def _repeated(text: str, passages: Iterable[str]) -> frozenset[str]:
    """The passages that stand in a text more than once."""
    known = sorted(set(passages))
    found = AhoCorasick(known).find_matches_as_indexes(text, overlapping=True)
    counts = Counter(index for index, _, _ in found)
    return frozenset(known[index] for index, count in counts.items() if count > 1)
