"""The fields of an entry between a page's form and the YAML."""

from collections.abc import Mapping
from typing import Any

from postil.anchor.selecting import SELECTOR_FIELDS
from postil.entries import Value
from postil.format.declare import specs
from postil.format.records import Annotation, Entry, Event, Note, Question
from postil.serve.asking import SECTIONS, Fields

_FIRST = {"glossary": ("term", *SELECTOR_FIELDS), "notes": SELECTOR_FIELDS}
"""What stands above all else; events and questions are tied to the text last."""
_LONGEST = 60


def in_order(section: str, fields: Fields) -> dict[str, Value]:
    """The fields of a new entry in the order in which people write them."""
    own = [name for name in specs(SECTIONS[section]) if name not in SELECTOR_FIELDS]
    first = _FIRST.get(section, ())
    order = [*first, *(n for n in own if n not in first), *SELECTOR_FIELDS]
    return {name: fields[name] for name in dict.fromkeys(order) if name in fields}


def changed(before: Mapping[str, Any], given: Fields) -> dict[str, Value]:
    """Those of the given fields that differ from what is written; `None` takes one out."""
    differing: dict[str, Value] = {}
    for name, value in given.items():
        wanted = None if value in ("", [], {}, False) else value
        if wanted is None:
            if name in before:
                differing[name] = None
        elif _as_written(before.get(name)) != _as_written(wanted):
            differing[name] = wanted
    return differing


def _as_written(value: Any) -> Any:
    """What YAML makes of a value: everything is text, and one text may stand for a list of one."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list):
        return value[0] if len(value) == 1 else value
    return value


def title_of(annotation: Annotation) -> str:
    """An annotation in a sentence for its author."""
    if isinstance(annotation, Entry):
        return f"entry “{_short(annotation.term)}”"
    if isinstance(annotation, Event):
        return f"event “{_short(annotation.event.first)}”"
    if isinstance(annotation, Question):
        return f"question “{_short(annotation.ask.first)}”"
    return f"note on “{_short(annotation.quote)}”"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()} …"


def fragment_of(annotation: Annotation, *, is_marked: bool) -> str:
    """The id of an annotation's place on its page."""
    if isinstance(annotation, Question):
        return f"question-{annotation.id}"
    if isinstance(annotation, Event) and not is_marked:
        return f"event-{annotation.id}"
    assert isinstance(annotation, Note | Entry | Event)
    return f"note-{annotation.id}"
