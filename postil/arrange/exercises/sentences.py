"""Sentences: where each begins and ends in a paragraph.

A boundary too few only makes a longer item; one too many tears a sentence. So where it is not
plain, there is none: not in brackets or quotation marks, not after a title or an initial, and not
before a small letter.
"""

import re

from postil.model import Span
from postil.scripts import is_word_character

_CLOSING = "\"'”’»›)\\]}）］」』》〉】"
_END = re.compile(f"[.!?…؟۔।॥።။។。！？｡．]+[{_CLOSING}]*")
_SOLID_ENDS = frozenset("。！？｡．")
"""After these no white space is needed."""
_OPENING = frozenset("([{（［「『《〈【")
_SHUTTING = frozenset(")]}）］」』》〉】")
_QUOTES = frozenset('"“”„«»')
"""Authors mix them; what counts is whether one is open."""

_ABBREVIATED = re.compile(r"(?<!\w)([^\W\d_]+(?:\.[^\W\d_]+)*)$")
_ABBREVIATIONS = re.compile(
    "mr|mrs|ms|dr|prof|st|jr|sr|vs|etc|no|gen|col|lt|rep|sen|gov|capt|sgt|mt|rev|hon|inc|ltd|co"
    "|corp|fig|vol|ed|approx|dept|est|cf|al|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec"
    "|mme|mlle|hr|fr|nr|bzw|usw|evtl|ca|ggf|sog|str|tel|abb|bd|sra|dra|ud|uds|pág",
    re.IGNORECASE,
)
_ORDINAL_LANGUAGES = re.compile("cs|da|de|et|eu|fi|fo|hr|hu|is|lb|lt|lv|nb|nn|no|pl|sk|sl|sr|tr")
"""In these a point after a number makes it an ordinal."""


def sentences(text: str, language: str) -> list[Span]:
    """The sentences of a paragraph, without the white space between them; never empty ones."""
    found: list[Span] = []
    start = _skip_space(text, 0)
    state = _State()
    for match in _END.finditer(text):
        state.read(text, match.end())
        if state.is_inside or not _is_end(text, match, language.partition("-")[0]):
            continue
        found.append((start, match.end()))
        start = _skip_space(text, match.end())
    end = len(text.rstrip())
    if start < end:
        found.append((start, end))
    return found


def _skip_space(text: str, offset: int) -> int:
    while offset < len(text) and text[offset].isspace():
        offset += 1
    return offset


class _State:
    """Whether brackets or quotation marks are open."""

    def __init__(self) -> None:
        self.offset = 0
        self.depth = 0
        self.is_quoting = False

    @property
    def is_inside(self) -> bool:
        return self.depth > 0 or self.is_quoting

    def read(self, text: str, until: int) -> None:
        for character in text[self.offset : until]:
            if character in _OPENING:
                self.depth += 1
            elif character in _SHUTTING:
                self.depth = max(self.depth - 1, 0)
            elif character in _QUOTES:
                self.is_quoting = not self.is_quoting
        self.offset = until


def _is_end(text: str, match: re.Match[str], language: str) -> bool:
    following = text[match.end() : match.end() + 1]
    if not following:
        return True
    if _SOLID_ENDS & set(match[0]):
        return True
    if not following.isspace():
        return False
    after = text[_skip_space(text, match.end()) :][:1]
    if after.islower():
        return False
    if match[0][0] != "." or match[0].startswith(".."):
        return True
    before = text[: match.start()]
    if before[-1:].isdecimal():
        return not _ORDINAL_LANGUAGES.fullmatch(language)
    word = _ABBREVIATED.search(before[-40:])
    if word is None:
        return True
    is_initial = len(word[1]) == 1 and is_word_character(word[1])
    return not (is_initial or "." in word[1] or _ABBREVIATIONS.fullmatch(word[1]))


def count_words(text: str) -> int:
    """How many words a text has; where words are not parted, two characters count as one."""
    parted = unparted = 0
    is_in_word = False
    for character in text:
        goes_on = is_word_character(character)
        parted += goes_on and not is_in_word
        unparted += not goes_on and character.isalnum()
        is_in_word = goes_on or (is_in_word and character in "'’-")
    return parted + unparted // 2
