"""Facets: what each page that joins articles shows of one, as a digest."""

from collections.abc import Mapping
from hashlib import sha256

from postil.arrange.card import Card
from postil.keeping.cards import SEALS
from postil.keeping.safe import digest_of_value, seal_of
from postil.keeping.store import RECORD


def facets_of(card: Card, kept: Mapping[str, bytes], record_size: int) -> Mapping[str, bytes]:
    """A digest for each facet that `postil.printing.Joint` names.

    `kept` are the sealed contents of the card, and the sealed record of what a search can find,
    which has so many bytes.
    """
    name = digest_of_value((card.slug, card.front.title, card.language, card.front.han))
    front = digest_of_value((card.slug, card.front, card.language, card.description, card.notes))
    sources, entries, events = (seal_of(kept[part]) for part in SEALS)
    facets = {
        "languages": " ".join(card.languages).encode(),
        "front": front,
        "entries": name + sources + entries,
        "events": name + sources + events,
        "record": name + seal_of(kept[RECORD]),
        "size": name + str(record_size).encode(),
        # Where a shared entry comes among the others depends on the headwords of all.
        "shared": name + entries,
        # The sitemap names every page, and what the pages hold tells how many there are.
        "pages": name + front + sources + entries + events,
    }
    return {facet: sha256(shown).digest() for facet, shown in facets.items()}
