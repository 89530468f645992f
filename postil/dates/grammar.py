"""EDTF levels 0 and 1 (Library of Congress, 4 February 2019; ISO 8601-2:2019), read strictly.

Beyond level 1 only what cannot be misread is taken: unspecified digits from the right in the
dates of an interval (`198X/199X`), with a qualifier (`16XX~`), and three of them (`1XXX`).
"""

import re

from postil.dates.errors import LEVEL_2, DateError
from postil.dates.gregorian import Day, days_in_month
from postil.dates.model import Bound, Date, Interval, Precision, Time
from postil.dates.words import month_to_words

MAX_LENGTH = 80
"""Characters. The longest date is far shorter; what is longer is not looked at any further."""

MAX_YEAR_DIGITS = 15
"""Digits of a year after `Y`: a script's numbers still hold them exactly."""

_DATE = re.compile(r"(-?[0-9]{4})(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?([?~%]?)\Z")
_UNSPECIFIED_YEAR = re.compile(r"(?=-?[0-9X]{4}[?~%]?\Z)(-?)([0-9]+)(X+)([?~%]?)\Z")
_LONG_YEAR = re.compile(r"Y(-?)([0-9]+)([?~%]?)\Z")
_TIME = re.compile(r"([0-9]{2}):([0-9]{2}):([0-9]{2})(?:(Z)|([+-])([0-9]{2})(?::([0-9]{2}))?)?\Z")

_TIME_OF_DAY = re.compile(r"[0-9]T[0-9]")

_YEARS_PRECISION = (Precision.YEAR, Precision.DECADE, Precision.CENTURY, Precision.MILLENNIUM)

_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}
"""Code → first and last month. EDTF names no months; these are the meteorological seasons of the
northern hemisphere, and winter is that which begins in the year."""


def read_expression(text: str) -> Date | Interval:
    """A date, a date with a time, or an interval."""
    if len(text) > MAX_LENGTH:
        raise DateError(f"{len(text)} characters are too many for a date")
    if "/" in text:
        return _read_interval(text)
    if "T" in text:
        return _read_date_time(text)
    return _read_date(text, 0)


def _read_interval(text: str) -> Interval:
    """EDTF level 0, time interval; level 1, extended interval."""
    sides = text.split("/")
    if len(sides) != 2:
        raise _fault(text, 0)
    start = _read_side(sides[0], 0)
    end = _read_side(sides[1], len(sides[0]) + 1)
    if start is Bound.UNKNOWN and end is Bound.UNKNOWN:
        raise DateError("an interval needs a date on one side at least")
    if isinstance(start, Date) and isinstance(end, Date) and end.latest < start.earliest:
        # A coarser end may begin before the start: 2004-02-01/2004 ends "sometime in" 2004.
        raise DateError("the interval ends before it begins", offset=len(sides[0]) + 1)
    return Interval(text, start, end)


def _read_side(text: str, offset: int) -> Date | Bound:
    if not text:
        return Bound.UNKNOWN
    if text == "..":
        return Bound.OPEN
    if match := _TIME_OF_DAY.search(text):
        raise DateError("an interval has days, not times of day", offset=offset + match.start() + 1)
    if text[0] == "Y" and _LONG_YEAR.match(text):
        raise DateError("a year with Y cannot stand in an interval", offset=offset)
    return _read_date(text, offset)


def _read_date_time(text: str) -> Date:
    """EDTF level 0, date and time: whole to the second, with `Z`, a time shift or neither."""
    day_text, _, time_text = text.partition("T")
    match = _DATE.match(day_text)
    if not match or not match[3] or "X" in day_text or match[4]:
        raise _fault(text, 0)
    date = _read_date(day_text, 0)
    time = _read_time(time_text, len(day_text) + 1, text)
    return Date(text, date.earliest, date.latest, Precision.SECOND, time=time)


def _read_time(time_text: str, offset: int, text: str) -> Time:
    match = _TIME.match(time_text)
    if not match:
        raise _fault(text, 0)
    hour, minute, second = int(match[1]), int(match[2]), int(match[3])
    shift = 0 if match[4] else None
    if match[5]:
        shift_hour, shift_minute = int(match[6]), int(match[7] or 0)
        if shift_hour > 23 or shift_minute > 59:
            raise DateError("a time shift is less than 24:00", offset=offset + match.start(5))
        if match[5] == "-" and shift_hour == shift_minute == 0:
            # ISO 8601-1:2019, 4.3.13: a shift of zero is not negative.
            raise DateError("a time shift of zero has a plus sign", offset=offset + match.start(5))
        shift = (shift_hour * 60 + shift_minute) * (-1 if match[5] == "-" else 1)
    if hour > 23:
        raise DateError(f"hour {match[1]} does not exist", "hours are 00 to 23", offset)
    if minute > 59:
        raise DateError(f"minute {match[2]} does not exist", "minutes are 00 to 59", offset + 3)
    if second > 59 and not (second == 60 and (hour * 60 + minute - (shift or 0)) % 1440 == 1439):
        raise DateError(f"second {match[3]} does not exist", "seconds are 00 to 59", offset + 6)
    return Time(hour, minute, second, shift)


