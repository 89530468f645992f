"""Months of the proleptic Gregorian calendar with astronomical years: 0 is 1 BCE, -1 is 2 BCE.

ISO 8601-1:2019, 4.2.1. The `datetime` module stops at the years 1 and 9999; EDTF does not.
"""

from functools import lru_cache
from typing import TypeAlias

Day: TypeAlias = tuple[int, int, int]
"""Astronomical year, month from 1, day from 1."""

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def days_in_month(year: int, month: int) -> int:
    """How many days the month has; `month` counts from 1."""
    if month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
        return 29
    return _LENGTHS[month - 1]


@lru_cache(4096)
def day_number(day: Day) -> int:
    """Days since 1 March of the year 0; earlier ones are negative."""
    year, month, in_month = day
    # Counted from March, the day that leap years add is the last of the year.
    year, month = (year, month - 3) if month > 2 else (year - 1, month + 9)
    leap_days = year // 4 - year // 100 + year // 400
    return year * 365 + leap_days + (month * 153 + 2) // 5 + in_month - 1
