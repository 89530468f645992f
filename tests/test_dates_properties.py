"""Dates of every kind against the standard library, and against themselves."""

import datetime as dt
import re
from calendar import monthrange
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from postil.dates import DateError, date_to_words, html_datetime, parse_date, parse_day
from postil.dates.gregorian import days_in_month

four_digits = st.integers(0, 9999).map(lambda year: f"{year:04}")
years = st.one_of(four_digits, st.integers(1, 9999).map(lambda year: f"-{year:04}"))
months = st.builds(lambda year, month: f"{year}-{month:02}", years, st.integers(1, 12))
seasons = st.builds(lambda year, code: f"{year}-{code}", years, st.integers(21, 24))
days = st.builds(lambda month, day: f"{month}-{day:02}", months, st.integers(1, 28))
blanks = st.one_of(
    years.map(lambda year: f"{year[:-1]}X"),
    years.map(lambda year: f"{year[:-2]}XX"),
    years.map(lambda year: f"{year}-XX"),
    years.map(lambda year: f"{year}-XX-XX"),
    months.map(lambda month: f"{month}-XX"),
)
qualified = st.builds(
    lambda date, qualifier: date + qualifier,
    st.one_of(years, months, seasons, days, blanks),
    st.sampled_from(["", "?", "~", "%"]),
)
long_years = st.integers(10_000, 10**15 - 1).flatmap(
    lambda year: st.sampled_from([f"Y{year}", f"Y-{year}", f"Y{year}~"])
)
shifts = st.sampled_from(["", "Z", "+09:00", "-04", "+05:45", "+00"])
date_times = st.builds(
    lambda day, time, shift: f"{day}T{time:%H:%M:%S}{shift}", days, st.times(), shifts
)
ends = st.one_of(qualified, st.just(".."), st.just(""))
intervals = st.builds(lambda start, end: f"{start}/{end}", ends, ends)
expressions = st.one_of(qualified, long_years, date_times, intervals)
nearly = st.text(st.sampled_from("0123456789-–/.?~%XxYTZ:+ ,[]()augbcde年月日〜"), max_size=24)


def refusal(parse, text):
    try:
        parse(text)
    except DateError as error:
        return error
    return None


def read(text):
    """The date, or None where an interval ends before it begins or has no date."""
    error = refusal(parse_date, text)
    if error is None:
        return parse_date(text)
    assert "/" in text
    assert "the interval ends" in error.message or "an interval needs" in error.message
    return None


@given(st.dates())
def test_days_are_those_of_the_standard_library(day):
    date = parse_date(day.isoformat())
    assert date.earliest == date.latest == (day.year, day.month, day.day)
    assert html_datetime(date) == day.isoformat()
    words = date_to_words(date).removesuffix(" CE")
    assert words == f"{day.day} {day:%B} {day.year}"


@given(st.dates(), st.dates())
def test_days_sort_as_in_the_standard_library(one, other):
    keys = [parse_date(day.isoformat()).sort_key for day in (one, other)]
    assert (keys[0] < keys[1]) == (one < other)


@given(st.integers(1, 9999), st.integers(1, 12), st.integers(0, 99))
def test_a_day_exists_where_the_standard_library_has_it(year, month, day):
    try:
        dt.date(year, month, day)
    except ValueError:
        exists = False
    else:
        exists = True
    assert exists == (refusal(parse_date, f"{year:04}-{month:02}-{day:02}") is None)


@given(st.integers(-(10**15), 10**15), st.integers(1, 12))
def test_the_calendar_repeats_every_400_years(year, month):
    assert days_in_month(year, month) == monthrange(2000 + year % 400, month)[1]


@given(months)
def test_a_month_ends_the_day_before_the_next(text):
    date = parse_date(text)
    year, month, last = date.latest
    following = (year + month // 12, month % 12 + 1)
    sign = "-" if following[0] < 0 else ""
    if following[0] < 10_000:
        after = parse_date(f"{sign}{abs(following[0]):04}-{following[1]:02}-01")
        assert date.sort_key < after.sort_key
    assert parse_date(f"{text}-{last:02}").latest == date.latest


@given(years, st.integers(1, 3))
def test_unspecified_digits_hold_all_the_years_they_can(text, count):
    """By brute force: every digit in place of the last X."""
    holder = text[:-count] + "X" * count
    whole = parse_date(holder)
    parts = [text[:-count] + f"{number:0{count}}" for number in (0, 10**count - 1)]
    inner = [parse_date(part) for part in parts if part != "-0000"]
    assert whole.earliest == min(date.earliest for date in inner) or "-0000" in parts
    assert whole.latest >= max(date.latest for date in inner)
    assert whole.earliest[0] <= parse_date(text).earliest[0] or text == "-0000"
    assert whole.latest[0] - whole.earliest[0] in (10**count - 1, 10**count - 2)


@given(expressions)
@example("-000X/0000")
@example("/..")
def test_every_date_is_whole(text):
    date = read(text)
    if date is None:
        return
    if date.earliest and date.latest:
        assert date.earliest <= date.latest
    words = date_to_words(date)
    assert words
    assert words == words.strip()
    assert not re.search(r"[{}%~?]|None|  ", words)
    assert all(isinstance(number, int) for number in date.sort_key)
    assert len(date.sort_key) == 10
    value = html_datetime(date)
    if value and "T" not in value and not text.startswith("Y"):
        assert parse_day(value).earliest == date.earliest


@given(st.lists(expressions, max_size=8))
def test_dates_of_all_kinds_have_one_order(texts):
    keys = sorted(date.sort_key for text in texts if (date := read(text)))
    assert all(one <= other for one, other in pairwise(keys))
    for key in keys:
        assert key <= keys[-1]


@given(date_times)
def test_html_times_are_those_of_the_standard_library(text):
    value = html_datetime(parse_date(text))
    if value is not None:
        assert dt.datetime.fromisoformat(value) == dt.datetime.fromisoformat(text)


@given(st.one_of(qualified, long_years, intervals))
@example("0000")
def test_words_lead_back_to_the_date(text):
    """What a reader sees is understood as what the author wrote."""
    date = read(text)
    if date is None or "X" in text or {"", ".."} >= set(text.split("/")):
        return
    words = date_to_words(date)
    if words != text and "10,000" not in words:
        assert refusal(parse_date, words).instead == text


@given(st.one_of(nearly, st.text(max_size=100)))
@example("?" * 79)
@example("~" * 79)
@example("1 to " * 15)
@example("ﷺ" * 80)
@example("Y" + "9" * 5000)
@example("9" * 5000)
@example("1945-" + "0" * 5000)
def test_any_text_is_a_date_or_an_error_that_helps(text):
    for parse in (parse_date, parse_day):
        error = refusal(parse, text)
        if error is None:
            assert parse(text).text == text
            assert text.isascii()
            assert text.strip() == text
            continue
        assert error.message.isprintable()
        assert error.hint.isprintable()
        assert error.hint
        assert 0 <= error.offset <= len(text)
        if error.instead:
            assert parse(error.instead).text == error.instead
