"""Deferred dataclasses are what the standard library makes of the same class."""

import ast
import copy
import dataclasses
import inspect
import operator
import pickle
from collections.abc import Callable
from functools import partial
from itertools import product
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from postil import deferred

ROOT = Path(__file__).parent.parent

KINDS = '''
from dataclasses import field
from functools import cached_property

@dataclass(frozen=True, slots=True)
class Slotted:
    """With slots."""
    name: str
    count: int = 1
    parts: list = field(default_factory=list)

@dataclass(frozen=True)
class Plain:
    """Without."""
    name: str
    count: int = 1
    parts: list = field(default_factory=list)

    @cached_property
    def twice(self):
        return self.name * 2

@dataclass(frozen=True, slots=True, order=True)
class Ordered:
    """With an order."""
    name: str
    count: int = 1

@dataclass(frozen=True, slots=True, order=True)
class OrderedByOne:
    """By one value."""
    name: str

@dataclass(frozen=True, kw_only=True)
class Named(Plain):
    """An heir, whose own field is given by name."""
    more: str = ""

@dataclass(frozen=True)
class Empty:
    """Without fields."""

@dataclass(frozen=True, slots=True, eq=False)
class Unequal:
    """Equal to itself alone."""
    name: str

@dataclass(frozen=True)
class Own:
    """With methods of its own."""
    name: str

    def __eq__(self, other):
        return True

    def __repr__(self):
        return "own"

@dataclass
class Loose:
    """One that changes."""
    name: str
    count: int = 0

    def __post_init__(self):
        self.name = self.name.upper()

@dataclass(slots=True)
class LooseSlotted:
    """One that changes, with slots."""
    name: str
    parts: list = field(default_factory=list)
'''
GIVEN: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    ((), {}),
    (("a",), {}),
    (("b", 2), {}),
    (("a", 1), {}),
    ((), {"name": "a", "count": 3}),
    (("a",), {"parts": ["p"]}),
    (("a",), {"more": "m"}),
    (("a",), {"name": "a"}),
    (("a",), {"unknown": 1}),
    (("a", 1, [], 4, 5), {}),
]


def kinds(dataclass: Callable[..., Any]) -> dict[str, Any]:
    """The classes, as a decorator makes them."""
    found: dict[str, Any] = {"dataclass": dataclass, "__name__": __name__}
    exec(KINDS, found)
    return {name: kind for name, kind in found.items() if dataclasses.is_dataclass(kind)}


OURS, THEIRS = kinds(deferred.dataclass), kinds(dataclasses.dataclass)
globals().update(OURS)  # where `pickle` looks for them


def outcome(act: Callable[[], Any]) -> Any:
    """What something gives, or how it fails."""
    try:
        return act()
    except (TypeError, AttributeError) as error:
        return type(error), str(error)


def records(kind: Any) -> list[Any]:
    return [outcome(lambda each=each: kind(*each[0], **each[1])) for each in GIVEN]


@pytest.mark.parametrize("name", OURS)
def test_records_are_made_and_told_alike(name: str) -> None:
    ours, theirs = records(OURS[name]), records(THEIRS[name])
    assert any(isinstance(record, OURS[name]) for record in ours)
    assert [str(record) for record in ours] == [str(record) for record in theirs]
    assert parameters(OURS[name]) == parameters(THEIRS[name])
    assert OURS[name].__match_args__ == THEIRS[name].__match_args__


def parameters(kind: Any) -> list[tuple[str, Any]]:
    return [(p.name, p.kind) for p in inspect.signature(kind).parameters.values()]


@pytest.mark.parametrize("name", OURS)
def test_records_are_compared_alike(name: str) -> None:
    made = [records(kinds[name]) for kinds in (OURS, THEIRS)]
    for compare in (operator.eq, operator.lt, operator.le, operator.gt, operator.ge):
        for one, two in product(range(len(GIVEN)), repeat=2):
            told = [outcome(partial(compare, side[one], side[two])) for side in made]
            assert told[0] == told[1]
    stranger = SimpleNamespace(name="a", count=1)
    assert [r == stranger for r in made[0]] == [r == stranger for r in made[1]]


@pytest.mark.parametrize("name", OURS)
def test_records_are_hashed_by_their_values(name: str) -> None:
    ours, theirs = records(OURS[name]), records(THEIRS[name])
    if name in ("Unequal", "Empty"):
        assert all(hash(record) == hash(record) for record in ours)
        return
    told = [[outcome(lambda r=r: len({r, copy.copy(r)})) for r in side] for side in (ours, theirs)]
    assert told[0] == told[1]


@pytest.mark.parametrize("name", OURS)
def test_records_are_changed_and_copied_alike(name: str) -> None:
    ours, theirs = OURS[name], THEIRS[name]
    given = ("a",) if parameters(ours) else ()

    def change(kind: Any) -> str:
        record = kind(*given)
        record.name = "b"
        return str(record)

    def remove(kind: Any) -> str:
        record = kind(*given)
        del record.name
        return ""

    for act in (change, remove):
        assert outcome(lambda a=act: a(ours)) == outcome(lambda a=act: a(theirs))
    record = ours(*given)
    for again in (copy.copy(record), copy.deepcopy(record), pickle.loads(pickle.dumps(record))):
        assert str(again) == str(record)
        assert type(again) is ours
    assert dataclasses.asdict(record) == dataclasses.asdict(theirs(*given))
    if given:
        replaced = [dataclasses.replace(kind(*given), name="c") for kind in (ours, theirs)]
        assert str(replaced[0]) == str(replaced[1])


def test_what_is_kept_of_a_record_can_be_kept_in_it() -> None:
    record = OURS["Plain"]("a")
    assert (record.twice, vars(record)["twice"]) == ("aa", "aa")


def test_the_house_asks_for_nothing_else() -> None:
    """No field of a record is left out of something, and none is an `InitVar`."""
    for file in (ROOT / "postil").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Name):
                assert node.id != "InitVar"
            if isinstance(node, ast.Call) and "field" in ast.unparse(node.func).split("."):
                named = {keyword.arg for keyword in node.keywords}
                assert not named & {"init", "repr", "hash", "compare"}, file
