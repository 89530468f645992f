"""Texts that are no EDTF date: what is wrong, where, and the date to write instead."""

import re

import pytest

from postil.dates import DateError, parse_date

FAULTS = [
    # text, offset, words of the message
    ("", 0, "the date is empty"),
    ("1945-13", 5, "month 13 does not exist"),
    ("1945-00", 5, "month 00 does not exist"),
    ("1945-20", 5, "month 20 does not exist"),
    ("1945-42", 5, "month 42 does not exist"),
    ("1945-08-32", 8, "day 32 does not exist"),
    ("1945-08-00", 8, "day 00 does not exist"),
    ("1947-02-29", 8, "February 1947 has 28 days"),
    ("1948-02-30", 8, "February 1948 has 29 days"),
    ("1945-04-31", 8, "April 1945 has 30 days"),
    ("-0043-02-30", 9, "February of 44 BCE has 28 days"),
    ("1937/1945-04-31", 13, "April 1945 has 30 days"),
    ("2001-21-05", 7, "a season has no days"),
    ("-0000", 0, "there is no year -0000"),
    ("1945/1940", 5, "the interval ends before it begins"),
    ("1945-08-15/1945-08-14", 11, "the interval ends before it begins"),
    ("1990/198X", 5, "the interval ends before it begins"),
    ("/", 0, "an interval needs a date on one side at least"),
    ("1945/1946/1947", 9, "an interval has one slash"),
    ("2005-07-25T10:10:10Z/2006", 10, "an interval has days, not times of day"),
    ("Y-61000/-2000", 0, "a year with Y cannot stand in an interval"),
    ("Y2006", 0, "Y is for years beyond 9999 only"),
    ("Y01945", 0, "Y is for years beyond 9999 only"),
    ("20067", 0, "a year of more than four digits has Y before it"),
    ("987", 0, "a year has four digits"),
    ("1937/45", 5, "a year has four digits"),
    ("+1945", 0, "a year has no plus sign"),
    ("1945-8-15", 5, "a month and a day have two digits"),
    ("1945-08-5", 8, "a month and a day have two digits"),
    ("15.8.1945", 0, "the year comes first"),
    ("1945/08/15", 4, "year, month and day are joined by hyphens"),
    ("1945.08.15", 4, "year, month and day are joined by hyphens"),
    ("1937-1945", 4, "an interval is written with a slash"),
    ("1945–1950", 4, "'–' is a dash"),
    ("1937/1945–08", 9, "'–' is a dash"),
    ("１９４５", 0, "'１' is not one of the digits 0 to 9"),
    ("194٥", 3, "'٥' is not one of the digits 0 to 9"),
    (" 1945", 0, "white space stands before the date"),
    ("1945\n", 4, "white space stands after the date"),
    ("2025-05-xx", 8, "an unspecified digit is a capital X"),
    ("199u", 3, "an unspecified digit is written X"),
    ("y17000", 0, "the Y before a long year is a capital"),
    ("1984?~", 4, "a date has one qualifier: ?, ~ or %"),
    ("Aug 1945", 0, "'Aug 1945' is not an EDTF date"),
    ("n.d.", 0, "'n.d.' is not an EDTF date"),
    ("1937/today", 5, "'today' is not an EDTF date"),
    ("\x00\x1b[31m", 0, "'��[31m' is not an EDTF date"),
    # Times of day.
    ("1945-08-15t12:30:00", 10, "the T before a time is a capital"),
    ("1945-08-15T12:30:00z", 19, "the Z for UTC is a capital"),
    ("1945-08-15 12:30", 10, "a time is written as T12:30:00"),
    ("1945-08-15T12:30", 16, "a time has seconds"),
    ("1945-08-15T12:30+09:00", 16, "a time has seconds"),
    ("1945-08-15T12:30:00.5", 19, "parts of a second are not supported"),
    ("1945-08-15T12:30:00?", 19, "a date with a time has no qualifier"),
    ("1945-08T12:30:00", 7, "a time of day needs a whole day before it"),
    ("1945-08-XXT12:30:00", 0, "is not an EDTF date"),
    ("1945-08-15T24:00:00", 11, "hour 24 does not exist"),
    ("1945-08-15T12:60:00", 14, "minute 60 does not exist"),
    ("1945-08-15T12:30:60", 17, "second 60 does not exist"),
    ("1945-08-15T23:59:60+09:00", 17, "second 60 does not exist"),
    ("1945-02-30T12:30:00", 8, "February 1945 has 28 days"),
    ("1945-08-15T12:30:00-00:00", 19, "a time shift of zero has a plus sign"),
    ("1945-08-15T12:30:00+24", 19, "a time shift is less than 24:00"),
    ("1945-08-15T12:30:00+09:60", 19, "a time shift is less than 24:00"),
    # Level 2.
    ("?2004-06", 0, "level 2 (a qualifier for a part of a date) is not supported"),
    ("2004/2005-~06", 10, "level 2 (a qualifier for a part of a date) is not supported"),
    ("156X-12-25", 3, "level 2 (unspecified digits other than the last) is not supported"),
    ("2004-XX-05", 5, "level 2 (a day of an unspecified month) is not supported"),
    ("2001-33", 5, "level 2 (33 for a part of the year) is not supported"),
    ("[1698,1705]", 0, "level 2 (a set of dates) is not supported"),
    ("Y17E7", 3, "level 2 (a year with an exponent) is not supported"),
    ("1950S2", 4, "level 2 (significant digits of a year) is not supported"),
    # Numbers without end.
    ("9" * 5000, 0, "5000 characters are too many for a date"),
    ("Y" + "9" * 5000, 0, "5001 characters are too many for a date"),
    ("Y" + "9" * 70, 0, "a year of 70 digits is not supported"),
    ("9" * 70, 0, "a year of more than four digits has Y before it"),
]


