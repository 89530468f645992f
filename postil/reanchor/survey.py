"""Every anchor of a project: what became of it, where it is written, and what would mend it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from typing import Any

from postil.anchor.anchoring import anchor_article
from postil.anchor.describe import surroundings
from postil.anchor.folding import Place
from postil.anchor.quotes import EXACT, QuoteMatcher
from postil.anchor.text import SearchText
from postil.deferred import dataclass
from postil.diagnostics import Diagnostic
from postil.entries import Value
from postil.format.records import Annotation, Entry, Exclusion, Note, Question, TextQuoteSelector
from postil.format.texts import make_id
from postil.keeping.anchors import SELECTOR, Record, key_of, record_of, section_of, to_bytes
from postil.making.frame import Frame
from postil.model import Article, Span
from postil.read.library import read_article
from postil.reanchor.judgement import Judgement, State, judge
from postil.reanchor.trail import Trail
from postil.source import Position, SourceFile
from postil.validate.article import validate_article

_REACH = 40
"""So many characters are shown on each side of a passage."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several places that may be meant."""

    now: str
    """In its context."""
    fields: Mapping[str, Value]
    """What to write in the entry to mean it."""


@dataclass(frozen=True, slots=True, eq=False)
class Finding:
    """What became of one anchor."""

    slug: str
    section: str
    id: str
    file: SourceFile
    start: int
    """Where its entry begins in the file; for a place where an entry must not attach, where that
    begins."""
    position: Position
    state: State
    is_fault: bool
    """Whether a build fails for it, or places it where it may not belong."""
    was: str
    """The passage as it was, in its context where that is known."""
    now: str
    """The passage as it is; empty where there is none."""
    why: str
    fields: Mapping[str, Value] = field(default_factory=dict)
    """What to write in its entry; `None` takes a field out."""

    can_be_taken: bool = False
    """Whether there is one proposal, which a person may accept."""
    choices: tuple[Choice, ...] = ()
    """Or several, of which a person may accept one by its number."""

    def chosen(self, number: int) -> "Finding":
        """The finding with one of its choices as its proposal; numbers count from 1."""
        choice = self.choices[number - 1]
        return replace(self, now=choice.now, fields=choice.fields, can_be_taken=True, choices=())


@dataclass(frozen=True, slots=True)
class Survey:
    """All anchors of an article."""

    slug: str
    findings: tuple[Finding, ...]
    diagnostics: tuple[Diagnostic, ...]
    """What is wrong with the article beside its anchors."""
    record: bytes
    """What its anchors stand on now."""


def survey_article(frame: Frame, slug: str, memory: Record | None) -> Survey | None:
    """What became of an article's anchors; `None` where it cannot be read, which `check` tells."""
    source, told = read_article(frame.content, slug)
    if source is None:
        return None
    article, faults = validate_article(
        source, frame.config.language, frame.site.kinds, frame.site.citable
    )
    anchored, _ = anchor_article(article, frame.glossary)
    looking = _Survey(article, memory)
    findings = [*looking.own()]
    placed = {anchor.annotation.id for anchor in anchored.anchors if anchor.spans}
    findings += [
        looking.unquoted(entry, stands=entry.id in placed)
        for entry in article.entries
        if not entry.quote
    ]
    findings.sort(key=lambda finding: (finding.position, finding.id))
    return Survey(slug, tuple(findings), (*told, *faults), to_bytes(record_of(anchored)))


def survey_shared(frame: Frame, articles: Mapping[str, Record | None]) -> Iterator[Finding]:
    """What became of the quotes of shared entries: the best that any article has for them."""
    quoted = [entry for entry in frame.site.library.entries if entry.quote]
    if not quoted:
        return
    order = list(State)
    best: dict[str, Finding] = {}
    for slug, memory in articles.items():
        source, _ = read_article(frame.content, slug)
        if source is None:
            continue
        article, _ = validate_article(
            source, frame.config.language, frame.site.kinds, frame.site.citable
        )
        looking = _Survey(
            replace(article, entries=(), notes=(), events=(), questions=()), memory, quoted
        )
        for entry in quoted:
            found = looking.quoted(entry, "shared")
            known = best.get(entry.id)
            if known is None or order.index(found.state) < order.index(known.state):
                best[entry.id] = found
    yield from (replace(found, slug="", section="glossary") for found in best.values())


