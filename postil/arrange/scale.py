"""The line that a timeline is drawn along: which place each moment has.

One far-off date would squash all others into a dot. So a stretch in which nothing happens is left
out where it would be nearly all of the line; the line is then broken, and each part has a scale of
its own. Whole numbers throughout: years have up to fifteen digits, and the same input must give
the same bytes.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from heapq import nlargest
from itertools import pairwise
from typing import NamedTuple

from postil.dates import Date, Day, Interval, day_number
from postil.deferred import dataclass

EDGE = 24
"""Units beside the line at either side, for half a mark and for what goes on."""
BREAK = 28
"""Units between the parts of a broken line."""

_SQUASHED = 8
"""A stretch is left out if it is so many times as long as all that would remain."""
_MOST_BREAKS = 2
_DATES_TO_UNTANGLE = 3
"""Different dates in one part, for which breaking the line is worth while."""
_SECONDS_OF_A_DAY = 86_400


class Stretch(NamedTuple):
    """The time that a date can mean, in seconds; empty for a moment."""

    start: int
    end: int
    """After the last second."""
    first: Day
    last: Day


def begin(day: Day) -> int:
    """The first moment of a day, in the seconds of a stretch."""
    return day_number(day) * _SECONDS_OF_A_DAY


def stretch_of(date: Date | Interval) -> Stretch | None:
    """What a date can mean, as far as it is known; None for an interval without a date."""
    if isinstance(date, Date):
        start, end = begin(date.earliest), begin(date.latest) + _SECONDS_OF_A_DAY
        if date.time:
            start = end = start + date.time.seconds
        return Stretch(start, end, date.earliest, date.latest)
    known = [side for side in (date.start, date.end) if isinstance(side, Date)]
    if not known:
        return None
    ends = [stretch for side in known if (stretch := stretch_of(side))]
    return Stretch(ends[0].start, ends[-1].end, ends[0].first, ends[-1].last)


class Part(NamedTuple):
    """A part of the line without a break."""

    stretch: Stretch
    """From the first date to the last."""
    dates: int
    """How many different ones; a single date stands in the middle, not to scale."""
    left: int = 0
    right: int = 0

    def place(self, moment: int) -> int:
        """The place of a moment in seconds; of one before the part, where that begins."""
        if self.dates == 1:
            return (self.left + self.right) // 2
        since, whole = max(moment - self.stretch.start, 0), self.stretch.end - self.stretch.start
        return self.left + since * (self.right - self.left) // whole


@dataclass(frozen=True)
class Scale:
    """The parts of the line, from left to right."""

    parts: tuple[Part, ...]

    def places(self, stretch: Stretch) -> tuple[int, int]:
        """Where a stretch of one of the dates begins and ends."""
        part = self.parts[bisect_right(self.parts, stretch.start, key=_start) - 1]
        return part.place(stretch.start), part.place(stretch.end)


def _start(part: Part) -> int:
    return part.stretch.start


def make_scale(dates: Sequence[Stretch], width: int, room: Callable[[Part], int]) -> Scale:
    """The line for these dates, at least one.

    `room` is the width that a part needs to be labelled.
    """
    ordered = sorted(dates)
    for most in range(_MOST_BREAKS, -1, -1):
        parts = _break(ordered, most)
        available = width - 2 * EDGE - (len(parts) - 1) * BREAK
        rooms = [min(room(part), available) for part in parts]
        if sum(rooms) <= available:
            break
    placed, left = [], EDGE
    for part, share in zip(parts, _shares(parts, rooms, available), strict=True):
        placed.append(part._replace(left=left, right=left + share))
        left += share + BREAK
    return Scale(tuple(placed))


def _break(dates: Sequence[Stretch], most: int) -> list[Part]:
    """The line in parts, of which there is but one where nothing need be left out."""
    empty, reach = [], dates[0].end
    for i, date in enumerate(dates):
        if date.start > reach:
            empty.append((date.start - reach, i))
        reach = max(reach, date.end)
    whole, cuts = reach - dates[0].start, [0, len(dates)]
    parts = [_part(dates)]
    for length, i in nlargest(most, empty):
        if length < _SQUASHED * (whole - length):
            break
        whole, cuts = whole - length, sorted([*cuts, i])
        broken = [_part(dates[a:b]) for a, b in pairwise(cuts)]
        if max(part.dates for part in broken) < _DATES_TO_UNTANGLE:
            break
        parts = broken
    return parts


def _part(dates: Sequence[Stretch]) -> Part:
    end, last = max(d.end for d in dates), max(d.last for d in dates)
    whole = Stretch(dates[0].start, end, dates[0].first, last)
    return Part(whole, len({(d.start, d.end) for d in dates}))


def _shares(parts: Sequence[Part], rooms: Sequence[int], available: int) -> list[int]:
    """The width of each part: by how many dates it has, and at least its room."""
    shares = dict.fromkeys(range(len(parts)), 0)
    waiting = list(shares)
    while waiting:
        free = available - sum(shares.values())
        dates = sum(parts[i].dates for i in waiting)
        wanted = {i: free * parts[i].dates // dates for i in waiting}
        short = {i: rooms[i] for i in waiting if wanted[i] < rooms[i]}
        shares |= short or wanted
        waiting = [i for i in waiting if short and i not in short]
    return list(shares.values())
