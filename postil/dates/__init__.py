"""Dates of timelines: the Extended Date/Time Format, what it can mean, and words for it.

EDTF is a specification of the Library of Congress (4 February 2019) and part of ISO 8601-2:2019.
Levels 0 and 1 are supported. Of level 2 only unspecified digits from the right are, in the dates
of an interval, three in a year, and with a qualifier; the rest is refused as not supported.
"""

from postil.dates.errors import DateError
from postil.dates.gap import Gap, gap_between
from postil.dates.gregorian import Day, day_number
from postil.dates.html import html_datetime
from postil.dates.model import Bound, Certainty, Date, Interval, Precision, SortKey, Time
from postil.dates.parse import parse_date, parse_day
from postil.dates.patterns import PATTERNS
from postil.dates.words import (
    Translate,
    date_to_words,
    day_to_words,
    month_to_words,
    year_to_words,
    years_to_words,
)

__all__ = [
    "PATTERNS",
    "Bound",
    "Certainty",
    "Date",
    "DateError",
    "Day",
    "Gap",
    "Interval",
    "Precision",
    "SortKey",
    "Time",
    "Translate",
    "date_to_words",
    "day_number",
    "day_to_words",
    "gap_between",
    "html_datetime",
    "month_to_words",
    "parse_date",
    "parse_day",
    "year_to_words",
    "years_to_words",
]