class _Survey:
    """One article under survey."""

    def __init__(
        self, article: Article, memory: Record | None, shared: Sequence[Entry] = ()
    ) -> None:
        self.article = article
        self.text = SearchText.of(article.document)
        self.memory = memory
        self.trail = Trail(memory.text, self.text) if memory else None
        self.annotations: tuple[Annotation, ...] = (
            *article.entries,
            *article.notes,
            *article.events,
            *article.questions,
        )
        exceptions = (exception for entry in article.entries for exception in entry.except_)
        self.matcher = QuoteMatcher(self.text, [*self.annotations, *shared, *exceptions])

    def own(self) -> Iterator[Finding]:
        """The article's own annotations that have a quote."""
        quoted = [annotation for annotation in self.annotations if annotation.quote]
        found = [self.quoted(annotation, section_of(annotation)) for annotation in quoted]
        # What is proposed is tried first, by the matcher of the build.
        tried = [with_fields(a, f.fields) for a, f in zip(quoted, found, strict=True)]
        matcher = QuoteMatcher(self.text, tried)
        for selector, finding in zip(tried, found, strict=True):
            every = finding.section == "questions"
            good = not finding.fields or matcher.match(selector, every=every).code == EXACT
            yield finding if good else replace(finding, fields={}, can_be_taken=False)
        for entry in self.article.entries:
            for number, exception in enumerate(entry.except_, 1):
                yield self.excepted(entry, exception, number)

    def excepted(self, entry: Entry, exception: Exclusion, number: int) -> Finding:
        """What became of a place where an entry must not attach."""
        judged = judge(self.matcher, exception, every=True)
        fields = judged.fields
        if fields:  # tried first, as what is proposed for annotations is
            tried = with_fields(exception, fields)
            match = QuoteMatcher(self.text, [tried]).match(tried, every=True)
            fields = fields if match.code == EXACT else {}
        return Finding(
            self.article.slug,
            "glossary",
            f"{entry.id}/except-{number}",
            entry.place.file,
            exception.place.start,
            exception.place.of("quote"),
            judged.state,
            is_fault=False,
            was=f"except [{' '.join(exception.quote.split())}]",
            now=self._shown(judged.place) if judged.place else "",
            why=judged.why,
            fields=fields,
            can_be_taken=judged.place is not None and bool(fields),
        )

    def quoted(self, annotation: Annotation, section: str) -> Finding:
        """What became of a quote."""
        spans: tuple[Span, ...] = ()
        if self.memory is not None:
            known = self.memory.spans.get(key_of(section, annotation.id, annotation), ())
            length = len(self.memory.text)
            spans = tuple(span for span in known if 0 <= span[0] < span[1] <= length)
        judged = judge(
            self.matcher,
            annotation,
            every=isinstance(annotation, Question),
            trail=self.trail,
            spans=spans,
        )
        was = f"[{' '.join(annotation.quote.split())}]"
        if self.trail is not None and spans:
            was = _passage(self.trail.old.source, spans[0])
        elif annotation.prefix or annotation.suffix:
            was = f"{annotation.prefix} {was} {annotation.suffix}".strip()
        now = self._shown(judged.place) if judged.place else ""
        return Finding(
            self.article.slug,
            section,
            annotation.id,
            annotation.place.file,
            annotation.place.start,
            annotation.place.of("quote", "term"),
            judged.state,
            judged.state in (State.CHANGED, State.LOST),
            was,
            now,
            judged.why,
            _with_id(annotation, judged),
            can_be_taken=judged.place is not None,
            choices=tuple(Choice(self._shown(place), fields) for place, fields in judged.choices),
        )

    def _shown(self, place: Place) -> str:
        return _passage(self.article.document.text, self.text.span(place))

    def unquoted(self, entry: Annotation, *, stands: bool) -> Finding:
        """An entry that attaches by itself: its word occurs, or does not any more."""
        state = State.EXACT if stands else State.LOST
        wanted = entry.occurrence is not None
        why = "" if stands else "the word stands nowhere that it may attach; it is still listed"
        if wanted and not stands:
            why = "the word does not occur as often as the occurrence says"
        return Finding(
            self.article.slug,
            "glossary",
            entry.id,
            entry.place.file,
            entry.place.start,
            entry.place.of("term"),
            state,
            wanted and not stands,
            getattr(entry, "term", ""),
            "",
            why,
        )


def with_fields(selector: TextQuoteSelector, fields: Mapping[str, Value]) -> TextQuoteSelector:
    """A selector as it will be when some of its fields are written."""
    given: dict[str, Any] = {name: value for name, value in fields.items() if name in SELECTOR}
    given = {
        name: ("" if name != "occurrence" else None) if value is None else value
        for name, value in given.items()
    }
    return replace(selector, **given)


def _with_id(annotation: Annotation, judged: Judgement) -> Mapping[str, Value]:
    """A note whose address comes from its quote keeps the address that it had."""
    is_named = "id" in annotation.place.keys
    if "quote" in judged.fields and isinstance(annotation, Note) and not is_named:
        quote = judged.fields["quote"]
        if isinstance(quote, str) and make_id(quote, "note") != annotation.id:
            return {**judged.fields, "id": annotation.id}
    return judged.fields


def _passage(text: str, span: tuple[int, int]) -> str:
    """A passage of a text in its context, on one line."""
    return " ".join(surroundings(text, span, _REACH).split())
