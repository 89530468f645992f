"""Length: notes that are too long to read beside a text."""

import re
from collections.abc import Iterator
from math import ceil

from postil.catalogue import diagnose
from postil.diagnostics import Diagnostic
from postil.format.records import Annotation, Entry, Event, Note
from postil.format.settings import Checks
from postil.format.texts import Texts
from postil.markdown import parse_body
from postil.model import Library
from postil.scripts import SOLID

_SOLID = re.compile(f"[{SOLID}]")


def check_length(library: Library) -> Iterator[Diagnostic]:
    """Tell every definition and note that has more words than the site allows, once."""
    most = (library.config.checks or Checks()).note_words
    annotations: list[Annotation] = list(library.entries)
    for article in library.articles:
        annotations += (*article.entries, *article.notes, *article.events)
    for annotation in annotations:
        name, texts = _body(annotation)
        if texts is not None:
            yield from _check(annotation, name, texts, most)


def _body(annotation: Annotation) -> tuple[str, Texts | None]:
    if isinstance(annotation, Entry):
        return "definition", annotation.definition
    assert isinstance(annotation, Note | Event)
    return "note", annotation.note


def _check(annotation: Annotation, name: str, texts: Texts, most: int) -> Iterator[Diagnostic]:
    for language, body in texts.by_language:
        words, characters = measure(parse_body(body, language, "zh-Hant").text)
        if words + characters / 2 > most:
            if characters > words:
                said, limit = f"about {ceil(characters + 2 * words)} characters", 2 * most
            else:
                said, limit = f"{ceil(words + characters / 2)} words", most
            tongue = f" in {language}" if len(texts.by_language) > 1 else ""
            message = f"the {name} of '{annotation.id}' has {said}{tongue}, more than {limit}"
            hint = "say it shorter, or part it; note_words in site.yaml under checks allows more"
            yield diagnose("y-016", annotation.place.of(name), message, hint)
            return


def measure(text: str) -> tuple[int, int]:
    """How many words that spaces part, and how many Chinese and Japanese characters.

    Marks of punctuation count among the characters, but are no words by themselves.
    """
    rest, characters = _SOLID.subn(" ", text)
    return sum(any(map(str.isalnum, word)) for word in rest.split()), characters
