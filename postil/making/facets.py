"""Facets: what each page that joins articles shows of one, as a digest."""

from collections.abc import Mapping

from postil.arrange.card import Card
from postil.keeping.safe import digest_of_value


def facets_of(card: Card, record: bytes) -> Mapping[str, bytes]:
    """A digest for each facet that `postil.printing.Joint` names."""
    name = (card.slug, card.front.title, card.language, card.front.han)
    contents = card.contents
    shared = [found for found in contents.occurrences if found.is_shared]
    facets: dict[str, object] = {
        "languages": card.languages,
        "front": (card.slug, card.front, card.language, card.description, card.notes),
        "entries": (name, contents.sources, contents.entries, contents.occurrences),
        "events": (name, contents.sources, contents.events),
        "record": (card.slug, record, shared),
    }
    digests = {facet: digest_of_value(shown) for facet, shown in facets.items()}
    # The sitemap names every page, and what the pages hold tells how many there are.
    digests["pages"] = digest_of_value([digests[f] for f in ("front", "entries", "events")])
    return digests
