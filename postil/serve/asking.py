"""What a page may ask of the author's desk, and how it is read from JSON. Trusts nothing."""

import json
from collections.abc import Mapping
from typing import Any, TypeAlias

from postil.anchor.selecting import SELECTOR_FIELDS
from postil.deferred import dataclass
from postil.entries import Value
from postil.format.declare import specs
from postil.format.records import Entry, Event, Note, Question

SECTIONS: Mapping[str, Any] = {
    "notes": Note,
    "glossary": Entry,
    "timeline": Event,
    "questions": Question,
}
"""What can be written by pointing, by the names of the YAML's sections."""
MARKS = ("", "first", "one", "all", "here")
"""Which places of a glossary entry are marked; `` leaves it as it is. Of `first` and `one`, which
mark the same place, the second writes it down: somebody has looked at it."""

Fields: TypeAlias = Mapping[str, Value]
"""As a form gives them; what is `None` or empty is taken out."""

_MOST_FIELDS = 40
_MOST_ITEMS = 100
_LONGEST = 100_000


class NonsenseError(Exception):
    """What is asked makes no sense; says why in one plain sentence."""


@dataclass(frozen=True, slots=True)
class Place:
    """Words that were pointed at: code points of the text that the page shows."""

    start: int
    end: int
    digest: str
    """SHA-256 of the text, so that offsets of another text are not believed."""


@dataclass(frozen=True, slots=True)
class Target:
    """An entry of a file, as it was when the page saw it."""

    file: str
    section: str
    index: int
    digest: str
    """SHA-256 of the file's bytes."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the page needs before anything is written."""

    article: str


@dataclass(frozen=True, slots=True)
class Point:
    """Which selector some words would get."""

    article: str
    place: Place


@dataclass(frozen=True, slots=True)
class Open:
    """One entry, by its id, or by the place that a message names."""

    article: str
    id: str
    at: str


@dataclass(frozen=True, slots=True)
class Save:
    """An entry, new where there is no target."""

    article: str
    section: str
    fields: Fields
    mark: str
    place: Place | None
    target: Target | None


@dataclass(frozen=True, slots=True)
class Move:
    """An entry to other words; to none where there is no place."""

    article: str
    target: Target
    place: Place | None


@dataclass(frozen=True, slots=True)
class Delete:
    """An entry to be taken out."""

    article: str
    target: Target


@dataclass(frozen=True, slots=True)
class Except:
    """A place where a glossary entry must not attach, or may again."""

    article: str
    target: Target
    place: Place
    is_refused: bool


@dataclass(frozen=True, slots=True)
class Undo:
    """The last change to be taken back."""


@dataclass(frozen=True, slots=True)
class Begin:
    """A new article of a text."""

    title: str
    slug: str
    text: str
    language: str
    is_markdown: bool


Ask: TypeAlias = Look | Point | Open | Save | Move | Delete | Except | Undo | Begin


