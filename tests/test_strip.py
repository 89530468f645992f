"""The strip of a timeline: where marks, lanes, ticks and breaks are, for dates of every kind."""

import datetime as dt
import sys
from fractions import Fraction
from itertools import combinations, pairwise

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from test_dates_properties import expressions, read

from postil.arrange import scale, strip, ticks
from postil.arrange.strip import draw_strip
from postil.dates import Bound, Date, parse_date, year_to_words


def plain(pattern):
    return pattern


def draw(texts, *, numbered=True, mirrored=False):
    """The strip of dates, in the order of a list."""
    dates = sorted((parse_date(text) for text in texts), key=lambda date: date.sort_key)
    return draw_strip(dates, plain, numbered=numbered, mirrored=mirrored)


timelines = st.lists(expressions, max_size=14).map(
    lambda texts: [text for text in texts if read(text) is not None]
)


def bounds(date):
    """When a date begins and ends, in days, with the standard library; for the years 1 to 9999."""
    first = dt.date(*date.earliest).toordinal() if date.earliest else None
    last = dt.date(*date.latest).toordinal() + 1 if date.latest else None
    return first, last


@settings(deadline=None)
@given(timelines, st.booleans(), st.booleans())
def test_marks_keep_inside_and_apart(texts, numbered, mirrored):
    picture = draw(texts, numbered=numbered, mirrored=mirrored)
    assume(picture)
    lanes = {mark.lane for mark in picture.marks}
    assert lanes == set(range(max(lanes) + 1))
    for mark in picture.marks:
        assert 0 <= mark.left < mark.right <= picture.width
        assert mark.right - mark.left >= picture.size
        assert 0 < mark.top < mark.top + picture.size < picture.line < picture.height
        assert mark.left + picture.size // 2 <= mark.at <= mark.right - picture.size // 2
        assert mark.stem is None or mark.left <= mark.stem <= mark.right
    for one, other in combinations(picture.marks, 2):
        beside = one.right < other.left or other.right < one.left
        above = one.top + picture.size < other.top or other.top + picture.size < one.top
        assert beside or above
        assert above == (one.lane != other.lane)


@settings(deadline=None)
@given(timelines, st.booleans())
@example(["0000", "-0001-01-01T00:00:01"], False)
@example(["Y10000", "Y89961~", "0010~", "0010-01-01T00:01:00Z", "Y-10000000000039"], True)
def test_labels_keep_inside_and_apart(texts, mirrored):
    picture = draw(texts, mirrored=mirrored)
    assume(picture)
    assert picture.ticks
    for tick in picture.ticks:
        assert any(left <= tick.at <= right for left, right in picture.parts)
        assert 0 <= tick.reach[0] < tick.reach[1] <= picture.width
    for one, other in pairwise(picture.ticks):
        assert one.at < other.at
        assert one.reach[1] < other.reach[0]


@settings(deadline=None)
@given(timelines)
def test_every_event_with_a_date_has_one_mark(texts):
    picture = draw(texts)
    assume(picture)
    dates = sorted((parse_date(text) for text in texts), key=lambda date: date.sort_key)
    dated = {i for i, date in enumerate(dates, 1) if date.earliest or date.latest}
    assert sorted(mark.number for mark in picture.marks) == sorted(dated)
    assert picture.undated == len(dates) - len(dated)
    for mark in picture.marks:
        date = dates[mark.number - 1]
        assert mark.certainty == date.certainty
        ends = (None, None) if isinstance(date, Date) else (date.start, date.end)
        for end, drawn in zip(ends, (mark.left_end, mark.right_end), strict=True):
            assert drawn == (end if isinstance(end, Bound) else "")


@settings(deadline=None)
@given(timelines)
def test_what_is_earlier_stands_before(texts):
    picture = draw(texts)
    assume(picture)
    dates = sorted((parse_date(text) for text in texts), key=lambda date: date.sort_key)
    known = [m for m in picture.marks if isinstance(dates[m.number - 1], Date)]
    for one, other in combinations(known, 2):
        if dates[one.number - 1].latest < dates[other.number - 1].earliest:
            assert one.at <= other.at


days = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 1))


@settings(deadline=None)
@given(st.lists(days, min_size=2, max_size=10, unique=True))
def test_an_unbroken_line_is_true_to_scale(found):
    picture = draw([day.isoformat() for day in found])
    assume(picture)
    assume(not picture.breaks)
    ((left, right),) = picture.parts
    order = sorted(found)
    start, end = order[0].toordinal(), order[-1].toordinal() + 1
    for mark in picture.marks:
        drawn = mark.at if mark.stem is None else mark.stem
        middle = Fraction(2 * order[mark.number - 1].toordinal() + 1, 2)
        assert abs(left + (middle - start) * (right - left) / (end - start) - drawn) < 2


