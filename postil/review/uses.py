"""Every place where an entry's headword or one of its forms stands, marked or not."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum

from postil.anchor.glossary import Headwords, attach
from postil.anchor.quotes import QuoteMatcher
from postil.anchor.text import SearchText
from postil.deferred import dataclass
from postil.format.records import Entry
from postil.model import AnchoredArticle, Span

_REACH = 60
"""Code points shown on either side."""


class State(StrEnum):
    """What becomes of a place."""

    MARKED = "marked"
    UNMARKED = "not marked"
    EXCEPTED = "excepted"


@dataclass(frozen=True, slots=True)
class Use:
    """A place where an entry's words stand."""

    slug: str
    paragraph: int | None
    span: Span
    before: str
    words: str
    after: str
    state: State


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An entry, and its places in one article, or in all for one that is shared."""

    entry: Entry
    slug: str
    """The article that it belongs to; `` for one that all articles share."""
    uses: tuple[Use, ...]

    @property
    def is_used(self) -> bool:
        """Whether it is marked anywhere."""
        return any(use.state is State.MARKED for use in self.uses)

    @property
    def is_accepted(self) -> bool:
        """Whether somebody has said which places are meant, and not left it at the first."""
        return bool(self.entry.quote) or self.entry.occurrence is not None


@dataclass(frozen=True)
class SharedWords:
    """The shared entries, made ready once for English texts and once for others."""

    entries: tuple[Entry, ...]
    english: Headwords
    other: Headwords

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> "SharedWords":
        """Prepare them; an entry's quote does not keep its word from being looked for."""
        free = [replace(entry, quote="") for entry in entries]
        return cls(tuple(entries), Headwords(free, english=True), Headwords(free, english=False))


@dataclass(frozen=True, slots=True)
class ArticleUses:
    """What one article adds to the review."""

    own: tuple[Reviewed, ...]
    shared: tuple[tuple[Use, ...], ...]
    """The places of each shared entry in it, in their order."""


def review(articles: Sequence[AnchoredArticle], shared: Sequence[Entry]) -> tuple[Reviewed, ...]:
    """The entries of some articles, in their order, then the shared ones."""
    words = SharedWords.of(shared)
    return gather([review_article(anchored, words) for anchored in articles], shared)


def gather(articles: Sequence[ArticleUses], shared: Sequence[Entry]) -> tuple[Reviewed, ...]:
    """The same, of articles that were looked through one by one."""
    own = [one for article in articles for one in article.own]
    common = [
        Reviewed(entry, "", tuple(use for article in articles for use in article.shared[i]))
        for i, entry in enumerate(shared)
    ]
    return (*own, *common)


def review_article(anchored: AnchoredArticle, shared: SharedWords) -> ArticleUses:
    """The places of an article's own entries, and those of the shared ones in it."""
    article = anchored.article
    text = SearchText.of(article.document)
    is_english = article.language.partition("-")[0] == "en"
    own = Headwords([replace(e, quote="") for e in article.entries], is_english)
    common = shared.english if is_english else shared.other
    everything = ((0, len(article.document.text)),)
    shadowed = {len(own.entries) + i: everything for i in own.shadow(common)}
    places = attach(text, [own, common], shadowed)
    marked = {
        (a.is_shared, a.shared_id or a.annotation.id): a.spans
        for a in anchored.anchors
        if isinstance(a.annotation, Entry)
    }
    entries = [(False, e) for e in article.entries] + [(True, e) for e in shared.entries]
    matcher = QuoteMatcher(text, [s for _, entry in entries for s in entry.except_])
    found = []
    for (is_shared, entry), spans in zip(entries, places, strict=True):
        refused = [s for one in entry.except_ for s in matcher.match(one, every=True).spans]
        taken = marked.get((is_shared, entry.id), ())
        shown = sorted({*spans, *taken})
        found.append(tuple(_used(text, article.slug, shown, taken, refused)))
    count = len(article.entries)
    reviewed = zip(article.entries, found[:count], strict=True)
    return ArticleUses(
        tuple(Reviewed(entry, article.slug, uses) for entry, uses in reviewed),
        tuple(found[count:]),
    )


def _used(
    text: SearchText,
    slug: str,
    spans: Sequence[Span],
    marked: Sequence[Span],
    refused: Sequence[Span],
) -> Iterator[Use]:
    source = text.document.text
    for start, end in spans:
        block = text.block(start)
        before = source[max(block.start, start - _REACH) : start]
        after = source[end : min(max(block.end, end), end + _REACH)]
        state = State.MARKED if (start, end) in marked else State.UNMARKED
        if state is State.UNMARKED and any(s < end and start < e for s, e in refused):
            state = State.EXCEPTED
        yield Use(slug, block.number, (start, end), before, source[start:end], after, state)
