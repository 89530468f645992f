"""The short way: what most authors write, straight from its text to the document.

Paragraphs, headings and quotations, and in them words, emphasis and links without anything
unusual. What is here leads where the parser leads; all else is left to it. Each rule asks for
less than CommonMark does, so that no other rule could have its say.
"""

import re
from functools import cache

from postil.document import Atom, Attributes, Block, Break, Close, Document, Open, Words
from postil.markdown.compose import Composer, compose, inline_atoms, words_of
from postil.scripts import direction_of, foreign_runs

_LINE = r"(?:[^\W\d_]|[\"'(“‘«„「『《（]|\*{1,2}[^\W_]|[0-9]+(?![0-9.)]))[^\n]*+(?:\n|\Z)"
"""Begins a line of a paragraph, whatever stands in it and before it: no other block begins so,
nor does what makes a heading or a table of the line above."""
_BLOCK = re.compile(
    r"(?>(?: *\n){0,9999})"
    r"(?:(?P<level>#{1,6}) +(?P<heading>[^ #\n](?:[^\n]*[^ #\n])?) *(?:\n|\Z)"
    rf"|(?:(?P<p>(?>(?:{_LINE}){{1,9999}}))|(?P<blockquote>(?>(?:> {_LINE}){{1,9999}})))"
    r"(?= *(?:\n|\Z))| *\Z)"
)
"""A block, and the empty lines before it. What has more lines than any page is the parser's: as
long as they are matched, each takes memory."""

NORMAL_LINK = (
    r"(?:https?://[a-z0-9]{1,40}(?:[.-][a-z0-9]{1,40}){0,4}(?:/[A-Za-z0-9._/-]*)?"
    r"|[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*)?(?:#[A-Za-z0-9.-]*)?"
)
"""Targets in which there is nothing to be encoded: most of them."""
_MARK = re.compile(r"[\\`*_\[\]<&{!\n]")
_WORDS = r"[^\\`*_\[\]<&{!\n]"
_PIECE = re.compile(
    rf"(?!\Z)(?P<words>{_WORDS}*+(?>(?:(?:!(?!\[)|&(?![#A-Za-z])){_WORDS}*+){{0,999}}))(?:"
    # With a letter at either end, the asterisks before and after it are no others' pair.
    r"(?P<sign>\*\*?)(?P<emphasized>[^\W_][^\\`*_\[\]<&{\n]*+(?<![\W_]))(?P=sign)(?!\*)"
    rf"|\[(?P<label>[^\\`*_\[\]<&{{\n]++)\]\((?!\))(?P<target>{NORMAL_LINK})\)"
    r"|(?P<line>\n)|\Z|(?P<other>.))"
)
"""Words, and what ends them: strong or emphasized ones, a link, a line. Or what asks for the
parser."""

_EMPHASES = {"*": (Open("em"), Close("em")), "**": (Open("strong"), Close("strong"))}
_QUOTATION, _END_OF_QUOTATION = Open("blockquote"), Close("blockquote")
_END_OF_LINK, _END_OF_RUN = Close("a"), Close("span")


def read_markdown(text: str, language: str, han: str, first_line: int = 0) -> Document:
    """The document of a text in `language`, with `han` for Han characters in it.

    `first_line` is the number of lines of the file that stand before the text.
    """
    line = text.rstrip(" \n")
    if _is_paragraph(line):
        atoms = _atoms(line, 0, language, han)
        words = words_of(atoms)
        lines = first_line, first_line + 1
        return Document((Block("p", atoms, 0, len(words), 1, (), lines),), words)
    blocks = _blocks(text, first_line)
    if blocks is None:
        from postil.markdown.parser import parse_markdown

        return compose(parse_markdown(text, language, han), first_line)
    composer = Composer({tag for tag, _, _ in blocks if tag[0] == "h"})
    for tag, content, lines in blocks:
        atoms = _atoms(content, composer.offset, language, han)
        if tag == "blockquote":
            composer.parts.append(_QUOTATION)
            composer.add("p", atoms, lines)
            composer.parts.append(_END_OF_QUOTATION)
        else:
            composer.add(tag, atoms, lines)
    return composer.document


def _is_paragraph(line: str) -> bool:
    """Whether a text is one line that can be nothing but a paragraph: most are."""
    return line[:1].isalpha() and not (
        "\n" in line or "\t" in line or "\r" in line or "\0" in line or line[-1].isspace()
    )


def _blocks(text: str, line: int) -> list[tuple[str, str, tuple[int, int]]] | None:
    """Tag and content of each block, and its lines, where the text begins in `line`."""
    if "\t" in text or "\r" in text or "\0" in text:
        return None
    blocks = []
    at = counted = 0
    while at < len(text):
        match = _BLOCK.match(text, at)
        if match is None:
            return None
        kind = match.lastgroup
        if kind is None:
            break  # nothing but empty lines is left
        start, at = match.start(kind), match.end()
        line += text.count("\n", counted, start)
        counted = start
        tag, content = kind, match[kind].rstrip(" \n")
        if kind == "heading":
            tag = f"h{len(match['level'])}"
        elif kind == "blockquote":
            content = content[2:].replace("\n> ", "\n")
        if content != content.strip():
            return None
        blocks.append((tag, content, (line, line + content.count("\n") + 1)))
    return blocks


def _atoms(content: str, start: int, language: str, han: str) -> tuple[Atom, ...]:
    """The atoms of a block, its words counted from `start`."""
    atoms: list[Atom] = []
    offset = start
    if _MARK.search(content) is None:
        add_words(atoms, content, offset, language, han)
        return tuple(atoms)
    for piece in _PIECE.finditer(content):
        words, sign, emphasized, label, target, line, other = piece.groups()
        if other:
            from postil.markdown.parser import parse_inline

            return inline_atoms(parse_inline(content, language, han), start)
        kept = words.rstrip(" ") if line else words
        if kept:
            offset = add_words(atoms, kept, offset, language, han)
        if line:
            atoms.append(Break(offset, hard=len(words) - len(kept) > 1))
            offset += 1
        elif sign:
            opening, closing = _EMPHASES[sign]
            atoms.append(opening)
            offset = add_words(atoms, emphasized, offset, language, han)
            atoms.append(closing)
        elif label:
            atoms.append(Open("a", (("href", target),)))
            offset = add_words(atoms, label, offset, language, han)
            atoms.append(_END_OF_LINK)
    return tuple(atoms)


def add_words(atoms: list[Atom], text: str, offset: int, language: str, han: str) -> int:
    """Add words, of which foreign runs name their language; the offset after them."""
    end = offset + len(text)
    if text.isascii():
        atoms.append(Words(text, offset))
        return end
    done = 0
    for first, last, spoken in foreign_runs(text, language, han):
        if first > done:
            atoms.append(Words(text[done:first], offset + done))
        atoms += _run_in(spoken, language), Words(text[first:last], offset + first), _END_OF_RUN
        done = last
    if done < len(text):
        atoms.append(Words(text[done:], offset + done))
    return end


@cache
def _run_in(spoken: str, language: str) -> Open:
    """What begins a run in a language, in a text of another."""
    direction = direction_of(spoken)
    turn: Attributes = () if direction == direction_of(language) else (("dir", direction),)
    return Open("span", (("lang", spoken), *turn))
