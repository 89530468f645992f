"""From markdown-it's tokens to the document."""

from collections.abc import Iterator, Sequence

from markdown_it.token import Token

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

_CELL_ALIGNMENT = {
    "text-align:left": "left",
    "text-align:center": "center",
    "text-align:right": "right",
}


def compose(tokens: Sequence[Token], first_line: int = 0) -> Document:
    """Lay out the words of an article in one text, block after block.

    `first_line` is the number of lines of the file that stand before the tokens' first.
    """
    levels = sorted({token.tag for token in tokens if token.type == "heading_open"})
    composer = _Composer(first_line, {tag: f"h{min(i, 6)}" for i, tag in enumerate(levels, 2)})
    for i, token in enumerate(tokens):
        composer.take(token, tokens[i - 1] if i else None)
    return Document(tuple(composer.parts), "\n".join(composer.texts))


class _Composer:
    """Counts offsets and paragraphs while tokens go by."""

    def __init__(self, first_line: int, headings: dict[str, str]) -> None:
        self.first_line = first_line
        self.headings = headings
        self.parts: list[Open | Close | Block] = []
        self.texts: list[str] = []
        self.offset = 0
        self.paragraphs = 0

    def take(self, token: Token, before: Token | None) -> None:
        if token.type == "inline" and before is not None:
            self._block(before, inline_atoms(token.children or [], self.offset), token)
        elif token.type in ("fence", "code_block"):
            self._block(token, _code_atoms(token, self.offset), token)
        elif token.type == "hr":
            self.parts += Open("hr"), Close("hr")
        elif token.nesting == 1 and token.type not in _OF_BLOCKS:
            self.parts.append(Open(token.tag, _attributes(token)))
        elif token.nesting == -1 and token.type.replace("_close", "_open") not in _OF_BLOCKS:
            self.parts.append(Close(token.tag))

    def _block(self, opener: Token, atoms: tuple[Atom, ...], token: Token) -> None:
        number = None
        if opener.type == "paragraph_open":
            self.paragraphs += 1
            number = self.paragraphs
        start = self.offset
        text = "".join(
            a.text if isinstance(a, Words) else " " for a in atoms if isinstance(a, Words | Break)
        )
        end = start + len(text)
        lines = token.map or opener.map or [0, 0]
        self.texts.append(text)
        self.offset = end + 1
        self.parts.append(
            Block(
                "" if opener.hidden else self._tag(opener),
                atoms,
                start,
                end,
                number,
                _attributes(opener),
                (self.first_line + lines[0], self.first_line + lines[1]),
            )
        )

    def _tag(self, opener: Token) -> str:
        """The first heading level of a page is its title; the article's follow without a gap."""
        if opener.type in ("fence", "code_block"):
            return "pre"
        return self.headings.get(opener.tag, opener.tag)


_OF_BLOCKS = frozenset({"paragraph_open", "heading_open", "td_open", "th_open"})


def _attributes(token: Token) -> Attributes:
    if token.type in ("td_open", "th_open"):
        alignment = _CELL_ALIGNMENT.get(str(token.attrs.get("style", "")))
        return (("class", f"align-{alignment}"),) if alignment else ()
    if token.type == "ordered_list_open" and "start" in token.attrs:
        return (("start", str(token.attrs["start"])),)
    return ()


def _code_atoms(token: Token, offset: int) -> tuple[Atom, ...]:
    info = token.info.split(maxsplit=1)
    language = (("class", f"language-{info[0]}"),) if info else ()
    return Open("code", language), Words(token.content, offset), Close("code")


def inline_atoms(children: Sequence[Token], offset: int) -> tuple[Atom, ...]:
    """The atoms of one block, its words counted from `offset`."""
    return tuple(_atoms(children, offset))


def _atoms(children: Sequence[Token], offset: int) -> Iterator[Atom]:
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


def _plain(children: Sequence[Token]) -> str:
    """An image's description as text."""
    return "".join(
        " "
        if token.type in ("softbreak", "hardbreak")
        else token.content or _plain(token.children or [])
        for token in children
        if token.type != "ruby_close"
    )