@pytest.mark.parametrize(("text", "offset", "message"), FAULTS)
def test_a_fault_is_told_in_plain_words(text, offset, message):
    with pytest.raises(DateError) as refused:
        parse_date(text)
    error = refused.value
    assert message in error.message
    assert error.offset == offset
    assert error.hint
    assert str(error) == error.message


INSTEAD = {
    # The order and the joints of numbers.
    "15.8.1945": "1945-08-15",
    "15.08.1945": "1945-08-15",
    "15. 8. 1945": "1945-08-15",
    "15/8/1945": "1945-08-15",
    "8/15/1945": "1945-08-15",
    "8/8/1945": "1945-08-08",
    "1945/08/15": "1945-08-15",
    "1945/08": "1945-08",
    "08/1945": "1945-08",
    "1945.8.15": "1945-08-15",
    "1945-8-15": "1945-08-15",
    "1945-8": "1945-08",
    "1945-13-08": "1945-08-13",
    "1945-08-00": "1945-08",
    "1945-00-00": "1945",
    "987": "0987",
    "-551": "-0551",
    "+1945": "1945",
    "12345": "Y12345",
    "Y1945": "1945",
    "Y01945": "1945",
    "y17000~": "Y17000~",
    # Characters.
    "１９４５": "1945",
    "１９４５－０８": "1945-08",
    "١٩٤٥-٠٨": "1945-08",
    "−0551": "-0551",
    "1945‑08‑15": "1945-08-15",
    "1945–08–15": "1945-08-15",
    " 1945-08 ": "1945-08",
    "1945 - 08": "1945-08",
    "“1945”": "1945",
    "1945,": "1945",
    "2025-05-xx": "2025-05-XX",
    "19xx": "19XX",
    "199u": "199X",
    "2004-uu": "2004-XX",
    "1945-08-15t12:30:00z": "1945-08-15T12:30:00Z",
    # Times of day.
    "1945-08-15 12:30": "1945-08-15T12:30:00",
    "1945-08-15T12:30Z": "1945-08-15T12:30:00Z",
    "1945-08-15T12:30+0900": "1945-08-15T12:30:00+09:00",
    "1945-08-15 12:30 UTC+9": "1945-08-15T12:30:00+09:00",
    "1945-08-15T12:30:00.25Z": "1945-08-15T12:30:00Z",
    "1945-08-15T9:05:00": "1945-08-15T09:05:00",
    "1945-08-15T12:30:00-00:00": "1945-08-15T12:30:00+00:00",
    "2005-07-25T10:10:10Z/2006-01-01T10:10:10Z": "2005-07-25/2006-01-01",
    # Words.
    "Aug 1945": "1945-08",
    "August, 1945": "1945-08",
    "SEPT. 1945": "1945-09",
    "15 August 1945": "1945-08-15",
    "15-Aug-1945": "1945-08-15",
    "August 15, 1945": "1945-08-15",
    "the 15th of August 1945": "1945-08-15",
    "1945 Aug 15": "1945-08-15",
    "15 March 44 BC": "-0043-03-15",
    "spring 2001": "2001-21",
    "Fall 2001": "2001-23",
    "the 1990s": "199X",
    "1990's": "199X",
    "19th century": "18XX",
    "5th century BCE": "-04XX",
    "552 BC": "-0551",
    "1 BCE": "0000",
    "AD 79": "0079",
    "10,000 BCE": "-9999",
    "17,000 BC": "Y-16999",
    "the year 170,000,002": "Y170000002",
    "79 CE": "0079",
    "1945年8月15日": "1945-08-15",
    "西元1945年": "1945",
    "民國34年8月15日": "1945-08-15",
    "公元前552年": "-0551",
    "19世紀": "18XX",
    "1990年代": "199X",
    # Doubt.
    "ca. 1900": "1900~",
    "c1900": "1900~",
    "circa August 1945": "1945-08~",
    "about 552 BC": "-0551~",
    "~1900": "1900~",
    "1900 or so": "1900~",
    "1945 (ca.)": "1945~",
    "perhaps 1945": "1945?",
    "?1945": "1945?",
    "1945(?)": "1945?",
    "perhaps about 1945": "1945%",
    "1984?~": "1984%",
    # Intervals.
    "1937–1945": "1937/1945",
    "1937 – 1945": "1937/1945",
    "1937-1945": "1937/1945",
    "1937 - 1945": "1937/1945",
    "1937～1945": "1937/1945",
    "1937..1945": "1937/1945",
    "1937 / 1945": "1937/1945",
    "1937/45": "1937/1945",
    "1945-50": "1945/1950",
    "1945–50": "1945/1950",
    "1945-08–1945-09": "1945-08/1945-09",
    "1945-08-15/20": "1945-08-15/1945-08-20",
    "15 to 20 August 1945": "1945-08-15/1945-08-20",
    "15 August to 2 September 1945": "1945-08-15/1945-09-02",
    "August to September 1945": "1945-08/1945-09",
    "from 1937 to 1945": "1937/1945",
    "between 1565 and 1593": "1565/1593",
    "ca. 1937 - ca. 1945": "1937~/1945~",
    "1945/1940": "1940/1945",
    "1945-present": "1945/..",
    "1945–": "1945/..",
    "1945-": "1945/..",
    "since 1945": "1945/..",
    "from August 1945 on": "1945-08/..",
    "before 1945": "../1945",
    "until August 1945": "../1945-08",
    "unknown/2006": "/2006",
    "2004/open": "2004/..",
    # The nearest to level 2.
    "?2004-06": "2004-06?",
    "2004-06~-11": "2004-06-11~",
    "2004-?06-~11": "2004-06-11%",
    "2004-(06)?-11": "2004-06-11?",
    "156X-12-25": "156X",
    "2004-XX-05": "2004-XX-XX",
    "1984-1X": "1984-XX",
    "2015-02-X8": "2015-02-XX",
    "1960-25": "1960-21",
    "1960-30": "1960-12/1961-02",
    "1960-33": "1960-01/1960-03",
    "1960-41~": "1960-07~/1960-12~",
    "Y-17E7": "Y-170000000",
    "1950S2": "19XX~",
    "Y171010000S3": "Y171010000~",
    "[1565..1593]": "1565/1593",
    "[..1984]": "../1984",
    "{1760-12..}": "1760-12/..",
    # Nobody can know.
    "1945-02-30": "",
    "[1698,1705]": "",
    "XXXX": "",
    "1945 and 1950": "",
    "15 August": "",
    "1945-W05": "",
    "P1Y": "",
    "today": "",
    "??": "",
    "Y17E99": "",
    "..": "",
}


