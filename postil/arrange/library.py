"""The whole site as every edition shows it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from postil.arrange.glossary import (
    GlossaryItem,
    GlossarySection,
    arrange_glossary,
)
from postil.arrange.reader import ArrangedArticle, arrange
from postil.format.bodies import bodies_of
from postil.format.records import Annotation, Event
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
    languages: tuple[str, ...]
    """Those that some text can be read in beside another one; the site's order first."""

    @cached_property
    def is_dated(self) -> bool:
        """Whether any article has a date."""
        fronts = [article.anchored.article.front for article in self.articles]
        return any(front.date or front.updated for front in fronts)

    @cached_property
    def neighbours(self) -> Mapping[str, tuple[ArrangedArticle | None, ArrangedArticle | None]]:
        """Slug → the articles before and after it."""
        row = [None, *self.articles, None]
        return {
            article.anchored.article.slug: (row[i], row[i + 2])
            for i, article in enumerate(self.articles)
        }


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
    shown = [a.annotation for item in anchored.articles for a in (*item.anchors, *item.evidence)]
    languages = languages_of((*shown, *library.entries), library.config.languages)
    return ArrangedLibrary(library, articles, targets, glossary, index, tuple(told), languages)


def languages_of(annotations: Iterable[Annotation], order: Sequence[str] = ()) -> tuple[str, ...]:
    """The languages that some text can be read in beside another one, those of `order` first."""
    used = {
        tag: None
        for annotation in annotations
        for name, body in bodies_of(annotation)
        if name != "answer" and len(body.by_language) > 1
        for tag in body.languages
    }
    return tuple(dict.fromkeys([*(tag for tag in order if tag in used), *used]))
