"""Any sequence of outputs leaves exactly the last one, and what people put beside it."""

import os
import tempfile
from collections.abc import Iterator, Mapping
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from postil.write import Output, WriteError, Written, write
from postil.write.output import are_plain, is_plain

Files = Mapping[str, bytes]

NAMES = st.sampled_from(["a", "b", "A", "é", "index.html"])
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)
BYTES = st.sampled_from([b"", b"1", b"2", b"22"])
THEIRS = st.dictionaries(
    st.sampled_from(["CNAME", "a/CNAME", "b/a/CNAME", "own/photo", "é"]), BYTES, max_size=3
)


@pytest.fixture(scope="module", autouse=True)
def no_waiting_for_the_disk() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield


def parents(path: str) -> list[str]:
    return list(accumulate(path.split("/")[:-1], lambda above, name: f"{above}/{name}"))


def can_stand(files: Files) -> bool:
    folded = [path.casefold() for path in files]
    above = {folder for path in folded for folder in parents(path)}
    return len(set(folded)) == len(folded) and not above & set(folded)


FILES = st.dictionaries(PATHS, BYTES, max_size=6).filter(can_stand)


def tree(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def folders(root: Path) -> set[str]:
    return {p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_dir()}


def meets(files: Files, theirs: Files) -> bool:
    """Whether people's files stand where a build must write."""
    above = {folder for path in files for folder in parents(path)}
    return (
        any(files[path] != theirs[path] for path in files.keys() & theirs.keys())
        or bool(above & theirs.keys())
        or any(folder in files for path in theirs for folder in parents(path))
    )


@settings(max_examples=150, deadline=None)
@given(theirs=THEIRS, steps=st.lists(FILES, max_size=5))
def test_the_last_output_and_what_people_put_there(theirs: Files, steps: list[Files]) -> None:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name).resolve() / "site"
        for path, data in theirs.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)
        foreign, ours = dict(theirs), dict[str, bytes]()
        for files in steps:
            if meets(files, foreign):
                try:
                    write([Output(root, files)])
                except WriteError:
                    continue  # and what stands is seen to be unchanged below
                raise AssertionError("a foreign file was no obstacle")
            written = write([Output(root, files)])
            assert written == expected(ours, foreign, files)
            ours = dict(files)
            foreign = {path: data for path, data in foreign.items() if path not in files}
        assert tree(root) == {**foreign, **ours}
        assert folders(root) == {f for path in (*foreign, *ours) for f in parents(path)}


def expected(ours: Files, foreign: Files, files: Files) -> Written:
    there = {**foreign, **ours}
    unchanged = sum(there.get(path) == data for path, data in files.items())
    return Written(
        written=len(files) - unchanged,
        unchanged=unchanged,
        removed=len(ours.keys() - files.keys()),
    )


@settings(max_examples=60, deadline=None)
@given(first=FILES, second=FILES, kept=st.sets(PATHS))
def test_a_part_and_the_rest(first: Files, second: Files, kept: set[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name).resolve() / "site"
        write([Output(root, first)])
        write([Output(root, second, keep=kept.__contains__)])
        stays = {p: d for p, d in first.items() if p in kept and can_stand({**second, p: d})}
        assert tree(root) == {**stays, **second}
        # What was kept is still known to be ours.
        write([Output(root, {})])
        assert tree(root) == {}
        assert folders(root) == set()


@given(
    st.lists(st.text(st.sampled_from("a.A/\\:\n\0é\u017fPOSTILpostil"), max_size=12), max_size=4)
)
@example([".POSTIL/a"])
@example(["a", ".po\u017ftil"])
@example(["a\nb"])
def test_many_paths_are_judged_as_each_is(paths: list[str]) -> None:
    assert are_plain(paths) == all(map(is_plain, paths))
