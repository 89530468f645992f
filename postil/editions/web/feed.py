"""The feed of the site: its articles for feed readers, in Atom (RFC 4287)."""

from postil.arrange.card import Card
from postil.arrange.library import ArrangedLibrary
from postil.dates import parse_day
from postil.deferred import dataclass
from postil.render.addresses import address_of
from postil.render.metadata import FEED, has_feed
from postil.render.press import Press
from postil.render.vocabulary import authors_of, licence_of

_MOST = 50
"""A feed tells what is new; the first page has the rest."""


@dataclass(frozen=True, slots=True)
class EntryOfFeed:
    """An article as a feed tells of it."""

    id: str
    title: str
    language: str
    href: str
    published: str
    updated: str
    authors: tuple[str, ...]
    summary: str
    tags: tuple[str, ...]
    licence: str
    source_url: str


def build_feed(press: Press) -> dict[str, bytes]:
    """The feed, of articles that have a date; nothing where none has."""
    if not has_feed(press.site):
        return {}
    base = press.site.library.config.base_url
    entries = entries_of(press.site)
    feed = press.render(
        "feed.xml.jinja",
        FEED,
        home=address_of(base, ""),
        address=address_of(base, FEED),
        updated=entries[0].updated,
        entries=entries[:_MOST],
    )
    return {FEED: feed}


def entries_of(site: ArrangedLibrary) -> list[EntryOfFeed]:
    """An entry for each article with a date, the last updated first."""
    entries = []
    for card in site.cards:
        front = card.front
        days = [moment(day) for day in (front.date, front.updated) if day]
        if not days:
            continue
        entries.append(
            EntryOfFeed(
                _id(site, card),
                front.title,
                card.language,
                address_of(site.library.config.base_url, f"{card.slug}/index.html"),
                days[0] if front.date else "",
                max(days),
                authors_of(front) or ((front.source.name,) if front.source else ()),
                card.description,
                front.tags,
                licence_of(site, front),
                front.source.url if front.source else "",
            )
        )
    return sorted(entries, key=lambda entry: entry.updated, reverse=True)


def _id(site: ArrangedLibrary, card: Card) -> str:
    """The first address that the article had, for an entry keeps its id when it moves."""
    slug = (*card.front.formerly, card.slug)[0]
    return address_of(site.library.config.base_url, f"{slug}/index.html")


def moment(day: str) -> str:
    """A year, month or day as the moment that Atom wants (RFC 3339): its first, in UTC."""
    return "{:04}-{:02}-{:02}T00:00:00Z".format(*parse_day(day).earliest)
