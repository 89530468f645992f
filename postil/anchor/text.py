"""An article's text made ready for finding things in it, once for all its annotations."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, Implementation

from postil.anchor.folding import Folded, Place, fold, fold_quote
from postil.anchor.graphemes import snap
from postil.deferred import dataclass
from postil.document import Block, Document, Image, Reading, closed_spans
from postil.model import Span
from postil.scripts import is_word_character

if TYPE_CHECKING:
    from postil.anchor.nearest import WordIndex


@dataclass(frozen=True)
class SearchText:
    """A document and its folded text."""

    document: Document
    folded: Folded

    @classmethod
    def of(cls, document: Document) -> "SearchText":
        """Fold a document's text."""
        return cls(document, fold(document.text))

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The document's blocks."""
        return self.document.blocks

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    @cached_property
    def _closed(self) -> list[Span]:
        return closed_spans(self.document)

    @cached_property
    def _closed_starts(self) -> list[int]:
        return [start for start, _ in self._closed]

    @cached_property
    def descriptions(self) -> str:
        """The folded descriptions of images, which are not part of the text."""
        return _fold_all(
            a.alternative for b in self.blocks for a in b.atoms if isinstance(a, Image)
        )

    @cached_property
    def readings(self) -> str:
        """The folded ruby readings, which are not part of the text."""
        return _fold_all(a.text for b in self.blocks for a in b.atoms if isinstance(a, Reading))

    @cached_property
    def words(self) -> "WordIndex":
        """An index for finding what is like a quote; built, and imported, when first needed."""
        from postil.anchor.nearest import WordIndex

        return WordIndex(self.folded.text)

    def places_of_words(self, words: str, *, within_word: bool = False) -> list[Place]:
        """Every place of some words, whole words or not."""
        quote, folded = fold_quote(words), self.folded
        places = [(start, start + len(quote)) for start in self.words.starts(quote)]
        places = [p for p in places if folded.is_edge(p[0]) and folded.is_edge(p[1])]
        return places if within_word else [p for p in places if self.is_whole(p)]

    def stands_beside(
        self, place: Place, prefix: str, suffix: str, *, within_word: bool = False
    ) -> bool:
        """Whether folded words stand directly before and after a place, white space aside.

        They are whole words there (his plan is not t*his* plan), unless `within_word`.
        """
        text, (start, end) = self.folded.text, place
        start -= start > 0 and text[start - 1] == " "
        end += text.startswith(" ", end)
        if not (text.endswith(prefix, 0, start) and text.startswith(suffix, end)):
            return False
        outside = [start - len(prefix)] * bool(prefix) + [end + len(suffix)] * bool(suffix)
        return within_word or all(self.is_word_edge(o) and self.folded.is_edge(o) for o in outside)

    @cached_property
    def _seams(self) -> list[int]:
        """Folded offsets where a word of one block ends and one of the next begins unparted."""
        blocks = [block for block in self.blocks if block.end > block.start]
        text, seams = self.document.text, []
        for block, following in pairwise(blocks):
            if text[block.end - 1].isalnum() and text[following.start].isalnum():
                edge = self.folded.offset_of(following.start)
                if self.folded.text[edge - 1] != " ":
                    seams.append(edge)
        return seams

    def seams_of(self, places: Sequence[Place]) -> dict[Place, frozenset[int]]:
        """Where places join words of two blocks, counted from the start of each that does.

        Between Chinese or Japanese characters white space folds to nothing, also where a
        heading, a cell or a paragraph ends: 今日 and 本文 below it do not make a 日本. Only a
        quote that has white space there goes on in the next block.
        """
        found = {}
        for start, end in places if self._seams else ():
            first, last = bisect_right(self._seams, start), bisect_left(self._seams, end)
            if first < last:
                found[start, end] = frozenset(edge - start for edge in self._seams[first:last])
        return found

    def span(self, place: Place) -> Span:
        """A place in the real text, widened to whole grapheme clusters."""
        return snap(self.document.text, self.folded.span(*place))

    def block_index(self, offset: int) -> int:
        """Which block holds a character of the real text."""
        return bisect_right(self._block_starts, offset) - 1

    def block(self, offset: int) -> Block:
        """The block that holds a character of the real text."""
        return self.blocks[self.block_index(offset)]

    def is_closed(self, span: Span) -> bool:
        """Whether a span touches a heading, code or one of the author's links."""
        i = bisect_right(self._closed_starts, span[1] - 1) - 1
        return i >= 0 and self._closed[i][1] > span[0]

    def is_word_edge(self, offset: int) -> bool:
        """Whether a word may begin or end at a folded offset.

        An apostrophe and a hyphen part words; a point or comma inside a number does not
        (UAX 29, WB11 and WB12), nor does anything where a script does not part words.
        """
        text = self.folded.text
        if not 0 < offset < len(text):
            return True
        before, after = text[offset - 1], text[offset]
        if before == " " or after == " ":
            return True
        if is_word_character(before):
            if is_word_character(after):
                return False
            return not _joins_digits(text, offset)
        return not (is_word_character(after) and offset > 1 and _joins_digits(text, offset - 1))

    def is_whole(self, place: Place) -> bool:
        """Whether a place begins and ends at the edges of words."""
        return self.is_word_edge(place[0]) and self.is_word_edge(place[1])

    def whole_words(self, place: Place) -> Place:
        """A place widened to the edges of words."""
        start, end = place
        while not (self.is_word_edge(start) and self.folded.is_edge(start)):
            start -= 1
        while not (self.is_word_edge(end) and self.folded.is_edge(end)):
            end += 1
        return start, end


