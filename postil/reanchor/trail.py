"""The trail of a passage: from where it stood in an old text to where it stands in a new one.

Lines that did not change answer each other by their order. In the others the words about the
passage are laid beside those of the new text, and what stands between the same neighbours is
where the passage was. What one passage costs does not grow with the article.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cached_property
from itertools import accumulate

from postil.anchor.folding import Folded, Place, fold, fold_quote
from postil.anchor.nearest import WordIndex
from postil.anchor.text import SearchText
from postil.deferred import dataclass
from postil.model import Span

_SURE = 5
"""So many words are said once: where they stand whole, they are the passage."""
_AROUND = 24
"""So many words before and after a passage are laid beside the new text."""
_NEAR = 6
"""So many of them tell whether the passage stands where it stood."""
_FIRM = 3
"""With so many of them the same on a side, or all that there are, nothing else can be meant."""
_DOUBT = 0.1
"""With so little less of its neighbours beside it, another place may be meant as well."""
_ROOM = 12
"""Words that may have been put in before the passage."""


def is_sure(quote: str) -> bool:
    """Whether a quote is so long that where its words stand whole, they are the passage."""
    return len(WordIndex(fold_quote(quote)).tokens) >= _SURE


@dataclass(frozen=True, slots=True)
class Step:
    """Where a passage came to."""

    place: Place
    """In the folded new text, from the first word to the last; empty where it was deleted."""
    neighbours: float
    """The share of the words beside it that stand there still, from 0 to 1."""
    is_firm: bool
    """Whether the words beside it leave no doubt that this is where it stood."""


class Trail:
    """The way from an old text, whose lines are its blocks, to a new one."""

    def __init__(self, old: str, new: SearchText) -> None:
        self.new = new
        self.old: Folded = fold(old)
        self._lines = old.split("\n")
        self._new_lines = new.document.text.split("\n")

    @cached_property
    def _index(self) -> WordIndex:
        return WordIndex(self.old.text)

    @cached_property
    def _line_starts(self) -> tuple[list[int], list[int]]:
        return _starts(self._lines), _starts(self._new_lines)

    @cached_property
    def _runs(self) -> list[tuple[int, int, int]]:
        """Runs of lines that are the same: first old line, first new line, how many."""
        old = [fold_quote(line) for line in self._lines]
        new = [fold_quote(line) for line in self._new_lines]
        return list(_same_runs(old, new))

    def follow(self, span: Span) -> Step | None:
        """Where a span of the old text came to; `None` where nothing near it is left."""
        if not 0 <= span[0] < span[1] <= len(self.old.source):
            return None
        return self._in_same_line(span) or self._by_neighbours(span)

    def _in_same_line(self, span: Span) -> Step | None:
        """In lines that did not change, at the same distance from their beginning."""
        old_starts, new_starts = self._line_starts
        first = bisect_right(old_starts, span[0]) - 1
        last = bisect_right(old_starts, span[1] - 1) - 1
        at = bisect_right(self._runs, first, key=lambda run: run[0]) - 1
        if at < 0 or last >= self._runs[at][0] + self._runs[at][2]:
            return None
        line = self._runs[at][1] + first - self._runs[at][0]
        start, end = (self.old.offset_of(offset) for offset in span)
        away = start - self.old.offset_of(old_starts[first])
        begin = self.new.folded.offset_of(new_starts[line]) + away
        place = begin, begin + end - start
        words = self.old.text[start:end]
        return (
            Step(place, 1.0, is_firm=True) if self.new.folded.text[slice(*place)] == words else None
        )

    def _by_neighbours(self, span: Span) -> Step | None:
        old, new = self._index, self.new.words
        start, end = (self.old.offset_of(offset) for offset in span)
        first = bisect_right(old.tokens, start, key=lambda token: token[1])
        last = bisect_left(old.tokens, end, key=lambda token: token[0])
        if first >= last:
            return None
        begin = max(0, first - _AROUND)
        window = old.keys[begin : last + _AROUND]
        laid = (
            self._laid_beside(window, first - begin, last - begin, at)
            for at in self._candidates(begin, window, span)
        )
        steps = [step for step in laid if step is not None]
        best = max(steps, key=lambda step: step.neighbours, default=None)
        if best is None or (not best.neighbours and len(new.tokens) > 1):
            return None
        if any(_rivals(best, step) for step in steps):
            return replace(best, is_firm=False)
        return best

    def _candidates(self, begin: int, window: list[str], span: Span) -> Iterator[int]:
        """Numbers of words of the new text at which the window may begin, the likeliest first."""
        new = self.new
        old_starts, new_starts = self._line_starts
        line = bisect_right(old_starts, span[0]) - 1
        at = bisect_right(self._runs, line, key=lambda run: run[0]) - 1
        if at >= 0:  # just behind the lines before it that did not change
            run = self._runs[at]
            below = run[1] + run[2] + line - run[0] - run[2]
            if 0 <= below < len(new_starts):
                offset = new.folded.offset_of(min(new_starts[below], len(new.document.text)))
                there = bisect_left(new.words.tokens, (offset, offset))
                mine = self.old.offset_of(old_starts[line])
                yield max(0, there - (bisect_left(self._index.tokens, (mine, mine)) - begin))
        yield from new.words.candidates(window)

    def _laid_beside(self, window: list[str], first: int, last: int, at: int) -> Step | None:
        """What stands between the neighbours of words `first` to `last` of a window."""
        begin = max(0, at - _ROOM)
        there = self.new.words.keys[begin : at + len(window) + _ROOM]
        matcher = SequenceMatcher(None, window, there, autojunk=False)
        image = {
            block.a + i: begin + block.b + i
            for block in matcher.get_matching_blocks()
            for i in range(block.size)
        }
        before = [image.get(i) for i in range(max(0, first - _NEAR), first)]
        after = [image.get(i) for i in range(last, min(len(window), last + _NEAR))]
        left = max((image[i] for i in image if i < first), default=begin - 1)
        right = min((image[i] for i in image if i >= last), default=begin + len(there))
        inside = [image[i] for i in range(first, last) if i in image]
        start = inside[0] if first in image else left + 1
        end = inside[-1] + 1 if last - 1 in image else right
        if inside:  # what is new beside the words that are kept is no longer than what is gone
            head = next(i for i in range(first, last) if i in image) - first
            tail = last - 1 - max(i for i in range(first, last) if i in image)
            start = max(start, inside[0] - 2 * head - _FIRM * bool(head), 0)
            end = min(end, inside[-1] + 1 + 2 * tail + _FIRM * bool(tail))
        known = [n for n in before + after if n is not None]
        share = len(known) / max(1, len(before) + len(after))
        firm = _is_beside(before, start - 1, -1) or _is_beside(after, end, 1)
        firm = firm and len(known) >= min(_FIRM, len(before) + len(after))
        tokens = self.new.words.tokens
        end = min(end, len(tokens))
        if start >= end:
            return Step((0, 0), share, is_firm=firm)
        return Step((tokens[start][0], tokens[end - 1][1]), share, is_firm=firm)


def _rivals(best: Step, other: Step) -> bool:
    """Whether another place has as many of the neighbours: a copy of the passage, perhaps."""
    apart = other.place[0] >= best.place[1] or other.place[1] <= best.place[0]
    return apart and other.neighbours >= best.neighbours - _DOUBT


def _is_beside(images: list[int | None], edge: int, step: int) -> bool:
    """Whether the words on one side stand directly beside the passage, in their order."""
    near = images[::-1] if step < 0 else images
    near = near[:_FIRM]
    return bool(near) and all(n == edge + i * step for i, n in enumerate(near))


def _starts(lines: list[str]) -> list[int]:
    return list(accumulate((len(line) + 1 for line in lines[:-1]), initial=0))


def _same_runs(old: list[str], new: list[str]) -> Iterator[tuple[int, int, int]]:
    """Runs of equal items, those at both ends of the lists first, as most edits are small."""
    head = next(
        (i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b),
        min(len(old), len(new)),
    )
    room = min(len(old), len(new)) - head
    tail = next((i for i in range(room) if old[-1 - i] != new[-1 - i]), room)
    if head:
        yield 0, 0, head
    a, b = old[head : len(old) - tail], new[head : len(new) - tail]
    for block in SequenceMatcher(None, a, b, autojunk=len(a) > 2000).get_matching_blocks():
        if block.size:
            yield head + block.a, head + block.b, block.size
    if tail:
        yield len(old) - tail, len(new) - tail, tail
