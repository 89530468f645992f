"""Facets: what each page that joins articles shows of one, as a digest."""

from collections.abc import Mapping
from hashlib import sha256

from postil.arrange.card import Card
from postil.printing import Given
from postil.sealing import digest_of_value, seal_of


def facets_of(card: Card, given: Mapping[str, bytes], record_size: int) -> Mapping[str, bytes]:
    """A digest for each facet that `postil.printing.Joint` names.

    `given` is what the article gives, sealed; the record of what a search finds has so many bytes.
    """
    name = digest_of_value((card.slug, card.front.title, card.language, card.front.han))
    front = digest_of_value((card.slug, card.front, card.language, card.description, card.notes))
    seals = Given(*(seal_of(given[name]) for name in Given._fields))
    facets = {
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
    return {facet: sha256(shown).digest() for facet, shown in facets.items()}
