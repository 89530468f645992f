"""From the marks of notes to selectors: the quote as short as is unique."""

from collections.abc import Iterable

from postil.anchor.selecting import Fields, select_words
from postil.anchor.text import SearchText
from postil.document import Document
from postil.importing.manuscript import Inlines, LineBreak, Mark, Ruby, Text
from postil.model import Span
from postil.scripts import is_solid

_MOST_WORDS = 6
"""A longer quote before a footnote is harder to read than a prefix."""


def marked_spans(
    document: Document, texts: Iterable[tuple[str, Inlines]]
) -> dict[str, tuple[Span, Span]]:
    """Where the marks of each note stand in the article's text.

    `texts` are the words of the document's blocks that have some, in order, beside the inlines
    that they come from. Gives each key its span and that of the block in which it ends.
    Marks in blocks whose words came out otherwise are left out.
    """
    starts: dict[str, int] = {}
    found: dict[str, tuple[Span, Span]] = {}
    blocks = [block for block in document.blocks if block.end > block.start]
    for block, (words, inlines) in zip(blocks, texts, strict=False):
        if document.text[block.start : block.end] != words:
            continue
        offset = block.start
        for inline in inlines:
            if isinstance(inline, Text | Ruby):
                offset += len(inline.text)
            elif isinstance(inline, LineBreak):
                offset += 1
            elif isinstance(inline, Mark) and not inline.is_end:
                starts[inline.key] = offset
            elif isinstance(inline, Mark):
                span = (starts.get(inline.key, offset), offset)
                found[inline.key] = (span, (block.start, block.end))
    return found


def selector_of(text: SearchText, span: Span, block: Span) -> Fields | None:
    """The selector that picks a span; for one without words, the words beside it in its block.

    `None` where there are none to quote.
    """
    words = text.document.text
    if any(c.isalnum() for c in words[slice(*span)]):
        selected = select_words(text, span)
        return selected.fields if selected else None
    return _words_before(text, span[0], block) or _words_after(text, span[1], block)


def _words_before(text: SearchText, offset: int, block: Span) -> Fields | None:
    """The fewest words that are unique and end where a footnote's number stands."""
    words = text.document.text
    end = offset
    while end > block[0] and not words[end - 1].isalnum():
        end -= 1
    start, shortest = end, None
    for _ in range(_MOST_WORDS):
        if start == block[0]:
            break
        start = _word_start(words, start, block[0])
        selected = select_words(text, (start, end))
        shortest = shortest or selected
        if selected and set(selected.fields) == {"quote"}:
            return selected.fields
    return shortest.fields if shortest else None


def _words_after(text: SearchText, offset: int, block: Span) -> Fields | None:
    """The word after a number that stands before all words of its block."""
    words = text.document.text
    while offset < block[1] and not words[offset].isalnum():
        offset += 1
    if offset == block[1]:
        return None
    selected = select_words(text, (offset, offset + 1))
    return selected.fields if selected else None


def _word_start(words: str, offset: int, first: int) -> int:
    """The start of the word, or of two ideographs, that ends at an offset or before it."""
    while offset > first and not words[offset - 1].isalnum():
        offset -= 1
    if offset > first and is_solid(words[offset - 1]):
        return max(first, offset - 2)
    while offset > first and words[offset - 1].isalnum() and not is_solid(words[offset - 1]):
        offset -= 1
    return offset
