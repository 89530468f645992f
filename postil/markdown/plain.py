"""Plain text (`article.txt`): paragraphs in which nothing is markup."""

import re

from postil.document import Atom, Break, Document
from postil.markdown.compose import Composer
from postil.markdown.short import add_words

_BLANK_LINES = re.compile(r"(\n[^\S\n]*(?:\n[^\S\n]*)+)")


def read_plain(text: str, language: str, han: str, first_line: int = 0) -> Document:
    """The document of a text in `language`, with `han` for Han characters in it.

    Blank lines part paragraphs; where there are none inside the text, every line is one. It is the
    document of Markdown paragraphs of the same words. `first_line` is the number of lines of the
    file that stand before the text.
    """
    body = text.strip()
    parts = _BLANK_LINES.split(body)
    if len(parts) == 1:
        parts = re.split(r"(\n)", body)
    composer = Composer(())
    line = first_line + text[: len(text) - len(text.lstrip())].count("\n")
    for i, part in enumerate(parts):
        height = part.count("\n")
        if i % 2 == 0 and part:
            composer.add(
                "p", _atoms(part, composer.offset, language, han), (line, line + height + 1)
            )
        line += height
    return composer.document


def _atoms(paragraph: str, offset: int, language: str, han: str) -> tuple[Atom, ...]:
    """The atoms of a paragraph, its words counted from `offset`."""
    atoms: list[Atom] = []
    for i, row in enumerate(paragraph.split("\n")):
        if i:
            atoms.append(Break(offset, hard=False))
            offset += 1
        offset = add_words(atoms, row.strip(), offset, language, han)
    return tuple(atoms)
