"""An article's sources to a valid article: records, ids, sources, document."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from postil.catalogue import diagnose
from postil.diagnostics import Diagnostic
from postil.format.history import last_updated
from postil.format.reader import read_record
from postil.format.records import Annotations, Entry, Event, Note, Question
from postil.format.scope import Scope
from postil.format.settings import FrontMatter
from postil.markdown import compose, read_markdown
from postil.model import Article
from postil.read.library import ArticleSource, ArticleText
from postil.read.nodes import YamlMap, YamlText
from postil.validate.braces import check_article_braces, check_body_braces
from postil.validate.ids import identify
from postil.validate.pictures import check_article_picture, picture_name
from postil.validate.rules import (
    check_entry,
    check_front_matter,
    check_note,
    check_question,
    check_selector,
)
from postil.validate.slugs import check_yaml_names
from postil.validate.sources import check_sources, listed_sources


def validate_article(
    source: ArticleSource,
    language: str,
    kinds: tuple[str, ...] | None,
    shared_sources: frozenset[str] | None,
) -> tuple[Article, list[Diagnostic]]:
    """Make an article; it is valid where no error is told.

    `language` is the site's, `kinds` are those that the site declares, `shared_sources` the ids
    that every article may cite; `None` where they could not be read.
    """
    front, told = validate_front(source, language)
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
    told += check_yaml_names(source.annotations)
    told += check_records(entries, notes, events, questions)
    listed = listed_sources(source.annotations)
    citable = None if listed is None or shared_sources is None else listed | shared_sources
    told += check_sources([*entries, *notes, *events, *questions], sources, citable)
    shown = picture_name(front), last_updated(front.updated, front.changes)
    if shown != (front.image, front.updated):
        front = replace(front, image=shown[0], updated=shown[1])
    spoken = front.language or language
    body, first_line = _body(source)
    if source.is_plain:
        from postil.markdown.plain import parse_plain  # brings markdown-it

        document = compose(parse_plain(body, spoken, front.han), first_line)
    else:
        document = read_markdown(body, spoken, front.han, first_line)
    if not any(block.end > block.start for block in document.blocks):
        hint = "write or paste it below the front matter" if source.body else ""
        place = source.file.position(source.body)
        told.append(diagnose("f-007", place, "the article has no words", hint))
    if not source.is_plain:
        told += check_article_braces(document, source.file)
    told += check_article_picture(front, source.assets, source.slug)
    for change in front.changes:
        told += check_body_braces(change)
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


def validate_front(
    source: ArticleText | ArticleSource, language: str
) -> tuple[FrontMatter, list[Diagnostic]]:
    """The front matter alone; with a title of our own where there is none, which was told."""
    yaml = source.front
    scope = Scope(yaml.file, language)
    root = yaml.root
    if root is None and not yaml.is_broken:
        if yaml.file is source.file:
            message = "the article has no front matter, so 'title' is missing"
            hint = "put this above the text:\n---\ntitle: A title\n---"
        else:
            message, hint = "'title' is missing", "write it here:\ntitle: A title"
        scope.tell("y-004", 0, message, hint)
    front = None if root is None else read_record(FrontMatter, root, scope)
    if front is not None:
        scope.diagnostics += check_front_matter(front)
        return front, scope.diagnostics
    # A stand-in, so that what is wrong further on is told too. With its error nothing is built.
    title = YamlText("title", 0, 0, plain=True), YamlText(source.slug, 0, 0, plain=True)
    others = root.pairs if isinstance(root, YamlMap) else ()
    pairs = (title, *(pair for pair in others if pair[0].text != "title"))
    front = read_record(FrontMatter, YamlMap(pairs, 0, 0), Scope(yaml.file, language))
    assert front is not None
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
        (entries, (check_selector, check_entry, check_body_braces)),
        (notes, (check_note, check_body_braces)),
        (events, (check_selector, check_body_braces)),
        (questions, (check_selector, check_question, check_body_braces)),
    ]
    for records, rules in checks:
        for record in records:
            for rule in rules:
                yield from rule(record)
