"""The whole site as every edition shows it."""

from dataclasses import dataclass

from postil.arrange.glossary import (
    GlossaryItem,
    GlossarySection,
    arrange_glossary,
)
from postil.arrange.reader import ArrangedArticle, arrange
from postil.format.records import Event
from postil.links import Targets, targets_of
from postil.model import AnchoredLibrary, Article, Library


@dataclass(frozen=True)
class ArrangedLibrary:
    """What all editions of a site share."""

    library: Library
    articles: tuple[ArrangedArticle, ...]
    targets: Targets
    glossary: tuple[GlossaryItem, ...]
    """Every entry, in the order of the site's language."""
    index: tuple[GlossarySection, ...]
    """The same as they are read: by kind, letter and headword."""
    events: tuple[tuple[Event, Article], ...]
    """In order of time."""


def arrange_library(anchored: AnchoredLibrary) -> ArrangedLibrary:
    """Arrange every article, and what the site shows of all of them."""
    library = anchored.library
    targets = targets_of(anchored)
    articles = tuple(
        arrange(article, library.config.kinds, library.sources, targets)
        for article in anchored.articles
    )
    glossary, index = arrange_glossary(library, articles)
    told = [
        (listed.event, arranged.anchored.article)
        for arranged in articles
        for listed in arranged.events
    ]
    told.sort(key=lambda pair: pair[0].date.sort_key)
    return ArrangedLibrary(library, articles, targets, glossary, index, tuple(told))
