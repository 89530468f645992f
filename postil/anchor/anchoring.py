"""Anchoring: every annotation of an article to its places, with all that is to be told."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from postil.anchor.folding import fold_quote
from postil.anchor.glossary import Headwords, attach, choose
from postil.anchor.quotes import QuoteMatcher
from postil.anchor.text import SearchText
from postil.catalogue import diagnose
from postil.diagnostics import Diagnostic
from postil.format.kinds import ALL
from postil.format.records import Entry, TextQuoteSelector
from postil.format.texts import claim
from postil.model import Anchor, AnchoredArticle, AnchoredLibrary, Article, Library, Span


@dataclass(frozen=True)
class SharedGlossary:
    """The shared entries, made ready once for English texts and once for others."""

    english: Headwords
    other: Headwords

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> "SharedGlossary":
        """Prepare shared entries; those of one headword keep the first."""
        return cls(Headwords(entries, english=True), Headwords(entries, english=False))


def anchor_library(library: Library) -> tuple[AnchoredLibrary, list[Diagnostic]]:
    """Anchor every article."""
    shared = SharedGlossary.of(library.entries)
    anchored, told = [], []
    for article in library.articles:
        result, diagnostics = anchor_article(article, shared)
        anchored.append(result)
        told += diagnostics
    return AnchoredLibrary(library, tuple(anchored)), told


def anchor_article(
    article: Article, shared: SharedGlossary
) -> tuple[AnchoredArticle, list[Diagnostic]]:
    """Anchor one article's own annotations, and the shared entries that occur in it."""
    text = SearchText.of(article.document)
    english = article.language.partition("-")[0] == "en"
    common = shared.english if english else shared.other
    matcher = QuoteMatcher(text, _selectors(article, common.entries))
    told: list[Diagnostic] = []

    def match(selector: TextQuoteSelector, *, every: bool = False) -> tuple[Span, ...]:
        found = matcher.match(selector, every=every)
        told.extend(found.diagnostics)
        return found.spans

    own = Headwords(article.entries, english)
    groups = [own, common]
    entries = [(e, False) for e in own.entries] + [(e, True) for e in common.entries]
    headwords = {fold_quote(e.term) for e in article.entries}
    refused = [
        tuple(_refused(entry, matcher, None if is_shared else told)) for entry, is_shared in entries
    ]
    anchors: list[Anchor] = []
    taken = {a.id for a in (*article.entries, *article.notes, *article.events, *article.questions)}
    for (entry, is_shared), places in zip(entries, attach(text, groups, refused), strict=True):
        if is_shared:
            if fold_quote(entry.term) in headwords:
                continue  # the article's own entry wins
            spans = matcher.match(entry).spans if entry.quote else choose(places, entry.occurrence)
            if spans:
                own_id = claim(entry.id, taken)
                anchors.append(Anchor(replace(entry, id=own_id), spans, entry.id))
            continue
        spans = match(entry) if entry.quote else choose(places, entry.occurrence)
        if not entry.quote:
            told.extend(_check_entry(entry, len(places), spans))
        anchors.append(Anchor(entry, spans))
    anchors += [Anchor(note, match(note)) for note in article.notes]
    anchors += [Anchor(e, match(e) if e.quote else ()) for e in article.events]
    evidence = tuple(Anchor(q, match(q, every=True) if q.quote else ()) for q in article.questions)
    return AnchoredArticle(article, tuple(anchors), evidence), told


def _selectors(article: Article, shared: Sequence[Entry]) -> Iterator[TextQuoteSelector]:
    annotated: Iterable[TextQuoteSelector] = (*article.notes, *article.events, *article.questions)
    yield from annotated
    for entry in (*article.entries, *shared):
        if entry.quote:
            yield entry
        yield from entry.except_


def _refused(entry: Entry, matcher: QuoteMatcher, told: list[Diagnostic] | None) -> Iterator[Span]:
    """The spans that an entry's exceptions name."""
    for selector in entry.except_:
        spans = matcher.match(selector, every=True).spans
        if not spans and told is not None:
            message = "the words of this exception do not stand in the article"
            told.append(diagnose("a-010", selector.place.of("quote"), message))
        yield from spans


def _check_entry(entry: Entry, count: int, chosen: tuple[Span, ...]) -> Iterator[Diagnostic]:
    place = entry.place.of("term")
    if entry.occurrence not in (None, ALL) and not chosen:
        stands = {0: "nowhere", 1: "once"}.get(count, f"{count} times")
        message = f"there is no occurrence {entry.occurrence}: '{entry.term}' stands {stands}"
        yield diagnose("a-005", place, message)
    elif entry.occurrence is not None and not chosen:
        yield diagnose("a-005", place, f"'{entry.term}' does not occur in the article")
    elif not chosen:
        yield diagnose(
            "a-008",
            place,
            f"'{entry.term}' does not occur in the article",
            "if another form of it does, add it: forms: [..]",
        )
