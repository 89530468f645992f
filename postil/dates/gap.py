"""How long after one date another is, as a reader would say it."""

from postil.dates.gregorian import day_number
from postil.dates.model import Certainty, Date, Interval, Precision
from postil.deferred import dataclass

_RANKS = {Precision.SECOND: 0, Precision.DAY: 0, Precision.MONTH: 1, Precision.YEAR: 2}
_A_MONTH, _A_FEW = 30, 3
"""Days."""
_LONG = 10_000
"""Years of a gap that are told in round numbers from here on."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Time between two dates."""

    count: int
    unit: str
    """`days`, `months` or `years`."""
    is_about: bool
    """Whether the count is rounded, or one of the dates is no more than likely."""


def gap_between(earlier: Date | Interval, later: Date | Interval) -> Gap | None:
    """How much later the second date is; None where that cannot be said in one number.

    Nothing can be said of intervals, seasons, and dates with unspecified digits: each is a stretch
    of time, and "later" would not say than which end of it.
    """
    if not isinstance(earlier, Date) or not isinstance(later, Date):
        return None
    if Certainty.WITHIN in (earlier.certainty, later.certainty):
        return None
    if earlier.precision not in _RANKS or later.precision not in _RANKS:
        return None
    rough = Certainty.ABOUT in (earlier.certainty, later.certainty)
    gap = _in_round_numbers(_measure(earlier, later, rough=rough))
    return gap if gap.count > 0 else None


def _measure(earlier: Date, later: Date, *, rough: bool) -> Gap:
    ranks = sorted(_RANKS[date.precision] for date in (earlier, later))
    rough = rough or ranks[0] != ranks[1]
    (year, month, day), (next_year, next_month, next_day) = earlier.earliest, later.earliest
    if ranks[1] == 2:
        return Gap(next_year - year, "years", rough)
    months = (next_year - year) * 12 + next_month - month
    rest = 0
    if ranks[1] == 0 and (rest := next_day - day) < 0:
        months, rest = months - 1, rest + _A_MONTH
    if months >= 24:
        return Gap((months + 6) // 12, "years", rough or months % 12 not in (0, 11))
    if ranks[1] == 1:
        return Gap(months, "months", rough)
    days = day_number(later.earliest) - day_number(earlier.earliest)
    if days < 2 * _A_MONTH:
        return Gap(days, "days", rough)
    return Gap(months + (rest > 15), "months", rough or _A_FEW < rest < _A_MONTH - _A_FEW)


def _in_round_numbers(gap: Gap) -> Gap:
    """The same with three digits and noughts, where there are many."""
    if gap.count < _LONG:
        return gap
    size = 10 ** (len(str(gap.count)) - 3)
    count = (gap.count + size // 2) // size * size
    return Gap(count, gap.unit, gap.is_about or count != gap.count)