def _fold_all(texts: Iterable[str]) -> str:
    return "\n".join(map(fold_quote, texts))


def _joins_digits(text: str, offset: int) -> bool:
    """Whether `text[offset]` is a point or comma inside a number."""
    return (
        text[offset] in ".,"
        and offset + 1 < len(text)
        and text[offset - 1].isdecimal()
        and text[offset + 1].isdecimal()
    )


_STEM = 6
_MANY, _MANY_STEMS = 1000, 100
"""From so many on, making an automaton takes less time than looking for one after the other."""


@dataclass(frozen=True)
class Needles:
    """Folded words to look for, all in one pass where they are many (Aho and Corasick, 1975)."""

    words: Sequence[str]

    @cached_property
    def _automaton(self) -> AhoCorasick:
        # Made for one article as a rule: the kinds that search faster take longer to make.
        return AhoCorasick(self.words, implementation=Implementation.ContiguousNFA)

    @cached_property
    def _stems(self) -> dict[str, list[tuple[int, str]]]:
        """The words by their first letters, which forms of one word have in common."""
        stems: dict[str, list[tuple[int, str]]] = {}
        for i, word in enumerate(self.words):
            stems.setdefault(word[:_STEM], []).append((i, word))
        return stems

    def find(self, folded: Folded) -> list[tuple[int, int, int]]:
        """Every (index of the words, start, end), overlapping ones too, in the folded text.

        Time grows with the length of the text plus the number of places.
        """
        if len(self.words) < _MANY and len(self._stems) < _MANY_STEMS:
            found = self._find_each(folded.text)
        else:
            found = self._automaton.find_matches_as_indexes(folded.text, overlapping=True)
        if not folded.maps and folded.text.isascii():
            return found
        return [
            (word, start, end)
            for word, start, end in found
            if folded.is_edge(start) and folded.is_edge(end)
        ]

    def _find_each(self, text: str) -> list[tuple[int, int, int]]:
        found: list[tuple[int, int, int]] = []
        for stem, words in self._stems.items():
            sought = words[0][1] if len(words) == 1 else stem  # long words are found sooner
            at = text.find(sought)
            while at >= 0:
                found += [(i, at, at + len(word)) for i, word in words if text.startswith(word, at)]
                at = text.find(sought, at + 1)
        return found


def places_of(words: Iterable[str], folded: Folded) -> dict[str, list[Place]]:
    """Every place of every one of these folded words, in reading order."""
    places: dict[str, list[Place]] = {word: [] for word in sorted(set(words)) if word}
    known = list(places)
    for word, start, end in Needles(known).find(folded):
        places[known[word]].append((start, end))
    return places
