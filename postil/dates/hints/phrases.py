"""Dates in words: `Aug 1945`, `the 1990s`, `19th century`, `44 BC`, `1945年8月15日`."""

import re
from collections.abc import Iterator

from postil.dates.hints.numbers import Guess

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}

_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = (
    r"(?P<ad>(?:ad|a\.d\.) ?)?(?P<year>-?\d{1,4})(?: ?(?:(?P<bc>bce?|b\.c\.(?:e\.)?)|"
    r"(?P<ce>ce|c\.e\.|ad|a\.d\.)))?"
)
_CENTURY = r"(?P<century>\d{1,2})(?:st|nd|rd|th)[ -]c(?:ent(?:ury|\.)|\.)?"
_CHINESE = (
    r"(?P<era>西元|公元|西暦)?(?P<republic>中華民國|民國|民国)?(?P<before>前|紀元前)? ?"
    r"(?P<year>\d{1,4}) ?年(?: ?(?P<month>\d{1,2}) ?月(?: ?(?P<day>\d{1,2}) ?[日號号])?)?"
)


def _year(m: re.Match[str]) -> str:
    """The year as EDTF; empty where one or two digits may be short for another year."""
    digits = m["year"]
    if m["bc"]:
        number = int(digits) - 1
        return f"-{number:04}" if number > 0 else "0000" if number == 0 else ""
    if m["ad"] or m["ce"] or len(digits) > 2:
        return f"-{digits[1:]:0>4}" if digits.startswith("-") else f"{digits:0>4}"
    return ""


def _year_alone(m: re.Match[str]) -> Iterator[str]:
    yield _year(m)


def _long_year(m: re.Match[str]) -> Iterator[str]:
    number = int(m["year"].replace(",", ""))
    if m["bc"]:
        yield f"-{number - 1:04}"
        yield f"Y-{number - 1}"
    else:
        yield f"Y{number}"


def _month_named(m: re.Match[str]) -> Iterator[str]:
    month = _MONTHS.index(m["month"][:3]) + 1
    day = m.groupdict().get("day")
    yield f"{_year(m)}-{month:02}" + (f"-{day:0>2}" if day else "")


def _season(m: re.Match[str]) -> Iterator[str]:
    yield f"{_year(m)}-{_SEASONS[m['season']]}"


def _decade(m: re.Match[str]) -> Iterator[str]:
    if m["decade"].endswith("0"):
        yield f"{m['decade'][:2]}XX"
    yield f"{m['decade']}X"


def _century(m: re.Match[str]) -> Iterator[str]:
    # EDTF counts 1900 with the 1900s; the twentieth century began in 1901.
    number = int(m["century"]) - 1
    if 0 <= number <= 99:
        yield f"{'-' if m.groupdict().get('bc') else ''}{number:02}XX"


def _chinese(m: re.Match[str]) -> Iterator[str]:
    year = int(m["year"])
    if m["republic"]:
        year += 1911
    if m["before"]:
        year = 1 - year
    elif not m["republic"] and not m["era"] and len(m["year"]) < 3:
        return
    text = f"{'-' if year < 0 else ''}{abs(year):04}"
    for part in (m["month"], m["day"]):
        text += f"-{part:0>2}" if part else ""
    yield text


PHRASES: tuple[tuple[re.Pattern[str], Guess], ...] = tuple(
    (re.compile(pattern, re.ASCII), guess)
    for pattern, guess in (
        (rf"(?:the )?(?:year )?{_YEAR}", _year_alone),
        (r"(?:the )?(?:year )?(?P<year>\d{1,3}(?:,\d{3}){1,5})(?: ?(?P<bc>bce?))?", _long_year),
        (rf"{_MONTH},? ?(?:of )?{_YEAR}", _month_named),
        (rf"(?:the )?{_DAY}(?: of)?[ -]?{_MONTH},?[ -]?(?:of )?{_YEAR}", _month_named),
        (rf"{_MONTH} {_DAY},? {_YEAR}", _month_named),
        (rf"{_YEAR},? {_MONTH}(?: {_DAY})?", _month_named),
        (rf"(?:the )?(?P<season>{'|'.join(_SEASONS)}),? (?:of )?{_YEAR}", _season),
        (r"(?:the )?(?P<decade>\d{3})0s", _decade),
        (r"(?P<decade>\d{3})0年代", _decade),
        (rf"(?:the )?{_CENTURY}", _century),
        (rf"(?:the )?{_CENTURY} (?P<bc>bce?|b\.c\.(?:e\.)?)", _century),
        (r"(?:西元|公元)?(?P<bc>前)?(?P<century>\d{1,2})(?:世紀|世纪)", _century),
        (_CHINESE, _chinese),
    )
)
"""What a folded text may look like, and what it may mean."""