def _read_date(text: str, offset: int) -> Date:
    match = _DATE.match(text)
    if not match:
        return _read_unusual_year(text, offset)
    year_text, month_text, day_text, qualifier = match.groups()
    if year_text == "-0000":
        raise DateError("there is no year -0000", "the year before 0001 is 0000 (1 BCE)", offset)
    year = int(year_text)
    if month_text == "XX" and day_text not in (None, "XX"):
        raise DateError(LEVEL_2.format(feature="a day of an unspecified month"), offset=offset + 5)
    earliest, latest, precision = _read_month(year, month_text, day_text, offset + len(year_text))
    return Date(
        text,
        earliest,
        latest,
        precision,
        qualifier in ("?", "%"),
        qualifier in ("~", "%"),
        month_text == "XX" or day_text == "XX",
    )


def _read_month(
    year: int, month_text: str | None, day_text: str | None, offset: int
) -> tuple[Day, Day, Precision]:
    """What month and day can mean; `offset` is that of the hyphen before the month."""
    if month_text is None:
        return (year, 1, 1), (year, 12, 31), Precision.YEAR
    if month_text == "XX":
        precision = Precision.DAY if day_text else Precision.MONTH
        return (year, 1, 1), (year, 12, 31), precision
    month = int(month_text)
    if not 1 <= month <= 12:
        return _read_season(year, month, day_text, offset)
    length = days_in_month(year, month)
    if day_text is None:
        return (year, month, 1), (year, month, length), Precision.MONTH
    if day_text == "XX":
        return (year, month, 1), (year, month, length), Precision.DAY
    day = int(day_text)
    if not 1 <= day <= length:
        raise _day_error(year, month, day, offset + 4)
    return (year, month, day), (year, month, day), Precision.DAY


def _read_season(
    year: int, code: int, day_text: str | None, offset: int
) -> tuple[Day, Day, Precision]:
    """EDTF level 1, seasons; those of level 2 are 25 to 41."""
    if day_text is None and 25 <= code <= 41:
        raise DateError(LEVEL_2.format(feature=f"{code} for a part of the year"), offset=offset + 1)
    if code not in _SEASONS:
        hint = "months are 01 to 12, seasons 21 to 24"
        raise DateError(f"month {code:02} does not exist", hint, offset + 1)
    if day_text is not None:
        raise DateError("a season has no days", "leave the day out", offset + 3)
    first, last = _SEASONS[code]
    end_year = year + 1 if last < first else year
    return (
        (year, first, 1),
        (end_year, last, days_in_month(end_year, last)),
        Precision.SEASON,
    )


def _day_error(year: int, month: int, day: int, offset: int) -> DateError:
    length = days_in_month(year, month)
    if day < 1 or day > 31:
        return DateError(f"day {day:02} does not exist", "days are 01 to 31", offset)
    message = f"{month_to_words(year, month)} has {length} days"
    return DateError(message, "write the day that is meant, or leave it out", offset)


def _read_unusual_year(text: str, offset: int) -> Date:
    """Years with unspecified digits, and years of more than four digits (EDTF level 1)."""
    if match := _UNSPECIFIED_YEAR.match(text):
        sign, digits, blanks, qualifier = match.groups()
        size: int = 10 ** len(blanks)
        near = int(digits) * size
        far = near + size - 1
        # The negative years end at -0001: there is no year -0000.
        years = (-far, min(-near, -1)) if sign else (near, far)
        precision = _YEARS_PRECISION[len(blanks)]
    elif match := _LONG_YEAR.match(text):
        sign, digits, qualifier = match.groups()
        if len(digits) > MAX_YEAR_DIGITS:
            raise DateError(f"a year of {len(digits)} digits is not supported", offset=offset)
        year = int(digits)
        if year < 10_000 or digits[0] == "0":
            # Level 1: "when (and only when) the year exceeds four digits".
            raise DateError("Y is for years beyond 9999 only", offset=offset)
        years = (-year, -year) if sign else (year, year)
        precision = Precision.YEAR
    else:
        raise _fault(text, offset)
    return Date(
        text,
        (years[0], 1, 1),
        (years[1], 12, 31),
        precision,
        qualifier in ("?", "%"),
        qualifier in ("~", "%"),
        unspecified=precision is not Precision.YEAR,
    )


def _fault(text: str, offset: int) -> DateError:
    from postil.dates.faults import describe_fault  # thirty patterns, for a date that is wrong

    return describe_fault(text, offset)
