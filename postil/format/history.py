"""Where an article comes from, and what was done to it since."""

from collections.abc import Sequence

from postil.dates import parse_day
from postil.deferred import dataclass
from postil.format import kinds
from postil.format.declare import NOWHERE, Place, written
from postil.format.texts import Texts


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Where an article was first published."""

    name: str = written(kinds.TEXT, "The publication.", required=True)
    url: str = written(kinds.URL, "Its web address.", default="")
    place: Place = NOWHERE


@dataclass(frozen=True, kw_only=True)
class Change:
    """What was changed after an article was published."""

    date: str = written(kinds.DAY, "When it was changed.", required=True)
    note: Texts = written(kinds.TEXTS, "What was changed, for readers.", required=True)
    place: Place = NOWHERE


def newest_first(changes: Sequence[Change]) -> list[Change]:
    """Changes from the newest to the oldest; those of one day as the author put them."""
    return sorted(changes, key=lambda change: parse_day(change.date).sort_key, reverse=True)


def last_updated(updated: str, changes: Sequence[Change]) -> str:
    """The day of the last change: the one that is given, else that of the newest change."""
    return updated or "".join(change.date for change in newest_first(changes)[:1])
