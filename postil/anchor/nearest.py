"""The nearest passage: what an author may have meant by words that do not stand in the text.

Only ever a suggestion. Built on the first miss of an article: an index of its words, in which
the rare words of the quote vote for where it may have stood.
"""

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches

from postil.anchor.folding import Place
from postil.scripts import SOLID

_TOKEN = re.compile(rf"[{SOLID}]|[^\W{SOLID}]+(?:['-][^\W{SOLID}]+)*")
_CANDIDATES = 6
"""Places looked at closely; the votes put the right one among the first three or so."""
_MOST_VOTES = 400
"""A word that stands in more places than this says little about where the quote stood."""
_SLACK = 4
"""Words that may have been put in or taken out before the first word that is the same."""

LIKENESS = 0.65
"""What two passages must share to be told as one that was changed (1 is all). Below it, on real
revisions, one suggestion in a hundred or more is nonsense."""


@dataclass(frozen=True, slots=True)
class Near:
    """A passage that resembles a quote."""

    place: Place
    likeness: float
    differences: tuple[str, ...]
    """Each in words: `'Beta' for 'Alpha'`."""


class WordIndex:
    """The words of a folded text and where they stand."""

    def __init__(self, folded: str) -> None:
        self.folded = folded
        self.tokens = [(m.start(), m.end()) for m in _TOKEN.finditer(folded)]
        self.positions: dict[str, list[int]] = {}
        for i, (start, end) in enumerate(self.tokens):
            self.positions.setdefault(folded[start:end].casefold(), []).append(i)

    def nearest(self, quote: str) -> Near | None:
        """The passage most like a folded quote, if any is like it at all."""
        words = [m[0] for m in _TOKEN.finditer(quote)]
        if not words:
            return None
        near = [self._compare(quote, words, at) for at in self._candidates(words)]
        best = max((n for n in near if n), key=lambda n: (n.likeness, -n.place[0]), default=None)
        return best if best and best.likeness >= LIKENESS else None

    def _candidates(self, words: list[str]) -> list[int]:
        """Token numbers at which the quote may begin, most likely first."""
        votes: Counter[int] = Counter()
        for i, word in enumerate(words[:200]):
            folded = word.casefold()
            found = self.positions.get(folded)
            if found is None and len(words) < 12:
                alike = get_close_matches(folded, self.positions, n=1, cutoff=0.75)
                found = self.positions[alike[0]] if alike else None
            if found and len(found) <= _MOST_VOTES:
                for position in found:
                    votes[max(0, position - i)] += 1 + 100 // len(found)
        merged: Counter[int] = Counter()
        for start, weight in votes.items():
            merged[start] = sum(votes[start + d] for d in range(-_SLACK, _SLACK + 1)) + weight
        return [start for start, _ in merged.most_common(_CANDIDATES)]

    def _compare(self, quote: str, words: list[str], at: int) -> Near | None:
        first, last = max(0, at - _SLACK), min(len(self.tokens), at + len(words) + _SLACK)
        window = [self.folded[start:end] for start, end in self.tokens[first:last]]
        matcher = SequenceMatcher(None, words, window, autojunk=False)
        blocks = [b for b in matcher.get_matching_blocks() if b.size]
        if blocks:
            begin = max(0, blocks[0].b - blocks[0].a)
            end = min(len(window), blocks[-1].b + len(words) - blocks[-1].a)
        else:
            begin = min(_SLACK, at)
            end = min(len(window), begin + len(words))
        if begin >= end:
            return None
        place = self.tokens[first + begin][0], self.tokens[first + end - 1][1]
        there = self.folded[slice(*place)]
        likeness = SequenceMatcher(None, quote[:400], there[:400], autojunk=False).ratio()
        return Near(place, likeness, _differences(words, window[begin:end]))


def _differences(words: list[str], there: list[str]) -> tuple[str, ...]:
    said = []
    matcher = SequenceMatcher(None, words, there, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        old, new = _join(words[a:b]), _join(there[c:d])
        if tag == "replace":
            said.append(f"'{new}' instead of '{old}'")
        elif tag == "insert":
            said.append(f"'{new}' is new")
        elif tag == "delete":
            said.append(f"'{old}' is gone")
    return tuple(said)


def _join(words: list[str]) -> str:
    return re.sub(rf"(?<=[{SOLID}]) (?=[{SOLID}])", "", " ".join(words))
