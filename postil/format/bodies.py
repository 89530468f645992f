"""Bodies: the fields of a record that are Markdown, in one or several languages."""

from collections.abc import Iterator

from postil.format.history import Change
from postil.format.records import Annotation, Entry, Event, Note, Question
from postil.format.texts import Texts

_FIELDS = {
    Entry: ("definition",),
    Note: ("title", "note"),
    Event: ("event", "note"),
    Question: ("ask", "choices", "answer"),
    Change: ("note",),
}


def bodies_of(record: Annotation | Change) -> Iterator[tuple[str, Texts]]:
    """The Markdown fields of a record that are there, by name."""
    for name in _FIELDS[type(record)]:
        value = getattr(record, name)
        if isinstance(value, tuple):
            for texts in value:
                yield name, texts
        elif value is not None:
            yield name, value
