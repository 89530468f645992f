"""Ticks: the round years, months or days that label a line of time, in the page's language."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice, pairwise
from typing import NamedTuple

from postil.arrange.scale import Part, begin
from postil.dates import (
    Day,
    Translate,
    day_number,
    day_to_words,
    month_to_words,
    year_to_words,
    years_to_words,
)
from postil.dates.gregorian import days_in_month
from postil.deferred import dataclass
from postil.scripts import count_wide

_MOST = 7
"""Ticks on a part of the line."""
_APART = 10
"""Units between two labels."""
_LETTER, _HAN = 7.5, 13.5
"""The width of a letter; that of a Han character."""

# Days of the month that are round, and for how many days at most; the finest first.
_ROUND_DAYS = (
    (range(1, 32), 7),
    (range(1, 32, 2), 14),
    ((1, 5, 10, 15, 20, 25), 35),
    ((1, 10, 20), 70),
    ((1, 15), 105),
)
_ROUND_MONTHS = ((1, 214), (3, 642), (6, 1284))
"""Every so many months, for how many days at most."""
_DAYS_OF_A_YEAR = 365


class Tick(NamedTuple):
    """A labelled place on the line."""

    at: int
    label_at: int
    """The middle of the label; beside the place where the picture ends too soon."""
    label: str
    half: int
    """From the middle of the label to its ends, by estimate."""

    @property
    def reach(self) -> tuple[int, int]:
        """Where the label begins and ends, by estimate."""
        return self.label_at - self.half, self.label_at + self.half


def label_width(words: str) -> int:
    """How wide words are in a label, by estimate."""
    return int(len(words) * _LETTER + count_wide(words) * (_HAN - _LETTER))


@dataclass(frozen=True, slots=True)
class Unit:
    """Years, months or days."""

    words: Callable[[Day, Translate], str]
    """The one that a day is in."""
    begin: Callable[[Day], Day]
    """Its first day."""


_YEARS = Unit(lambda day, translate: year_to_words(day[0], translate), lambda day: (day[0], 1, 1))
_MONTHS = Unit(
    lambda day, translate: month_to_words(*day[:2], translate), lambda day: (*day[:2], 1)
)
_DAYS = Unit(day_to_words, lambda day: day)


def ticks_of(part: Part, bounds: tuple[int, int], translate: Translate) -> tuple[Tick, ...]:
    """The ticks of a part; labels keep inside of the bounds as far as they can."""
    first, last = part.stretch.first, part.stretch.last
    if part.dates == 1:
        return (_tick(part.place(0), _years_of(part, translate), bounds),)
    round_ticks = (
        [_tick(part.place(begin(day)), unit.words(day, translate), bounds) for day in days]
        for days, unit in _round(first, last)
        if len(days) <= _MOST
    )
    ticks = next((t for t in round_ticks if _fit(t, bounds)), [])
    if len(ticks) > 1:
        return tuple(ticks)
    unit = unit_between(first, last)
    start = _tick(part.left, unit.words(first, translate), bounds)
    end = _tick(part.place(begin(unit.begin(last))), unit.words(last, translate), bounds)
    ends = [start, end] if start.label != end.label else [start]
    return tuple(ends) if _fit(ends, bounds) else tuple(ticks) or (start,)


def room_for(part: Part, translate: Translate) -> int:
    """The width that a part must have for at least one label."""
    if part.dates == 1:
        return label_width(_years_of(part, translate)) + _APART
    ends = (part.stretch.first, part.stretch.last)
    unit = unit_between(*ends)
    return max(label_width(unit.words(day, translate)) for day in ends) + _APART


def _years_of(part: Part, translate: Translate) -> str:
    return years_to_words(part.stretch.first[0], part.stretch.last[0], translate)


def unit_between(first: Day, last: Day) -> Unit:
    """The longest unit that tells two days apart; days, where they are the same."""
    if first[0] != last[0]:
        return _YEARS
    return _MONTHS if first[1] != last[1] else _DAYS


def _tick(at: int, label: str, bounds: tuple[int, int]) -> Tick:
    half = label_width(label) // 2 + 1
    return Tick(at, max(bounds[0] + half, min(bounds[1] - half, at)), label, half)


def _fit(ticks: list[Tick], bounds: tuple[int, int]) -> bool:
    inside = all(bounds[0] <= t.reach[0] and t.reach[1] <= bounds[1] for t in ticks)
    return inside and all(a.reach[1] + _APART <= b.reach[0] for a, b in pairwise(ticks))


# Round days


def _round(first: Day, last: Day) -> Iterator[tuple[list[Day], Unit]]:
    """The round days, months and years between two days, the finest first, to the last of each.

    Of those that are too many, one more than may stand on a part.
    """
    length = day_number(last) - day_number(first) + 1
    for of_month, most in _ROUND_DAYS:
        if length <= most:
            yield _between(first, last, _days(first, last, of_month)), _DAYS
    for step, most in _ROUND_MONTHS:
        if length <= most:
            yield _between(first, last, _months(first, last, step)), _MONTHS
    step = 10 ** max(len(str(length // _DAYS_OF_A_YEAR)) - 2, 0)
    while step * _DAYS_OF_A_YEAR <= length:
        for size in (step, 2 * step, 5 * step):
            yield _between(first, last, _years(first[0], last[0], size)), _YEARS
        step *= 10


def _between(first: Day, last: Day, days: Iterator[Day]) -> list[Day]:
    return list(islice((day for day in days if first <= day <= last), _MOST + 1))


def _days(first: Day, last: Day, of_month: Iterable[int]) -> Iterator[Day]:
    for year, month, _ in _months(first, last, 1):
        length = days_in_month(year, month)
        yield from ((year, month, day) for day in of_month if day <= length)


def _months(first: Day, last: Day, step: int) -> Iterator[Day]:
    for count in range(first[0] * 12 + first[1] - 1, last[0] * 12 + last[1]):
        if count % step == 0:
            yield count // 12, count % 12 + 1, 1


def _years(first: int, last: int, step: int) -> Iterator[Day]:
    """Years that are round as they are told: 500 BCE is the year -499, and there is no year 0."""
    for count in range((first - 1) // step, last // step + 1):
        if count > 0:
            yield count * step, 1, 1
        elif count < 0:
            yield 1 + count * step, 1, 1
        elif first < 1 <= last and step > 1:
            yield 1, 1, 1
