"""Sealing: what comes back of records and plain values, and what bytes of others come to."""

import hashlib
import os
import pickle
from collections import namedtuple
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from postil.arrange.filing import Word
from postil.arrange.glossary_pages import Scope
from postil.dates.model import Precision
from postil.format.records import Source
from postil.render.voice import Said
from postil.sealing import NotBelievedError, from_bytes, pack, seal_of, to_bytes, unpack

TEXTS = st.text(st.characters(codec="utf-8"))
RECORDS = st.one_of(
    st.builds(Word, TEXTS, TEXTS, TEXTS),
    st.builds(Said, TEXTS, TEXTS, TEXTS.map(Markup)),
    st.builds(Source, id=TEXTS, title=TEXTS),
)
VALUES = st.recursive(
    st.one_of(st.none(), st.integers(), st.binary(), TEXTS, TEXTS.map(Markup), RECORDS),
    lambda inner: st.one_of(st.lists(inner).map(tuple), st.dictionaries(TEXTS, inner)),
)


def kinds_of(value: Any) -> Any:
    """Types, all the way down: a tuple is equal to a named one."""
    if isinstance(value, tuple | list):
        return type(value), [kinds_of(part) for part in value]
    if isinstance(value, dict):
        return [kinds_of(part) for part in value.values()]
    return type(value)


@given(VALUES)
def test_values_come_back_as_what_they_were(value: Any) -> None:
    for back in (from_bytes(to_bytes(value)), unpack(pack(value))):
        assert back == value
        assert kinds_of(back) == kinds_of(value)


def test_members_come_back_whatever_python_wrote_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python 3.11.2, which Debian 12 has, writes of a member how to get it by its name."""

    def by_name(member: Enum, _: object) -> tuple[Any, ...]:
        return getattr, (type(member), member.name)

    monkeypatch.setattr(Enum, "__reduce_ex__", by_name)
    for member in (*Precision, *Scope):
        assert from_bytes(to_bytes((member,))) == (member,)
        assert type(from_bytes(to_bytes(member))) is type(member)


@given(VALUES, st.data())
def test_a_changed_byte_is_seen(value: Any, data: st.DataObject) -> None:
    sealed = bytearray(to_bytes(value))
    at = data.draw(st.integers(0, len(sealed) - 1))
    sealed[at] ^= data.draw(st.integers(1, 255))
    assert from_bytes(bytes(sealed)) is None


@given(VALUES, VALUES)
def test_seals_are_the_same_only_of_the_same(one: Any, other: Any) -> None:
    is_same = seal_of(to_bytes(one)) == seal_of(to_bytes(other))
    assert not is_same or (one == other and kinds_of(one) == kinds_of(other))


Stranger = namedtuple("Stranger", "name")  # of no room of Postil


def test_bytes_of_a_stranger_make_no_objects_of_theirs(tmp_path: Path) -> None:
    class Harm:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.system, (f"touch {tmp_path}/harmed",)

    for data in (pickle.dumps(Harm()), pickle.dumps(Stranger("a")), pickle.dumps(Path("a"))):
        assert from_bytes(hashlib.sha256(data).digest() + data) is None
        with pytest.raises(NotBelievedError):
            unpack(data)
    assert not (tmp_path / "harmed").exists()
