"""The whole site as every edition shows it."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from postil.arrange.reader import ArrangedArticle, arrange
from postil.format.bodies import bodies_of
from postil.format.records import Entry, Event
from postil.format.texts import claim
from postil.links import Targets, targets_of
from postil.model import AnchoredLibrary, Article, Library


@dataclass(frozen=True, slots=True)
class Use:
    """An article in which an entry stands, and its note there."""

    article: Article
    fragment: str


@dataclass(frozen=True, slots=True)
class GlossaryItem:
    """An entry of the site's glossary."""

    id: str
    """`entry-<id>` for a shared entry, `entry-<slug>-<id>` for an article's own."""
    entry: Entry
    article: Article | None
    """Whose entry it is; `None` for a shared one."""
    uses: tuple[Use, ...]


@dataclass(frozen=True)
class ArrangedLibrary:
    """What all editions of a site share."""

    library: Library
    articles: tuple[ArrangedArticle, ...]
    targets: Targets
    glossary: tuple[GlossaryItem, ...]
    """In alphabetical order."""
    glossary_ids: Mapping[tuple[str, str], str]
    """(slug, or `` for shared; id of the entry) → id on the glossary page."""
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
    glossary, ids = _gather_glossary(library, anchored)
    told = [
        (listed.event, arranged.anchored.article)
        for arranged in articles
        for listed in arranged.events
    ]
    told.sort(key=lambda pair: pair[0].date.sort_key)
    languages = _languages(anchored)
    return ArrangedLibrary(library, articles, targets, glossary, ids, tuple(told), languages)


def _languages(anchored: AnchoredLibrary) -> tuple[str, ...]:
    shown = [a.annotation for item in anchored.articles for a in (*item.anchors, *item.evidence)]
    used = {
        tag: None
        for annotation in (*shown, *anchored.library.entries)
        for name, body in bodies_of(annotation)
        if name != "answer" and len(body.by_language) > 1
        for tag in body.languages
    }
    wanted = [tag for tag in anchored.library.config.languages if tag in used]
    return tuple(dict.fromkeys([*wanted, *used]))


def _gather_glossary(
    library: Library, anchored: AnchoredLibrary
) -> tuple[tuple[GlossaryItem, ...], dict[tuple[str, str], str]]:
    ids: dict[tuple[str, str], str] = {}
    taken: set[str] = set()
    items = []
    shared: dict[str, list[Use]] = {entry.id: [] for entry in library.entries}
    for item in anchored.articles:
        for anchor in item.anchors:
            entry = anchor.annotation
            if not isinstance(entry, Entry):
                continue
            use = Use(item.article, f"note-{entry.id}")
            if anchor.is_shared:
                shared[anchor.shared_id].append(use)
                continue
            name = claim(f"entry-{item.article.slug}-{entry.id}", taken)
            ids[item.article.slug, entry.id] = name
            items.append(GlossaryItem(name, entry, item.article, (use,)))
    for entry in library.entries:
        name = claim(f"entry-{entry.id}", taken)
        ids["", entry.id] = name
        items.append(GlossaryItem(name, entry, None, tuple(shared[entry.id])))
    return tuple(sorted(items, key=lambda item: (*sort_key(item.entry.term), item.id))), ids


def sort_key(headword: str) -> tuple[str, str]:
    """Alphabetical order: capitals and accents count only between words otherwise the same."""
    plain = unicodedata.normalize("NFKD", headword).casefold()
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return letters, headword


def initial(headword: str) -> str:
    """The letter under which a headword is listed."""
    letter = sort_key(headword)[0][:1].upper()
    return letter if letter.isalpha() else "#"
