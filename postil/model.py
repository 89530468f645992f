"""The valid library, and the same anchored: what the stages after reading hand on."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import field

from postil.deferred import dataclass
from postil.document import Document
from postil.format.records import Annotation, Entry, Event, Note, Question, Source
from postil.format.settings import FrontMatter, SiteConfig
from postil.source import SourceFile

Span = tuple[int, int]
"""Start and end in code points of an article's text."""


def overlaps(span: Span, taken: Sequence[Span]) -> bool:
    """Whether a span overlaps one of some disjoint, sorted spans."""
    i = bisect_left(taken, span)
    return (i < len(taken) and taken[i][0] < span[1]) or (i > 0 and taken[i - 1][1] > span[0])


@dataclass(frozen=True)
class Article:
    """A valid article: every annotation has its id, nothing is anchored yet."""

    slug: str
    file: SourceFile
    front: FrontMatter
    language: str
    document: Document
    entries: tuple[Entry, ...] = ()
    notes: tuple[Note, ...] = ()
    events: tuple[Event, ...] = ()
    questions: tuple[Question, ...] = ()
    sources: tuple[Source, ...] = ()
    assets: Mapping[str, bytes] = field(default_factory=dict)
    """Files of the article's folder that its pages need, by path in the folder."""

    @property
    def entry_ids(self) -> tuple[str, ...]:
        """Of its own entries."""
        return tuple(entry.id for entry in self.entries)


@dataclass(frozen=True)
class Library:
    """A valid site."""

    name: str
    """The name of the folder that holds the content folder."""
    config: SiteConfig
    entries: tuple[Entry, ...]
    """Shared by every article."""
    sources: tuple[Source, ...]
    """Shared by every article."""
    articles: tuple[Article, ...]
    """In the order in which readers find them."""
    drafts: tuple[str, ...] = ()
    """Slugs of articles that are drafts, whether they are among the articles or not."""
    picture: bytes = b""
    """The file that `image` of `site.yaml` names."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """An annotation and the places where it stands in the text."""

    annotation: Annotation
    spans: tuple[Span, ...]
    """In reading order; empty for what is not tied to the text."""
    shared_id: str = ""
    """For an entry of the shared glossary: its id there."""

    @property
    def is_shared(self) -> bool:
        """Whether it is an entry of the shared glossary."""
        return bool(self.shared_id)


@dataclass(frozen=True)
class AnchoredArticle:
    """An article whose annotations have found their places."""

    article: Article
    anchors: tuple[Anchor, ...]
    """Entries, notes and events: what is marked or listed for readers."""
    evidence: tuple[Anchor, ...]
    """Questions with the passages that answer them. For the teacher."""


@dataclass(frozen=True)
class AnchoredLibrary:
    """A site whose annotations have found their places."""

    library: Library
    articles: tuple[AnchoredArticle, ...]
