"""Timelines as lists: how far apart events are, and those of all articles together."""

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from typing import Any, NamedTuple, TypeAlias

from postil.arrange.card import Card
from postil.arrange.paging import Stretch, fit, in_stretches, weigh_event
from postil.arrange.scale import stretch_of
from postil.dates import Date, Gap, Interval, gap_between
from postil.deferred import dataclass
from postil.format.records import Event
from postil.format.texts import claim

_A_YEAR = 365 * 86_400
_SHARE = 20
"""A gap is told if it is no less than this part of the whole timeline, or than a year."""

_FEW = 20
"""Events that need no headings."""
_MOST_PERIODS = 20
_SIZES = (10, 100, 1_000)
"""Years of a period."""
_FAR = 10_000
"""What is as many years away stands in one period, whatever its size."""


def tell_gaps(dates: Sequence[Date | Interval]) -> list[Gap | None]:
    """How much later each date is than the one before it, where that helps; none for the first."""
    stretches = [stretch_of(date) for date in dates]
    known = [stretch for stretch in stretches if stretch]
    if not known:
        return [None] * len(dates)
    whole = max(s.end for s in known) - min(s.start for s in known)
    told: list[Gap | None] = [None]
    for (one, before), (other, after) in pairwise(zip(dates, stretches, strict=True)):
        gap = gap_between(one, other)
        if gap and before and after:
            apart = after.start - before.start
            gap = gap if apart >= _A_YEAR or apart * _SHARE >= whole else None
        told.append(gap)
    return told


Words: TypeAlias = tuple[tuple[str, str], ...]
"""A text in its languages: (tag, words)."""


class Telling(NamedTuple):
    """An event as one article tells it."""

    id: str
    """Its id on the timeline's page, `event-<slug>-<id>`."""
    date: Date | Interval
    words: Words
    """What happened, each text on one line."""
    weight: int
    """Bytes that it takes on a page, more or less."""
    shown: Any
    """What is shown there: the event and the card of its article, or what an edition has made of
    them already."""


def telling_of(event: Event, article: Card) -> Telling:
    """An event of an article whose whole card is at hand."""
    words = tuple([(tag, " ".join(text.split())) for tag, text in event.event.by_language])
    name = f"event-{article.slug}-{event.id}"
    return Telling(name, event.date, words, weigh_event(event, article), (event, article))


class SharedEvent(NamedTuple):
    """An event, and every article that tells it with the same date and the same words."""

    tellings: tuple[Telling, ...]

    @property
    def date(self) -> Date | Interval:
        """When it was."""
        return self.tellings[0].date


def share_events(tellings: Iterable[Telling]) -> list[SharedEvent]:
    """The events of all articles, in the order given; the same one is listed once.

    Where two have one id, the second gets another.
    """
    taken: set[str] = set()
    found: dict[tuple[str, Words], list[Telling]] = {}
    for telling in tellings:
        name = claim(telling.id, taken)
        named = telling if name == telling.id else telling._replace(id=name)
        found.setdefault((telling.date.text, telling.words), []).append(named)
    return [SharedEvent(tuple(told)) for told in found.values()]


Years: TypeAlias = tuple[int | None, int | None]
"""The first and the last year, astronomical; None for the one that a far-off period has not."""


@dataclass(frozen=True, slots=True)
class Period:
    """Events that begin in the same ten, hundred or more years."""

    years: Years
    """None twice where no start is known."""
    events: tuple[SharedEvent, ...]

    @property
    def name(self) -> str:
        """Its id on the page: `years-1990`, `years-bce-500`; `years` where no start is known."""
        first, last = self.years
        if first is None:
            return "years" if last is None else f"years-until-bce-{1 - last}"
        return f"years-{first}" if first > 0 else f"years-bce-{1 - first}"


def part_by_periods(events: Sequence[SharedEvent]) -> list[Period]:
    """A long timeline in decades, or in the shortest periods of which there are not too many.

    Events come in order of time. Nothing is parted where there are few of them.
    """
    periods = _periods(events) if len(events) > _FEW else []
    return periods if len(periods) > 1 else []


def _periods(events: Sequence[SharedEvent]) -> list[Period]:
    for size in _SIZES:
        periods = [
            Period(years, tuple(held))
            for years, held in groupby(events, key=lambda e: _period(e.date, size))
        ]
        if len(periods) <= _MOST_PERIODS:
            break
    return periods


def _period(date: Date | Interval, size: int) -> Years:
    """The years 1990–1999, 1–9, 9–1 BCE, 19–10 BCE: as they are told, none is called 0."""
    if date.earliest is None:
        return None, None
    year = date.earliest[0]
    if year >= _FAR:
        return _FAR, None
    if year > 0:
        first = year // size * size
        return max(first, 1), first + size - 1
    before = 1 - year
    if before >= _FAR:
        return None, 1 - _FAR
    last = before // size * size
    return 1 - (last + size - 1), 1 - max(last, 1)


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """A page of the site's timeline, and what stands on it."""

    name: str
    """Of its file in `timeline/`, without `.html`; `index` where all stands on one page."""
    periods: tuple[Period, ...]
    """None where a short timeline has no headings."""
    events: tuple[SharedEvent, ...]
    stretch: Stretch = Stretch()
    """Which of the pages of its period it is."""


def page_timeline(events: Sequence[SharedEvent]) -> tuple[TimelinePage, ...]:
    """The pages on which the events stand, in order; each period has one, or goes on over several.

    Where there are several, none is called `index`: that is the page that leads to them.
    """
    if fit(events, _weigh):
        return (TimelinePage("index", tuple(part_by_periods(events)), tuple(events)),)
    return tuple(
        TimelinePage(
            f"{period.name}-page-{stretch.number}" if stretch.number > 1 else period.name,
            (Period(period.years, held),),
            held,
            stretch,
        )
        for period in _periods(events)
        for stretch, held in in_stretches(period.events, _weigh)
    )


def _weigh(shared: SharedEvent) -> int:
    return sum([telling.weight for telling in shared.tellings])
