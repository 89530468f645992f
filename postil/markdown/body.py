"""Bodies: what a note says, as the document that every stage and page makes it of."""

from functools import lru_cache

from postil.document import Document
from postil.markdown.compose import compose
from postil.markdown.parser import parse_markdown

_KEPT = 65536
"""Bodies that are kept: those of some hundred articles, in some ten megabytes."""


@lru_cache(maxsize=_KEPT)
def parse_body(text: str, language: str, han: str) -> Document:
    """The document of a body in `language`, with `han` for Han characters in it.

    It is asked for again and again: to check its links, for a note, for a timeline, for the
    search. The answer is made of nothing but what is asked for, and nobody can change it.
    """
    return compose(parse_markdown(text, language, han))
