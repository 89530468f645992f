"""How long after one date another is."""

import datetime as dt
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_dates_properties import expressions, read

from postil.dates import day_number, gap_between, parse_date

GAPS = {
    # Days are exact.
    ("1945-08-15", "1945-09-02"): "18 days",
    ("2000-02-28", "2000-03-01"): "2 days",
    ("1945-08-06~", "1945-08-09"): "about 3 days",
    ("2025-03-25", "2025-05-13"): "49 days",
    ("1945-08-15T08:00:00", "1945-08-16"): "1 days",
    # From two months on, months; from two years on, years.
    ("2025-01-10", "2025-04-10"): "3 months",
    ("2025-01-10", "2025-04-20"): "about 3 months",
    ("2025-01-10", "2025-04-30"): "about 4 months",
    ("2024-05-20", "2025-03-25"): "about 10 months",
    ("2025-02", "2025-03"): "1 months",
    ("2025-02", "2025-04-15"): "about 2 months",
    ("1945-09-02", "1999-09-21"): "54 years",
    ("1999-09-21", "2011-03-11"): "about 11 years",
    ("2000-01-01", "2003-12-31"): "4 years",
    # Years differ by their numbers; there is one less between 1 BCE and 1 CE than it seems.
    ("1732", "1735"): "3 years",
    ("1605~", "1705"): "about 100 years",
    ("1605", "1705?"): "about 100 years",
    ("1898", "1945-08-15"): "about 47 years",
    ("-0499", "0500"): "999 years",
    ("0000", "0001"): "1 years",
    # So many are rounded to three digits.
    ("Y-170000002", "2020"): "about 170,000,000 years",
    ("-8000", "2000"): "10,000 years",
    ("Y-123456", "0000"): "about 123,000 years",
    # Nothing that can be said in one number.
    ("1945", "1945"): None,
    ("1945", "1945-08"): None,
    ("2025-05~", "2025-05-13"): None,
    ("1937/1945", "1950"): None,
    ("1900", "1937/1945"): None,
    ("19XX", "2000"): None,
    ("1990", "199X"): None,
    ("2001-21", "2003"): None,
    ("../1945", "1950"): None,
}


@pytest.mark.parametrize(("dates", "words"), GAPS.items())
def test_a_gap_is_told(dates, words):
    gap = gap_between(*map(parse_date, dates))
    said = gap and f"{'about ' if gap.is_about else ''}{gap.count:,} {gap.unit}"
    assert said == words


@settings(deadline=None)
@given(st.dates(), st.dates())
def test_days_are_counted_as_in_the_standard_library(one, other):
    numbers = [day_number((day.year, day.month, day.day)) for day in (one, other)]
    assert numbers[1] - numbers[0] == (other - one).days


@settings(deadline=None)
@given(st.integers(-(10**12), 10**12), st.integers(1, 12), st.integers(1, 28))
def test_the_calendar_repeats_after_400_years(year, month, day):
    """146,097 days: Gregorian calendar, whatever the year."""
    assert day_number((year + 400, month, day)) - day_number((year, month, day)) == 146_097


@settings(deadline=None)
@given(st.dates(), st.dates())
def test_a_gap_is_true_to_the_days(one, other):
    first, last = sorted((one, other))
    gap = gap_between(parse_date(first.isoformat()), parse_date(last.isoformat()))
    days = (last - first).days
    if gap is None:
        assert days == 0
        return
    length = {"days": 1, "months": 365.2425 / 12, "years": 365.2425}[gap.unit]
    assert abs(gap.count * length - days) <= length * 0.6
    if not gap.is_about:
        assert abs(gap.count * length - days) <= max(length * 0.1, 3) + 29 * (gap.unit == "years")


@settings(deadline=None)
@given(expressions, expressions)
def test_a_gap_is_positive_and_from_earlier_to_later(one, other):
    dates = [date for text in (one, other) if (date := read(text))]
    if len(dates) < 2:
        return
    gap = gap_between(*sorted(dates, key=lambda date: date.sort_key))
    if gap:
        assert gap.count > 0
        assert re.fullmatch("days|months|years", gap.unit)
        assert gap.count < 10_000 or gap.count % 100 == 0


def test_the_day_before_the_year_1_is_the_last_of_1_bce():
    assert day_number((1, 1, 1)) - day_number((0, 12, 31)) == 1
    assert dt.date(1, 1, 1).toordinal() == 1
