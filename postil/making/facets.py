"""Facets: what each page that joins articles shows of one, as a digest."""

from collections.abc import Mapping
from hashlib import sha256

from postil.arrange.card import Card
from postil.printing import Given
from postil.sealing import digest_of_value, seal_of

_FACETS = ("languages", "front", "entries", "events", "record", "size", "shared", "pages")
"""That `postil.printing.Joint` names."""
_SIZE = 32
"""Bytes of a digest."""


def facets_of(card: Card, given: Mapping[str, bytes], record_size: int) -> bytes:
    """A digest for each facet, one behind the other: thousands of articles are read at once.

    `given` is what the article gives, sealed; the record of what a search finds has so many bytes.
    """
    name = digest_of_value((card.slug, card.front.title, card.language, card.front.han))
    front = digest_of_value((card.slug, card.front, card.language, card.description, card.notes))
    seals = Given(*(seal_of(given[name]) for name in Given._fields))
    shown = {
        "languages": " ".join(card.languages).encode(),
        "front": front,
        "entries": seals.entries,
        "events": seals.events,
        "record": name + seals.record,
        "size": name + str(record_size).encode(),
        # Where a shared entry comes among the others depends on the headwords of all.
        "shared": seals.entries,
        # The sitemap names every page, and what the pages hold tells how many there are.
        "pages": front + seals.entries + seals.events,
    }
    return b"".join([sha256(shown[facet]).digest() for facet in _FACETS])


def place_of(facet: str) -> slice:
    """Where a facet stands among those of an article."""
    start = _FACETS.index(facet) * _SIZE
    return slice(start, start + _SIZE)
