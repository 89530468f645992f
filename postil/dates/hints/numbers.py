"""Dates in digits that are not EDTF: `15.8.1945`, `1945/08/15`, `19450815`, `1945-8`.

Each function gives what may be meant; what is no date is sorted out afterwards.
"""

import re
from collections.abc import Callable, Iterator

Guess = Callable[[re.Match[str]], Iterator[str]]


def complete(digits: str, date: str) -> str:
    """`50` after `1945` is 1950, `20` after `1945-08-15` is 1945-08-20."""
    return date[: len(date) - len(digits)] + digits


def _pad(m: re.Match[str]) -> Iterator[str]:
    yield f"{m['sign']}{m['digits']:0>4}{m['rest']}"
    if not m["sign"] and len(m["digits"]) == 2:
        yield f"19{m['digits']}{m['rest']}"
        yield f"20{m['digits']}{m['rest']}"


def _joined(m: re.Match[str]) -> Iterator[str]:
    digits = m["digits"]
    if len(digits) == 8:
        yield f"{digits[:4]}-{digits[4:6]}-{digits[6:]}{m['rest']}"
    if len(digits) == 6:
        yield f"{digits[:4]}-{digits[4:]}{m['rest']}"
    yield f"Y{m['sign']}{digits}{m['rest']}"


def _year_first(m: re.Match[str]) -> Iterator[str]:
    year, month, day, rest = m["year"], m["month"], m["day"], m["rest"]
    yield f"{year}-{month:0>2}" + (f"-{day:0>2}" if day else "") + rest
    if day and int(month) > 12:
        yield f"{year}-{day:0>2}-{month:0>2}{rest}"
    if day and int(day) == 0:
        yield f"{year}-{month:0>2}{rest}"
    if int(month) == 0:
        yield f"{year}{rest}"
    if not day and int(month) > max(12, int(year[-2:])):
        yield f"{year}/{complete(month, year)}"


def _year_last(m: re.Match[str]) -> Iterator[str]:
    first, second, year = m["first"], m["second"], m["year"]
    yield f"{year}-{second:0>2}-{first:0>2}"
    if m["separator"] != ".":
        yield f"{year}-{first:0>2}-{second:0>2}"


def _short_y(m: re.Match[str]) -> Iterator[str]:
    yield f"{m['sign']}{m['digits'].lstrip('0'):0>4}{m['rest']}"
    yield f"Y{m['sign']}{m['digits'].lstrip('0')}{m['rest']}"


def _month_last(m: re.Match[str]) -> Iterator[str]:
    yield f"{m['year']}-{m['month']:0>2}"


def _with_time(m: re.Match[str]) -> Iterator[str]:
    day = f"{m['year']}-{m['month']:0>2}-{m['day']:0>2}"
    shift = m["shift"].replace(" ", "").upper()
    if shift in ("UTC", "GMT"):
        shift = "Z"
    if parts := re.fullmatch(r"(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d\d))?", shift):
        shift = f"{parts[1]}{parts[2]:0>2}:{parts[3] or '00'}".replace("-00:00", "+00:00")
    yield f"{day}T{m['hour']:0>2}:{m['minute']:0>2}:{m['second'] or '':0>2}{shift}"


def _plus(m: re.Match[str]) -> Iterator[str]:
    yield m["date"].upper()


NUMBERS: tuple[tuple[re.Pattern[str], Guess], ...] = tuple(
    (re.compile(pattern, re.ASCII), guess)
    for pattern, guess in (
        (r"(?P<sign>-?)(?P<digits>\d{1,3})(?P<rest>[?~%]?)", _pad),
        (r"\+(?P<date>.+)", _plus),
        (r"(?P<sign>-?)(?P<digits>\d{5,15})(?P<rest>[?~%]?)", _joined),
        (r"y(?P<sign>-?)(?P<digits>\d{1,15})(?P<rest>[?~%]?)", _short_y),
        (
            (
                r"(?P<year>-?\d{4})[-./ ]{1,2}(?P<month>\d{1,2})"
                r"(?:[-./ ]{1,2}(?P<day>\d{1,2}))?(?P<rest>[?~%]?)"
            ),
            _year_first,
        ),
        (
            r"(?P<first>\d{1,2})(?P<separator>[-./ ]) ?(?P<second>\d{1,2})[-./ ] ?(?P<year>\d{4})",
            _year_last,
        ),
        (r"(?P<month>\d{1,2})[-./](?P<year>\d{4})", _month_last),
        (
            (
                r"(?P<year>-?\d{4})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})(?:t|,? )"
                r"(?P<hour>\d{1,2}):(?P<minute>\d{1,2})(?::(?P<second>\d{1,2})(?:[.,]\d+)?)?"
                r" ?(?P<shift>(?:z|utc|gmt)?(?:[+-]\d{1,2}(?::?\d\d)?)?)[?~%]?"
            ),
            _with_time,
        ),
    )
)
"""What a folded text may look like, and what it may mean."""
