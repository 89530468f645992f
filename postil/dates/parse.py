"""From text to dates: the one way in, with hints for what is not understood."""

import re

from postil.dates.errors import DateError
from postil.dates.grammar import read_expression
from postil.dates.model import Date, Interval, Precision
from postil.dates.words import date_to_words

_PLAIN_DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?\Z")
_NOT_PLAIN = re.compile(r"T.*|[?~%]", re.DOTALL)

_DATES = "write for example 1945, 1945-08, 1945-08-15, 1945~ (about), 1945? (perhaps) or 1937/1945"
_DAYS = "write for example 1945, 1945-08 or 1945-08-15"

_MAX_SUGGESTIONS = 3


def parse_date(text: str) -> Date | Interval:
    """Read an EDTF date of level 0 or 1.

    Raises DateError where it is not one, with what to write instead.
    """
    try:
        return read_expression(text)
    except DateError as fault:
        error = _with_hint(fault, _suggest(text), _DATES)
    raise error


def parse_day(text: str) -> Date:
    """Read a plain year, month or day, as the facts about an article or a source have them.

    Raises DateError where it is not one, with what to write instead.
    """
    try:
        date = read_expression(text)
    except DateError as refused:
        fault = refused
    else:
        if isinstance(date, Date) and _is_plain(date):
            return date
        fault = DateError("only a plain year, month or day can stand here")
    plain = (_NOT_PLAIN.sub("", edtf) for edtf in (text, *_suggest(text)))
    raise _with_hint(fault, tuple(filter(_is_plain_day, dict.fromkeys(plain))), _DAYS)


def _is_plain(date: Date) -> bool:
    return bool(_PLAIN_DAY.match(date.text)) and date.precision is not Precision.SEASON


def _is_plain_day(text: str) -> bool:
    try:
        date = read_expression(text)
    except DateError:
        return False
    return isinstance(date, Date) and _is_plain(date)


def _suggest(text: str) -> tuple[str, ...]:
    # Imported late: its patterns take longer to compile than a run without a fault needs.
    from postil.dates.hints import suggest

    return suggest(text)


def _with_hint(fault: DateError, suggestions: tuple[str, ...], forms: str) -> DateError:
    """The same error with the dates that may be meant, each in words so that none is misread."""
    told = [_told(edtf) for edtf in suggestions[:_MAX_SUGGESTIONS]]
    hint = f"write {', or '.join(told)}" if told else fault.hint or forms
    instead = suggestions[0] if len(suggestions) == 1 else ""
    return DateError(fault.message, hint, fault.offset, instead)


def _told(edtf: str) -> str:
    words = date_to_words(read_expression(edtf))
    return edtf if words == edtf else f"{edtf} ({words})"