@pytest.mark.parametrize(("text", "instead"), INSTEAD.items())
def test_the_date_to_write_instead(text, instead):
    with pytest.raises(DateError) as refused:
        parse_date(text)
    assert refused.value.instead == instead
    if instead:
        parse_date(instead)
        assert refused.value.hint.startswith(f"write {instead}")


EITHER = {
    "5/8/1945": "write 1945-08-05 (5 August 1945), or 1945-05-08 (8 May 1945)",
    "5-8-1945": "write 1945-08-05 (5 August 1945), or 1945-05-08 (8 May 1945)",
    "2001–02": "write 2001-02 (February 2001), or 2001/2002 (2001 to 2002)",
    "1900s": "write 19XX (some time in 1900–1999), or 190X (some time in 1900–1909)",
    "45": "write 0045 (45 CE), or 1945, or 2045",
    "1930-35": "write 1930-07/1930-09 (July 1930 to September 1930), or 1930/1935 (1930 to 1935)",
    "19450815": "write 1945-08-15 (15 August 1945), or Y19450815 (the year 19,450,815)",
    "–1945": "write -1945 (1946 BCE), or ../1945 (until 1945)",
    "1900～": "write 1900~ (about 1900), or 1900/.. (from 1900 on)",
}


@pytest.mark.parametrize(("text", "hint"), EITHER.items())
def test_where_two_dates_may_be_meant_the_hint_has_both(text, hint):
    with pytest.raises(DateError) as refused:
        parse_date(text)
    assert refused.value.hint == hint
    assert refused.value.instead == ""


def test_messages_are_one_plain_line():
    for text in [*(text for text, _, _ in FAULTS), *INSTEAD]:
        with pytest.raises(DateError) as refused:
            parse_date(text)
        for words in (refused.value.message, refused.value.hint):
            assert words.isprintable(), text
            assert not words.endswith("."), text
            assert len(words) < 200, text
            assert not re.search(r"None|\{|\\", words), text
