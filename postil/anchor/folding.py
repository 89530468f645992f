"""Folding: two texts that differ only in typing fold to the same text; words never change.

Forgiven are canonical Unicode forms, white space, quotation marks of the same level, hyphens and
dashes, the ellipsis, full and half width, five Latin ligatures, and characters that cannot be
seen. Every folded text keeps a map to the real one, whose positions are code points.
"""

import re
import string
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache

from postil.anchor.graphemes import is_boundary
from postil.anchor.typed import INVISIBLE, LETTERS, SPACE
from postil.deferred import dataclass
from postil.scripts import MAYBE_FOREIGN, SOLID, has_few_foreign, is_latin, is_solid

Place = tuple[int, int]
"""Start and end in a folded text."""

_KINDS = "".join(map(re.escape, LETTERS))


@cache
def _folded(solid: str) -> re.Pattern[str]:
    """What is folded, and what stands before it or is passed over.

    `solid` are the characters that may be, of which white space beside them is looked at.
    """
    beside = f"|(?<=[{solid}]) | (?=[{solid}])" if solid else ""
    return re.compile(
        # Most of a text is words of ASCII with one space between.
        "(?>(?:[!-~]++ (?=[!-~])){0,999})[!-~]*+"
        f"(?:(?P<gap>[{SPACE}{INVISIBLE}]{{2,}}|[^\\S ]|[{INVISIBLE}]{beside})"
        f"|(?P<letter>[{_KINDS}])|[^{SPACE}{INVISIBLE}{_KINDS}]++| |\\Z)"
    )


_ASCII_GAP = re.compile(r"\s{2}|[^\S ]")
"""All that is folded in a text of ASCII."""
_SPACES = re.compile(f"[{SPACE}]")
_MARKS = frozenset(string.punctuation)
"""What full-width marks fold to."""


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Where the pieces of a folded text stand in the text that it was made from.

    Piece k covers folded characters from `folded[k]` to `folded[k + 1]`, and source characters
    from `source[k]` to `source[k + 1]`. Pieces of equal length on both sides are runs that
    answer one for one; the others can only be taken whole. A piece that folds to nothing
    belongs to neither neighbour: spans end before it and begin after it.
    """

    folded: list[int]
    source: list[int]

    def _piece(self, offset: int) -> int:
        return min(bisect_right(self.folded, offset), len(self.folded) - 1) - 1

    def _is_run(self, piece: int) -> bool:
        return (
            self.folded[piece + 1] - self.folded[piece]
            == self.source[piece + 1] - self.source[piece]
        )

    def start(self, offset: int) -> int:
        """Where the folded character at `offset` begins in the source."""
        piece = self._piece(offset)
        inside = offset - self.folded[piece] if self._is_run(piece) else 0
        return self.source[piece] + inside

    def end(self, offset: int) -> int:
        """Where the folded character before `offset` ends in the source."""
        piece = self._piece(offset - 1)
        if self._is_run(piece):
            return self.source[piece] + offset - self.folded[piece]
        return self.source[piece + 1]

    def offset_of(self, source: int) -> int:
        """Where what begins at an offset of the source stands in the folded text."""
        piece = min(bisect_right(self.source, source), len(self.source) - 1) - 1
        inside = source - self.source[piece] if self._is_run(piece) else 0
        return self.folded[piece] + inside

    def is_edge(self, offset: int) -> bool:
        """Whether no source character is cut in two at `offset` (half of `ﬁ`, of a syllable)."""
        piece = self._piece(offset)
        return offset == self.folded[piece] or offset == self.folded[-1] or self._is_run(piece)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text, and the way back."""

    source: str
    text: str
    maps: tuple[OffsetMap, ...]
    """From the source to here; empty where folding changed nothing."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the source, in code points, of folded characters `start` to `end`."""
        for offsets in reversed(self.maps):
            start, end = offsets.start(start), offsets.end(end)
        return start, end

    def offset_of(self, source: int) -> int:
        """Where what begins at an offset of the source, in code points, stands here."""
        for offsets in self.maps:
            source = offsets.offset_of(source)
        return source

    def end_of(self, source: int) -> int:
        """Where what ends at an offset of the source, in code points, ends here."""
        return len(self.text) if source >= len(self.source) else self.offset_of(source)

    def partings(self) -> frozenset[int]:
        """The offsets at which white space folded to nothing."""
        found = set()
        for i in range(1, len(self.text) if self.maps else 0):
            gap = self.source[self.span(i - 1, i)[1] : self.span(i, i + 1)[0]]
            if any(c.isspace() for c in gap):
                found.add(i)
        return frozenset(found)

    def is_edge(self, offset: int) -> bool:
        """Whether what readers take for one character begins, or the text ends, at `offset`."""
        if offset == len(self.text):
            return True
        character = self.text[offset]
        if not character.isascii() and unicodedata.category(character)[0] == "M":
            return False
        for offsets in reversed(self.maps):
            if not offsets.is_edge(offset):
                return False
            offset = offsets.start(offset)
        return is_boundary(self.source, offset)


