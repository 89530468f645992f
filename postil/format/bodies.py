"""The bodies of annotations: fields that are Markdown, in one or several languages."""

from collections.abc import Iterator

from postil.format.records import Annotation, Entry, Event, Note, Question
from postil.format.texts import Texts

_FIELDS = {
    Entry: ("definition",),
    Note: ("title", "note"),
    Event: ("event", "note"),
    Question: ("ask", "choices", "answer"),
}


def bodies_of(annotation: Annotation) -> Iterator[tuple[str, Texts]]:
    """The Markdown fields of an annotation that are there, by name."""
    for name in _FIELDS[type(annotation)]:
        value = getattr(annotation, name)
        for texts in value if isinstance(value, tuple) else (value,):
            if texts is not None:
                yield name, texts
