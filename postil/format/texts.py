"""Texts in one or several languages, and the ids that are made of them."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import islice

from postil.deferred import dataclass

_ID_LENGTH = 40
_PARTED = "".join(c if c.isalnum() else " " for c in map(chr, range(128)))
"""The characters of ASCII, those that do not stand in ids as spaces."""
_MOST_KNOWN = 1000
"""Among more words than these nobody waits for the nearest."""


@dataclass(frozen=True)
class Texts:
    """One text, in the languages that the author gave, in the author's order."""

    by_language: tuple[tuple[str, str], ...]
    """(BCP 47 tag, text); never empty."""

    def pick(self, *preferred: str) -> tuple[str, str]:
        """The (language, text) of the first preferred language there is, else the first given."""
        for language in preferred:
            for tag, text in self.by_language:
                if tag == language:
                    return tag, text
        return self.by_language[0]

    @property
    def first(self) -> str:
        """The text that the author gave first."""
        return self.by_language[0][1]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages given, in order."""
        return tuple(tag for tag, _ in self.by_language)


def make_id(text: str, otherwise: str) -> str:
    """The default id of an annotation: its words in lower case, joined by hyphens.

    Runs of anything but letters and digits of any script become one hyphen; cut at 40
    characters. `otherwise` stands in for a text without letters and digits.
    """
    if text.isascii():
        kept = "-".join(text.lower().translate(_PARTED).split())
    else:
        words = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
        signs = (c if c.isalnum() or unicodedata.category(c)[0] == "M" else "-" for c in words)
        kept = re.sub("-+", "-", "".join(signs))
    return kept.strip("-")[:_ID_LENGTH].rstrip("-") or otherwise


def claim(wanted: str, taken: set[str]) -> str:
    """`wanted`, or `wanted-2`, `wanted-3` …: the first that is not taken. Takes it."""
    name, count = wanted, 1
    while name in taken:
        count += 1
        name = f"{wanted}-{count}"
    taken.add(name)
    return name


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was most likely meant, for "did you mean"."""
    from difflib import get_close_matches

    by_folded = {k.casefold(): k for k in islice(known, _MOST_KNOWN)}
    found = get_close_matches(word.casefold()[:60], by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None
