"""Jumbled sentences, or paragraphs where these are short."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TypeAlias

from postil.arrange.exercises.lot import draw
from postil.arrange.exercises.material import Material
from postil.arrange.exercises.model import Deal, Item, Made, Phrase, Solution, made
from postil.document import Block

_FEWEST = 3
"""Two sentences are a coin tossed."""

_Row: TypeAlias = tuple[Phrase, ...]


def make_jumble(material: Material) -> Deal:
    """The sentences of one of the longest paragraphs, drawn; of too many, the first ones."""
    return partial(_deal, _rows(material))


def _deal(whole: Sequence[_Row], most: int, seed: str) -> Made:
    if not whole:
        return made("jumble", [], 0)
    longest = min(max(map(len, whole)), most)
    rows = [row[:most] for row in whole if len(row) >= longest]
    row = draw(f"{seed}\nparagraph", rows, lambda row: "\n".join(sorted(p.plain for p in row)))[0]
    places = {phrase.plain: str(place) for place, phrase in enumerate(row, 1)}
    drawn = draw(seed, row, lambda phrase: phrase.plain)
    pairs = [
        (Item(number, phrase), Solution(number, phrase, places[phrase.plain]))
        for number, phrase in enumerate(drawn, 1)
    ]
    return made("jumble", pairs, max(map(len, whole)))


def _rows(material: Material) -> Sequence[_Row]:
    """Sentences of each paragraph that has enough; else paragraphs that follow each other."""
    rows = [row for row in _sentences(material) if _can_be_told_apart(row)]
    return rows or [row for row in _paragraphs(material) if _can_be_told_apart(row)]


def _can_be_told_apart(row: _Row) -> bool:
    return len(row) >= _FEWEST and len({p.plain.casefold() for p in row}) == len(row)


def _sentences(material: Material) -> Iterator[_Row]:
    for stretch in material.stretches:
        row = [stretch.cut(*span) for span in stretch.sentences]
        if None not in row:
            yield tuple(phrase for phrase in row if phrase is not None)


def _paragraphs(material: Material) -> Iterator[_Row]:
    phrases = {stretch.block.start: stretch.phrase for stretch in material.stretches}
    row: list[Phrase] = []
    for part in material.arranged.anchored.article.document.parts:
        if isinstance(part, Block) and part.tag == "p" and part.start in phrases:
            row.append(phrases[part.start])
        else:
            yield tuple(row)
            row = []
    yield tuple(row)
