"""What a search can find: every place of the site that has an address, with its words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from postil.arrange.reader import ArrangedArticle, NumberedNote
from postil.document import Block
from postil.editions.web.search.fields import Field, field_of, plain, readings_in
from postil.format.records import Entry, Event, Note
from postil.format.texts import Texts
from postil.markdown import parse_body
from postil.render.voice import Voice
from postil.scripts import foreign_runs

_LONGEST_NAME = 60
"""Characters of a quote that stand for a note without a title."""

Saying = tuple[str, Field]
"""Words of a text, and another name or a reading of them."""


class Place(NamedTuple):
    """A place that a search can lead to."""

    kind: str
    """`article`, `text`, `event`, `question`, `source`, or `note-` and the kind of note."""
    fragment: str
    names: tuple[Field, ...] = ()
    """What it is called: always shown, and ranked first."""
    bodies: tuple[Field, ...] = ()
    also: tuple[Field, ...] = ()
    """Further names: ranked as names, shown where they are what was asked for."""
    said: tuple[Saying, ...] = ()
    """What words of it are called elsewhere, so that a name in two scripts is one name."""


def article_places(arranged: ArrangedArticle, voice: Voice) -> Iterator[Place]:
    """The places of an article's page: the article itself, then what is in it.

    Entries are not among them: their place is the glossary. Nor are answers and evidence.
    """
    article = arranged.anchored.article
    front, language, han = article.front, article.language, voice.han
    below = [plain(text, language, han) for text in (front.subtitle, front.summary) if text]
    authors = front.authors or ((front.author,) if front.author else ())
    also = [plain(text, language, han) for text in (*authors, *front.tags)]
    yield Place(
        "article", "", (plain(front.title, language, han),), bodies=tuple(below), also=tuple(also)
    )
    yield from _text_places(arranged, voice)
    for note in arranged.notes:
        if isinstance(note.annotation, Note):
            yield _note_place(note, note.annotation, language, voice)
    for listed in arranged.events:
        yield _event_place(listed.event, voice)
    for asked in arranged.questions.values():
        for item in asked:
            names, said = _said(item.question.ask, voice)
            fragment = f"question-{item.question.id}"
            yield Place("question", fragment, names[:1], also=names[1:], said=said)
    for _, source in arranged.sources:
        by = ", ".join(words for words in (source.author, source.publisher) if words)
        bodies = (plain(by, "", han),) if by else ()
        yield Place("source", f"source-{source.id}", (plain(source.title, "", han),), bodies)


def entry_place(
    entry: Entry, fragment: str, language: str, met: Mapping[str, str], voice: Voice
) -> Place:
    """An entry on the page of the glossary; `language` is that of its article.

    `met` are the words that it stands in texts with, and their languages: whoever meets "sutras"
    there looks for that.
    """
    term, *names = names_of(entry, language, voice)
    own = [field for field in names if field.text in (entry.original, entry.reading)]
    others = [field for field in names if field not in own]
    known = {field.text.casefold() for field in (term, *names)}
    others += [
        plain(words, spoken, voice.han)
        for words, spoken in met.items()
        if words.casefold() not in known
    ]
    bodies, said = _said(entry.definition, voice)
    return Place(f"note-{entry.kind}", fragment, (term, *own), bodies, tuple(others), said)


def names_of(entry: Entry, language: str, voice: Voice) -> list[Field]:
    """All that an entry is called, the headword first; `language` is that of the headword."""
    han = voice.han
    names = [plain(entry.term, language, han)]
    if entry.original:
        runs = foreign_runs(entry.original, voice.language, han)
        spoken = entry.original_lang or (runs[0][2] if runs else "")
        names.append(plain(entry.original, spoken, han))
    if entry.reading:
        names.append(_reading(entry.reading, voice))
    names += [plain(form, language, han) for form in entry.forms]
    names += [plain(text, spoken, han) for spoken, text in entry.translations]
    if len(names) == 1:
        return names
    first: dict[str, Field] = {}
    for field in names:
        first.setdefault(field.text.casefold(), field)
    return list(first.values())


def _reading(text: str, voice: Voice) -> Field:
    """A reading tells its language by its script, where that is not Latin."""
    runs = foreign_runs(text, "und", voice.han)
    return plain(text, runs[0][2] if runs else "", voice.han)


def _said(texts: Texts | None, voice: Voice) -> tuple[tuple[Field, ...], tuple[Saying, ...]]:
    """A Markdown text in all its languages, first the one that pages show first; its readings."""
    if texts is None:
        return (), ()
    fields: list[Field] = []
    said: list[Saying] = []
    for language, text in _ordered(texts, voice.language):
        document = parse_body(text, language, voice.han)
        if document.text.isascii() and "{" not in text:  # so readings and languages are told
            fields.append(plain(document.text, language, voice.han))
            continue
        fields.append(field_of(document, document.blocks, language))
        said += _readings(document.blocks, voice)
    return tuple(fields), tuple(said)


def _ordered(texts: Texts, language: str) -> Iterable[tuple[str, str]]:
    if len(texts.by_language) == 1:
        return texts.by_language
    first = texts.pick(language)
    return (first, *(pair for pair in texts.by_language if pair != first))


def _readings(blocks: Iterable[Block], voice: Voice) -> list[Saying]:
    found = dict.fromkeys(readings_in(blocks))
    return [(words, _reading(reading, voice)) for words, reading in found]


def _note_place(note: NumberedNote, written: Note, language: str, voice: Voice) -> Place:
    titles, _ = _said(written.title, voice)
    words = note.words if len(note.words) <= _LONGEST_NAME else f"{note.words[:_LONGEST_NAME]}…"
    names = titles[:1] or (plain(words, language, voice.han),)
    bodies, said = _said(written.note, voice)
    if written.corrected:
        bodies = (*bodies, plain(written.corrected, language, voice.han))
    return Place(f"note-{written.kind}", f"note-{written.id}", names, bodies, titles[1:], said)


def _event_place(event: Event, voice: Voice) -> Place:
    when = plain(voice.date(event.date), voice.language, voice.han)
    told, _ = _said(event.event, voice)
    bodies, said = _said(event.note, voice)
    return Place("event", f"event-{event.id}", (when, *told[:1]), bodies, told[1:], said)


# The text


def _text_places(arranged: ArrangedArticle, voice: Voice) -> Iterator[Place]:
    """Paragraphs lead to themselves, headings to what follows, tables and code to what precedes.

    The cells of a table are one place, for a reader asks for words of a row.
    """
    article = arranged.anchored.article
    document = article.document
    blocks = document.blocks
    sayings = _sayings(arranged, voice)
    has_readings = any(True for _ in readings_in(blocks))
    following = _following(blocks)
    before = "text"
    for run in _runs(blocks):
        shown = blocks[run.start : run.stop]
        before = f"p{shown[0].number}" if shown[0].number else before
        field = field_of(document, shown, article.language)
        said = _readings(shown, voice) if has_readings else []
        if sayings:
            said += [saying for i in run for saying in sayings.get(i, ())]
        if shown[0].tag.startswith("h"):
            yield Place("text", following[run.start] or before, (field,), said=tuple(said))
        elif field.text:
            yield Place("text", before, bodies=(field,), said=tuple(said))


def _runs(blocks: Sequence[Block]) -> Iterator[range]:
    """The indices of blocks one by one, those of cells that follow each other together."""
    start = 0
    for end in range(1, len(blocks) + 1):
        if end == len(blocks) or not (_is_cell(blocks[end]) and _is_cell(blocks[end - 1])):
            yield range(start, end)
            start = end


def _is_cell(block: Block) -> bool:
    return block.tag in ("td", "th")


def _following(blocks: Sequence[Block]) -> list[str]:
    """For each block the first paragraph from there on."""
    found = []
    fragment = ""
    for block in reversed(blocks):
        fragment = f"p{block.number}" if block.number else fragment
        found.append(fragment)
    return found[::-1]


def _sayings(arranged: ArrangedArticle, voice: Voice) -> dict[int, list[Saying]]:
    """By block: the other names of words that an entry of the glossary marks there."""
    language = arranged.anchored.article.language
    others: dict[tuple[str, str], list[Saying]] = {}
    for note in arranged.notes:
        if isinstance(note.annotation, Entry):
            names = names_of(note.annotation, language, voice)
            for words in {mark.words for mark in note.marks}:
                folded = words.casefold()
                said = [(words, name) for name in names if name.text.casefold() not in folded]
                if said:
                    others[words, note.annotation.id] = said
    found: dict[int, list[Saying]] = {}
    for block, marks in arranged.marks_by_block().items() if others else ():
        for place in dict.fromkeys((mark.words, mark.id) for mark in marks):
            found.setdefault(block, []).extend(others.get(place, ()))
    return found
