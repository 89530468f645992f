"""Where notes stand beside an article: each level with its words, or in rows with its paragraph.

Notes in a margin push each other down. Where they would end up far from their words, the next
passage begins lower. Measured in lines of the text, by estimate: what counts is how far notes
drift, and letters of unlike width even out. That none overlaps another is up to the browser.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from math import ceil
from typing import NamedTuple

from postil.arrange.reader import ArrangedArticle
from postil.render.notes import NoteView
from postil.render.pages import PassageView
from postil.scripts import count_wide, wide_places

_FURTHEST = 5
"""Lines by which the first note of a passage may stand below its words."""
_MOST_NOTES = 60
"""A browser finds the place of each note from the one above it: long chains cost time."""
_MOST_NOTES_PER_TEXT = 3
"""Where notes take more than so many times the room of the text, rows are tidier."""
_TEXT_MEASURE, _NOTE_MEASURE = 60, 50
"""Letters on a line."""
_SLACK = 2
"""Lines by which the estimate of the last notes may be short."""
_BETWEEN_PASSAGES, _BETWEEN_NOTES = 0.7, 0.5
_SOLID_LANGUAGES = ("zh", "ja", "ko")
"""Their lines of text are set wider apart (layout.css)."""


class Level(NamedTuple):
    """How much lower passages begin, so that notes stand near their words."""

    rises: tuple[int, ...]
    """For each passage, the lines of room added above it."""
    hang: int
    """Lines by which the last notes stand below the text."""


class _Estimate(NamedTuple):
    """How far notes reach down, in lines of the text."""

    rises: tuple[int, ...]
    hang: int
    text_height: float
    notes_height: float


def level_margin(arranged: ArrangedArticle, passages: Sequence[PassageView]) -> Level | None:
    """How the notes stand level with their words; `None` where rows are better."""
    if len(arranged.notes) > _MOST_NOTES:
        return None
    estimate = _estimate(arranged, passages)
    if estimate.notes_height > _MOST_NOTES_PER_TEXT * estimate.text_height:
        return None
    return Level(estimate.rises, estimate.hang)


def gaps(arranged: ArrangedArticle, passages: Sequence[PassageView]) -> Iterator[tuple[int, int]]:
    """Passages whose notes leave lines of the text empty, and how many, by estimate.

    Where notes stand in rows, these take about the same room below their paragraph.
    """
    noted = 0
    for i, rise in enumerate(_estimate(arranged, passages).rises):
        if rise:
            yield noted, rise
        if passages[i].notes:
            noted = i


def _estimate(arranged: ArrangedArticle, passages: Sequence[PassageView]) -> _Estimate:
    numbered = iter(arranged.notes)
    blocks = arranged.anchored.article.document.blocks
    wide = wide_places(arranged.anchored.article.document.text)
    is_solid = arranged.anchored.article.language.partition("-")[0] in _SOLID_LANGUAGES
    note_line = 0.54 if is_solid else 0.66  # the height of a note's line
    rises: list[int] = []
    top = bottom = notes_height = 0.0
    for passage in passages:
        tops, height = [], 0.0
        for block in blocks[passage.blocks.start : passage.blocks.stop]:
            tops.append(height)
            height += ceil(_width_between(block.start, block.end, wide) / _TEXT_MEASURE)
        levels = []
        for _, note in zip(passage.notes, numbered, strict=False):
            inside = tops[note.block - passage.blocks.start]
            begin, end = blocks[note.block].start, note.marks[0].span[0]
            levels.append(inside + _width_between(begin, end, wide) // _TEXT_MEASURE)
        drift = bottom - (top + levels[0]) if levels else 0.0
        rises.append(max(0, ceil(drift - _FURTHEST)))
        top += rises[-1]
        for level, view in zip(levels, passage.notes, strict=True):
            note_height = _lines(view) * note_line + _BETWEEN_NOTES
            bottom = max(bottom, top + level) + note_height
            notes_height += note_height
        top += height + _BETWEEN_PASSAGES
    hang = max(0, ceil(bottom - top) + _SLACK)
    return _Estimate(tuple(rises), hang, top - sum(rises), notes_height)


def _lines(note: NoteView) -> int:
    body = _width(_words_of(note.bodies[0].html)) if note.bodies else 0
    head = _width(_words_of(note.heading[0].html)) if note.heading else 0
    lines = ceil((head + 24) / _NOTE_MEASURE) + ceil(body / _NOTE_MEASURE)
    lines += bool(note.details) + bool(note.translations) + 2 * bool(note.corrected)
    lines += bool(note.original) + bool(note.by or note.as_of or note.event)
    return lines


_TAG = re.compile("<[^>]*>")


def _words_of(html: str) -> str:
    """The words between tags of ours, in which every `>` of an author is an entity."""
    words = str.strip(_TAG.sub("", html) if "<" in html else html)  # of `Markup`, in one step
    if "  " in words or not words.isprintable():  # no white space but a space can be printed
        words = " ".join(words.split())
    if "&" in words:
        from html import unescape  # its table of two thousand names is rarely asked for

        return unescape(words)
    return words


def _width(text: str) -> int:
    """How many letters wide a text is; Han characters and the like are two."""
    return len(text) + count_wide(text)


def _width_between(begin: int, end: int, wide: Sequence[int]) -> int:
    """The same for a part of a text, if any, whose wide characters are known."""
    if end < begin:
        return 0
    return end - begin + bisect_left(wide, end) - bisect_left(wide, begin)
