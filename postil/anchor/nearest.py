"""The nearest passage: what an author may have meant by words that do not stand in the text.

Only ever a suggestion. Built on the first miss of an article: an index of its words, in which
the rare words of the quote vote for where it may have stood. What one miss costs does not grow
with the article.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cached_property

from postil.anchor.folding import Place
from postil.deferred import dataclass
from postil.scripts import SOLID

_SIGNS = r"\s!-/:-@\[-^`{-\u00a9\u00ab-\u00b1\u00b4\u00b6\u00b8\u00bb\u00bf\u2000-\u206f"
_WORD = f"[^{_SIGNS}{SOLID}]+"
_TOKEN = re.compile(f"[{SOLID}]|{_WORD}(?:['-]{_WORD})*")
MOST_WORDS = 400
"""A longer quote is not looked for."""
_CANDIDATES = 6
"""Places looked at closely; the votes put the right one among the first three or so."""
_STARTS = 60
"""Places whose neighbours' votes are counted too."""
_VOTERS = 24
"""The rarest words of a quote, which vote; the others say little more."""
_MOST_VOTES = 400
"""A word that stands in more places than this says little about where the quote stood."""
_FEW = 3
"""With fewer words that vote, those that do not stand in the text vote by words like them."""
_MOST_ALIKE = 60
"""Words of one beginning or end that are looked at."""
_SLACK = 4
"""Words that may have been put in or taken out before the first word that is the same."""

LIKENESS = 0.65
"""What two passages must share to be told as one that was changed (1 is all). Below it, on real
revisions, one suggestion in a hundred or more is nonsense."""
_WORD_LIKENESS = 0.75
"""The same for a single word."""


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
        self.tokens = [m.span() for m in _TOKEN.finditer(folded)]
        self.keys = _keys(folded[start:end] for start, end in self.tokens)
        self.positions: dict[str, list[int]] = defaultdict(list)
        for i, key in enumerate(self.keys):
            self.positions[key].append(i)

    @cached_property
    def _pairs(self) -> dict[tuple[str, str], list[int]]:
        """Where two words stand side by side that are each too common to vote alone."""
        common = {key for key, found in self.positions.items() if len(found) > _MOST_VOTES}
        pairs = defaultdict(list)
        for i, key in enumerate(self.keys[:-1]):
            if key in common and self.keys[i + 1] in common:
                pairs[key, self.keys[i + 1]].append(i)
        return pairs

    @cached_property
    def _alike(self) -> dict[tuple[str, int], list[str]]:
        """Words by how they begin, and how they end, and how long they are."""
        alike = defaultdict(list)
        for key in self.positions:
            for trait in _traits(key):
                alike[trait, len(key)].append(key)
        return alike

    def starts(self, quote: str) -> Iterator[int]:
        """Where a folded quote stands: looked up by the rarest of the words inside it."""
        inside = list(_TOKEN.finditer(quote))[1:-1]
        if not inside:
            start = self.folded.find(quote)
            while start >= 0:
                yield start
                start = self.folded.find(quote, start + 1)
            return
        known = [(self.positions.get(_key(word[0]), []), word.start()) for word in inside]
        positions, offset = min(known, key=lambda word: len(word[0]))
        for i in positions:
            start = self.tokens[i][0] - offset
            if start >= 0 and self.folded.startswith(quote, start):
                yield start

    def nearest(self, quote: str) -> Near | None:
        """The passage most like a folded quote, if any is like it at all."""
        words = _TOKEN.findall(quote)
        if not 0 < len(words) <= MOST_WORDS:
            return None
        keys = _keys(words)
        passages = {self._passage(keys, at) for at in self.candidates(keys)}
        likeness, first, last = max(
            ((likeness_of(keys, self.keys[a:b]), -a, b) for a, b in passages), default=(0.0, 0, 0)
        )
        if likeness < LIKENESS:
            return None
        tokens = self.tokens[-first:last]
        there = [self.folded[start:end] for start, end in tokens]
        return Near((tokens[0][0], tokens[-1][1]), likeness, differences_of(words, there))

    def candidates(self, keys: list[str]) -> list[int]:
        """Token numbers at which the quote may begin, most likely first."""
        voters = [(i, self._places(keys, i)) for i in range(len(keys))]
        voters = [(i, found) for i, found in voters if 0 < len(found) <= _MOST_VOTES]
        if len(voters) < _FEW:
            unknown = [i for i, key in enumerate(keys) if key not in self.positions]
            voters += [(i, self._places_of_like(keys[i])) for i in unknown[:_FEW]]
        votes: Counter[int] = Counter()
        for i, found in sorted(voters, key=lambda voter: len(voter[1]))[:_VOTERS]:
            for position in found:
                votes[max(0, position - i)] += 1 + 100 // len(found)
        merged = Counter(
            {
                start: sum(votes[start + d] for d in range(-_SLACK, _SLACK + 1)) + weight
                for start, weight in votes.most_common(_STARTS)
            }
        )
        return [start for start, _ in merged.most_common(_CANDIDATES)]

    def _places(self, keys: list[str], i: int) -> list[int]:
        """Where a word stands; for a common one, where it and the next do."""
        found = self.positions.get(keys[i], [])
        if len(found) > _MOST_VOTES and i + 1 < len(keys):
            return self._pairs.get((keys[i], keys[i + 1]), [])
        return found

    def _places_of_like(self, key: str) -> list[int]:
        """Where the word most like one stands that does not stand in the text itself."""
        near = (
            other
            for length in range(len(key) - 2, len(key) + 3)
            for trait in _traits(key)
            for other in self._alike.get((trait, length), ())[:_MOST_ALIKE]
        )
        alike = _most_alike(key, near)
        return self.positions[alike][:_MOST_VOTES] if alike else []

    def _passage(self, keys: list[str], at: int) -> tuple[int, int]:
        """The tokens about one that answer a quote's, word for word."""
        first = max(0, at - _SLACK)
        window = self.keys[first : at + len(keys) + _SLACK]
        matcher = SequenceMatcher(None, keys, window, autojunk=False)
        *blocks, _ = matcher.get_matching_blocks()
        if not blocks:
            return at, min(at + len(keys), len(self.keys))
        end = first + blocks[-1].b + len(keys) - blocks[-1].a
        return max(0, first + blocks[0].b - blocks[0].a), min(end, len(self.keys))


