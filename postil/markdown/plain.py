"""Plain text (`article.txt`): paragraphs in which nothing is markup."""

import re

from markdown_it.token import Token

from postil.markdown.languages import mark_languages

_BLANK_LINES = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")


def parse_plain(text: str, language: str, han: str) -> list[Token]:
    """Blank lines part paragraphs; where there are none inside the text, every line is one.

    The tokens are those that Markdown paragraphs of the same words would give; line breaks
    inside a paragraph stay soft breaks.
    """
    body = text.strip()
    first_line = text[: len(text) - len(text.lstrip())].count("\n")
    parts = re.split(f"({_BLANK_LINES.pattern})", body)
    if len(parts) == 1:
        parts = re.split(r"(\n)", body)
    tokens: list[Token] = []
    line = first_line
    for i, part in enumerate(parts):
        height = part.count("\n")
        if i % 2 == 0 and part:
            tokens += paragraph(part, _rows(part), line, line + height + 1)
        line += height
    return mark_languages(tokens, language, han)


def _rows(text: str) -> list[Token]:
    children: list[Token] = []
    for i, row in enumerate(text.split("\n")):
        if i:
            children.append(Token("softbreak", "br", 0))
        children.append(Token("text", "", 0, content=row.strip()))
    return children


def paragraph(text: str, children: list[Token], first: int, last: int) -> list[Token]:
    """The tokens of a paragraph that stands from one line to before another, from 0."""
    place = [first, last]
    return [
        Token("paragraph_open", "p", 1, map=place, block=True),
        Token("inline", "", 0, content=text, map=place, level=1, children=children, block=True),
        Token("paragraph_close", "p", -1, block=True),
    ]
