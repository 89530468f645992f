"""Facets: what each page that joins articles shows of one, as a digest."""

from collections.abc import Mapping

from postil.arrange.card import Card
from postil.keeping.safe import digest_of_value, seal_of


def facets_of(card: Card, kept: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """A digest for each facet that `postil.printing.Joint` names.

    `kept` are the sealed contents of the card, and the record of what a search can find.
    """
    name = (card.slug, card.front.title, card.language, card.front.han)
    sources, entries, events = (seal_of(kept[part]) for part in ("sources", "entries", "events"))
    facets: dict[str, object] = {
        "languages": card.languages,
        "front": (card.slug, card.front, card.language, card.description, card.notes),
        "entries": (name, sources, entries),
        "events": (name, sources, events),
        "record": (card.slug, kept["record"]),
        "size": (card.slug, len(kept["record"])),
        "shared": entries if card.shared_ids else b"",
    }
    digests = {facet: digest_of_value(shown) for facet, shown in facets.items()}
    # The sitemap names every page, and what the pages hold tells how many there are.
    digests["pages"] = digest_of_value([digests[f] for f in ("front", "entries", "events")])
    return digests
