"""How a record is declared: dataclass fields that say how they are written in YAML."""

import dataclasses
import inspect
from collections.abc import Mapping
from functools import cache
from typing import Any, Protocol, TypeVar

from postil.deferred import dataclass
from postil.format.scope import Kind
from postil.read.nodes import YamlNode, YamlText
from postil.source import Position, SourceFile


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record and its fields stand."""

    file: SourceFile
    start: int
    fields: tuple[tuple[YamlText, YamlNode], ...] = ()
    """Their names and values, as they stand there."""
    faulty: frozenset[str] = frozenset()
    """Fields that are there and could not be read, or are misspelt, which was told."""

    @property
    def keys(self) -> dict[str, int]:
        """Field name → offset of its key."""
        return {key.text: key.start for key, _ in self.fields}

    @property
    def values(self) -> dict[str, int]:
        """Field name → offset of its value."""
        return {key.text: value.start for key, value in self.fields}

    def of(self, *names: str) -> Position:
        """The value of the first of these fields that is there, else the record itself."""
        values = self.values
        offset = next((values[name] for name in names if name in values), self.start)
        return self.file.position(offset)


class Placed(Protocol):
    """A record: a dataclass that knows its place."""

    def __init__(self, *, place: Place, **fields: Any) -> None: ...

    @property
    def place(self) -> Place:
        """Where it stands."""
        ...


NOWHERE = Place(SourceFile("", ""), 0)


def nowhere() -> Place:
    """The place of a record that is not read from a file."""
    return NOWHERE


@dataclass(frozen=True, slots=True)
class Spec:
    """What the format says of one field."""

    name: str
    kind: Kind
    doc: str
    required: bool


def written(
    kind: Kind, doc: str, *, required: bool = False, default: Any = None, name: str = ""
) -> Any:
    """Declare a field of a record: its kind of value, and a sentence for editors and docs."""
    spec = Spec(name, kind, doc, required)
    return dataclasses.field(default=default, metadata={"spec": spec})


@cache
def specs(record: type[Any]) -> Mapping[str, tuple[str, Spec]]:
    """A record's fields as authors write them: name in YAML → (attribute, spec).

    Its own come first, then those that it shares with other records.
    """
    declared = {}
    own = inspect.get_annotations(record)
    for declared_field in sorted(dataclasses.fields(record), key=lambda f: f.name not in own):
        spec = declared_field.metadata.get("spec")
        if spec is not None:
            declared[spec.name or declared_field.name] = (declared_field.name, spec)
    return declared


@cache
def required(record: type[Placed]) -> frozenset[str]:
    """The names of the fields that a record cannot be without."""
    return frozenset(name for name, (_, spec) in specs(record).items() if spec.required)


Record = TypeVar("Record", bound="Placed")

# Records are made by the thousand and have many fields, of which few are written. An attribute
# that is not there is its default, which stands in the class.


def record_with(record: type[Record], values: Mapping[str, Any]) -> Record:
    """A record of the values of some fields, those that are required among them."""
    made: Record = object.__new__(record)
    made.__dict__.update(values)
    return made


def with_id(record: Record, name: str) -> Record:
    """The same record under an `id`."""
    made = record_with(type(record), record.__dict__)
    made.__dict__["id"] = name
    return made
