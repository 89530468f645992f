"""The whole site as every edition shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from postil.arrange.card import Card, card_of, in_order, languages_of
from postil.arrange.glossary import Glossary, arrange_glossary
from postil.arrange.paging import Stretch, in_stretches, weigh_card
from postil.arrange.reader import ArrangedArticle, arrange
from postil.deferred import dataclass
from postil.format.records import Event
from postil.links import Targets, targets_of
from postil.model import AnchoredLibrary, Library


@dataclass(frozen=True)
class ArrangedLibrary:
    """What all editions of a site share."""

    library: Library
    targets: Targets
    cards: tuple[Card, ...]
    """Of all articles, in the order in which readers find them."""
    has_glossary: bool
    """Whether there is an entry, in any article or shared by all."""
    has_timeline: bool
    """Whether any article tells of an event."""
    is_dated: bool
    """Whether any article has a date."""
    neighbours: Mapping[str, tuple[Card | None, Card | None]]
    """Slug → the articles before and after it."""
    articles: tuple[ArrangedArticle, ...] = ()
    """Those that are at hand as a whole."""

    @cached_property
    def glossary(self) -> Glossary:
        """Every entry of the cards, where these are whole, and of the library."""
        return arrange_glossary(self.library, self.cards)

    @cached_property
    def events(self) -> tuple[tuple[Event, Card], ...]:
        """In order of time, where the cards are whole."""
        told = [(event, card) for card in self.cards for event in card.contents.events]
        return tuple(sorted(told, key=lambda pair: pair[0].date.sort_key))

    @cached_property
    def article_pages(self) -> tuple[tuple[Stretch, tuple[Card, ...]], ...]:
        """The pages of the list of articles; one also where there is no article."""
        return tuple(in_stretches(self.cards, weigh_card)) or ((Stretch(), ()),)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Those that some text can be read in beside another one; the site's order first."""
        spoken = [tag for card in self.cards for tag in card.languages]
        shared = languages_of(self.library.entries)
        return in_order([*spoken, *shared], self.library.config.languages)


def join_cards(library: Library, targets: Targets, cards: Sequence[Card]) -> ArrangedLibrary:
    """What the cards of all articles, in their order, tell of the site."""
    row = [None, *cards, None]
    return ArrangedLibrary(
        library,
        targets,
        tuple(cards),
        has_glossary=bool(library.entries) or any(card.entry_ids for card in cards),
        has_timeline=any(card.is_telling for card in cards),
        is_dated=any(card.front.date or card.front.updated for card in cards),
        neighbours={card.slug: (row[i], row[i + 2]) for i, card in enumerate(cards)},
    )


def arrange_library(anchored: AnchoredLibrary) -> ArrangedLibrary:
    """Arrange every article, and what the site shows of all of them."""
    library = anchored.library
    targets = targets_of(anchored)
    articles = tuple(
        arrange(article, library.config.kinds, library.sources, targets)
        for article in anchored.articles
    )
    site = join_cards(library, targets, tuple(map(card_of, articles)))
    return replace(site, articles=articles)
