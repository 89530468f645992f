"""EDTF dates: what each form can mean, how dates sort, and what HTML gets."""

import dataclasses

import pytest

from postil.dates import (
    Bound,
    Certainty,
    Date,
    DateError,
    Interval,
    Precision,
    Time,
    html_datetime,
    parse_date,
    parse_day,
)

DATES = [
    # text, earliest, latest, precision
    ("1985-04-12", (1985, 4, 12), (1985, 4, 12), "day"),
    ("1985-04", (1985, 4, 1), (1985, 4, 30), "month"),
    ("1985", (1985, 1, 1), (1985, 12, 31), "year"),
    ("0000", (0, 1, 1), (0, 12, 31), "year"),
    ("0001-01-01", (1, 1, 1), (1, 1, 1), "day"),
    ("9999-12-31", (9999, 12, 31), (9999, 12, 31), "day"),
    ("-0551", (-551, 1, 1), (-551, 12, 31), "year"),
    ("-0043-03-15", (-43, 3, 15), (-43, 3, 15), "day"),
    ("-9999", (-9999, 1, 1), (-9999, 12, 31), "year"),
    # Leap years: every fourth, not every hundredth, every four hundredth; 0 and -4 are.
    ("2024-02", (2024, 2, 1), (2024, 2, 29), "month"),
    ("1900-02", (1900, 2, 1), (1900, 2, 28), "month"),
    ("2000-02-29", (2000, 2, 29), (2000, 2, 29), "day"),
    ("0000-02-29", (0, 2, 29), (0, 2, 29), "day"),
    ("-0004-02", (-4, 2, 1), (-4, 2, 29), "month"),
    ("-0100-02", (-100, 2, 1), (-100, 2, 28), "month"),
    # Long years.
    ("Y170000002", (170000002, 1, 1), (170000002, 12, 31), "year"),
    ("Y-170000002", (-170000002, 1, 1), (-170000002, 12, 31), "year"),
    ("Y10000", (10000, 1, 1), (10000, 12, 31), "year"),
    ("Y999999999999999", (10**15 - 1, 1, 1), (10**15 - 1, 12, 31), "year"),
    # Seasons.
    ("2001-21", (2001, 3, 1), (2001, 5, 31), "season"),
    ("2001-22", (2001, 6, 1), (2001, 8, 31), "season"),
    ("2001-23", (2001, 9, 1), (2001, 11, 30), "season"),
    ("2001-24", (2001, 12, 1), (2002, 2, 28), "season"),
    ("2003-24", (2003, 12, 1), (2004, 2, 29), "season"),
    ("-0001-24", (-1, 12, 1), (0, 2, 29), "season"),
    # Unspecified digits.
    ("201X", (2010, 1, 1), (2019, 12, 31), "decade"),
    ("19XX", (1900, 1, 1), (1999, 12, 31), "century"),
    ("1XXX", (1000, 1, 1), (1999, 12, 31), "millennium"),
    ("000X", (0, 1, 1), (9, 12, 31), "decade"),
    ("00XX", (0, 1, 1), (99, 12, 31), "century"),
    ("-20XX", (-2099, 1, 1), (-2000, 12, 31), "century"),
    ("-000X", (-9, 1, 1), (-1, 12, 31), "decade"),
    ("2004-XX", (2004, 1, 1), (2004, 12, 31), "month"),
    ("1985-02-XX", (1985, 2, 1), (1985, 2, 28), "day"),
    ("1985-XX-XX", (1985, 1, 1), (1985, 12, 31), "day"),
    # Dates with times.
    ("1985-04-12T23:20:30", (1985, 4, 12), (1985, 4, 12), "second"),
    ("1985-04-12T23:20:30Z", (1985, 4, 12), (1985, 4, 12), "second"),
    ("-0043-03-15T12:00:00", (-43, 3, 15), (-43, 3, 15), "second"),
    # Qualifiers do not widen what a date says.
    ("1984~", (1984, 1, 1), (1984, 12, 31), "year"),
    ("2004-06-11%", (2004, 6, 11), (2004, 6, 11), "day"),
    ("16XX~", (1600, 1, 1), (1699, 12, 31), "century"),
    ("2001-21?", (2001, 3, 1), (2001, 5, 31), "season"),
    ("Y17000~", (17000, 1, 1), (17000, 12, 31), "year"),
]