def _keys(words: Iterable[str]) -> list[str]:
    """Words as far as they count for likeness: without capitals, accents and forms of signs."""
    known: dict[str, str] = {}
    return [known.get(word) or known.setdefault(word, _key(word)) for word in words]


def _key(word: str) -> str:
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in plain if unicodedata.category(c)[0] != "M") or word


def _traits(key: str) -> tuple[str, ...]:
    """What a word shares with most words that are like it."""
    return (key[:3] + "…", "…" + key[-3:]) if len(key) > 2 else ()


def _most_alike(key: str, known: Iterable[str]) -> str:
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(key)
    best, likeness = "", _WORD_LIKENESS
    for other in dict.fromkeys(known):
        matcher.set_seq1(other)
        if matcher.real_quick_ratio() >= likeness and (ratio := matcher.ratio()) >= likeness:
            best, likeness = other, ratio
    return best


def likeness_of(keys: list[str], there: list[str]) -> float:
    """The share of letters that two passages have in common."""
    same = 0
    matcher = SequenceMatcher(None, keys, there, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            same += len("".join(keys[a:b]))
        elif tag == "replace":
            old, new = " ".join(keys[a:b])[:80], " ".join(there[c:d])[:80]
            letters = SequenceMatcher(None, old, new, autojunk=False)
            same += sum(block.size for block in letters.get_matching_blocks())
    return 2 * same / (len("".join(keys)) + len("".join(there)))


def differences_of(words: Sequence[str], there: Sequence[str]) -> tuple[str, ...]:
    """How two passages differ, word by word: `'Beta' instead of 'Alpha'`."""
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


def _join(words: Sequence[str]) -> str:
    return re.sub(rf"(?<=[{SOLID}]) (?=[{SOLID}])", "", " ".join(words))
