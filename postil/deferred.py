"""Dataclasses whose methods are made when they are first called.

A build defines two hundred records. For each the standard library compiles six methods, one by one,
most of which nobody calls: half a millisecond a record, a fifth of a small build. Here `__init__`
is compiled when the first record is made, and what compares, hashes and prints goes by the names of
the fields. All else is the standard library's: `field`, `fields`, `replace`, `asdict`, matching.
"""

import dataclasses
import operator
from collections.abc import Callable, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

Method = Callable[..., Any]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(
        cls: type | None = None,
        /,
        *,
        eq: bool = True,
        order: bool = False,
        frozen: bool = False,
        kw_only: bool = False,
        slots: bool = False,
    ) -> Any:
        """As `dataclasses.dataclass`, without `InitVar`; every field takes part in everything."""

        def decorate(cls: type) -> type:
            made = dataclasses.dataclass(
                cls, init=False, repr=False, eq=False, kw_only=kw_only, slots=slots
            )
            fields = dataclasses.fields(made)
            methods = {"__init__": _init_later(made, fields, slots=slots), "__repr__": _printed}
            if eq:
                methods |= _comparing(fields, frozen=frozen, order=order)
            if frozen:
                methods |= {"__setattr__": _refuse_to_set, "__delattr__": _refuse_to_delete}
            if frozen and slots:  # else `copy` and `pickle` would set them one by one
                methods |= {"__getstate__": _state, "__setstate__": _set_state}
            for name, method in methods.items():
                if made.__dict__.get(name) is None:  # not the class's own
                    setattr(made, name, method)
            return made

        return decorate(cls) if cls else decorate


def _init_later(cls: type[Any], fields: Sequence[Field[Any]], *, slots: bool) -> Method:
    def init(self: Any, *given: Any, **named: Any) -> None:
        cls.__init__ = _compiled_init(cls, fields, slots=slots)
        cls.__init__(self, *given, **named)

    return init


def _compiled_init(cls: type[Any], fields: Sequence[Field[Any]], *, slots: bool) -> Method:
    """Sets a slot by its descriptor, which is a third faster than by its name."""
    scope: dict[str, Any] = {"__missing": MISSING, "__set": object.__setattr__}
    given, named, body = ["self"], list[str](), list[str]()
    for field in fields:
        name = value = parameter = field.name
        if field.default_factory is not MISSING:
            scope[f"__make_{name}"] = field.default_factory
            parameter = f"{name}=__missing"
            value = f"__make_{name}() if {name} is __missing else {name}"
        elif field.default is not MISSING:
            scope[f"__default_{name}"] = field.default
            parameter = f"{name}=__default_{name}"
        (named if field.kw_only else given).append(parameter)
        if slots:
            scope[f"__set_{name}"] = getattr(cls, name).__set__
            body.append(f"__set_{name}(self, {value})")
        else:
            body.append(f"__set(self, {name!r}, {value})")
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    parameters = ", ".join([*given, "*", *named] if named else given)
    source = f"def __init__({parameters}):\n " + "\n ".join(body or ["pass"])
    exec(compile(source, f"<{cls.__qualname__}>", "exec"), scope)  # noqa: S102  # of our own names
    method: Method = scope["__init__"]
    method.__qualname__ = f"{cls.__qualname__}.__init__"
    return method


def _comparing(fields: Sequence[Field[Any]], *, frozen: bool, order: bool) -> dict[str, Any]:
    """What compares and hashes a record, by the values of all its fields."""
    names = [field.name for field in fields]
    values = attrgetter(*names) if names else lambda record: ()

    def comparing(compare: Callable[[Any, Any], Any]) -> Method:
        def compared(self: object, other: object) -> Any:
            if other.__class__ is self.__class__:
                return compare(values(self), values(other))
            return NotImplemented

        return compared

    methods: dict[str, Any] = {"__eq__": comparing(operator.eq), "__hash__": None}
    if frozen:
        methods["__hash__"] = lambda self: hash(values(self))
    if order:
        for compare in (operator.lt, operator.le, operator.gt, operator.ge):
            methods[f"__{compare.__name__}__"] = comparing(compare)
    return methods


def _printed(self: Any) -> str:
    said = (f"{f.name}={getattr(self, f.name)!r}" for f in dataclasses.fields(self))
    return f"{self.__class__.__qualname__}({', '.join(said)})"


def _refuse_to_set(self: object, name: str, value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _set_state(self: Any, state: Sequence[Any]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)
