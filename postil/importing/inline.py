"""Words in styles written as Markdown, so that the same words come out of it again."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from urllib.parse import quote

from postil.document import Break, Close, Image, Open, Reading, Words
from postil.importing.manuscript import (
    PLAIN,
    Inline,
    Inlines,
    LineBreak,
    Mark,
    Picture,
    Ruby,
    Style,
    Text,
)
from postil.markdown.compose import inline_atoms
from postil.markdown.parser import parser
from postil.scripts import can_bear_ruby

_SPACE = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
_SPECIAL = re.compile(
    r"[\\`*\[\]{]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # inside a word it is a letter
    r"|<(?=[A-Za-z/!?])"
    r"|&(?=#?\w+;)"
)
_LINE_START = re.compile(r"^(?:([-+=:>#~|])|(\d{1,9})([.)]))", re.MULTILINE)
_CLOSING_HASHES = re.compile(r"(?<= )(#+)\Z")


def tidy(inlines: Iterable[Inline]) -> Inlines:
    """White space as HTML has it: runs of it are one space, none at the ends of lines."""
    found: list[Inline] = []
    last: int | None = None  # the words that stand before, in the same line
    for inline in inlines:
        if isinstance(inline, Text):
            words = _INVISIBLE.sub("", _SPACE.sub(" ", inline.text))
            before = found[last] if last is not None else None
            if before is None:
                words = words.lstrip()
            elif isinstance(before, Text) and before.text.endswith(" "):
                words = words.lstrip(" ")
            if not words:
                continue
            is_next = last is not None and last == len(found) - 1
            if is_next and isinstance(before, Text) and before.style == inline.style:
                found[-1] = Text(before.text + words, inline.style)
                continue
            last = len(found)
            found.append(Text(words, inline.style))
        elif isinstance(inline, LineBreak):
            if last is not None:
                _strip_end(found)
                found.append(inline)
            last = None
        else:
            if isinstance(inline, Ruby | Picture):
                last = len(found)
            found.append(inline)
    _strip_end(found)
    return tuple(found)


def _strip_end(found: list[Inline]) -> None:
    """Take white space and breaks from the end, marks of notes apart."""
    for i in reversed(range(len(found))):
        inline = found[i]
        if isinstance(inline, Mark):
            continue
        if isinstance(inline, Text):
            words = inline.text.rstrip()
            if words:
                found[i] = replace(inline, text=words)
                return
        elif not isinstance(inline, LineBreak):
            return
        del found[i]


def words_of(inlines: Inlines) -> str:
    """The words of tidy inlines as Postil's text has them."""
    return "".join(
        i.text if isinstance(i, Text | Ruby) else " " if isinstance(i, LineBreak) else ""
        for i in inlines
    )


def write_inlines(inlines: Inlines, *, in_line: bool = False, in_cell: bool = False) -> str:
    """Tidy inlines as Markdown; `in_line` where they may not hold a new line.

    Emphasis that CommonMark cannot end where it ends is left out (see `is_faithful`).
    """
    pieces = _joined(inlines)
    if not _is_read_back(_write(pieces, in_cell=False), pieces):
        pieces = [_without_emphasis(piece) for piece in pieces]
    text = _write(pieces, in_cell=in_cell)
    return text.replace("\\\n", " ") if in_line or in_cell else text


def is_faithful(inlines: Inlines) -> bool:
    """Whether the emphasis of tidy inlines can be kept."""
    pieces = _joined(inlines)
    return _is_read_back(_write(pieces, in_cell=False), pieces)


def write_words(text: str) -> str:
    """Plain words as Markdown inside a line."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def close_heading(text: str) -> str:
    """A heading's words, whose last hashes are words."""
    return _CLOSING_HASHES.sub(r"\\\1", text)


def _joined(inlines: Inlines) -> list[Inline]:
    """Without marks; white space at the ends of a style stands outside of it."""
    pieces: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Mark):
            continue
        if isinstance(inline, Ruby) and not can_be_ruby(inline):
            inline = Text(inline.text, inline.style)
        for piece in _parted(inline):
            before = pieces[-1] if pieces else None
            if isinstance(before, Text) and isinstance(piece, Text) and before.style == piece.style:
                pieces[-1] = replace(before, text=before.text + piece.text)
            else:
                pieces.append(piece)
    return pieces


def can_be_ruby(ruby: Ruby) -> bool:
    """Whether Postil's ruby can hold it."""
    unfit = re.search(r"[{}|\n]", ruby.text + ruby.reading)
    return bool(ruby.reading and can_bear_ruby(ruby.text) and not unfit)


