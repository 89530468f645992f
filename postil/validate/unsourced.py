"""Sources: notes that state facts and name no source.

`postil check` tells them, a build does not: it is a list of what is left to do. What explains a
word, translates, corrects or comments needs none; nor does an event that the article tells.
"""

from collections.abc import Iterator, Sequence

from postil.catalogue import diagnose
from postil.diagnostics import Diagnostic
from postil.format.records import Annotation, Entry, Event, Note
from postil.format.settings import Checks
from postil.model import Library

_FACTS = ("context", "person", "place", "organisation")


def check_sourced(library: Library) -> Iterator[Diagnostic]:
    """Tell what names no source, in articles that cite some unless the site asks for all."""
    is_everywhere = (library.config.checks or Checks()).sources == "everywhere"
    files: list[Sequence[Annotation]] = [library.entries]
    files += [(*a.entries, *a.notes, *a.events, *a.questions) for a in library.articles]
    for annotations in files:
        if is_everywhere or any(annotation.sources for annotation in annotations):
            for annotation in annotations:
                if _states_a_fact(annotation) and not annotation.sources:
                    place = annotation.place.of("term", "quote", "event")
                    hint = "list where it can be checked under sources, and name it here"
                    yield diagnose("y-015", place, f"'{annotation.id}' names no source", hint)


def _states_a_fact(annotation: Annotation) -> bool:
    if isinstance(annotation, Event):
        return not annotation.quote
    return isinstance(annotation, Entry | Note) and annotation.kind in _FACTS
