"""What is wrong with a text that does not have the shape of an EDTF date, in plain words."""

import re

from postil.dates.errors import LEVEL_2, DateError, shown

_LEVEL_2_SHAPE = r"(?=[?~%]?-?[0-9X]{4}[?~%]?(?:-[?~%]?[0-9X]{2}[?~%]?){0,2}\Z)"
_TIMES = "a time is written as T12:30:00, T12:30:00Z or T12:30:00+08:00"

_DASH = "'{found}' is a dash: a date has hyphens, an interval a slash"

_FAULTS = tuple(
    (re.compile(pattern, re.DOTALL), message)
    for pattern, message in (
        (r"\Z", "the date is empty"),
        # EDTF level 2: what is right, though not supported, comes before what is wrong.
        (r"[\[{].*[\]}]\Z", LEVEL_2.format(feature="a set of dates")),
        (r"Y-?[0-9]+(?P<at>E)[0-9]+\Z", LEVEL_2.format(feature="a year with an exponent")),
        (
            r"(?:Y-?[0-9]+(?:E[0-9]+)?|-?[0-9]{4})(?P<at>S)[0-9]+\Z",
            LEVEL_2.format(feature="significant digits of a year"),
        ),
        (
            _LEVEL_2_SHAPE + r"[-0-9X]*(?P<at>[?~%])(?!\Z)",
            LEVEL_2.format(feature="a qualifier for a part of a date"),
        ),
        (
            _LEVEL_2_SHAPE + r"[^X]*(?P<at>X)",
            LEVEL_2.format(feature="unspecified digits other than the last"),
        ),
        # Characters that only look right.
        (r"\s+[-0-9X?~%TYZ:+.]*\s*\Z", "white space stands before the date"),
        (r"[-0-9X?~%TYZ:+.]*(?P<at>\s+)\Z", "white space stands after the date"),
        (r".*?(?P<at>(?![0-9])\d)", "'{found}' is not one of the digits 0 to 9"),
        (r"[-0-9X?~%/. ]*(?P<at>[‐‑‒–—―−﹘﹣－])", _DASH),
        (r"[-0-9xX?~%]*?(?P<at>x)[-0-9xX?~%]*\Z", "an unspecified digit is a capital X"),
        (r"[-0-9u?~%]*?(?P<at>u)[-0-9u?~%]*\Z", "an unspecified digit is written X"),
        (r"y-?[0-9]+[?~%]?\Z", "the Y before a long year is a capital"),
        (r"[-0-9]+(?P<at>t)[0-9:]+", "the T before a time is a capital"),
        (r"[-0-9]+T[0-9:]+(?P<at>z)\Z", "the Z for UTC is a capital"),
        # Times of day.
        (r"[-0-9]+T.*(?P<at>[?~%])\Z", "a date with a time has no qualifier"),
        (r"-?[0-9X]{4}(?:-[0-9X]{2})?(?P<at>T)[0-9]", "a time of day needs a whole day before it"),
        (r"[-0-9]+T[0-9]{2}:[0-9]{2}(?P<at>Z|[-+]|\Z)", "a time has seconds"),
        (r"[-0-9]+T[0-9]{2}:[0-9]{2}:[0-9]{2}(?P<at>[.,])", "parts of a second are not supported"),
        (r"[-0-9?~%]+(?P<at>T)[0-9]", _TIMES),
        (r"\d{4}-\d\d?-\d\d?(?P<at> )\d\d?:", _TIMES),
        # The order of parts, and what joins them.
        (r"\d{1,2}([-./ ])\d{1,2}\1\d{4}\Z", "the year comes first"),
        (
            r"\d{4}(?P<at>[./])\d{1,2}(?:[./]\d{1,2})?\Z",
            "year, month and day are joined by hyphens",
        ),
        (r"\d{4} ?(?P<at>-|\.\.) ?\d{4}\Z", "an interval is written with a slash"),
        (r".*?/.*?(?P<at>/)", "an interval has one slash"),
        # The number of digits.
        (r"(?P<at>\+)\d", "a year has no plus sign"),
        (r"-?\d{5,}[?~%]?\Z", "a year of more than four digits has Y before it"),
        (r"-?\d{1,3}(?:-\d\d?){0,2}[?~%]?\Z", "a year has four digits"),
        (r"-?\d{4}-(?:\d\d-)?(?P<at>\d)(?!\d)", "a month and a day have two digits"),
        (r"-?\d{4}(?:-\d\d){0,2}(?P<at>[?~%]{2,})\Z", "a date has one qualifier: ?, ~ or %"),
    )
)
"""The first that matches tells; its group `at`, where it has one, is the place."""


def describe_fault(text: str, offset: int) -> DateError:
    """The error for a text that no form of a date matches; `offset` is that of the text."""
    for pattern, message in _FAULTS:
        if match := pattern.match(text):
            if "at" not in pattern.groupindex:
                return DateError(message, offset=offset)
            found = match["at"]
            return DateError(message.format(found=found), offset=offset + match.start("at"))
    return DateError(f"{shown(text)} is not an EDTF date", offset=offset)
