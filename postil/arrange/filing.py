"""Filing: in which part of an index a word stands, under which letter, and in which order.

The language of the page decides: words in its letters are filed together, whatever language
they are in. Each other script follows in a part of its own, in the order of its language; so do
Chinese, Japanese and Korean, which share characters but not their order.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple, TypeAlias

from postil.arrange.collation import (
    Key,
    Letter,
    collation_of,
    order_name,
    script_rank,
    scripts_of,
)
from postil.scripts import has_bopomofo, has_hangul, has_kana, is_han

_BY_BOPOMOFO = "zh-Hant-u-co-zhuyin"
_NATIVE = {"Kana": "ja", "Hang": "ko", "Bopo": "zh-Hant", "Hani": "zh-Hant"}
"""Whose order a script has, where the word does not say a language that is written in it."""

_WORDS = 4_096
"""Words that are remembered: the articles of a site have many in common."""


Part: TypeAlias = tuple[int, str]
"""(rank, language) of a part of an index. (0, ``) is the page's own; `` stands for several too."""


class Word(NamedTuple):
    """What is to be filed."""

    text: str
    language: str
    """Its BCP 47 tag."""
    reading: str = ""


class Filed(NamedTuple):
    """Where a word stands; compares as the words come."""

    part: Part
    key: Key
    letter: Letter


def file_words(words: Sequence[Word], language: str) -> list[Filed]:
    """Where each of some words stands in an index of a page in a language.

    Japanese is filed by reading, Korean by Hangul, traditional Chinese by strokes (by bopomofo
    where all readings are written in it), simplified Chinese by pinyin.
    """
    parts: dict[Part, list[Word]] = defaultdict(list)
    where = _agreed([_part(word, language) for word in words])
    for part, word in zip(where, words, strict=True):
        parts[part].append(word)
    orders = {part: _order(here, part[1] or language) for part, here in parts.items()}
    return [_file(word, part, orders[part]) for word, part in zip(words, where, strict=True)]


def _agreed(parts: Sequence[Part]) -> list[Part]:
    """The same, with one part for a script: in the order of its language, if there is one alone."""
    native = {script_rank(script) for script in _NATIVE}
    spoken: dict[int, set[str]] = defaultdict(set)
    for rank, own in parts:
        spoken[rank] |= {own} - {""}
    alone = {rank: own for rank, tags in spoken.items() if len(tags) == 1 for own in tags}
    return [(rank, own) if rank in native else (rank, alone.get(rank, "")) for rank, own in parts]


@lru_cache(_WORDS)
def _part(word: Word, language: str) -> Part:
    """Which part of the index a word belongs to."""
    return _part_of(collation_of("").script(_sounded(word)), word.language, language)


@cache
def _part_of(script: str, spoken: str, language: str) -> Part:
    """The part for words that begin in a script, and are in a language."""
    if not script or (script in scripts_of(language) and script not in _NATIVE):
        return 0, ""
    own = spoken if script in scripts_of(spoken) else _NATIVE.get(script, "")
    if script in _NATIVE and _order_of(own) == _order_of(language):
        return 0, ""
    return script_rank(scripts_of(own)[0] if own else script), _order_of(own)


def _order_of(language: str) -> str:
    """A language without its region; the two ways to write and order Chinese are kept apart."""
    tag = order_name(language)
    return tag if tag.startswith("zh") else language.partition("-")[0]


def _order(words: Iterable[Word], language: str) -> str:
    """The tag of the order of one part."""
    if order_name(language) != "zh-Hant":
        return language
    in_han = [word for word in words if any(map(is_han, word.text))]
    is_sounded = in_han and all(has_bopomofo(word.reading) for word in in_han)
    return _BY_BOPOMOFO if is_sounded else language


@lru_cache(_WORDS)
def _file(word: Word, part: Part, order: str) -> Filed:
    spelling = word.reading if order == _BY_BOPOMOFO and word.reading else _sounded(word)
    reading = word.reading if spelling != word.reading else ""
    spelling = _from_first_letter(spelling)
    collation = collation_of(order)
    key = collation.key(spelling, reading)
    in_full = (*key[:3], word.text)  # what stands before the first letter decides at last
    return Filed(part, in_full, collation.letter(key))


def _sounded(word: Word) -> str:
    """The spelling that is looked up: in Japanese and Korean the reading, where there is one."""
    if not word.reading:
        return word.text
    scripts = scripts_of(word.language)
    by_kana = "Kana" in scripts and has_kana(word.reading)
    by_hangul = "Hang" in scripts and has_hangul(word.reading)
    return word.reading if by_kana or by_hangul else word.text


def _from_first_letter(text: str) -> str:
    """Without quotation marks and the like before the first letter or figure."""
    if text[:1].isalnum():
        return text
    start = next((i for i, c in enumerate(text) if c.isalnum()), 0)
    return text[start:]
