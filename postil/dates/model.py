"""Dates and intervals: what an EDTF expression can mean.

Days are those of the proleptic Gregorian calendar, years astronomical. A time of day is kept as
written; it is never moved to another time zone, so that the day stays the one its author wrote.
"""

from enum import StrEnum
from typing import TypeAlias

from postil.dates.gregorian import Day
from postil.deferred import dataclass

SortKey: TypeAlias = tuple[int, ...]

_SECONDS_OF_A_DAY = 86_400
_BEFORE_ALL: SortKey = (0, 0, 0, 0, 0)
_AFTER_ALL: SortKey = (2, 0, 0, 0, 0)


class Precision(StrEnum):
    """How finely a date is given. `2004-XX` has the precision of a month, though none is named."""

    SECOND = "second"
    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    MILLENNIUM = "millennium"


class Certainty(StrEnum):
    """How sure a date is, as a reader sees it at a glance."""

    CERTAIN = "certain"
    ABOUT = "about"
    """Uncertain or approximate."""
    WITHIN = "within"
    """Somewhere in a stretch of time: an interval, or a date with unspecified digits."""


class Bound(StrEnum):
    """An end of an interval that is not a date (EDTF level 1, extended interval)."""

    OPEN = "open"
    """`..`: there is none, or it is not specified."""
    UNKNOWN = "unknown"
    """Nothing written: there is one, and it is not known."""


@dataclass(frozen=True)
class Time:
    """A time of day (EDTF level 0), as written."""

    hour: int
    minute: int
    second: int
    """60 in a leap second."""
    shift: int | None
    """Minutes east of UTC; None for local time."""

    @property
    def seconds(self) -> int:
        """Seconds since midnight."""
        return self.hour * 3600 + self.minute * 60 + self.second


@dataclass(frozen=True)
class Date:
    """One date, of any precision."""

    text: str
    """The EDTF, as written."""
    earliest: Day
    latest: Day
    """The first and the last day that the date can mean, whatever its qualifier says."""
    precision: Precision
    uncertain: bool = False
    """`?` or `%`: its source is in doubt."""
    approximate: bool = False
    """`~` or `%`: it is an estimate."""
    unspecified: bool = False
    """Some of its digits are `X`."""
    time: Time | None = None

    @property
    def certainty(self) -> Certainty:
        """What the badge of the date shows; unspecified digits outweigh a qualifier."""
        if self.unspecified:
            return Certainty.WITHIN
        return Certainty.ABOUT if self.uncertain or self.approximate else Certainty.CERTAIN

    @property
    def sort_key(self) -> SortKey:
        """Puts dates and intervals in order: the earliest day, then the latest."""
        first = self.time.seconds if self.time else 0
        last = self.time.seconds if self.time else _SECONDS_OF_A_DAY
        return (1, *self.earliest, first, 1, *self.latest, last)


@dataclass(frozen=True)
class Interval:
    """A stretch of time between two dates, of which one or both may be missing."""

    text: str
    """The EDTF, as written."""
    start: Date | Bound
    end: Date | Bound

    @property
    def earliest(self) -> Day | None:
        """The first day that the interval can hold; None where its start is open or unknown."""
        return self.start.earliest if isinstance(self.start, Date) else None

    @property
    def latest(self) -> Day | None:
        """The last day that the interval can hold; None where its end is open or unknown."""
        return self.end.latest if isinstance(self.end, Date) else None

    @property
    def uncertain(self) -> bool:
        """Whether either end is."""
        return any(isinstance(side, Date) and side.uncertain for side in (self.start, self.end))

    @property
    def approximate(self) -> bool:
        """Whether either end is."""
        return any(isinstance(side, Date) and side.approximate for side in (self.start, self.end))

    @property
    def certainty(self) -> Certainty:
        """What the badge of the interval shows."""
        return Certainty.WITHIN

    @property
    def sort_key(self) -> SortKey:
        """Puts dates and intervals in order; one without a start comes before all others."""
        first = self.start.sort_key[:5] if isinstance(self.start, Date) else _BEFORE_ALL
        last = self.end.sort_key[5:] if isinstance(self.end, Date) else _AFTER_ALL
        return first + last
