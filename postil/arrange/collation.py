"""Collation: the order of words by the custom of a language, and the letter they stand under.

The Unicode Collation Algorithm (UTS 10) with the orders of CLDR, as far as headwords need it:
letters first, then accents, then capitals. A word is decomposed, and the longest piece that the
language orders as one is looked up. `docs/make_orders.py` takes the tables from ICU.
"""

import json
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from string import ascii_uppercase
from typing import Any, NamedTuple, TypeAlias

from postil.arrange.han_order import ORDERS, HanOrder, by_pinyin, by_strokes
from postil.deferred import dataclass
from postil.scripts import is_han

Key: TypeAlias = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...], str]
"""Compares as words do: by letters, then accents, then capitals, then code points."""

_HAN, _OTHER = 1_000_000, 9_000_000
"""Han characters follow the alphabets of the tables; all others follow them."""
_ROWS = {"Kana": "あかさたなはまやらわ", "Hang": "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"}
"""Where several letters stand under one: the rows of the kana table, the plain consonants."""
_TRADITIONAL = re.compile(r"(?:zh-(?:TW|HK|MO)|yue|nan|hak|lzh)(?!.*-Hans)")
"""Tags of languages written in traditional characters, though they do not say so."""
_SHARED_SCRIPTS = {
    "Hans": ("Hani", "Bopo"),
    "Hant": ("Hani", "Bopo"),
    "Jpan": ("Kana", "Hani"),
    "Kore": ("Hang", "Hani"),
}


class Letter(NamedTuple):
    """What a part of an index is called."""

    text: str = ""
    """Empty for figures and signs, and where strokes are counted."""
    strokes: int = 0


@dataclass(frozen=True)
class Collation:
    """The order of a language."""

    weights: Mapping[str, Any]
    """Piece of a word → its weights: a primary alone, or three for each element."""
    han: HanOrder

    def key(self, word: str, reading: str = "") -> Key:
        """What a word is sorted by; `reading` tells which reading of a Han character is meant."""
        elements = self._elements(word, reading)
        if not elements:
            return (), (), (), word
        levels = zip(*elements, strict=True)
        first, second, third = (tuple(filter(None, level)) for level in levels)
        return first, second, third, word

    def script(self, word: str) -> str:
        """The script of a word's first letter (ISO 15924); `` for figures and signs.

        Hiragana counts as Kana, for both share one order.
        """
        return _script(self._first(word))

    def letter(self, key: Key) -> Letter:
        """The letter that the word stands under which is sorted by this."""
        first, word = next(iter(key[0]), 0), key[3]
        script = _script(first)
        if script in _ROWS:
            starts, letters = self._rows[script]
            return Letter(letters[max(bisect_right(starts, first) - 1, 0)])
        if script != "Hani":
            return Letter(self._letter_of(first, word) if script else "")
        name = self.han.name(first - _HAN)
        if name.isdecimal():
            return Letter(strokes=int(name))
        return Letter(unicodedata.normalize("NFD", name)[:1].upper() or "…")

    def _letter_of(self, first: int, word: str) -> str:
        return self._capitals.get(first) or self._letters.get(first, word[0].title())

    def _first(self, word: str) -> int:
        return next((primary for primary, _, _ in self._elements(word) if primary), 0)

    def _elements(self, word: str, reading: str = "") -> list[Sequence[int]]:
        """Primary, secondary and tertiary weight of each element; 0 says nothing."""
        if word.isascii():
            known = self._letter_by_letter
            found = [known[c] for c in word if c in known]
            if len(found) == len(word):
                return found
        return list(self._piece_by_piece(unicodedata.normalize("NFKD", word), reading))

    @cached_property
    def _letter_by_letter(self) -> dict[str, Sequence[int]]:
        """The element of each ASCII character that is one, whatever of ASCII comes after it."""
        begun = {piece[0] for piece in self.weights if len(piece) > 1 and piece.isascii()}
        elements = {c: list(self._piece_by_piece(c, "")) for c in map(chr, range(128))}
        return {c: found[0] for c, found in elements.items() if len(found) == 1 and c not in begun}

    def _piece_by_piece(self, text: str, reading: str) -> Iterator[Sequence[int]]:
        common = _tables()["common"]
        i = 0
        while i < len(text):
            size = self._longest.get(text[i], 1)
            while size > 1 and text[i : i + size] not in self.weights:
                size -= 1
            found = self.weights.get(text[i : i + size])
            if isinstance(found, int):
                yield found, *common
            elif found is not None:
                yield from (found[k : k + 3] for k in range(0, len(found), 3))
            elif is_han(text[i]):
                yield _HAN + self.han.place(text[i], "" if i else reading), *common
            elif text[i].isalnum():
                yield _OTHER + ord(text[i]), *common
            i += size

    @cached_property
    def _longest(self) -> dict[str, int]:
        """Character → the length of the longest piece that begins with it, if that is not 1."""
        longest: dict[str, int] = {}
        for piece in self.weights:
            if len(piece) > longest.get(piece[0], 1):
                longest[piece[0]] = len(piece)
        return longest

    @cached_property
    def _rows(self) -> dict[str, tuple[list[int], str]]:
        """Script → the first weight of each row, and the rows' letters."""
        return {name: ([self._first(row) for row in rows], rows) for name, rows in _ROWS.items()}

    @cached_property
    def _capitals(self) -> dict[int, str]:
        """The part of `_letters` that most words have: all of them are not gone through for it."""
        known = self._letter_by_letter
        return {known[c][0]: c for c in reversed(ascii_uppercase) if c in known}

    @cached_property
    def _letters(self) -> dict[int, str]:
        """Primary weight → its letter, in the case of titles."""
        letters: dict[int, str] = {}
        for piece, row in self.weights.items():
            first, *rest = [row] if isinstance(row, int) else row or [0]
            is_plain = len(rest) <= 2 and rest[:1] in ([], [_tables()["common"][0]])
            if not is_plain or not piece[0].isalpha() or piece != piece.title():
                continue
            letter = unicodedata.normalize("NFC", piece)
            if len(letter) < len(letters.get(first, letter + " ")):  # Å rather than Aa
                letters[first] = letter
        return letters


