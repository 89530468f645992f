"""Values to bytes and back, so that reading bytes from a stranger can run nothing of theirs.

A project can come from anywhere, with a `.postil` folder in it. Only records of Postil's own, and
plain values, are ever made of what lies there. Where a record stood in its file is not kept: with
it went the whole text, and messages are never made from what is kept. Records that are read by the
thousand have no slots: those with slots are filled by a function in Python, three times slower.
What a record does not say is not written, and not held in memory when it is read: an attribute that
is not there is its default, which stands in the class.
"""

import copyreg
import dataclasses
import enum
import hashlib
import importlib
import io
import pickle
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

from markupsafe import Markup

from postil.format.declare import NOWHERE, Place, nowhere

_DIGEST = 32


class _Reducers(dict[type, Any]):
    """How records are written; all else is written as it is."""

    def __missing__(self, kind: type) -> Callable[[Any], tuple[Any, ...]]:
        reduce: Callable[[Any], tuple[Any, ...]]
        if _is_named_tuple(kind):
            reduce = partial(_as_told, kind)
        elif issubclass(kind, enum.Enum):
            reduce = partial(_as_valued, kind)
        elif dataclasses.is_dataclass(kind) and not hasattr(kind, "__slots__"):
            reduce = _as_said(kind, {f.name: f.default for f in dataclasses.fields(kind)})
        else:
            raise KeyError(kind)
        self[kind] = reduce
        return reduce


def _as_told(kind: type, record: tuple[Any, ...]) -> tuple[Any, ...]:
    """Writes of a named tuple all its values."""
    return kind, tuple(record)


def _as_valued(kind: type, member: enum.Enum) -> tuple[Any, ...]:
    """Writes of a member of an enumeration its value. Python 3.11.2 would write `getattr`."""
    return kind, (member.value,)


def _is_named_tuple(kind: type) -> bool:
    return issubclass(kind, tuple) and hasattr(kind, "_fields")


def _as_said(kind: type, defaults: Mapping[str, object]) -> Callable[[object], tuple[Any, ...]]:
    """Writes of a record the fields that are not what they are by default."""

    def reduce(record: object) -> tuple[Any, ...]:
        held = vars(record)
        said = {
            name: held[name]
            for name, default in defaults.items()
            if name in held and held[name] is not default and not _is(held[name], default)
        }
        return _MAKE, (kind,), said

    return reduce


def _is(value: object, default: object) -> bool:
    return type(value) is Place if default is NOWHERE else value == default


_MAKE = object().__reduce_ex__(2)[0]
"""What `pickle` makes an object with, before it gets its attributes."""
_REDUCED = _Reducers(
    {
        **copyreg.dispatch_table,
        Place: lambda place: (nowhere, ()),
        Markup: lambda html: (Markup, (str(html),)),
    }
)


_KNOWN: Mapping[tuple[str, str], Any] = {
    (found.__module__, found.__name__): found for found in (nowhere, Markup)
}
"""What is no record and may be made all the same."""


class NotBelievedError(Exception):
    """What was kept is not what it said it was; all that was kept is to be left alone."""


class _Reader(pickle.Unpickler):
    """See "Restricting Globals" in the documentation of `pickle`."""

    def find_class(self, module: str, name: str) -> Any:
        return _record(module, name)


@cache
def _record(module: str, name: str) -> Any:
    if (module, name) in _KNOWN:
        return _KNOWN[module, name]
    if module.startswith("postil.") and "." not in name:
        found = getattr(importlib.import_module(module), name, None)
        if isinstance(found, type) and _is_record(found):
            return found
    raise pickle.UnpicklingError(f"{module}.{name} is no record")


def _is_record(kind: type) -> bool:
    return dataclasses.is_dataclass(kind) or issubclass(kind, enum.Enum) or _is_named_tuple(kind)


def pack(value: object) -> bytes:
    """A value of records and plain values, to stand in one that is sealed as a whole."""
    written = io.BytesIO()
    writer = pickle.Pickler(written, protocol=5)
    writer.dispatch_table = _REDUCED
    writer.dump(value)
    return written.getvalue()


def unpack(data: bytes) -> Any:
    """The value of some bytes that a seal was found whole around. Raises NotBelievedError."""
    try:
        return _Reader(io.BytesIO(data)).load()
    except Exception as error:  # whatever a stranger's bytes may raise, they are not ours
        raise NotBelievedError from error


def to_bytes(value: object) -> bytes:
    """A value of records and plain values, behind a digest that shows damage."""
    data = pack(value)
    return hashlib.sha256(data).digest() + data


def seal_of(sealed: bytes) -> bytes:
    """The digest that a value's bytes stand behind: as `digest_of_value`."""
    return sealed[:_DIGEST]


def digest_of_value(value: object) -> bytes:
    """Equal for equal values, as a rule; never equal for values that differ."""
    return hashlib.sha256(pack(value)).digest()


def from_bytes(sealed: bytes) -> Any:
    """The value; `None` where the bytes are damaged, or of another kind."""
    told, data = sealed[:_DIGEST], sealed[_DIGEST:]
    if hashlib.sha256(data).digest() != told:
        return None
    try:
        return unpack(data)
    except NotBelievedError:
        return None


def load(path: Path) -> Any:
    """The value in a file; `None` where there is none that can be believed."""
    try:
        return from_bytes(path.read_bytes())
    except OSError:
        return None
