"""Marks, and what is put into a block's atoms for them.

They are tuples: a page has a hundred, and a frozen dataclass takes three times as long to make.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from postil.document import Atom, Words
from postil.model import Span


class Mark(NamedTuple):
    """One place of an annotation."""

    id: str
    number: int
    family: str
    group: str
    """What the legend shows or hides it with: its family, or its kind where a site declares it."""
    span: Span
    control: str
    """The id of its control: `ref-<id>`, `ref-<id>-2` …"""
    is_again: bool = False
    """Not the annotation's first place."""
    is_more: bool = False
    """Not among the key notes."""
    words: str = ""
    """What it marks, for a control that stands without its words."""


class MarkOpen(NamedTuple):
    """A marked run begins: its marks, the longest first."""

    marks: tuple[Mark, ...]


class MarkClose(NamedTuple):
    """The marked run ends."""

    marks: tuple[Mark, ...]


class ControlOpen(NamedTuple):
    """A control around its words begins."""

    mark: Mark


class ControlClose(NamedTuple):
    """A control around its words ends, with its number."""

    mark: Mark


class ControlNumber(NamedTuple):
    """A control that is its number alone."""

    mark: Mark


class Marked(NamedTuple):
    """Words under one mark alone, and the control around them: all of these in one."""

    mark: Mark
    words: Words


Unfolded: TypeAlias = Atom | MarkOpen | MarkClose | ControlOpen | ControlClose | ControlNumber
Woven: TypeAlias = Unfolded | Marked


def unfold(woven: Iterable[Woven]) -> Iterator[Unfolded]:
    """The same with a beginning and an end for each mark and control."""
    for atom in woven:
        if isinstance(atom, Marked):
            yield ControlOpen(atom.mark)
            yield MarkOpen((atom.mark,))
            yield atom.words
            yield MarkClose((atom.mark,))
            yield ControlClose(atom.mark)
        else:
            yield atom
