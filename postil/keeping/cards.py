"""The contents of cards as bytes: opened for the pages that show them, and by no others."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from postil.arrange.card import Contents, Occurrence, Written
from postil.format.records import Entry, Event, Source
from postil.keeping.safe import NotBelievedError, from_bytes, to_bytes

SEALS = ("sources", "entries", "events")
"""What the contents of a card are parted in, as pages ask for them."""


def seal(contents: Contents) -> dict[str, bytes]:
    """The contents of a card as bytes, for each of `SEALS`. Equal bytes tell of equal contents."""
    parts = {
        "sources": Written(sources=contents.sources),
        "entries": Written(entries=contents.entries, occurrences=contents.occurrences),
        "events": Written(events=contents.events),
    }
    return {name: to_bytes(part) for name, part in parts.items()}


@dataclass(frozen=True)
class Shut:
    """The contents of a card, sealed. What is asked for is opened then, and stays open."""

    kept: Mapping[str, bytes]
    """By name: those of `SEALS` among them."""

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The article's own. Like all of these, raises NotBelievedError."""
        return self._open("sources").sources

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The article's own."""
        return self._with_entries.entries

    @property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """In the order of its notes."""
        return self._with_entries.occurrences

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """In order of time."""
        return self._open("events").events

    @cached_property
    def _with_entries(self) -> Written:
        return self._open("entries")

    def _open(self, name: str) -> Written:
        found = from_bytes(self.kept[name])
        if not isinstance(found, Written):
            raise NotBelievedError
        return found