@lru_cache(1024)
def _script(first: int) -> str:
    """The script that a primary weight belongs to."""
    if first >= _HAN:
        return "Hani" if first < _OTHER else "Zzzz"
    i = bisect_right(_tables()["scripts"], [first, "~"]) - 1
    return str(_tables()["scripts"][i][1]) if i >= 0 else ""


@cache
def collation_of(language: str) -> Collation:
    """The order of a language by its BCP 47 tag. What has none of its own has the common one."""
    tables = _tables()
    name = order_name(language)
    own = _table("languages.json")[name] if name else {}
    return Collation({**tables["all"], **own}, by_pinyin() if name == "zh" else by_strokes())


def order_name(language: str) -> str:
    """The tag of the order that a language has; `` for the common one.

    `zh-TW` is ordered as `zh-Hant`, `nn` as `nb`, `en` as most are.
    """
    tables = _tables()
    tag = language
    if _TRADITIONAL.match(language):
        tag = "zh-Hant"
    while tag:
        tag = tables["alike"].get(tag, tag)
        if tag in tables["languages"]:
            return str(tag)
        tag = tag.rpartition("-")[0]
    return ""


@cache
def scripts_of(language: str) -> tuple[str, ...]:
    """The scripts that a language is written in; Latin where nothing else is known."""
    tag, *subtags = language.split("-")
    named = [s for s in subtags if len(s) == 4 and s.isalpha()]
    usual = "Hant" if _TRADITIONAL.match(language) else _tables()["usual"].get(tag, "Latn")
    script = named[0] if named else usual
    return _SHARED_SCRIPTS.get(script, (script,))


@cache
def script_rank(script: str) -> int:
    """Where a script (ISO 15924) comes among others, from 1, in the order of CLDR."""
    names = [name for _, name in _tables()["scripts"]]
    return names.index(script) + 1 if script in names else len(names) + (script != "Hani") + 1


@cache
def _tables() -> dict[str, Any]:
    return _table("alphabets.json")


@cache
def _table(name: str) -> dict[str, Any]:
    table: dict[str, Any] = json.loads((ORDERS / name).read_text(encoding="utf-8"))
    return table
