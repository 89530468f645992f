"""Dates in words, so that no reader has to know a notation, and none can misread one.

A phrase begins with a small letter wherever its first word would, to stand in a sentence.
`translate` looks a pattern of `postil.dates.patterns` up, as gettext does.
"""

from collections.abc import Callable
from typing import TypeAlias

from postil.dates import patterns
from postil.dates.gregorian import Day
from postil.dates.model import Bound, Certainty, Date, Interval, Precision, Time

Translate: TypeAlias = Callable[[str], str]


def in_english(pattern: str) -> str:
    """The patterns are English as they stand."""
    return pattern


def date_to_words(date: Date | Interval, translate: Translate = in_english) -> str:
    """The date as a phrase: `1945?/..` is "from perhaps 1945 on"."""
    if isinstance(date, Interval):
        return _interval_to_words(date, translate)
    words = _unqualified(date, translate)
    pattern = _qualifier(date)
    return translate(pattern).format(date=words) if pattern else words


def year_to_words(year: int, translate: Translate = in_english) -> str:
    """An astronomical year: -551 is "552 BCE"."""
    if year <= 0:
        pattern = patterns.YEAR_BCE if year > -9999 else patterns.YEAR_LONG_BCE
        return translate(pattern).format(year=1 - year)
    if year < 1000:
        return translate(patterns.YEAR_EARLY).format(year=year)
    pattern = patterns.YEAR if year <= 9999 else patterns.YEAR_LONG
    return translate(pattern).format(year=year)


def years_to_words(first: int | None, last: int | None, translate: Translate = in_english) -> str:
    """A period of astronomical years, both ends in it; one of them may be missing."""
    if first is None:
        assert last is not None
        return translate(patterns.OPEN_START).format(end=year_to_words(last, translate))
    if last is None:
        return translate(patterns.OPEN_END).format(start=year_to_words(first, translate))
    if first == last:
        return year_to_words(first, translate)
    if first < -9998 or last > 9999 or first <= 0 < last:
        start, end = year_to_words(first, translate), year_to_words(last, translate)
        return translate(patterns.START_TO_END).format(start=start, end=end)
    if last <= 0:
        return translate(patterns.PERIOD_BCE).format(first=1 - first, last=1 - last)
    pattern = patterns.PERIOD if last >= 1000 else patterns.PERIOD_EARLY
    return translate(pattern).format(first=first, last=last)


def month_to_words(year: int, month: int, translate: Translate = in_english) -> str:
    """A month of an astronomical year; `month` counts from 1."""
    months = patterns.MONTHS if year >= 1000 else patterns.MONTHS_EARLY
    return translate(months[month - 1]).format(year=year_to_words(year, translate))


def day_to_words(day: Day, translate: Translate = in_english) -> str:
    """A day of an astronomical year."""
    year, month, in_month = day
    pattern = patterns.DAYS[month - 1]
    return translate(pattern).format(day=in_month, year=year_to_words(year, translate))


def _unqualified(date: Date, translate: Translate) -> str:
    year, month, _ = date.earliest
    if date.unspecified:
        return _unspecified(date, translate)
    match date.precision:
        case Precision.YEAR:
            return year_to_words(year, translate)
        case Precision.MONTH:
            return month_to_words(year, month, translate)
        case Precision.SEASON:
            # The seasons begin in March, June, September and December.
            pattern = patterns.SEASONS[month // 3 - 1]
            return translate(pattern).format(year=year_to_words(year, translate))
    words = day_to_words(date.earliest, translate)
    return _with_time(words, date.time, translate) if date.time else words


def _with_time(day: str, time: Time, translate: Translate) -> str:
    clock = f"{time.hour:02}:{time.minute:02}"
    if time.second:
        clock = f"{clock}:{time.second:02}"
    if time.shift is None:
        return translate(patterns.TIME).format(date=day, time=clock)
    if time.shift == 0:
        return translate(patterns.TIME_UTC).format(date=day, time=clock)
    hours, minutes = divmod(abs(time.shift), 60)
    sign = "+" if time.shift > 0 else "\N{MINUS SIGN}"
    shift = f"{sign}{hours}:{minutes:02}" if minutes else f"{sign}{hours}"
    return translate(patterns.TIME_SHIFTED).format(date=day, time=clock, shift=shift)


def _unspecified(date: Date, translate: Translate) -> str:
    (first, month, _), (last, last_month, _) = date.earliest, date.latest
    if date.precision is Precision.MONTH:
        return translate(patterns.SOME_MONTH).format(year=year_to_words(first, translate))
    if date.precision is Precision.DAY and month == last_month:
        words = month_to_words(first, month, translate)
        return translate(patterns.SOME_DAY_OF_MONTH).format(month=words)
    if date.precision is Precision.DAY:
        return translate(patterns.SOME_DAY_OF_YEAR).format(year=year_to_words(first, translate))
    if last <= 0:
        return translate(patterns.YEARS_BCE).format(first=1 - first, last=1 - last)
    if first <= 0:
        words, last_words = year_to_words(first, translate), year_to_words(last, translate)
        return translate(patterns.YEARS_ACROSS).format(first=words, last=last_words)
    pattern = patterns.YEARS_EARLY if last < 1000 else patterns.YEARS
    return translate(pattern).format(first=first, last=last)


def _qualifier(date: Date) -> str:
    if date.uncertain and date.approximate:
        if date.unspecified:
            return patterns.UNSPECIFIED_UNCERTAIN_AND_APPROXIMATE
        return patterns.UNCERTAIN_AND_APPROXIMATE
    if date.approximate:
        return patterns.UNSPECIFIED_APPROXIMATE if date.unspecified else patterns.APPROXIMATE
    return patterns.UNCERTAIN if date.uncertain else ""


def _interval_to_words(interval: Interval, translate: Translate) -> str:
    start, end = interval.start, interval.end
    if isinstance(start, Date):
        pattern = _pattern_from(start, end)
        start_words = date_to_words(start, translate)
    else:
        pattern = _pattern_without_start(start, end)
        start_words = ""
    end_words = date_to_words(end, translate) if isinstance(end, Date) else ""
    return translate(pattern).format(start=start_words, end=end_words)


def _pattern_from(start: Date, end: Date | Bound) -> str:
    plain = start.certainty is Certainty.CERTAIN
    match end:
        case Bound.OPEN:
            return patterns.OPEN_END
        case Bound.UNKNOWN:
            return patterns.UNKNOWN_END if plain else patterns.FROM_START_UNKNOWN_END
        case _:
            return patterns.START_TO_END if plain else patterns.FROM_START_TO_END


def _pattern_without_start(start: Bound, end: Date | Bound) -> str:
    match start, end:
        case Bound.OPEN, Bound.OPEN:
            return patterns.OPEN_BOTH
        case Bound.OPEN, Bound.UNKNOWN:
            return patterns.OPEN_START_UNKNOWN_END
        case Bound.OPEN, _:
            return patterns.OPEN_START
        case _, Bound.OPEN:
            return patterns.UNKNOWN_START_OPEN_END
        case _:
            return patterns.UNKNOWN_START
