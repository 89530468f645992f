"""The orders of Han characters: by strokes, and by reading in pinyin, as CLDR has them."""

import json
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, cached_property
from itertools import accumulate
from pathlib import Path

from postil.deferred import dataclass

ORDERS = Path(__file__).parent / "orders"
_UNLISTED = 1_000_000


@dataclass(frozen=True)
class HanOrder:
    """Han characters in runs, each of one name: a number of strokes, or a syllable."""

    names: Sequence[str]
    runs: Sequence[str]

    def place(self, character: str, reading: str = "") -> int:
        """Where a character stands; the unlisted follow in Unicode's order.

        `reading` is that of a word that begins with it. It decides for a character with several.
        """
        index = self._characters.find(character)
        run = bisect_right(self._starts, index) - 1
        if reading and (said := self._read(reading, run)) not in (None, run):
            return 2 * self._starts[said + 1] - 1
        return 2 * index if index >= 0 else _UNLISTED + ord(character)

    def name(self, place: int) -> str:
        """The name of the run of a place; `` for the unlisted."""
        i = bisect_right(self._starts, (place + 1) // 2 - (place % 2)) - 1
        return self.names[i] if i < len(self.names) else ""

    def _read(self, reading: str, usual: int) -> int | None:
        """The run of what a word's reading begins with; the usual one where that is possible."""
        said = unicodedata.normalize("NFC", reading).casefold()
        if usual >= 0 and said.startswith(self.names[usual]):
            return usual
        fitting = [name for name in self._by_name if said.startswith(name)]
        return self._by_name[max(fitting, key=len)] if fitting else None

    @cached_property
    def _characters(self) -> str:
        return "".join(self.runs)

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate(map(len, self.runs), initial=0))

    @cached_property
    def _by_name(self) -> dict[str, int]:
        return {name: i for i, name in enumerate(self.names)}


@cache
def by_strokes() -> HanOrder:
    """By the number of strokes, as in Taiwan and Hong Kong. Names are numbers."""
    return _read("strokes.json")


@cache
def by_pinyin() -> HanOrder:
    """By the usual Mandarin reading, as in China and Singapore. Names are syllables."""
    return _read("pinyin.json")


def _read(name: str) -> HanOrder:
    lines = json.loads((ORDERS / name).read_text(encoding="utf-8"))
    names, runs = zip(*lines, strict=True)
    return HanOrder(names, runs)
