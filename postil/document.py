"""The document: an article's words and markup, in reading order, as every edition needs them.

It is flat: starts and ends of structure (lists, tables, quotations) around blocks, and in a
block starts and ends of markup around words. All offsets are code points of `Document.text`.
What it is made of are tuples, for a site has hundreds of thousands, and one is made in a third of
the time that a frozen dataclass takes.
"""

from functools import cached_property
from typing import NamedTuple, TypeAlias

from postil.deferred import dataclass

Attributes: TypeAlias = tuple[tuple[str, str], ...]


class Open(NamedTuple):
    """Markup or structure begins; `tag` is HTML's name for it."""

    tag: str
    attributes: Attributes = ()


class Close(NamedTuple):
    """Markup or structure ends."""

    tag: str


class Words(NamedTuple):
    """Words of the article."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.start + len(self.text)


class Break(NamedTuple):
    """A line break in a block: one space in the text."""

    start: int
    hard: bool

    @property
    def end(self) -> int:
        """Offset after it."""
        return self.start + 1


class Reading(NamedTuple):
    """A ruby reading, just before its `Close("ruby")`. Not part of the text."""

    text: str


class Image(NamedTuple):
    """An image. Its alternative text is not part of the text."""

    source: str
    alternative: str
    title: str = ""


Atom: TypeAlias = Open | Close | Words | Break | Reading | Image


class Block(NamedTuple):
    """A run of text that stands by itself: a paragraph, heading, cell, or code block."""

    tag: str
    """`p`, `h2` … `h6`, `pre`, `td`, `th`, or `` for the text of a tight list item."""
    atoms: tuple[Atom, ...]
    start: int
    end: int
    number: int | None = None
    """Counts paragraphs and tight list items in reading order, from 1."""
    attributes: Attributes = ()
    lines: tuple[int, int] = (0, 0)
    """First line in the source file and the one after the last, from 0."""


@dataclass(frozen=True)
class Document:
    """An article's words, in order; blocks stand one line feed apart in `text`."""

    parts: tuple[Open | Close | Block, ...]
    text: str

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks in reading order."""
        return tuple([part for part in self.parts if type(part) is Block])


def closed_spans(document: Document) -> list[tuple[int, int]]:
    """Spans where no glossary entry attaches by itself: headings, code and the author's links."""
    spans = []
    for block in document.blocks:
        if block.tag == "pre" or block.tag.startswith("h"):
            spans.append((block.start, block.end))
            continue
        depth = 0
        for atom in block.atoms:
            if type(atom) is Words or type(atom) is Break:
                if depth:
                    spans.append((atom.start, atom.end))
            elif type(atom) is Open:
                depth += atom.tag in ("a", "code")
            elif type(atom) is Close:
                depth -= atom.tag in ("a", "code")
    return spans
