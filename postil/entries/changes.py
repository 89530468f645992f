"""What can be changed in an annotation file, and what its data are then."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from postil.deferred import dataclass
from postil.read.nodes import YamlList, YamlMap, YamlNode

SECTIONS = ("glossary", "notes", "timeline", "questions", "sources")

Value: TypeAlias = str | int | bool | Sequence["Value"] | Mapping[str, "Value"] | None
"""What a field may hold. Numbers and flags are written as YAML would have them, and read back as
text, like every scalar. `None` is no field at all."""

Data: TypeAlias = str | list["Data"] | dict[str, "Data"] | None
"""What a file says: as Postil reads it, every scalar a text, and `None` where nothing stands."""


class EditError(Exception):
    """The file's shape does not allow the change; says why in a plain sentence."""


@dataclass(frozen=True, slots=True)
class Add:
    """A new entry at the end of a section, which is made where it is missing."""

    section: str
    fields: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Replace:
    """Some fields of one entry set anew; a value of `None` takes the field out."""

    section: str
    index: int
    """Entries of the section in this file count from 0."""
    fields: Mapping[str, Value]
    item: tuple[str, int] | None = None
    """Where the fields are not the entry's own: the name of its list that holds them, and which
    of the list's items they are of, from 0. A list of one may be written without being a list."""


@dataclass(frozen=True, slots=True)
class Remove:
    """One entry taken out. The section's name stays, also when nothing is left in it."""

    section: str
    index: int


Edit: TypeAlias = Add | Replace | Remove


def data_of(node: YamlNode | None) -> Data:
    """What a tree says, without its places."""
    if node is None:
        return None
    if isinstance(node, YamlMap):
        return {key.text: data_of(value) for key, value in node.pairs}
    if isinstance(node, YamlList):
        return [data_of(item) for item in node.items]
    return None if node.is_missing else node.text


def told(value: Value) -> Data:
    """A value as it will be read back. Raises EditError for what no field can hold."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Mapping):
        return {key: told(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, str):
        return value
    if value is None:
        raise EditError("a list cannot hold an empty value")
    return [told(item) for item in value]


def changed(data: Data, change: Edit) -> dict[str, Data]:
    """The data of a file after a change. Raises EditError where there is nothing to change."""
    root = {} if data is None else data
    if not isinstance(root, dict):
        raise EditError("the file holds no sections such as 'notes:'")
    section = root.get(change.section)
    entries = [] if section is None else section
    if not isinstance(entries, list):
        raise EditError(f"'{change.section}' is not a list of entries")
    entries = list(entries)
    if isinstance(change, Add):
        fields = told(change.fields)
        if not fields:
            raise EditError("an entry with nothing in it cannot be written")
        entries.append(fields)
    elif not 0 <= change.index < len(entries):
        raise EditError(f"'{change.section}' has no entry number {change.index + 1}")
    elif isinstance(change, Remove):
        del entries[change.index]
    else:
        entries[change.index] = _replaced(entries[change.index], change)
    return {**root, change.section: entries}


def _replaced(entry: Data, change: Replace) -> Data:
    if change.item is None:
        return _with_fields(entry, change.fields)
    name, number = change.item
    value = entry.get(name) if isinstance(entry, dict) else None
    items: list[Data] = [*value] if isinstance(value, list) else [value]
    if not isinstance(entry, dict) or not 0 <= number < len(items):
        raise EditError(f"'{name}' of this entry has no item number {number + 1}")
    items[number] = _with_fields(items[number], change.fields)
    new: Data = items if isinstance(value, list) else items[0]
    return {**entry, name: new}


def fields_in(entry: YamlNode, change: Replace) -> YamlMap | None:
    """Where the fields stand that a change is about."""
    if change.item is not None and isinstance(entry, YamlMap):
        name, number = change.item
        value = next(value for key, value in entry.pairs if key.text == name)
        entry = value.items[number] if isinstance(value, YamlList) else value
    return entry if isinstance(entry, YamlMap) else None


def _with_fields(entry: Data, fields: Mapping[str, Value]) -> Data:
    if not isinstance(entry, dict):
        raise EditError("this entry has no fields, so none of them can be changed")
    gone = {name for name, value in fields.items() if value is None}
    kept = {name: value for name, value in entry.items() if name not in gone}
    kept |= {name: told(value) for name, value in fields.items() if value is not None}
    if not kept:
        raise EditError("an entry with nothing in it cannot be written")
    return kept


def same(one: Data, other: Data) -> bool:
    """Whether two files say the same. A section with nothing in it says nothing."""
    return _sections(one) == _sections(other)


def _sections(data: Data) -> Data:
    if not isinstance(data, dict):
        return data or {}
    return {name: value for name, value in data.items() if name not in SECTIONS or value}
