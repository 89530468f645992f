"""Put events in order."""

from collections.abc import Iterable
from functools import partial

from postil.arrange.exercises.lot import draw
from postil.arrange.exercises.material import Material
from postil.arrange.exercises.model import Deal, Item, Made, Phrase, Solution, made
from postil.dates import Date, Day, Interval
from postil.format.records import Event


def make_order(material: Material) -> Deal:
    """Events without their dates, drawn; what is before what is certain."""
    told = [listed.event for listed in material.arranged.events]
    return partial(_deal, _distinct(certain_order(told), material))


def _deal(chain: list[tuple[Event, Phrase]], most: int, seed: str) -> Made:
    chosen = draw(seed, chain, lambda pair: pair[1].plain)[:most]
    ranked = sorted(chosen, key=lambda pair: pair[0].date.sort_key)
    pairs = [
        (
            Item(number, phrase),
            Solution(number, phrase, str(ranked.index((event, phrase)) + 1), date=event.date),
        )
        for number, (event, phrase) in enumerate(chosen, 1)
    ]
    return made("order", pairs, len(chain))


def certain_order(events: Iterable[Event]) -> list[Event]:
    """As many events as can be, each surely over before the next begins.

    Dates that are about, uncertain or open are not sure. Of those that overlap the one that ends
    first is taken, which leaves most room (the greedy choice of interval scheduling).
    """
    sure = [(_stretch(event.date), event) for event in events if _is_sure(event.date)]
    sure.sort(key=lambda pair: (pair[0][1], pair[0][0], pair[1].id))
    chain: list[Event] = []
    over: Day | tuple[()] = ()
    for (start, end), event in sure:
        if start > over:
            chain.append(event)
            over = end
    return chain


def _is_sure(date: Date | Interval) -> bool:
    is_closed = date.earliest is not None and date.latest is not None
    return is_closed and not date.uncertain and not date.approximate


def _stretch(date: Date | Interval) -> tuple[Day, Day]:
    """The first and the last day that a date can mean.

    A time of day counts as its day: clocks of different places cannot be compared.
    """
    assert date.earliest is not None
    assert date.latest is not None
    return date.earliest, date.latest


def _distinct(events: Iterable[Event], material: Material) -> list[tuple[Event, Phrase]]:
    """Each event as it is told, and no two that are told alike."""
    found: dict[str, tuple[Event, Phrase]] = {}
    for event in events:
        phrase = material.tell(event.event)
        found.setdefault(" ".join(phrase.plain.casefold().split()), (event, phrase))
    return list(found.values())
