"""The way from an article to those beside it, in the order of the site."""

from typing import NamedTuple
from urllib.parse import quote

from postil.arrange.card import Card
from postil.arrange.library import ArrangedLibrary


class Neighbour(NamedTuple):
    """An article beside another."""

    title: str
    language: str
    href: str
    """From the site's root."""


class Neighbours(NamedTuple):
    """The articles before and after one; `None` at either end."""

    previous: Neighbour | None
    next: Neighbour | None


def neighbours_of(site: ArrangedLibrary, slug: str) -> Neighbours:
    """The articles before and after the one of a slug."""
    before, after = site.neighbours[slug]
    return Neighbours(_neighbour(before), _neighbour(after))


def _neighbour(card: Card | None) -> Neighbour | None:
    if card is None:
        return None
    return Neighbour(card.front.title, card.language, f"{quote(card.slug)}/index.html")
