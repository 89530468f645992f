"""Whether the notes of an article fit beside it, each level with its words.

Notes in a margin push each other down. Where they would end up far from their words, they stand
beside their paragraph instead, which then leaves them room. Measured in lines of the text, by
estimate: what counts is how far the notes drift, and letters of unlike width even out.
"""

from math import ceil
from unicodedata import east_asian_width

from postil.arrange.reader import ArrangedArticle
from postil.render.notes import NoteView

_FURTHEST = 8
"""Lines by which a note may stand below its words."""
_MOST_NOTES = 60
"""A browser finds the place of each note from the one above it: long chains cost time."""
_TEXT_MEASURE, _NOTE_MEASURE = 68, 50
"""Letters on a line."""
_NOTE_LINE = 0.66
"""The height of a note's line."""
_BETWEEN_BLOCKS, _BETWEEN_NOTES = 0.7, 0.5


def notes_fit_margin(arranged: ArrangedArticle, views: list[NoteView]) -> bool:
    """Whether notes placed level with their words stay near them."""
    if len(views) > _MOST_NOTES:
        return False
    blocks = arranged.anchored.article.document.blocks
    text = arranged.anchored.article.document.text
    tops, top = [], 0.0
    for block in blocks:
        tops.append(top)
        top += ceil(_width(text[block.start : block.end]) / _TEXT_MEASURE) + _BETWEEN_BLOCKS
    bottom = 0.0
    for note, view in zip(arranged.notes, views, strict=True):
        before = text[blocks[note.block].start : note.marks[0].span[0]]
        level = tops[note.block] + _width(before) // _TEXT_MEASURE
        if bottom - level > _FURTHEST:
            return False
        bottom = max(bottom, level) + _height(view)
    return True


def _height(note: NoteView) -> float:
    body = sum(_width(said.html.striptags()) for said in note.bodies[:1])
    lines = 1 + ceil(body / _NOTE_MEASURE) + len(note.bodies[1:])
    lines += bool(note.details) + bool(note.translations) + 2 * bool(note.corrected)
    lines += bool(note.by or note.as_of or note.event)
    return lines * _NOTE_LINE + _BETWEEN_NOTES


def _width(text: str) -> int:
    """How many letters wide a text is; Han characters and the like are two."""
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)
