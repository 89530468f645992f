"""Dates for `<time datetime>`, where HTML has a form for them (HTML Living Standard, 4.5.14)."""

from postil.dates.model import Date, Interval, Precision, Time


def html_datetime(date: Date | Interval) -> str | None:
    """The attribute's value, or None.

    HTML knows no intervals, seasons, unspecified digits, leap seconds, or years before 1.
    It has no word for "about" or "perhaps" either: a qualified date has the value of the plain
    one, and its words say the rest.
    """
    if isinstance(date, Interval) or date.unspecified or date.earliest[0] < 1:
        return None
    year, month, day = date.earliest
    match date.precision:
        case Precision.YEAR:
            return f"{year:04}"
        case Precision.MONTH:
            return f"{year:04}-{month:02}"
        case Precision.DAY:
            return f"{year:04}-{month:02}-{day:02}"
        case Precision.SECOND if date.time and date.time.second < 60:
            return f"{year:04}-{month:02}-{day:02}T{_html_time(date.time)}"
    return None


def _html_time(time: Time) -> str:
    clock = f"{time.hour:02}:{time.minute:02}:{time.second:02}"
    if time.shift is None:
        return clock
    if time.shift == 0:
        return f"{clock}Z"
    hours, minutes = divmod(abs(time.shift), 60)
    return f"{clock}{'+' if time.shift > 0 else '-'}{hours:02}:{minutes:02}"
