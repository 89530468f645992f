"""Bodies: what a note says, as the document that every stage and page makes it of."""

from functools import lru_cache

from postil.document import Block, Document, Words
from postil.markdown.compose import compose
from postil.markdown.parser import is_words, parse_markdown

_KEPT = 8192
"""Bodies that are kept: those of some hundred articles, in some ten megabytes."""
_LONGEST = 10_000
"""Characters of a body that is kept: whatever is longer would take the room of many."""


def parse_body(text: str, language: str, han: str) -> Document:
    """The document of a body in `language`, with `han` for Han characters in it.

    It is asked for again and again: to check its links, for a note, for a timeline, for the
    search. The answer is made of nothing but what is asked for, and nobody can change it.
    """
    if len(text) > _LONGEST:
        return compose(parse_markdown(text, language, han))
    return _parse(text, language, han)


@lru_cache(maxsize=_KEPT)
def _parse(text: str, language: str, han: str) -> Document:
    if text.isascii() and is_words(text):
        return _paragraph(text)
    return compose(parse_markdown(text, language, han))


def _paragraph(text: str) -> Document:
    """What is composed of a text of one line in which nothing is markup or foreign: a title."""
    end = len(text)
    return Document((Block("p", (Words(text, 0),), 0, end, number=1, lines=(0, 1)),), text)
