"""Anchoring: every annotation of an article to its places, with all that is to be told."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from postil.anchor.folding import fold_quote
from postil.anchor.glossary import Headwords, attach, choose
from postil.anchor.quotes import AMBIGUOUS, EXACT, QuoteMatcher
from postil.anchor.text import SearchText
from postil.catalogue import diagnose
from postil.diagnostics import Diagnostic
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
        if found.code != EXACT:
            told.append(matcher.explain(selector, found))
        return found.spans

    own = Headwords(article.entries, english)
    exceptions = [tuple(_exceptions(entry, matcher, told)) for entry in own.entries]
    exceptions += _exceptions_of_shared(article, common.entries, matcher)
    places = attach(text, [own, common], exceptions)
    anchors: list[Anchor] = []
    for entry, spans in zip(own.entries, places, strict=False):
        if entry.quote:
            anchors.append(Anchor(entry, match(entry)))
        else:
            anchors.append(Anchor(entry, choose(spans, entry.occurrence)))
            told += _check_entry(anchors[-1], len(spans))
    anchors += _anchor_shared(article, common.entries, places[len(own.entries) :], matcher, told)
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


def _exceptions(entry: Entry, matcher: QuoteMatcher, told: list[Diagnostic]) -> Iterator[Span]:
    """The spans where an entry of the article must not attach."""
    for selector in entry.except_:
        found = matcher.match(selector, every=True)
        if found.code != EXACT:
            fault = matcher.explain(selector, found)
            if not found.spans:
                message = "the words of this exception do not stand in the article"
                fault = diagnose("a-010", fault.position, message, fault.hint)
            told.append(fault)
        yield from found.spans


def _exceptions_of_shared(
    article: Article, entries: Sequence[Entry], matcher: QuoteMatcher
) -> Iterator[tuple[Span, ...]]:
    """The same for shared entries; one whose headword is the article's own attaches nowhere."""
    headwords = {fold_quote(e.term) for e in article.entries}
    everywhere = ((0, len(article.document.text)),)
    for entry in entries:
        if fold_quote(entry.term) in headwords:
            yield everywhere
        else:
            found = [matcher.match(selector, every=True) for selector in entry.except_]
            yield tuple(span for match in found if match.code == EXACT for span in match.spans)


def _anchor_shared(
    article: Article,
    entries: Sequence[Entry],
    places: Sequence[tuple[Span, ...]],
    matcher: QuoteMatcher,
    told: list[Diagnostic],
) -> Iterator[Anchor]:
    """Shared entries where they occur. That one does not is no fault, unless it cannot choose."""
    headwords = {fold_quote(e.term) for e in article.entries}
    annotations = (*article.entries, *article.notes, *article.events, *article.questions)
    taken = {annotation.id for annotation in annotations}
    for entry, found in zip(entries, places, strict=True):
        spans = choose(found, entry.occurrence)
        if entry.quote and fold_quote(entry.term) not in headwords:
            match = matcher.match(entry)
            spans = match.spans if match.code == EXACT else ()
            if match.code == AMBIGUOUS:
                fault = matcher.explain(entry, match)
                told.append(replace(fault, message=f"in '{article.slug}' {fault.message}"))
        if spans:
            yield Anchor(replace(entry, id=claim(entry.id, taken)), spans, entry.id)


def _check_entry(anchor: Anchor, count: int) -> Iterator[Diagnostic]:
    """What is to be told of an entry without a quote whose word stands in `count` places."""
    entry = anchor.annotation
    if anchor.spans or not isinstance(entry, Entry):
        return
    place = entry.place.of("term")
    if entry.occurrence is None:
        hint = "if another form of it does, add it: forms: [..]"
        yield diagnose("a-008", place, f"'{entry.term}' does not occur in the article", hint)
    elif count:
        stands = "once" if count == 1 else f"{count} times"
        message = f"there is no occurrence {entry.occurrence}: '{entry.term}' stands {stands}"
        yield diagnose("a-005", place, message)
    else:
        yield diagnose("a-005", place, f"'{entry.term}' does not occur in the article")