@pytest.mark.parametrize(("text", "earliest", "latest", "precision"), DATES)
def test_a_date_means_days(text, earliest, latest, precision):
    date = parse_date(text)
    assert isinstance(date, Date)
    assert (date.text, date.earliest, date.latest) == (text, earliest, latest)
    assert date.precision is Precision(precision)
    assert date.unspecified == ("X" in text)


QUALIFIERS = [("1984", False, False), ("1984?", True, False)]
QUALIFIERS += [("1984~", False, True), ("1984%", True, True), ("156X%", True, True)]


@pytest.mark.parametrize(("text", "uncertain", "approximate"), QUALIFIERS)
def test_a_qualifier_is_kept(text, uncertain, approximate):
    for edtf in (text, f"{text}/..", f"../{text}"):
        date = parse_date(edtf)
        assert (date.uncertain, date.approximate) == (uncertain, approximate)


TIMES = [
    ("00:00:00", Time(0, 0, 0, None)),
    ("23:59:59Z", Time(23, 59, 59, 0)),
    ("12:30:00+09:00", Time(12, 30, 0, 540)),
    ("12:30:00-04", Time(12, 30, 0, -240)),
    ("12:30:00-03:30", Time(12, 30, 0, -210)),
    ("12:30:00+00:00", Time(12, 30, 0, 0)),
    ("12:30:00+23:59", Time(12, 30, 0, 1439)),
    # A leap second is the last of a day of UTC.
    ("23:59:60", Time(23, 59, 60, None)),
    ("23:59:60Z", Time(23, 59, 60, 0)),
    ("08:59:60+09:00", Time(8, 59, 60, 540)),
    ("18:59:60-05", Time(18, 59, 60, -300)),
]


@pytest.mark.parametrize(("text", "time"), TIMES)
def test_a_time_of_day_is_kept_as_written(text, time):
    date = parse_date(f"1985-04-12T{text}")
    assert isinstance(date, Date)
    assert date.time == time


INTERVALS = [
    # text, earliest, latest
    ("1964/2008", (1964, 1, 1), (2008, 12, 31)),
    ("2004-02-01/2005-02-08", (2004, 2, 1), (2005, 2, 8)),
    ("2004-02-01/2005", (2004, 2, 1), (2005, 12, 31)),
    ("2004-02-01/2004", (2004, 2, 1), (2004, 12, 31)),
    ("-1000/-0999", (-1000, 1, 1), (-999, 12, 31)),
    ("1945?/..", (1945, 1, 1), None),
    ("../1945", None, (1945, 12, 31)),
    ("1945/", (1945, 1, 1), None),
    ("/1945", None, (1945, 12, 31)),
    ("../..", None, None),
    ("/..", None, None),
    ("../", None, None),
    ("198X/199X", (1980, 1, 1), (1999, 12, 31)),
    ("2004-06-XX/2004-07-03", (2004, 6, 1), (2004, 7, 3)),
    ("2003-22/2003-23", (2003, 6, 1), (2003, 11, 30)),
]


@pytest.mark.parametrize(("text", "earliest", "latest"), INTERVALS)
def test_an_interval_means_days(text, earliest, latest):
    interval = parse_date(text)
    assert isinstance(interval, Interval)
    assert (interval.text, interval.earliest, interval.latest) == (text, earliest, latest)
    assert interval.certainty is Certainty.WITHIN


def test_open_and_unknown_ends_are_told_apart():
    ends = [(parse_date(text).start, parse_date(text).end) for text in ("../", "/..")]
    assert ends == [(Bound.OPEN, Bound.UNKNOWN), (Bound.UNKNOWN, Bound.OPEN)]


CERTAINTIES = {"1945": "certain", "2001-21": "certain", "1945-08-15T12:30:00": "certain"}
CERTAINTIES |= {"1945~": "about", "1945?": "about", "1945-08%": "about"}
CERTAINTIES |= {"194X": "within", "16XX~": "within", "1945-XX": "within", "1937/1945": "within"}


@pytest.mark.parametrize(("text", "certainty"), CERTAINTIES.items())
def test_a_badge_tells_how_sure_a_date_is(text, certainty):
    assert parse_date(text).certainty is Certainty(certainty)


