"""An article's sources to a valid article: records, ids, sources, document."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from postil.catalogue import diagnose
from postil.diagnostics import Diagnostic
from postil.format.kinds import Scope
from postil.format.reader import read_record
from postil.format.records import (
    Annotation,
    Annotations,
    Entry,
    Event,
    FrontMatter,
    Note,
    Question,
    Source,
)
from postil.format.texts import claim, make_id
from postil.markdown import compose, parse_markdown, parse_plain
from postil.model import Article
from postil.read.library import ArticleSource, YamlSource
from postil.read.nodes import YamlMap
from postil.validate.rules import (
    check_entry,
    check_front_matter,
    check_note,
    check_question,
    check_selector,
)

Record = TypeVar("Record", bound=Annotation)


def validate_article(
    source: ArticleSource, language: str, kinds: tuple[str, ...], shared_sources: frozenset[str]
) -> tuple[Article | None, list[Diagnostic]]:
    """Make a valid article; `None` where its front matter is too wrong to go on.

    `language` is the site's, `kinds` are those that the site declares.
    """
    front, told = _read_front_matter(source, language)
    parts = []
    for yaml in source.annotations:
        scope = Scope(yaml.file, language, kinds)
        if yaml.root is not None and (read := read_record(Annotations, yaml.root, scope)):
            parts.append(read)
        told += scope.diagnostics
    entries = [e for part in parts for e in part.glossary]
    notes = [n for part in parts for n in part.notes]
    events = [e for part in parts for e in part.timeline]
    questions = [q for part in parts for q in part.questions]
    sources = [s for part in parts for s in part.sources]
    told += check_records(entries, notes, events, questions)
    told += check_sources([*entries, *notes, *events, *questions], sources, shared_sources)
    if front is None:
        return None, told
    spoken = front.language or language
    parse = parse_plain if source.is_plain else parse_markdown
    body, first_line = _body(source)
    document = compose(parse(body, spoken, front.han), first_line)
    if not any(block.end > block.start for block in document.blocks):
        told.append(
            diagnose("f-007", source.file.position(source.body), "the article has no words")
        )
    if front.image and front.image not in source.assets:
        message = f"there is no file '{front.image}' in the article's folder"
        told.append(diagnose("f-008", front.place.of("image"), message))
    identified, faults = identify([*entries, *notes, *events, *questions])
    told += faults
    article = Article(
        source.slug,
        source.file,
        front,
        spoken,
        document,
        tuple(a for a in identified if isinstance(a, Entry)),
        tuple(a for a in identified if isinstance(a, Note)),
        tuple(a for a in identified if isinstance(a, Event)),
        tuple(a for a in identified if isinstance(a, Question)),
        tuple(sources),
        source.assets,
    )
    return article, told


def _read_front_matter(
    source: ArticleSource, language: str
) -> tuple[FrontMatter | None, list[Diagnostic]]:
    yaml: YamlSource = source.front
    scope = Scope(yaml.file, language)
    root = yaml.root if yaml.root is not None else YamlMap((), 0, 0)
    if yaml.root is None:
        scope.tell(
            "y-004",
            0,
            "the article has no front matter, so 'title' is missing",
            "put this above the text:\n---\ntitle: ..\n---",
        )
        return None, scope.diagnostics
    front = read_record(FrontMatter, root, scope)
    if front is not None:
        scope.diagnostics += check_front_matter(front)
    return front, scope.diagnostics


def _body(source: ArticleSource) -> tuple[str, int]:
    """The text without front matter, and the number of lines before it."""
    return source.file.text[source.body :], source.file.text.count("\n", 0, source.body)


def check_records(
    entries: Iterable[Entry],
    notes: Iterable[Note],
    events: Iterable[Event],
    questions: Iterable[Question],
) -> Iterator[Diagnostic]:
    """The rules between fields, for all records."""
    checks: list[tuple[Iterable[Any], Sequence[Callable[[Any], Iterator[Diagnostic]]]]] = [
        (entries, (check_selector, check_entry)),
        (notes, (check_note,)),
        (events, (check_selector,)),
        (questions, (check_selector, check_question)),
    ]
    for records, rules in checks:
        for record in records:
            for rule in rules:
                yield from rule(record)


def check_sources(
    annotations: Iterable[Annotation], sources: Sequence[Source], shared: frozenset[str]
) -> Iterator[Diagnostic]:
    """Every source that is cited must be listed, and listed once."""
    known: dict[str, Source] = {}
    for source in sources:
        if source.id in known:
            line = known[source.id].place.of("id").line
            message = f"the source '{source.id}' is listed twice, first in line {line}"
            yield diagnose("y-009", source.place.of("id"), message)
        known.setdefault(source.id, source)
    for annotation in annotations:
        for citation in annotation.sources:
            if citation.id not in known and citation.id not in shared:
                message = f"the source '{citation.id}' is not listed"
                hint = f"list it under sources:\nsources:\n  - id: {citation.id}\n    title: .."
                yield diagnose("y-011", citation.place.of("id"), message, hint)


def identify(annotations: Sequence[Record]) -> tuple[list[Record], list[Diagnostic]]:
    """Give every annotation its id: the author's, or one made of its words."""
    told: list[Diagnostic] = []
    written: dict[str, Record] = {}
    for annotation in annotations:
        if not annotation.id:
            continue
        if annotation.id in written:
            first = written[annotation.id].place.of("id")
            message = (
                f"the id '{annotation.id}' stands twice, first in {first.path} line {first.line}"
            )
            told.append(diagnose("y-009", annotation.place.of("id"), message))
        written.setdefault(annotation.id, annotation)
    taken = set(written)
    identified = []
    for annotation in annotations:
        if annotation.id:
            identified.append(annotation)
            continue
        words, otherwise = _words_for_id(annotation)
        wanted = make_id(words, otherwise)
        name = claim(wanted, taken)
        if name != wanted:
            message = f"another annotation has the id '{wanted}'; this one gets '{name}'"
            hint = f"give it an id of its own, so that links to it stay good:\nid: {name}"
            told.append(diagnose("y-010", annotation.place.of("quote", "term"), message, hint))
        identified.append(replace(annotation, id=name))
    return identified, told


def _words_for_id(annotation: Annotation) -> tuple[str, str]:
    """What an id is made of: the headword, else the event, else the quote or question."""
    if isinstance(annotation, Entry):
        return annotation.term, "entry"
    if isinstance(annotation, Event):
        return annotation.event.first, "event"
    if isinstance(annotation, Question):
        return annotation.quote or annotation.ask.first, "question"
    return annotation.quote, "note"
