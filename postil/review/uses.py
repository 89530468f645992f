"""Every place where an entry's headword or one of its forms stands, marked or not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from postil.anchor.glossary import Headwords, attach
from postil.anchor.quotes import QuoteMatcher
from postil.anchor.text import SearchText
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


def review(articles: Sequence[AnchoredArticle], shared: Sequence[Entry]) -> tuple[Reviewed, ...]:
    """The entries of some articles, in their order, then the shared ones."""
    reviewed: list[Reviewed] = []
    common: dict[str, list[Use]] = {entry.id: [] for entry in shared}
    for anchored in articles:
        own, uses = _uses(anchored, shared)
        slug = anchored.article.slug
        reviewed += [
            Reviewed(e, slug, u) for e, u in zip(anchored.article.entries, own, strict=True)
        ]
        for entry, found in zip(shared, uses, strict=True):
            common[entry.id] += found
    return (*reviewed, *(Reviewed(entry, "", tuple(common[entry.id])) for entry in shared))


def _uses(
    anchored: AnchoredArticle, shared: Sequence[Entry]
) -> tuple[list[tuple[Use, ...]], list[tuple[Use, ...]]]:
    """The places of an article's own entries, and those of the shared ones in it."""
    article = anchored.article
    text = SearchText.of(article.document)
    is_english = article.language.partition("-")[0] == "en"
    own = Headwords([replace(e, quote="") for e in article.entries], is_english)
    common = Headwords([replace(e, quote="") for e in shared], is_english)
    everything = ((0, len(article.document.text)),)
    shadowed = {len(own.entries) + i: everything for i in own.shadow(common)}
    places = attach(text, [own, common], shadowed)
    marked = {a.shared_id or a.annotation.id: a.spans for a in anchored.anchors if _is_entry(a)}
    entries = [*article.entries, *shared]
    refusing = [s for entry in entries for s in entry.except_]
    matcher = QuoteMatcher(text, refusing)
    found = []
    for entry, spans in zip(entries, places, strict=True):
        refused = [s for one in entry.except_ for s in matcher.match(one, every=True).spans]
        shown = sorted({*spans, *marked.get(entry.id, ())})
        found.append(tuple(_used(text, article.slug, shown, marked.get(entry.id, ()), refused)))
    return found[: len(article.entries)], found[len(article.entries) :]


def _is_entry(anchor: object) -> bool:
    return isinstance(getattr(anchor, "annotation", None), Entry)


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