def _parted(inline: Inline) -> Iterator[Inline]:
    if not isinstance(inline, Text) or inline.style == PLAIN or inline.style.code:
        yield inline
        return
    outside = Style(link=inline.style.link)
    words = inline.text.strip()
    start = inline.text.find(words) if words else len(inline.text)
    for text, style in (
        (inline.text[:start], outside),
        (words, inline.style),
        (inline.text[start + len(words) :], outside),
    ):
        if text:
            yield Text(text, style)


def _without_emphasis(piece: Inline) -> Inline:
    if isinstance(piece, Text | Ruby):
        return replace(piece, style=replace(piece.style, strong=False, emphasis=False))
    return piece


def _write(pieces: Sequence[Inline], *, in_cell: bool) -> str:
    text = ""
    for part in _links(pieces):
        if part.startswith("[") and text.endswith("!"):
            text = text[:-1] + "\\!"  # else it would be an image
        text += part
    if in_cell:
        return text.replace("|", "\\|")  # the table takes the backslash away, in code too
    return _LINE_START.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", text)


def _links(pieces: Sequence[Inline]) -> Iterator[str]:
    for link, group in groupby(pieces, lambda p: _style(p).link):
        words = _styled(list(group), "strong", "**")
        if link and words.strip():
            before, after = words[: -len(words.lstrip())], words[len(words.rstrip()) :]
            yield f"{before}[{words.strip()}]({_target(link)}){after}"
        else:
            yield words


def _target(link: str) -> str:
    """An address in which nothing ends it, in angles where it has brackets."""
    address = quote(link, safe="!#$%&'()*+,/:;=?@~")
    return f"<{address}>" if not address or "(" in address or ")" in address else address


def _style(piece: Inline) -> Style:
    return piece.style if isinstance(piece, Text | Ruby) else PLAIN


def _styled(pieces: list[Inline], name: str, sign: str) -> str:
    """Pieces with the signs of `strong` around them, and in those the signs of `emphasis`."""
    found = []
    for is_set, group in groupby(pieces, lambda p: bool(getattr(_style(p), name))):
        inner = list(group)
        words = _styled(inner, "emphasis", "*") if name == "strong" else _plain(inner)
        found.append(f"{sign}{words}{sign}" if is_set else words)
    return "".join(found)


def _plain(pieces: list[Inline]) -> str:
    found = []
    for piece in pieces:
        if isinstance(piece, Text):
            found.append(_code(piece.text) if piece.style.code else write_words(piece.text))
        elif isinstance(piece, Ruby):
            found.append(f"{{{piece.text}|{piece.reading}}}")
        elif isinstance(piece, LineBreak):
            found.append("\\\n")
        elif isinstance(piece, Picture):
            found.append(f"![{write_words(piece.alternative)}]({_target(piece.file)})")
    return "".join(found)


def _code(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    sign = "`" * (longest + 1)
    needs_room = text.startswith("`") or text.endswith("`") or (text != text.strip(" "))
    room = " " if needs_room and text.strip(" ") else ""
    return f"{sign}{room}{text}{room}{sign}"


def _is_read_back(text: str, pieces: Sequence[Inline]) -> bool:
    """Whether Markdown gives back the same characters in the same styles."""
    return list(_read(text)) == [*_characters(pieces)]


def _characters(pieces: Sequence[Inline]) -> Iterator[tuple[str, bool, bool]]:
    for piece in pieces:
        if isinstance(piece, Text | Ruby):
            for character in piece.text:
                yield _seen(character, strong=piece.style.strong, emphasis=piece.style.emphasis)
        elif isinstance(piece, LineBreak):
            yield (" ", False, False)


def _seen(character: str, *, strong: bool, emphasis: bool) -> tuple[str, bool, bool]:
    """Nobody sees whether a space is emphasised."""
    return (character, strong, emphasis) if character.strip() else (character, False, False)


def _read(text: str) -> Iterator[tuple[str, bool, bool]]:
    depth = {"strong": 0, "em": 0}
    for token in parser().parse(text):
        for atom in inline_atoms(token.children or [], 0):
            if isinstance(atom, Open | Close) and atom.tag in depth:
                depth[atom.tag] += 1 if isinstance(atom, Open) else -1
            elif isinstance(atom, Words):
                for character in atom.text:
                    yield _seen(character, strong=depth["strong"] > 0, emphasis=depth["em"] > 0)
            elif isinstance(atom, Break):
                yield (" ", False, False)
            elif isinstance(atom, Image | Reading):
                continue
