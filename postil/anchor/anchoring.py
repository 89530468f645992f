"""Anchoring: every annotation of an article to its places, with all that is to be told."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from postil.anchor.folding import fold_quote
from postil.anchor.glossary import Headwords, attach, choose
from postil.anchor.quotes import EXACT, LOST, QuoteMatcher
from postil.anchor.text import SearchText
from postil.catalogue import diagnose
from postil.deferred import dataclass
from postil.diagnostics import Diagnostic
from postil.format.declare import with_id
from postil.format.records import Entry, TextQuoteSelector
from postil.format.texts import claim
from postil.model import Anchor, AnchoredArticle, AnchoredLibrary, Article, Library, Span
from postil.read.yaml_quoting import quote_yaml
from postil.source import Position


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
    attached = {anchor.shared_id for article in anchored for anchor in article.anchors}
    told += list(check_shared(library.entries, attached, {d.position for d in told}))
    return AnchoredLibrary(library, tuple(anchored)), told


def check_shared(
    entries: Iterable[Entry], attached: Container[str], known: Container[Position]
) -> Iterator[Diagnostic]:
    """A shared entry that names its place must have one in some article.

    `attached` are the ids of those that have one, `known` places of which something was told.
    """
    for entry in entries:
        place = entry.place.of("quote", "term")
        if entry.id in attached or place in known:
            continue
        if entry.quote:
            message = "the quoted words of this shared entry stand in no article"
            hint = "quote other words, or take the quote out: the entry then attaches by itself"
            yield diagnose("a-001", place, message, hint)
        elif entry.occurrence is not None:
            message = f"'{entry.term}' does not occur in any article as often as is asked here"
            hint = "take the occurrence out: the entry then attaches to the first place"
            yield diagnose("a-005", place, message, hint)


def anchor_article(
    article: Article, shared: SharedGlossary
) -> tuple[AnchoredArticle, list[Diagnostic]]:
    """Anchor one article's own annotations, and the shared entries that occur in it."""
    anchoring = _Anchoring(article, shared)
    return anchoring.run(), anchoring.told


class _Anchoring:
    """The annotations of one article on the way to their places."""

    def __init__(self, article: Article, shared: SharedGlossary) -> None:
        english = article.language.partition("-")[0] == "en"
        self.article = article
        self.text = SearchText.of(article.document)
        self.own = Headwords(article.entries, english)
        self.common = shared.english if english else shared.other
        self.matcher = QuoteMatcher(self.text, _selectors(article, self.common.entries))
        self.told: list[Diagnostic] = []

    def run(self) -> AnchoredArticle:
        article = self.article
        anchors = list(self._entries())
        anchors += [Anchor(n, self._match(n)) for n in article.notes]
        anchors += [Anchor(e, self._match(e) if e.quote else ()) for e in article.events]
        evidence = [
            Anchor(q, self._match(q, every=True) if q.quote else ()) for q in article.questions
        ]
        return AnchoredArticle(article, tuple(anchors), tuple(evidence))

    def _match(self, selector: TextQuoteSelector, *, every: bool = False) -> tuple[Span, ...]:
        found = self.matcher.match(selector, every=every)
        if found.code != EXACT:
            self.told.append(self.matcher.explain(selector, found))
        return found.spans

    def _entries(self) -> Iterator[Anchor]:
        """The article's own entries, then the shared ones that occur."""
        own, common = self.own.entries, self.common.entries
        shadowed = self.own.shadow(self.common)
        refused = {i: tuple(self._exceptions(e)) for i, e in enumerate(own) if e.except_}
        for i, entry in enumerate(common):
            if i in shadowed:
                refused[len(own) + i] = ((0, len(self.article.document.text)),)
            elif entry.except_:
                refused[len(own) + i] = tuple(self._exceptions_of_shared(entry))
        places = attach(self.text, [self.own, self.common], refused)
        for entry, spans in zip(own, places, strict=False):
            if entry.quote:
                yield Anchor(entry, self._match(entry))
            else:
                anchor = Anchor(entry, choose(spans, entry.occurrence))
                self.told += _check_entry(anchor, len(spans), self.text)
                yield anchor
        annotations = (*own, *self.article.notes, *self.article.events, *self.article.questions)
        taken = {annotation.id for annotation in annotations}
        for i, (entry, spans) in enumerate(zip(common, places[len(own) :], strict=True)):
            found = () if i in shadowed else self._choose_shared(entry, spans)
            if found:
                yield Anchor(with_id(entry, claim(entry.id, taken)), found, entry.id)

    def _exceptions(self, entry: Entry) -> Iterator[Span]:
        """Where an entry of the article must not attach."""
        for selector in entry.except_:
            found = self.matcher.match(selector, every=True)
            if found.code != EXACT:
                fault = self.matcher.explain(selector, found)
                if not found.spans:
                    message = "the words of this exception do not stand in the article"
                    fault = diagnose("a-010", fault.position, message, fault.hint)
                self.told.append(fault)
            yield from found.spans

    def _exceptions_of_shared(self, entry: Entry) -> Iterator[Span]:
        """Where a shared entry must not. What one article of many lacks is no fault."""
        for selector in entry.except_:
            found = self.matcher.match(selector, every=True)
            if found.code == EXACT:
                yield from found.spans

    def _choose_shared(self, entry: Entry, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        """The places of a shared entry. That it has none is no fault; that its quote has two is."""
        if not entry.quote:
            return choose(spans, entry.occurrence)
        found = self.matcher.match(entry)
        if found.code not in (EXACT, LOST):
            fault = self.matcher.explain(entry, found)
            self.told.append(replace(fault, message=f"in '{self.article.slug}' {fault.message}"))
        return found.spans


def _selectors(article: Article, shared: Sequence[Entry]) -> Iterator[TextQuoteSelector]:
    annotated: Iterable[TextQuoteSelector] = (*article.notes, *article.events, *article.questions)
    yield from annotated
    for entry in (*article.entries, *shared):
        if entry.quote:
            yield entry
        yield from entry.except_


def _check_entry(anchor: Anchor, count: int, text: SearchText) -> Iterator[Diagnostic]:
    """What is to be told of an entry without a quote that may attach in `count` places."""
    entry = anchor.annotation
    if anchor.spans or not isinstance(entry, Entry):
        return
    code = "a-008" if entry.occurrence is None else "a-005"
    term = fold_quote(entry.term)
    message, hint = f"'{entry.term}' does not occur in the article", ""
    if count:
        stands = "once" if count == 1 else f"{count} times"
        message = f"there is no occurrence {entry.occurrence}: '{entry.term}' stands {stands}"
    elif text.places_of_words(entry.term):
        message = f"'{entry.term}' stands only where it does not attach"
        hint = "inside a longer or an earlier entry, an exception, a heading, code or a link"
    elif term.lower() != term and text.places_of_words(term.lower()):
        hint = f"it stands there in small letters; write:\nterm: {quote_yaml(term.lower())}"
    elif code == "a-008":
        hint = "if another form of it does, add it: forms: [..]"
    yield diagnose(code, entry.place.of("term"), message, hint)
