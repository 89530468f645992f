"""Fields: words as a search shows them, on one line, each run of them with its language."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from postil.document import Block, Break, Close, Open, Reading, Words
from postil.scripts import foreign_runs

_GAP = re.compile(r"\s+")
"""What `str.split` parts by."""


@dataclass(frozen=True, slots=True)
class Field:
    """Words on one line, in NFC."""

    language: str
    """Of most of them; `` where it is not known."""
    text: str
    runs: tuple[tuple[int, int, str], ...] = ()
    """Start, end and language of words in another one, in UTF-16 code units: a script counts so."""


def plain(text: str, language: str, han: str) -> Field:
    """A field of words that are not Markdown; `han` is the language of Han characters in them."""
    text = unicodedata.normalize("NFC", text)
    runs = foreign_runs(text, language or "und", han)
    return _on_one_line(text, language, runs)


def field_of(blocks: Iterable[Block], language: str) -> Field:
    """A field of all words of these blocks. Readings and images are not among them."""
    texts: list[str] = []
    runs = []
    length = 0
    for text, spoken in _pieces(blocks):
        composed = unicodedata.normalize("NFC", text)
        texts.append(composed)
        length += len(composed)
        if spoken and spoken != language:
            runs.append((length - len(composed), length, spoken))
    return _on_one_line("".join(texts), language, runs)


def _pieces(blocks: Iterable[Block]) -> Iterator[tuple[str, str]]:
    """The words of blocks, each with the language that the markup around it names."""
    for block in blocks:
        around = [""]
        for atom in block.atoms:
            if isinstance(atom, Open):
                around.append(dict(atom.attributes).get("lang", around[-1]))
            elif isinstance(atom, Close):
                around.pop()
            elif isinstance(atom, Words):
                yield atom.text, around[-1]
            elif isinstance(atom, Break):
                yield " ", ""
        yield " ", ""


def readings_in(blocks: Iterable[Block]) -> Iterator[tuple[str, str]]:
    """The words that have a reading in the text, each with it."""
    for block in blocks:
        base = ""
        for atom in block.atoms:
            if isinstance(atom, Words):
                base = atom.text
            elif isinstance(atom, Reading):
                yield base, atom.text


def _on_one_line(text: str, language: str, runs: Iterable[tuple[int, int, str]]) -> Field:
    """White space is one space, and none at the ends."""
    line = " ".join(text.split())
    kept = tuple(runs)
    if not kept:
        return Field(language, line)
    # How many code units an offset moves to the left, from the end of each gap on.
    ends, moves = [0], [0]
    for gap in _GAP.finditer(text):
        start, end = gap.span()
        is_inside = start > 0 and end < len(text)
        ends.append(end)
        moves.append(moves[-1] + end - start - is_inside)
    wide = [i for i, c in enumerate(text) if c > "\uffff"]

    def unit(offset: int) -> int:
        return offset - moves[bisect_right(ends, offset) - 1] + bisect_left(wide, offset)

    return Field(language, line, tuple((unit(a), unit(b), spoken) for a, b, spoken in kept))