def read_ask(body: bytes) -> Ask:
    """What a request's body asks for. Raises NonsenseError."""
    try:
        said = json.loads(body.decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise NonsenseError("this is not JSON") from None
    if not isinstance(said, dict):
        raise NonsenseError("this asks for nothing")
    act = said.pop("act", None)
    if not isinstance(act, str) or act not in _READERS:
        raise NonsenseError("this asks for nothing that can be done here")
    ask = _READERS[act](said)
    if said:
        raise NonsenseError("this says more than is asked")
    return ask


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _look(said: dict[str, Any]) -> Ask:
    return Look(_text(said, "article"))


def _point(said: dict[str, Any]) -> Ask:
    place = _place(said)
    if place is None:
        raise NonsenseError("the place is missing")
    return Point(_text(said, "article"), place)


def _open(said: dict[str, Any]) -> Ask:
    return Open(_text(said, "article"), _text(said, "id", ""), _text(said, "at", ""))


def _save(said: dict[str, Any]) -> Ask:
    section, mark = _text(said, "section"), _text(said, "mark", "")
    if section not in SECTIONS:
        raise NonsenseError("there is no such section")
    if mark not in MARKS:
        raise NonsenseError("there is no such mark")
    fields = _fields(said.pop("fields", None), section)
    target = _target(said)
    if target and target.section != section:
        raise NonsenseError("an entry stays in its section")
    return Save(_text(said, "article"), section, fields, mark, _place(said), target)


def _move(said: dict[str, Any]) -> Ask:
    return Move(_text(said, "article"), _needed(_target(said)), _place(said))


def _delete(said: dict[str, Any]) -> Ask:
    return Delete(_text(said, "article"), _needed(_target(said)))


def _except(said: dict[str, Any]) -> Ask:
    target, place = _needed(_target(said)), _place(said)
    if place is None or target.section != "glossary":
        raise NonsenseError("only a glossary entry has exceptions, and each has a place")
    return Except(_text(said, "article"), target, place, said.pop("refused", False) is True)


def _undo(said: dict[str, Any]) -> Ask:
    return Undo()


def _begin(said: dict[str, Any]) -> Ask:
    return Begin(
        _text(said, "title").strip(),
        _text(said, "slug").strip(),
        _text(said, "text", longest=10 * _LONGEST),
        _text(said, "language", ""),
        said.pop("markdown", False) is True,
    )


_READERS = {
    "look": _look,
    "point": _point,
    "open": _open,
    "save": _save,
    "move": _move,
    "delete": _delete,
    "except": _except,
    "undo": _undo,
    "new": _begin,
}


def _text(
    said: dict[str, Any], name: str, otherwise: str | None = None, longest: int = _LONGEST
) -> str:
    value = said.pop(name, otherwise)
    if not isinstance(value, str) or not _is_sound(value, longest):
        raise NonsenseError(f"'{name}' is not a text")
    return value


def _is_sound(text: str, longest: int = _LONGEST) -> bool:
    """Whether a text can be written at all: no half characters, and not endless."""
    return len(text) <= longest and not any("\ud800" <= c <= "\udfff" for c in text)


def _number(said: dict[str, Any], name: str) -> int:
    value = said.pop(name, None)
    if type(value) is not int or not 0 <= value <= 10**9:
        raise NonsenseError(f"'{name}' is not a number")
    return value


def _inner(said: dict[str, Any], name: str) -> dict[str, Any] | None:
    value = said.pop(name, None)
    if value is not None and not isinstance(value, dict):
        raise NonsenseError(f"'{name}' is not what it should be")
    return value


def _place(said: dict[str, Any]) -> Place | None:
    inner = _inner(said, "place")
    if inner is None:
        return None
    return Place(_number(inner, "start"), _number(inner, "end"), _text(inner, "digest"))


def _target(said: dict[str, Any]) -> Target | None:
    inner = _inner(said, "target")
    if inner is None:
        return None
    section = _text(inner, "section")
    if section not in SECTIONS:
        raise NonsenseError("there is no such section")
    return Target(_text(inner, "file"), section, _number(inner, "index"), _text(inner, "digest"))


def _needed(target: Target | None) -> Target:
    if target is None:
        raise NonsenseError("the entry is missing")
    return target


def _fields(given: object, section: str) -> Fields:
    """Fields that the format knows, selectors apart: these are never a page's to say."""
    if not isinstance(given, dict) or len(given) > _MOST_FIELDS:
        raise NonsenseError("'fields' is not what it should be")
    known = specs(SECTIONS[section]).keys() - set(SELECTOR_FIELDS)
    for name, value in given.items():
        if name not in known:
            raise NonsenseError(f"'{name[:40]}' is no field of it")
        if not _is_value(value):
            raise NonsenseError(f"the value of '{name}' cannot be written")
    return given


def _is_value(value: object) -> bool:
    if isinstance(value, str):
        return _is_sound(value)
    if isinstance(value, list | dict):
        texts = [*value, *value.values()] if isinstance(value, dict) else value
        return len(value) <= _MOST_ITEMS and all(isinstance(v, str) and _is_sound(v) for v in texts)
    return value is None or isinstance(value, bool) or (type(value) is int and 0 <= value < 10**9)
