"""Bodies: what a note says, as the W3C Web Annotation Data Model has it (section 3.2.4).

A text that is one paragraph of words alone is plain text. Any other is HTML rather than the
author's Markdown, in which `[words](#id)` and `{base|reading}` mean nothing to others.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any, TypeAlias

from postil.arrange.reader import NumberedNote
from postil.format.records import Entry, Event, Note
from postil.format.texts import Texts
from postil.render.notes import original_of
from postil.render.voice import Said, Voice
from postil.scripts import direction_of

Json: TypeAlias = dict[str, Any]

MOTIVATIONS = {
    "word": "describing",
    "background": "describing",
    "time": "identifying",
    "who-where": "identifying",
    "correction": "editing",
}
"""Why a note of each family is there (Web Annotation Data Model, section 3.3.5)."""
EDTF = "https://www.loc.gov/standards/datetime/"

_LEVEL = "schema:educationalLevel"
_PLAIN = re.compile(r"<p>([^<]*)</p>\n|([^<]*)")


def motivation_of(note: NumberedNote) -> str:
    """Why a note is there: by its family, but that commentary gives an opinion."""
    return "commenting" if note.kind == "commentary" else MOTIVATIONS[note.family]


def bodies_of(note: NumberedNote, voice: Voice, language: str) -> list[Json]:
    """What a note says: in each of its languages, then in single words.

    `language` is that of the words which it is about, and of a headword.
    """
    annotation, why = note.annotation, motivation_of(note)
    if isinstance(annotation, Event):
        bodies = [*_texts(annotation.event, why, voice, inline=True)]
        bodies += _texts(annotation.note, "describing", voice)
        bodies.append(_words(annotation.date.text, "tagging", conformsTo=EDTF))
    elif isinstance(annotation, Note):
        corrected = annotation.corrected
        bodies = [_words(corrected, why, language)] if corrected else []
        bodies += _titled(annotation, "commenting" if corrected else why, voice)
    else:
        bodies = [*_texts(annotation.definition, why, voice), *_names(annotation, voice, language)]
    return [*bodies, _words(note.kind, "classifying")]


def _titled(note: Note, purpose: str, voice: Voice) -> Iterator[Json]:
    """A note in each language under its title; a title alone where the note lacks its language."""
    titles = {said.language: said for said in voice.said(note.title, inline=True)}
    for said in voice.said(note.note):
        title = titles.pop(said.language, None)
        yield _text(said, purpose, {"label": title.html.striptags()} if title else {})
    for title in titles.values():
        yield _text(title, purpose)


def _names(entry: Entry, voice: Voice, language: str) -> Iterator[Json]:
    """The headword, then the same in its own script and in other languages; what part it plays."""
    original = original_of(entry, voice)
    has_original = original is not None and bool(entry.original)
    sounds = [entry.pronunciation, *([] if has_original else [entry.reading])]
    yield _words(
        entry.term, "tagging", language, **_sound(*sounds), **_given({_LEVEL: entry.level})
    )
    if original is not None and has_original:
        yield _words(original.text, "tagging", original.language, **_sound(original.reading))
    for tag, text in entry.translations:
        yield _words(text, "tagging", tag)
    if entry.part_of_speech:
        yield _words(entry.part_of_speech, "classifying")


def _sound(*sounds: str) -> Json:
    """How a word is said: in IPA, by its reading, or both."""
    given = [sound for sound in sounds if sound]
    return _given({"schema:phoneticText": given if len(given) > 1 else "".join(given)})


def _texts(
    texts: Texts | None, purpose: str, voice: Voice, *, inline: bool = False
) -> Iterator[Json]:
    return (_text(said, purpose) for said in voice.said(texts, inline=inline))


def _text(said: Said, purpose: str, more: Json | None = None) -> Json:
    """A text in one language, plain where its markup says nothing."""
    plain = _PLAIN.fullmatch(said.html)
    value = unescape(plain[1] or plain[2] or "") if plain else said.html.strip()
    kind = "text/plain" if plain else "text/html"
    return _body(str(value), purpose, kind, said.language, more or {})


def _words(value: str, purpose: str, language: str = "", **more: Any) -> Json:
    """A few words in which nothing is markup."""
    return _body(value, purpose, "text/plain", language, more)


def _body(value: str, purpose: str, kind: str, language: str, more: Json) -> Json:
    direction = "rtl" if direction_of(language) == "rtl" else ""
    return {
        "type": "TextualBody",
        "purpose": purpose,
        **more,
        "value": value,
        "format": kind,
        **_given({"language": language, "textDirection": direction}),
    }


def _given(fields: Json) -> Json:
    """The fields that have a value."""
    return {name: value for name, value in fields.items() if value}
