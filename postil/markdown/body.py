"""Bodies: what a note says, as the document that every stage and page makes it of."""

from functools import lru_cache

from postil.document import Document
from postil.markdown.short import read_markdown

_KEPT = 8192
"""Bodies that are kept: those of some hundred articles, in some ten megabytes."""
LONGEST = 10_000
"""Characters of a body that is kept: whatever is longer would take the room of many."""


def parse_body(text: str, language: str, han: str) -> Document:
    """The document of a body in `language`, with `han` for Han characters in it.

    It is asked for again and again: to check its links, for a note, for a timeline, for the
    search. The answer is made of nothing but what is asked for, and nobody can change it.
    """
    if len(text) > LONGEST:
        return read_markdown(text, language, han)
    return _kept(text, language, han)


_kept = lru_cache(maxsize=_KEPT)(read_markdown)
