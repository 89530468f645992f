"""The card of an article: what the pages that join articles show of it, as in a catalogue.

Glossary, timeline, search, feed and the list of articles are made from cards alone. So a site
can be joined together without having all of its articles at hand.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from postil.anchor.graphemes import is_boundary
from postil.arrange.context import Context, words_in_context
from postil.arrange.reader import ArrangedArticle, NumberedNote
from postil.deferred import dataclass
from postil.format.bodies import bodies_of
from postil.format.records import Annotation, Entry, Event, Source
from postil.format.settings import FrontMatter
from postil.links import fragments_of
from postil.links.others import KnownFragments
from postil.model import Article

_LONGEST = 160
"""Code points that a search engine shows of a description, more or less."""


@dataclass(frozen=True)
class Occurrence:
    """Where an entry of the glossary stands in an article."""

    entry: str
    """The id of the article's own entry, or that of the shared one in its file."""
    is_shared: bool
    fragment: str
    """Its note on the article's page."""
    controls: tuple[str, ...]
    """The ids of its places in the text."""
    context: Context
    """The words around its first place."""


@dataclass(frozen=True)
class Contents:
    """What the glossary and the timeline tell of an article."""

    sources: tuple[Source, ...] = ()
    """Its own, which its entries and events may cite."""
    entries: tuple[Entry, ...] = ()
    """Its own."""
    occurrences: tuple[Occurrence, ...] = ()
    """In the order of its notes."""
    events: tuple[Event, ...] = ()
    """In order of time."""


NO_CONTENTS = Contents()


@dataclass(frozen=True)
class Card:
    """What other pages show of an article."""

    slug: str
    front: FrontMatter
    language: str
    description: str
    """What it says of itself in a sentence or two; else how it begins."""
    notes: int
    """How many there are in its text."""
    languages: tuple[str, ...]
    """Those that some text in it can be read in beside another one."""
    fragments: Mapping[str, str]
    """Id of an annotation → fragment of its place on the article's page."""
    entry_ids: tuple[str, ...]
    """Of its own entries."""
    shared_ids: tuple[str, ...]
    """Of the shared entries that stand in it."""
    is_telling: bool
    """Whether it tells of events."""
    contents: Contents = NO_CONTENTS
    """Empty once what shows them is made: a site is joined together without them."""

    @property
    def sources(self) -> tuple[Source, ...]:
        """Its own."""
        return self.contents.sources

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Its own."""
        return self.contents.entries


def card_of(arranged: ArrangedArticle) -> Card:
    """Write the card of an article."""
    anchored = arranged.anchored
    article = anchored.article
    annotations = (a.annotation for a in (*anchored.anchors, *anchored.evidence))
    own = (a.annotation for a in anchored.anchors if not a.is_shared)
    contents = Contents(
        article.sources,
        tuple(entry for entry in own if isinstance(entry, Entry)),
        tuple(_occurrences(article, arranged.notes)),
        tuple(listed.event for listed in arranged.events),
    )
    return Card(
        article.slug,
        article.front,
        article.language,
        description_of(article),
        len(arranged.notes),
        languages_of(annotations),
        KnownFragments.of(fragments_of(anchored)),
        *_names_of(contents),
        contents,
    )


def filled_card(card: Card, contents: Contents) -> Card:
    """A card with other contents."""
    entries, shared, is_telling = _names_of(contents)
    return replace(
        card, entry_ids=entries, shared_ids=shared, is_telling=is_telling, contents=contents
    )


def _names_of(contents: Contents) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """The ids of own entries, those of shared ones, and whether there are events."""
    shared = dict.fromkeys(found.entry for found in contents.occurrences if found.is_shared)
    return tuple(entry.id for entry in contents.entries), tuple(shared), bool(contents.events)


def blank_card(slug: str, front: FrontMatter, language: str) -> Card:
    """The card of an article of which only the front matter was read."""
    return Card(slug, front, language, "", 0, (), {}, (), (), is_telling=False)


def description_of(article: Article) -> str:
    """What an article says of itself in a sentence or two; else how it begins."""
    return article.front.summary or article.front.subtitle or _opening(article)


def _opening(article: Article) -> str:
    """The first words of the text, no more than a search engine shows of a description."""
    blocks = article.document.blocks
    first = next((b for b in blocks if b.number), blocks[0] if blocks else None)
    if first is None:
        return ""
    text = " ".join(article.document.text[first.start : first.end].split())
    if len(text) <= _LONGEST:
        return text
    end = text.rfind(" ", _LONGEST // 2, _LONGEST)
    if end < 0:
        end = next((i for i in range(_LONGEST - 1, 0, -1) if is_boundary(text, i)), _LONGEST)
    return f"{text[:end]}…"


def _occurrences(article: Article, notes: Iterable[NumberedNote]) -> Iterator[Occurrence]:
    text, blocks = article.document.text, article.document.blocks
    for note in notes:
        if isinstance(note.annotation, Entry):
            block = blocks[note.block]
            yield Occurrence(
                note.shared_id or note.annotation.id,
                bool(note.shared_id),
                f"note-{note.annotation.id}",
                tuple(mark.control for mark in note.marks),
                words_in_context(text, note.marks[0].span, (block.start, block.end)),
            )


def languages_of(annotations: Iterable[Annotation], order: Sequence[str] = ()) -> tuple[str, ...]:
    """The languages that some text can be read in beside another one, those of `order` first."""
    used = {
        tag: None
        for annotation in annotations
        for name, body in bodies_of(annotation)
        if name != "answer" and len(body.by_language) > 1
        for tag in body.languages
    }
    return in_order(used, order)


def in_order(languages: Iterable[str], order: Sequence[str]) -> tuple[str, ...]:
    """Languages, each once: those of `order` first."""
    used = dict.fromkeys(languages)
    return tuple(dict.fromkeys([*(tag for tag in order if tag in used), *used]))
