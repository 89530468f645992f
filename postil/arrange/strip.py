"""The strip: a timeline as a picture, laid out in units of an SVG. The list of events says it all.

What is sure is a filled pill, what is likely an open one, a stretch of time a dashed box; as wide
as the time that it can mean, or as its number where that is wider. Marks that would touch go to
further lanes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from postil.arrange.scale import BREAK, Scale, Stretch, make_scale, stretch_of
from postil.arrange.ticks import Tick, room_for, ticks_of, unit_between
from postil.dates import Bound, Date, Interval, Translate
from postil.deferred import dataclass

WIDTH = 600

_NUMBERED, _PLAIN = 22, 10
"""The size of a mark, with and without a number of two digits."""
_MOST_NUMBERS = 99
_BETWEEN_MARKS, _BETWEEN_LANES = 4, 4
_MOST_LANES = 12
"""Of a picture that can be read."""
_BELOW_LANES, _BELOW_LINE = 8, 24
_UNKNOWN = 18
"""How far a mark goes on towards an end that nobody knows."""
_OUTLINE = 1


class Mark(NamedTuple):
    """An event on the strip."""

    number: int
    """Its place in the list, from 1."""
    certainty: str
    left: int
    right: int
    lane: int = 0
    """From 0, which is next to the line."""
    top: int = 0
    at: int = 0
    """Where its number stands."""
    left_end: str = ""
    right_end: str = ""
    """`open` or `unknown` at the side on which it goes on."""
    stem: int | None = None
    """Where a line leads down to the axis, for a mark wider than what it means."""


@dataclass(frozen=True)
class Strip:
    """A timeline as a picture."""

    width: int
    height: int
    line: int
    """The height of the line below the lanes."""
    size: int
    """The height of a mark."""
    is_numbered: bool
    marks: tuple[Mark, ...]
    """From left to right."""
    parts: tuple[tuple[int, int], ...]
    """Where the parts of the line begin and end; more than one for a broken line."""
    breaks: tuple[int, ...]
    ticks: tuple[Tick, ...]
    first: str
    last: str
    """The years, months or days that the picture begins and ends with, in words."""
    undated: int
    """How many events have no date at all, and so no mark."""


def draw_strip(
    dates: Sequence[Date | Interval],
    translate: Translate,
    *,
    numbered: bool,
    mirrored: bool = False,
) -> Strip | None:
    """Lay a timeline out; `dates` are those of its list, in the list's order.

    Time runs from left to right, or `mirrored` for pages written from right to left. None where
    a picture would tell nothing (one date, one day) or could not be read (too many at a time).
    """
    stretches = [stretch_of(date) for date in dates]
    known = [stretch for stretch in stretches if stretch]
    if len({(s.start, s.end) for s in known}) < 2:
        return None
    first, last = min(s.first for s in known), max(s.last for s in known)
    if first == last:
        return None
    scale = make_scale(known, WIDTH, lambda part: room_for(part, translate))
    is_numbered = numbered and len(dates) <= _MOST_NUMBERS
    size = _NUMBERED if is_numbered else _PLAIN
    marks, lanes = _stack(_marks(dates, stretches, scale, size))
    if lanes > _MOST_LANES:
        return None
    line = _OUTLINE + lanes * (size + _BETWEEN_LANES) + _BELOW_LANES
    unit = unit_between(first, last)
    strip = Strip(
        WIDTH,
        line + _BELOW_LINE,
        line,
        size,
        is_numbered,
        tuple([_lift(mark, lane, line, size) for mark, lane in marks]),
        tuple((part.left, part.right) for part in scale.parts),
        tuple(part.right + BREAK // 2 for part in scale.parts[:-1]),
        tuple(_ticks(scale, translate)),
        unit.words(first, translate),
        unit.words(last, translate),
        len(dates) - len(known),
    )
    return _mirror(strip) if mirrored else strip


def _lift(mark: Mark, lane: int, line: int, size: int) -> Mark:
    bottom = line - _BELOW_LANES - _BETWEEN_LANES
    return mark._replace(lane=lane, top=bottom - size - lane * (size + _BETWEEN_LANES))


def _ticks(scale: Scale, translate: Translate) -> Iterator[Tick]:
    beside = BREAK // 2 - 4
    for part in scale.parts:
        begin = 0 if part is scale.parts[0] else part.left - beside
        end = WIDTH if part is scale.parts[-1] else part.right + beside
        yield from ticks_of(part, (begin, end), translate)


def _marks(
    dates: Sequence[Date | Interval],
    stretches: Sequence[Stretch | None],
    scale: Scale,
    size: int,
) -> Iterator[Mark]:
    for number, (date, stretch) in enumerate(zip(dates, stretches, strict=True), 1):
        if stretch is None:
            continue
        begin, end = scale.places(stretch)
        left, right = begin + _BETWEEN_MARKS // 2, end - _BETWEEN_MARKS // 2
        middle = (begin + end) // 2
        is_narrow = right - left < size
        if is_narrow:
            left, right = middle - size // 2, middle + size // 2
        at, stem = (left + right) // 2, middle if is_narrow else None
        mark = Mark(number, date.certainty, left, right, at=at, stem=stem)
        yield _go_on(mark, date, size) if isinstance(date, Interval) else mark


def _go_on(mark: Mark, interval: Interval, size: int) -> Mark:
    """To the edge of the picture where there is no end, a little where it is not known."""
    if isinstance(interval.end, Bound):
        is_open = interval.end is Bound.OPEN
        right = WIDTH - _OUTLINE if is_open else min(mark.right + _UNKNOWN, WIDTH - _OUTLINE)
        return mark._replace(right=right, at=mark.left + size // 2, right_end=interval.end)
    if isinstance(interval.start, Bound):
        is_open = interval.start is Bound.OPEN
        left = _OUTLINE if is_open else max(mark.left - _UNKNOWN, _OUTLINE)
        return mark._replace(left=left, at=mark.right - size // 2, left_end=interval.start)
    return mark


def _stack(marks: Iterator[Mark]) -> tuple[list[tuple[Mark, int]], int]:
    """Each mark in the first lane in which it touches no other; and how many lanes there are.

    No more lanes are looked at than a picture can have, and one.
    """
    ends: list[int] = []
    stacked = []
    for mark in sorted(marks, key=lambda m: (m.left, m.right, m.number)):
        free = (i for i, end in enumerate(ends) if end + _BETWEEN_MARKS <= mark.left)
        lane = next(free, len(ends))
        ends[lane : lane + 1] = [mark.right]
        stacked.append((mark, lane))
        if len(ends) > _MOST_LANES:
            break
    return stacked, len(ends)


def _mirror(strip: Strip) -> Strip:
    """The same with time running from right to left."""
    width = strip.width
    marks = [
        m._replace(
            left=width - m.right,
            right=width - m.left,
            at=width - m.at,
            left_end=m.right_end,
            right_end=m.left_end,
            stem=None if m.stem is None else width - m.stem,
        )
        for m in strip.marks
    ]
    ticks = [t._replace(at=width - t.at, label_at=width - t.label_at) for t in strip.ticks]
    return replace(
        strip,
        marks=tuple(marks[::-1]),
        parts=tuple((width - b, width - a) for a, b in strip.parts[::-1]),
        breaks=tuple(width - x for x in strip.breaks[::-1]),
        ticks=tuple(ticks[::-1]),
    )