def fold(text: str) -> Folded:
    """Fold a text. White space at its ends is kept as one space."""
    if _is_folded(text):
        return Folded(text, text, ())
    composed, first = _compose(text)
    letters, second = _fold_letters(composed)
    folded, third = _compose(letters)  # what stood apart may have come together
    return Folded(text, folded, tuple(m for m in (first, second, third) if m is not None))


def _is_folded(text: str) -> bool:
    return text.isascii() and _ASCII_GAP.search(text) is None


@lru_cache(maxsize=1024)
def fold_quote(text: str) -> str:
    """Fold an author's words for searching, without white space at the ends."""
    return (text if _is_folded(text) else fold(text).text).strip(" ")


def _fold_letters(text: str) -> tuple[str, OffsetMap | None]:
    """Everything but canonical composition."""
    parts: list[str] = []
    folded, source = [0], [0]
    shift = done = 0
    for start, end, new in _replacements(text):
        parts += text[done:start], new
        done = end
        if len(new) == end - start:  # one for one: positions are not disturbed
            continue
        if start > source[-1]:
            folded.append(start + shift)
            source.append(start)
        shift += len(new) - (end - start)
        folded.append(end + shift)
        source.append(end)
    if not parts:
        return text, None
    parts.append(text[done:])
    if len(folded) == 1:
        return "".join(parts), None
    if source[-1] < len(text):
        folded.append(len(text) + shift)
        source.append(len(text))
    return "".join(parts), OffsetMap(folded, source)


def _replacements(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and substitute of whatever does not stay as it is."""
    for match in _folded(_maybe_solid(text)).finditer(text):
        kind = match.lastgroup
        if kind is None:
            continue
        start, end = match.span(kind)
        if kind == "letter":
            yield start, end, LETTERS[text[start]]
            continue
        space = _SPACES.search(text, start, end)
        unseen = space.start() if space else end
        if unseen > start:  # it belongs to what stands before it
            yield start, unseen, ""
        if space:
            yield unseen, end, _fold_space(text, start, end)


def _maybe_solid(text: str) -> str:
    """What has to be looked at in a text: for a few characters nobody waits for a long pattern."""
    if is_latin(text):
        return ""
    return MAYBE_FOREIGN if has_few_foreign(text) else SOLID


def _fold_space(text: str, start: int, end: int) -> str:
    """White space, and what is invisible in it: one space, or nothing."""
    if start == 0 or end == len(text):
        return " "
    before, after = text[start - 1], text[end]
    before, after = LETTERS.get(before, before), LETTERS.get(after, after)
    return " " if _is_parted(before[-1], after[0]) else ""


def _is_parted(before: str, after: str) -> bool:
    """Whether white space between two folded characters means anything.

    It does not between CJK characters, nor between one and a mark: folded, `，` is a comma.
    """
    if is_solid(before):
        return not (is_solid(after) or after in _MARKS)
    return not (before in _MARKS and is_solid(after))


def _compose(text: str) -> tuple[str, OffsetMap | None]:
    """Canonical composition (NFC), with its map; in one step where nothing changes."""
    if unicodedata.is_normalized("NFC", text):
        return text, None
    parts: list[str] = []
    folded, source = [0], [0]
    length = 0
    for unit in _composing_units(text):
        new = unit if unit.isascii() else unicodedata.normalize("NFC", unit)
        parts.append(new)
        length += len(new)
        if new == unit and len(folded) > 1 and _last_is_run(folded, source):
            folded[-1], source[-1] = length, source[-1] + len(unit)
        else:
            folded.append(length)
            source.append(source[-1] + len(unit))
    return "".join(parts), OffsetMap(folded, source)


def _last_is_run(folded: list[int], source: list[int]) -> bool:
    return folded[-1] - folded[-2] == source[-1] - source[-2]


def _composing_units(text: str) -> list[str]:
    """Split before every character that cannot compose with what stands before it."""
    units: list[str] = []
    for run in re.findall(r"[\x00-\x7f]+(?=[\x00-\x7f]|\Z)|(?s:.)[^\x00-\x7f]*", text):
        if unicodedata.is_normalized("NFC", run):
            units.append(run)
            continue
        start = 0
        for i in range(1, len(run)):
            if _begins_unit(run[i - 1], run[i]):
                units.append(run[start:i])
                start = i
        units.append(run[start:])
    return units


def _begins_unit(before: str, character: str) -> bool:
    if unicodedata.category(character)[0] == "M" or "\u1160" <= character <= "\u11ff":
        return False
    pair = unicodedata.normalize("NFC", before) + unicodedata.normalize("NFC", character)
    return unicodedata.normalize("NFC", before + character) == pair