IN_ORDER = [
    *("/1944", "../1945", "../.."),
    *("Y-17000", "-0551", "-000X", "-0001", "0000", "000X", "0001-01-01", "0001"),
    *("19XX", "1937/1945", "194X"),
    *("1945-01-01", "1945-01", "1945-XX", "1945/", "1945-02-28"),
    *("1945-08-15T00:00:00", "1945-08-15"),
    *("1945-08-15T12:30:00+09:00", "1945-08-15T12:30:01Z", "1945-08-16"),
    *("2001-21", "2001-22", "2001-24", "2002", "Y17000"),
]


def test_dates_sort_by_what_they_can_mean():
    """Earliest first; of two that begin together, the one that ends first; open starts before."""
    mixed = IN_ORDER[1::2] + IN_ORDER[::2]
    by_key = sorted(mixed, key=lambda text: parse_date(text).sort_key)
    assert by_key == IN_ORDER


SAME_START = ["1900-01-01", "1900-01", "1900", "1900/1905", "190X", "19XX", "1900/.."]
STARTLESS = ["/0500", "../0500", "/1900", "../1945", "/.."]


def test_of_dates_that_begin_together_the_first_to_end_comes_first():
    backwards = SAME_START[::-1]
    assert sorted(backwards, key=lambda text: parse_date(text).sort_key) == SAME_START
    assert parse_date("1900/").sort_key == parse_date("1900/..").sort_key


def test_what_has_no_start_comes_first_by_its_end():
    """It may go back as far as one likes; open and unknown starts are not told apart."""
    texts = sorted(["Y-170000002", *STARTLESS], key=lambda text: parse_date(text).sort_key)
    assert texts == [*STARTLESS, "Y-170000002"]


def test_dates_that_mean_the_same_keep_their_order():
    texts = ["1945~", "1945", "1945/1945", "1945%"]
    assert sorted(texts, key=lambda text: parse_date(text).sort_key) == texts


HTML = {
    "1945": "1945",
    "0001": "0001",
    "1945-08": "1945-08",
    "1945-08-15": "1945-08-15",
    "Y17000": "17000",
    "1945~": "1945",
    "2025-05?": "2025-05",
    "1945-08-15T12:30:00": "1945-08-15T12:30:00",
    "1945-08-15T12:30:00Z": "1945-08-15T12:30:00Z",
    "1945-08-15T12:30:00-04": "1945-08-15T12:30:00-04:00",
    "1945-08-15T12:30:00+05:45": "1945-08-15T12:30:00+05:45",
}
NO_HTML = (
    "0000 -0551 Y-17000 2001-21 194X 1945-XX 1945-08-XX 1937/1945 1945/.. 2016-12-31T23:59:60Z"
)


@pytest.mark.parametrize(("text", "value"), [*HTML.items(), *((t, None) for t in NO_HTML.split())])
def test_html_gets_a_value_that_it_knows(text, value):
    assert html_datetime(parse_date(text)) == value


def test_dates_cannot_be_changed():
    for text in ("1945", "1937/1945"):
        date = parse_date(text)
        with pytest.raises(dataclasses.FrozenInstanceError):
            date.text = "1946"
        assert parse_date(text) == date
        assert hash(parse_date(text)) == hash(date)


@pytest.mark.parametrize("text", ["1945", "1945-08", "1945-08-15", "0001"])
def test_a_plain_day_is_one_for_articles(text):
    assert parse_day(text) == parse_date(text)


NO_PLAIN_DAYS = {
    "1945~": "1945",
    "2025-05?": "2025-05",
    "2025-05-01T12:00:00Z": "2025-05-01",
    "15.8.1945": "1945-08-15",
    "ca. 1900": "1900",
    "-0551": "",
    "19XX": "",
    "2001-21": "",
    "1937/1945": "",
    "1945-50": "",
    "Y17000": "",
    "1945-02-30": "",
    "": "",
}


@pytest.mark.parametrize(("text", "instead"), NO_PLAIN_DAYS.items())
def test_nothing_else_is_a_plain_day(text, instead):
    with pytest.raises(DateError) as refused:
        parse_day(text)
    assert refused.value.instead == instead
    assert refused.value.hint
    assert "/" not in refused.value.hint
