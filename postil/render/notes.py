"""Notes as a page shows them, and the parts that they share with the glossary."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from postil.arrange.reader import ArrangedArticle, NumberedNote
from postil.format.records import Annotation, Entry, Event, Note, Source
from postil.format.texts import Texts
from postil.render.apparatus import group_classes
from postil.render.escaping import NOTHING
from postil.render.languages import language_name
from postil.render.tongues import language_of_reading, mark_runs
from postil.render.voice import Said, Voice, When
from postil.scripts import foreign_runs

_WHITE_SPACE = re.compile("[ \t]*[\t\n][ \t\n]*|  +")
"""More than one space, or another than that."""


class Cite(NamedTuple):
    """A reference to a numbered source."""

    number: int
    fragment: str
    at: str


class Foreign(NamedTuple):
    """Words in their own script."""

    text: str
    language: str
    reading: str
    reading_language: str
    """Of a reading in Latin letters."""
    is_headword: bool
    """Whether they are the headword itself, not another form of it."""


class NoteView(NamedTuple):
    """A note of the apparatus. A tuple, for it takes a sixth of the time to make."""

    id: str
    number: int
    label: str
    classes: str
    is_more: bool
    words: str
    said_words: Markup
    """The same, with their language."""
    control: str
    heading: tuple[Said, ...]
    original: Foreign | None
    details: tuple[Markup, ...]
    """Pronunciation, part of speech, level."""
    translations: tuple[Said, ...]
    corrected: Markup
    when: When | None
    bodies: tuple[Said, ...]
    cites: tuple[Cite, ...]
    by: str
    as_of: str
    event: str
    """The id of its event in the timeline."""
    places: tuple[str, ...]
    """Controls of the further places."""


def note_view(note: NumberedNote, arranged: ArrangedArticle, voice: Voice) -> NoteView:
    """One note as a page shows it."""
    annotation = note.annotation
    language = arranged.anchored.article.language
    heading = _heading(note, language, voice)
    details: tuple[Markup, ...] = ()
    original: Foreign | None = None
    translations: tuple[Said, ...] = ()
    corrected, when, event = NOTHING, None, ""
    if isinstance(annotation, Entry):
        original = original_of(annotation, voice)
        details = shown_details(annotation, voice, heading[0].language)
        translations = translations_of(annotation, voice)
    elif isinstance(annotation, Event):
        when, event = voice.when(annotation.date), f"event-{annotation.id}"
    elif isinstance(annotation, Note):
        corrected = voice.plain(annotation.corrected, language)
    return NoteView(
        annotation.id,
        note.number,
        voice.kind_label(note.kind),
        group_classes(note.family, note.group),
        annotation.more,
        note.words,
        voice.plain(note.words, language),
        note.marks[0].control,
        heading,
        original,
        details,
        translations,
        corrected,
        when,
        voice.said(_body(annotation)),
        cites_of(annotation, arranged.sources),
        annotation.by,
        annotation.as_of,
        event,
        tuple([mark.control for mark in note.marks[1:]]) if len(note.marks) > 1 else (),
    )


def _body(annotation: Entry | Note | Event) -> Texts | None:
    return annotation.definition if isinstance(annotation, Entry) else annotation.note


def _heading(note: NumberedNote, text_language: str, voice: Voice) -> tuple[Said, ...]:
    """What stands over a note: a headword is in the language of the text.

    A shared headword that stands there in another form alone is in the language of the site.
    """
    annotation = note.annotation
    if isinstance(annotation, Entry):
        is_said = not note.shared_id or annotation.term.casefold() in note.words.casefold()
        language = text_language if is_said else voice.language
        words = mark_runs(annotation.term, language, voice.han)
        return (Said(language, language_name(language), words),)
    title = annotation.title if isinstance(annotation, Note) else annotation.event
    return voice.said(title, inline=True)


def original_of(entry: Entry, voice: Voice) -> Foreign | None:
    """The headword in its own script, with its reading."""
    if not entry.original and not entry.reading:
        return None
    text = entry.original or entry.term
    runs = foreign_runs(text, voice.language, voice.han)
    language = entry.original_lang or (runs[0][2] if runs else "")
    return Foreign(
        text,
        language,
        entry.reading,
        language_of_reading(entry.reading, language or voice.language),
        text == entry.term,
    )


def details_of(entry: Entry, voice: Voice) -> tuple[str, ...]:
    """Pronunciation, part of speech, level and other forms, as far as given."""
    forms = voice.translate(", ").join(entry.forms)
    return (*_of_headword(entry), forms) if forms else _of_headword(entry)


def _of_headword(entry: Entry) -> tuple[str, ...]:
    said = f"/{entry.pronunciation.strip('/')}/" if entry.pronunciation else ""
    given = (said, entry.part_of_speech, entry.level)
    return tuple(filter(None, given)) if any(given) else ()


def shown_details(entry: Entry, voice: Voice, language: str) -> tuple[Markup, ...]:
    """The same as a page shows them; `language` is that of the headword and its forms."""
    given = tuple(map(voice.plain, _of_headword(entry)))
    if not entry.forms:
        return given
    forms = [voice.plain(form, language) for form in entry.forms]
    return (*given, Markup.escape(voice.translate(", ")).join(forms))


def translations_of(entry: Entry, voice: Voice) -> tuple[Said, ...]:
    """The headword in other languages."""
    if not entry.translations:
        return ()
    return tuple(
        [
            Said(language, language_name(language), mark_runs(text, language, voice.han))
            for language, text in entry.translations
        ]
    )


class Credit(NamedTuple):
    """Who says what an entry or event says, and where it can be checked."""

    by: str
    as_of: str
    cites: tuple[Cite, ...]
    """Where the page lists the sources."""
    sources: tuple[tuple[Source, str], ...]
    """Where it does not: each source, and where in it."""

    @property
    def seen(self) -> tuple[object, ...]:
        """What readers see of it: not what sources are called, nor when they were read."""
        named = tuple([(source.title, source.url, at) for source, at in self.sources])
        return self.by, self.as_of, self.cites, named

    @property
    def is_given(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.by or self.as_of or self.cites or self.sources)


def entry_view(entry: Entry, voice: Voice, language: str) -> dict[str, Any]:
    """An entry where it is listed, away from the text; `language` is that of its headword."""
    return {
        "id": entry.id,
        "term": mark_runs(entry.term, language, voice.han),
        "language": language,
        "original": original_of(entry, voice),
        "details": shown_details(entry, voice, language),
        "translations": translations_of(entry, voice),
        "bodies": voice.said(entry.definition),
    }


def credit_of(
    annotation: Annotation,
    numbered: Sequence[tuple[int, Source]] = (),
    known: Sequence[Source] = (),
) -> Credit:
    """An annotation's credit, on a page that lists `numbered` sources or knows of others."""
    if not annotation.sources:
        return Credit(annotation.by, annotation.as_of, (), ())
    by_id = {source.id: source for source in known}
    named = tuple((by_id[c.id], c.at) for c in annotation.sources if c.id in by_id)
    return Credit(annotation.by, annotation.as_of, cites_of(annotation, numbered), named)


def seen_of(view: Mapping[str, Any]) -> tuple[object, ...]:
    """What readers see of an entry's view, with its credit; equal where they see no difference."""
    bodies = [_singly_spaced(body) for body in view["bodies"]]
    return (*{**view, "bodies": tuple(bodies), "credit": view["credit"].seen}.values(),)


def _singly_spaced(body: Said) -> Said:
    """With white space as pages show it, but that of code."""
    if "<pre" in body.html or not _WHITE_SPACE.search(body.html):
        return body
    return body._replace(html=Markup(_WHITE_SPACE.sub(" ", body.html)))


def cites_of(annotation: Annotation, sources: Sequence[tuple[int, Source]]) -> tuple[Cite, ...]:
    """The numbered sources that an annotation cites."""
    if not annotation.sources:
        return ()
    numbers = {source.id: number for number, source in sources}
    return tuple(
        Cite(numbers[c.id], f"source-{c.id}", c.at) for c in annotation.sources if c.id in numbers
    )
