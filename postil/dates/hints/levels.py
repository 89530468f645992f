"""EDTF level 2 and the draft of 2012: the nearest that level 1 can say."""

import re
from collections.abc import Iterator

from postil.dates.hints.numbers import Guess, complete

_SEASONS = {25: 21, 26: 22, 27: 23, 28: 24}
"""Seasons of the northern hemisphere → the same of level 1."""

_MONTHS = {
    # Seasons of the southern hemisphere.
    29: (9, 11),
    30: (12, 2),
    31: (3, 5),
    32: (6, 8),
    # Quarters.
    33: (1, 3),
    34: (4, 6),
    35: (7, 9),
    36: (10, 12),
    # Thirds and halves of the year.
    37: (1, 4),
    38: (5, 8),
    39: (9, 12),
    40: (1, 6),
    41: (7, 12),
}
"""Other parts of the year → first and last month (EDTF level 2, sub-year groupings)."""


def _part_of_year(m: re.Match[str]) -> Iterator[str]:
    year, code, rest = m["year"], int(m["code"]), m["rest"]
    if code in _SEASONS:
        yield f"{year}-{_SEASONS[code]}{rest}"
    else:
        first, last = _MONTHS[code]
        if last >= first:
            yield f"{year}-{first:02}{rest}/{year}-{last:02}{rest}"
        elif year.isdigit():
            yield f"{year}-{first:02}{rest}/{int(year) + 1:04}-{last:02}{rest}"
    if code > int(year[-2:]):
        yield f"{year}{rest}/{complete(m['code'], year)}{rest}"


def _unspecified(m: re.Match[str]) -> Iterator[str]:
    """From the first unspecified digit on, everything is."""
    year, month, day = (
        (m[part] or "").upper().replace("U", "X") for part in ("year", "month", "day")
    )
    if "X" in year:
        known = year[: year.index("X")]
        yield f"{known}{'X' * (len(year) - len(known))}{m['rest']}"
    elif "X" in month:
        yield f"{year}-XX{'-XX' if day else ''}{m['rest']}"
    elif "X" in day:
        yield f"{year}-{month}-XX{m['rest']}"


def _requalified(m: re.Match[str]) -> Iterator[str]:
    """One qualifier, for the whole date."""
    text = m[0]
    plain = re.sub(r"[?~%()]", "", text).upper()
    both = "%" in text or ("?" in text and "~" in text)
    yield f"{plain}{'%' if both else '?' if '?' in text else '~' if '~' in text else ''}"


def _exponent(m: re.Match[str]) -> Iterator[str]:
    exponent = int(m["exponent"])
    if exponent <= 15:
        yield f"Y{m['sign']}{m['digits']}{'0' * exponent}"


def _significant(m: re.Match[str]) -> Iterator[str]:
    year, count = m["year"].upper(), int(m["count"])
    known = count + year.startswith("-")
    if year.startswith("Y") or known >= len(year):
        yield f"{year}~"
    else:
        yield f"{year[:known]}{'X' * (len(year) - known)}~"


def _range_of_set(m: re.Match[str]) -> Iterator[str]:
    yield f"{m['first'].strip() or '..'}/{m['last'].strip() or '..'}"


LEVELS: tuple[tuple[re.Pattern[str], Guess], ...] = tuple(
    (re.compile(pattern, re.ASCII), guess)
    for pattern, guess in (
        (
            r"(?P<year>-?\d{4})-(?P<code>2[5-9]|3\d|4[01])(?P<rest>[?~%]?)",
            _part_of_year,
        ),
        (
            (
                r"(?=.*[xu])(?P<year>-?\d[\dxu]{3})(?:-(?P<month>[\dxu]{2}))?"
                r"(?:-(?P<day>[\dxu]{2}))?(?P<rest>[?~%]?)"
            ),
            _unspecified,
        ),
        (r"(?=.*[?~%()])[-\dx?~%()]+", _requalified),
        (r"y(?P<sign>-?)(?P<digits>\d{1,15})e(?P<exponent>\d{1,2})", _exponent),
        (r"(?P<year>y-?\d{5,15}|-?\d{4})s(?P<count>[1-9]\d?)", _significant),
        (r"[\[{](?P<first>[^,.]*)\.\.(?P<last>[^,.]*)[\]}]", _range_of_set),
    )
)
"""What a folded text may look like, and what comes nearest to it."""
