"""Dates in words: no notation left, nothing that can be misread, every phrase translatable."""

import re

import pytest

from postil.dates import PATTERNS, date_to_words, parse_date, years_to_words

WORDS = {
    "1945": "1945",
    "1945-08": "August 1945",
    "1945-08-15": "15 August 1945",
    "2001-05-01": "1 May 2001",
    "2001-21": "spring 2001",
    "2001-22": "summer 2001",
    "2001-23": "autumn 2001",
    "2001-24": "winter 2001",
    # Qualifiers.
    "2025-05~": "about May 2025",
    "1945?": "perhaps 1945",
    "1945-08-15%": "perhaps about 15 August 1945",
    "2001-21~": "about spring 2001",
    # Years: astronomical 0 is 1 BCE; small ones would look like days.
    "-0551": "552 BCE",
    "-0043-03-15": "15 March 44 BCE",
    "-0014-03": "March of 15 BCE",
    "-0014-21": "spring 15 BCE",
    "0000": "1 BCE",
    "0001": "1 CE",
    "0079-08-24": "24 August 79 CE",
    "0030-04": "April of 30 CE",
    "0999": "999 CE",
    "1000-01": "January 1000",
    "-9998": "9999 BCE",
    "-9999": "10,000 BCE",
    "Y17000": "the year 17,000",
    "Y170000002": "the year 170,000,002",
    "Y-170000002": "170,000,003 BCE",
    "Y17000~": "about the year 17,000",
    # Unspecified digits.
    "199X": "some time in 1990–1999",
    "19XX": "some time in 1900–1999",
    "1XXX": "some time in 1000–1999",
    "098X": "some time in 980–989 CE",
    "000X": "some time from 1 BCE to 9 CE",
    "-20XX": "some time in 2100–2001 BCE",
    "-000X": "some time in 10–2 BCE",
    "2025-XX": "some month in 2025",
    "2025-05-XX": "some day in May 2025",
    "2025-XX-XX": "some day in 2025",
    "-0043-XX": "some month in 44 BCE",
    "16XX?": "perhaps some time in 1600–1699",
    "16XX~": "some time in 1600–1699, approximately",
    "16XX%": "perhaps some time in 1600–1699, approximately",
    # Intervals.
    "1937/1945": "1937 to 1945",
    "1945/..": "from 1945 on",
    "1945?/..": "from perhaps 1945 on",
    "../1945": "until 1945",
    "1945/": "1945 to an unknown date",
    "1945~/": "from about 1945 to an unknown date",
    "/1945": "an unknown date to 1945",
    "/..": "from an unknown date on",
    "../": "until an unknown date",
    "../..": "no start or end given",
    "1984~/2004-06": "from about 1984 to June 2004",
    "1984/2004-06~": "1984 to about June 2004",
    "-0004/0030": "5 BCE to 30 CE",
    "2003-22/2004-22": "summer 2003 to summer 2004",
    "198X/199X": "from some time in 1980–1989 to some time in 1990–1999",
    # Times of day.
    "1945-08-15T12:30:00": "15 August 1945, 12:30",
    "1945-08-15T12:30:05": "15 August 1945, 12:30:05",
    "1945-08-15T00:00:00Z": "15 August 1945, 00:00 (UTC)",
    "1945-08-15T12:30:00+09:00": "15 August 1945, 12:30 (UTC+9)",
    "1945-08-15T12:30:00-04": "15 August 1945, 12:30 (UTC−4)",
    "1945-08-15T12:30:00+05:45": "15 August 1945, 12:30 (UTC+5:45)",
    "1945-08-15T12:30:00-00:30": "15 August 1945, 12:30 (UTC−0:30)",
}


@pytest.mark.parametrize(("text", "words"), [*WORDS.items()])
def test_a_date_has_words(text, words):
    assert date_to_words(parse_date(text)) == words


MONTHS = "January February March April May June July August September October November December"


@pytest.mark.parametrize(("number", "month"), [*enumerate(MONTHS.split(), 1)])
def test_every_month_has_its_name(number, month):
    assert date_to_words(parse_date(f"1945-{number:02}")) == f"{month} 1945"
    assert date_to_words(parse_date(f"0987-{number:02}")) == f"{month} of 987 CE"
    assert date_to_words(parse_date(f"1945-{number:02}-02")) == f"2 {month} 1945"


PERIODS = {
    (1990, 1999): "1990–1999",
    (1945, 1945): "1945",
    (900, 999): "900–999 CE",
    (1, 9): "1–9 CE",
    (-498, -399): "499–400 BCE",
    (-8, 0): "9–1 BCE",
    (-499, 30): "500 BCE to 30 CE",
    (10_000, None): "from the year 10,000 on",
    (None, -9999): "until 10,000 BCE",
    (1600, 12_000): "1600 to the year 12,000",
}


@pytest.mark.parametrize(("years", "words"), [*PERIODS.items()])
def test_a_period_has_words(years, words):
    assert years_to_words(*years) == words


CHINESE = {
    "{day} August {year}": "{year}8月{day}日",
    "August {year}": "{year}8月",
    "{year}": "{year}年",
    "{year} BCE": "公元前{year}年",
    "perhaps {date}": "可能是{date}",
    "from {start} on": "{start}起",
    "{start} to {end}": "{start}至{end}",
    "some time in {first}–{last}": "{first}至{last}年間某時",
    "{date}, {time} (UTC{shift})": "{date} {time}（UTC{shift}）",
    "the year {year:,}": "{year}年",
}
IN_CHINESE = {
    "1945-08-15": "1945年8月15日",
    "1945-08?/..": "可能是1945年8月起",
    "-0551/1945": "公元前552年至1945年",
    "19XX": "1900至1999年間某時",
    "1945-08-15T12:00:00+09:00": "1945年8月15日 12:00（UTC+9）",
    "Y17000": "17000年",
}


@pytest.mark.parametrize(("text", "words"), [*IN_CHINESE.items()])
def test_another_language_may_order_and_join_as_it_likes(text, words):
    assert date_to_words(parse_date(text), CHINESE.__getitem__) == words


def test_every_pattern_is_in_the_catalogue_and_in_use():
    asked = set()

    def translate(pattern):
        asked.add(pattern)
        return pattern

    months = [
        f"{year}-{m:02}{day}"
        for year in ("1945", "0987")
        for m in range(1, 13)
        for day in ("", "-01")
    ]
    for text in [*WORDS, *months]:
        date_to_words(parse_date(text), translate)
    for years in PERIODS:
        years_to_words(*years, translate)
    assert asked == set(PATTERNS)
    assert len(set(PATTERNS)) == len(PATTERNS)


def test_no_word_stands_outside_the_patterns():
    """A translation of every pattern to its places alone leaves no English letter."""

    def translate(pattern):
        return " ".join(re.findall(r"\{[^}]*\}", pattern))

    for text in WORDS:
        assert not re.search("[A-Za-z]", date_to_words(parse_date(text), translate)), text
    for years in PERIODS:
        assert not re.search("[A-Za-z]", years_to_words(*years, translate)), years
