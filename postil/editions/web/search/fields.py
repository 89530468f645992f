"""Fields: words as a search shows them, on one line, each run of them with its language."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from postil.document import Block, Break, Close, Document, Open, Reading, Words
from postil.scripts import foreign_runs

_GAP = re.compile(r"\s{2,}|\A\s|\s\Z")
"""White space of which no single space is left: what moves the words behind it."""
_WIDE = re.compile("[\U00010000-\U0010ffff]")
"""What has two UTF-16 code units."""


class Field(NamedTuple):
    """Words on one line, in NFC."""

    language: str
    """Of most of them; `` where it is not known."""
    text: str
    runs: tuple[tuple[int, int, str], ...] = ()
    """Start, end and language of words in another one, in UTF-16 code units: a script counts so."""


def plain(text: str, language: str, han: str) -> Field:
    """A field of words that are not Markdown; `han` is the language of Han characters in them."""
    if text.isascii():
        return Field(language, _line(text))
    text = unicodedata.normalize("NFC", text)
    runs = foreign_runs(text, language or "und", han)
    return _on_one_line(text, language, runs)


def field_of(document: Document, blocks: Sequence[Block], language: str) -> Field:
    """A field of all words of some blocks that follow each other in a document.

    Readings and images are not among them.
    """
    text = document.text[blocks[0].start : blocks[-1].end] if blocks else ""
    if _is_composed(text) and not _tells_languages(blocks):
        return Field(language, _line(text))
    texts: list[str] = []
    runs = []
    length = 0
    for piece, spoken in _pieces(blocks):
        composed = unicodedata.normalize("NFC", piece)
        texts.append(composed)
        length += len(composed)
        if spoken and spoken != language:
            runs.append((length - len(composed), length, spoken))
    return _on_one_line("".join(texts), language, runs)


def _is_composed(text: str) -> bool:
    return text.isascii() or unicodedata.is_normalized("NFC", text)


def _tells_languages(blocks: Iterable[Block]) -> bool:
    """Whether there is markup in blocks that may name a language."""
    for block in blocks:
        for atom in block.atoms:
            if type(atom) is Open and atom.tag in ("span", "ruby"):
                return True
    return False


def _pieces(blocks: Iterable[Block]) -> Iterator[tuple[str, str]]:
    """The words of blocks, each with the language that the markup around it names."""
    for number, block in enumerate(blocks):
        if number:
            yield " ", ""
        around = [""]
        for atom in block.atoms:
            if isinstance(atom, Words):
                yield atom.text, around[-1]
            elif isinstance(atom, Open):
                around.append(dict(atom.attributes).get("lang", around[-1]))
            elif isinstance(atom, Close):
                around.pop()
            elif isinstance(atom, Break):
                yield " ", ""


def readings_in(blocks: Iterable[Block]) -> Iterator[tuple[str, str]]:
    """The words that have a reading in the text, each with it."""
    for block in blocks:
        base = ""
        for atom in block.atoms:
            if type(atom) is Words:
                base = atom.text
            elif type(atom) is Reading:
                yield base, atom.text


def _line(text: str) -> str:
    """White space is one space, and none at the ends."""
    if text.isprintable() and "  " not in text and text == text.strip():
        return text  # the only white space that can be printed is a space
    return " ".join(text.split())


def _on_one_line(text: str, language: str, runs: Sequence[tuple[int, int, str]]) -> Field:
    line = _line(text)
    if not runs:
        return Field(language, line)
    wide = [found.start() for found in _WIDE.finditer(text)]
    if line == text and not wide:
        return Field(language, line, tuple(runs))
    # How many code units an offset moves to the left, from the end of each gap on.
    ends, moves = [0], [0]
    for gap in _GAP.finditer(text):
        start, end = gap.span()
        is_inside = start > 0 and end < len(text)
        ends.append(end)
        moves.append(moves[-1] + end - start - is_inside)

    def unit(offset: int) -> int:
        return offset - moves[bisect_right(ends, offset) - 1] + bisect_left(wide, offset)

    return Field(language, line, tuple((unit(a), unit(b), spoken) for a, b, spoken in runs))
