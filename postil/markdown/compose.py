"""From markdown-it's tokens to the document."""

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from postil.document import (
    Atom,
    Attributes,
    Block,
    Break,
    Close,
    Document,
    Image,
    Open,
    Reading,
    Words,
)

if TYPE_CHECKING:  # what takes the short way to a document has none
    from markdown_it.token import Token

_CELL_ALIGNMENT = {
    "text-align:left": "left",
    "text-align:center": "center",
    "text-align:right": "right",
}


def compose(tokens: "Sequence[Token]", first_line: int = 0) -> Document:
    """Lay out the words of an article in one text, block after block.

    `first_line` is the number of lines of the file that stand before the tokens' first.
    """
    composer = Composer({token.tag for token in tokens if token.type == "heading_open"})
    for i, token in enumerate(tokens):
        _take(composer, token, tokens[i - 1] if i else None, first_line)
    return composer.document


class Composer:
    """Lays out blocks one after the other, counting offsets and paragraphs."""

    def __init__(self, levels: Collection[str]) -> None:
        """`levels` are the headings that there are.

        The first level of a page is its title; the article's follow without a gap.
        """
        self.parts: list[Open | Close | Block] = []
        self.offset = 0
        """Where the next block begins."""
        self._texts: list[str] = []
        self._paragraphs = 0
        self._headings = {tag: f"h{min(i, 6)}" for i, tag in enumerate(sorted(levels), 2)}

    @property
    def document(self) -> Document:
        """What was laid out."""
        return Document(tuple(self.parts), "\n".join(self._texts))

    def add(
        self,
        tag: str,
        atoms: tuple[Atom, ...],
        lines: tuple[int, int],
        attributes: Attributes = (),
    ) -> None:
        """Add a block, with its first line in the file and the one after its last, from 0."""
        text = words_of(atoms)
        start = self.offset
        end = start + len(text)
        number = None
        if tag in _PARAGRAPHS:
            self._paragraphs = number = self._paragraphs + 1
        elif tag in self._headings:
            tag = self._headings[tag]
        self.parts.append(Block(tag, atoms, start, end, number, attributes, lines))
        self._texts.append(text)
        self.offset = end + 1


_PARAGRAPHS = ("p", "")
_WORDS = frozenset({Words, Break})
"""The atoms that are part of the text."""


def words_of(atoms: Sequence[Atom]) -> str:
    """The text of a block."""
    if len(atoms) == 1 and type(atoms[0]) is Words:
        return atoms[0].text
    return "".join([a.text if type(a) is Words else " " for a in atoms if type(a) in _WORDS])


def _take(composer: Composer, token: "Token", before: "Token | None", first_line: int) -> None:
    if token.type == "inline" and before is not None:
        composer.add(
            "" if before.hidden else before.tag,
            inline_atoms(token.children or [], composer.offset),
            _lines(token.map or before.map, first_line),
            _attributes(before),
        )
    elif token.type in ("fence", "code_block"):
        atoms = _code_atoms(token, composer.offset)
        composer.add("pre", atoms, _lines(token.map, first_line))
    elif token.type == "hr":
        composer.parts += Open("hr"), Close("hr")
    elif token.nesting == 1 and token.type not in _OF_BLOCKS:
        composer.parts.append(Open(token.tag, _attributes(token)))
    elif token.nesting == -1 and token.type.replace("_close", "_open") not in _OF_BLOCKS:
        composer.parts.append(Close(token.tag))


def _lines(place: list[int] | None, first_line: int) -> tuple[int, int]:
    first, last = place or (0, 0)
    return first_line + first, first_line + last


_OF_BLOCKS = frozenset({"paragraph_open", "heading_open", "td_open", "th_open"})


def _attributes(token: "Token") -> Attributes:
    if token.type in ("td_open", "th_open"):
        alignment = _CELL_ALIGNMENT.get(str(token.attrs.get("style", "")))
        return (("class", f"align-{alignment}"),) if alignment else ()
    if token.type == "ordered_list_open" and "start" in token.attrs:
        return (("start", str(token.attrs["start"])),)
    return ()


def _code_atoms(token: "Token", offset: int) -> tuple[Atom, ...]:
    info = token.info.split(maxsplit=1)
    language = (("class", f"language-{info[0]}"),) if info else ()
    return Open("code", language), Words(token.content, offset), Close("code")


def inline_atoms(children: "Sequence[Token]", offset: int) -> tuple[Atom, ...]:
    """The atoms of one block, its words counted from `offset`."""
    return tuple(_atoms(children, offset))


def _atoms(children: "Sequence[Token]", offset: int) -> Iterator[Atom]:
    for token in children:
        if token.type == "text":
            if token.content:
                # HTML has no carriage return; only `&#13;` can have put one here.
                yield Words(token.content.replace("\r", "\n"), offset)
                offset += len(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            yield Break(offset, token.type == "hardbreak")
            offset += 1
        elif token.type == "code_inline":
            yield Open("code")
            yield Words(token.content, offset)
            yield Close("code")
            offset += len(token.content)
        elif token.type == "image":
            yield Image(
                str(token.attrs["src"]),
                _plain(token.children or []),
                str(token.attrs.get("title", "")),
            )
        elif token.nesting == 1:
            kept = tuple((k, str(v)) for k, v in token.attrs.items())
            yield Open(token.tag, kept)
        elif token.nesting == -1:
            if token.type == "ruby_close":
                yield Reading(token.content)
            yield Close(token.tag)


def _plain(children: "Sequence[Token]") -> str:
    """An image's description as text."""
    return "".join(
        " "
        if token.type in ("softbreak", "hardbreak")
        else token.content or _plain(token.children or [])
        for token in children
        if token.type != "ruby_close"
    )