@settings(deadline=None)
@given(st.lists(st.integers(1, 9990), min_size=2, max_size=10, unique=True))
def test_a_stretch_is_as_wide_as_its_time(years):
    texts = [f"{year:04}/{year + 9:04}" for year in years]
    picture = draw(texts)
    assume(picture)
    assume(not picture.breaks)
    ((left, right),) = picture.parts
    dates = sorted((parse_date(text) for text in texts), key=lambda date: date.sort_key)
    start = min(bounds(date)[0] for date in dates)
    whole = max(bounds(date)[1] for date in dates) - start
    for mark in picture.marks:
        first, last = bounds(dates[mark.number - 1])
        width = Fraction((last - first) * (right - left), whole)
        if mark.stem is None:
            assert abs(mark.right - mark.left - width) <= 6
        else:
            assert width <= picture.size + 6


@settings(deadline=None)
@given(timelines)
def test_only_what_is_empty_is_left_out(texts):
    """Between two parts no date begins, ends or goes on; and they hold the dates in order."""
    dates = sorted((parse_date(text) for text in texts), key=lambda date: date.sort_key)
    stretches = [s for date in dates if (s := scale.stretch_of(date))]
    assume(stretches)
    parts = scale.make_scale(stretches, 600, lambda part: 40).parts
    assert len(parts) <= 3
    for one, other in pairwise(parts):
        assert one.right < other.left
        held = [s for s in stretches if s.start < other.stretch.start]
        assert max(s.end for s in held) == one.stretch.end < other.stretch.start
    left_out = sum(other.stretch.start - one.stretch.end for one, other in pairwise(parts))
    whole = parts[-1].stretch.end - parts[0].stretch.start
    assert left_out * 9 >= whole * 8 or len(parts) == 1


@settings(deadline=None)
@given(timelines)
def test_a_mirrored_strip_runs_the_other_way(texts):
    picture, mirrored = draw(texts), draw(texts, mirrored=True)
    assume(picture)
    assert mirrored.height == picture.height
    for mark, other in zip(picture.marks, reversed(mirrored.marks), strict=True):
        assert (other.number, other.lane, other.top) == (mark.number, mark.lane, mark.top)
        assert (other.left, other.right) == (600 - mark.right, 600 - mark.left)
        assert (other.left_end, other.right_end) == (mark.right_end, mark.left_end)
    assert [t.label for t in mirrored.ticks] == [t.label for t in reversed(picture.ticks)]


LABELS = {
    "1945-08-06 1945-08-08": "6 August 1945, 7 August 1945, 8 August 1945",
    "1945-08-06 1945-08-12": "7 August 1945, 9 August 1945, 11 August 1945",
    "1945-08-06 1945-09-02": "10 August 1945, 20 August 1945, 1 September 1945",
    "1999-11-20 2000-02-10": "December 1999, January 2000, February 2000",
    "2020-01-10 2020-12-20": "April 2020, July 2020, October 2020",
    "2019-12 2021-07-20": "January 2020, July 2020, January 2021, July 2021",
    "2001 2004": "2001, 2002, 2003, 2004",
    "1945 2025": "1960, 1980, 2000, 2020",
    "1066-10-14 1969-07-20": "1200, 1400, 1600, 1800",
    # Before the year 1, round is what is told as round; and there is no year 0.
    "-0551 0105": "500 BCE, 400 BCE, 300 BCE, 200 BCE, 100 BCE, 1 CE, 100 CE",
    "-0002 0003": "3 BCE, 2 BCE, 1 BCE, 1 CE, 2 CE, 3 CE",
    "Y-4540000000 2020": "4,000,000,000 BCE, 2,000,000,000 BCE, 1 CE",
    "Y170000002 Y170000003": "the year 170,000,002, the year 170,000,003",
}


@pytest.mark.parametrize(("texts", "labels"), LABELS.items())
def test_ticks_are_round(texts, labels):
    assert ", ".join(tick.label for tick in draw(texts.split()).ticks) == labels


