"""Ids of annotations: the author's, or made of their words; each once in an article."""

from collections.abc import Sequence
from typing import TypeVar

from postil.catalogue import diagnose
from postil.diagnostics import Diagnostic
from postil.format.declare import with_id
from postil.format.records import Annotation, Entry, Event, Question
from postil.format.texts import claim, make_id

Record = TypeVar("Record", bound=Annotation)


def identify(annotations: Sequence[Record]) -> tuple[list[Record], list[Diagnostic]]:
    """Give every annotation its id: the author's, or one made of its words."""
    told: list[Diagnostic] = []
    written: dict[str, Record] = {}
    for annotation in annotations:
        if not annotation.id:
            continue
        first = written.setdefault(annotation.id, annotation)
        if first is not annotation:
            where = first.place.of("id")
            message = f"the id '{annotation.id}' stands twice, first in {where.path}:{where.line}"
            other = claim(annotation.id, {a.id for a in annotations})
            hint = f"give one of them another:\nid: {other}"
            told.append(diagnose("y-009", annotation.place.of("id"), message, hint))
    taken = set(written)
    identified = []
    for annotation in annotations:
        if annotation.id or "id" in annotation.place.faulty:
            identified.append(annotation)
            continue
        field, words, otherwise = _words_for_id(annotation)
        wanted = make_id(words, otherwise)
        name = claim(wanted, taken)
        if name != wanted:
            message = f"another annotation has the id '{wanted}'; this one gets '{name}'"
            hint = f"give it an id of its own, so that links to it stay good:\nid: {name}"
            told.append(diagnose("y-010", annotation.place.of(field), message, hint))
        identified.append(with_id(annotation, name))
    return identified, told


def _words_for_id(annotation: Annotation) -> tuple[str, str, str]:
    """What an id is made of (field, words), and what stands in for words without letters."""
    if isinstance(annotation, Entry):
        return "term", annotation.term, "entry"
    if isinstance(annotation, Event):
        return "event", annotation.event.first, "event"
    if isinstance(annotation, Question):
        # Not its quote: that is the evidence, and ids are on the pupils' page.
        return "ask", annotation.ask.first, "question"
    return "quote", annotation.quote, "note"