def test_a_tick_stands_at_the_beginning_of_its_year():
    picture = draw(["2001", "2002-07-02", "2004"])
    days = [0, 365, 730, 1095]  # of the 1461 from 2001 to the end of 2004
    assert [t.at for t in picture.ticks] == [24 + day * 552 // 1461 for day in days]
    (mark,) = [m for m in picture.marks if m.stem]
    assert mark.stem == 24 + (365 + 182) * 552 // 1461


OUTLIER = "-0499 2020-01-07 2020-01-30 2020-02-11 2020-03-11 2020-05-27 2020-07-09 2020-09-28"


def test_one_far_off_date_does_not_squash_the_others():
    picture = draw(OUTLIER.split())
    (alone, rest), (at,) = picture.parts, picture.breaks
    assert alone[1] < at < rest[0]
    first, *others = picture.marks
    assert first.right <= alone[1]
    assert [t.label for t in picture.ticks] == ["500 BCE", "April 2020", "July 2020"]
    spread = others[-1].at - others[0].at
    assert spread > 350
    assert {m.lane for m in picture.marks} == {0, 1}


UNBROKEN = [
    "1945 1999 2011 2020 2024 2025",  # nothing is that empty
    "-0499 2020",  # two dates are never squashed
    "-0499 2019 2020",
    "-0499 2020 2020 2020",  # one date is a dot on any scale
    "-0499/2020 2018 2019 2020",  # an event goes on through the gap
]


@pytest.mark.parametrize("texts", UNBROKEN)
def test_a_line_is_whole_where_a_break_helps_nobody(texts):
    picture = draw(texts.split())
    assert len(picture.parts) == 1
    assert picture.breaks == ()


def test_what_goes_on_without_an_end_breaks_no_line_but_crosses_the_break():
    picture = draw([*OUTLIER.split(), "-0490/.."])
    (mark,) = [m for m in picture.marks if m.right_end == "open"]
    assert picture.breaks
    assert mark.left < picture.breaks[0] < mark.right == 599


def test_an_unknown_end_is_a_short_way_off():
    picture = draw(["1900", "1950/", "/1960", "2000"])
    ends = {(m.left_end, m.right_end): m for m in picture.marks}
    for mark in (ends["", "unknown"], ends["unknown", ""]):
        assert mark.right - mark.left == picture.size + 18
    assert ends["", "unknown"].stem < ends["", "unknown"].at + picture.size
    assert ends["unknown", ""].stem > ends["unknown", ""].at - picture.size


NO_PICTURE = [
    "",
    "1732",
    "1732 1732",
    "../.. /.. ../",
    "1732 ../..",
    "1945-08-15T08:00:00 1945-08-15T12:00:00",
    "2020 " * 13 + "2021",  # more at a time than can be read
]


@pytest.mark.parametrize("texts", NO_PICTURE)
def test_where_a_picture_would_tell_nothing_there_is_none(texts):
    assert draw(texts.split()) is None


def test_twelve_at_a_time_are_stacked():
    picture = draw(["2020"] * 12 + ["2021"])
    assert sorted(m.lane for m in picture.marks) == [0, *range(12)]


def test_numbers_of_three_digits_are_left_out():
    texts = [f"{year}" for year in range(1900, 2000)]
    assert draw(texts[:99]).is_numbered
    assert not draw(texts).is_numbered


def test_labels_are_in_the_language_of_the_page():
    dates = [parse_date(text) for text in ("1945", "2025")]
    picture = draw_strip(dates, lambda p: "{year}年" if p == "{year}" else p, numbered=True)
    assert [t.label for t in picture.ticks] == ["1960年", "1980年", "2000年", "2020年"]
    assert (picture.first, picture.last) == ("1945年", "2025年")
    assert ticks.label_width("1960年") > ticks.label_width("19600")
    assert year_to_words(1960) == "1960"


def lines_run(texts):
    """How many lines of the layout's modules are run for a timeline: its cost, without a clock."""
    dates = [parse_date(text) for text in texts]
    files = {module.__file__ for module in (scale, strip, ticks)}
    count = 0

    def trace(frame, event, argument):
        nonlocal count
        if frame.f_code.co_filename not in files:
            return None
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        draw_strip(dates, plain, numbered=False)
    finally:
        sys.settrace(before)
    return count


SHAPES = {
    "spread out": lambda n: [f"{1000 + i * 8000 // n}" for i in range(n)],
    "all at once": lambda n: ["2020"] * (n - 1) + ["2021"],
    "open": lambda n: [f"{1000 + i}/.." for i in range(n)],
    "long": lambda n: [f"{1000 + i}/{2000 + i}" for i in range(n)],
    "broken": lambda n: ["-5000", *(f"{1900 + i // 12}-{1 + i % 12:02}" for i in range(n))],
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_cost_grows_with_the_events(shape):
    few, many = (lines_run(SHAPES[shape](n)) for n in (1_000, 4_000))
    assert few < 1_000 * 120
    assert many <= 4.2 * few
