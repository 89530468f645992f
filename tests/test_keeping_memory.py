"""What a build sees of the content has changed since the last one, before anything is made."""

from pathlib import Path

import pytest

from postil.keeping.index import Index
from postil.keeping.memory import Memory
from postil.keeping.stamps import is_settled

OLD, NEW = (5, 1, 1, 1), (5, 2, 2, 1)
NONE = ((0, 0, 0, 0), b"none")
FOLDER = {"a": NONE, "a/article.md": (OLD, b"1"), "site.yaml": (OLD, b"2"), "n": (OLD, b"3")}


@pytest.mark.parametrize(
    ("change", "folders"),
    [
        ({}, set()),
        ({"a/article.md": (NEW, b"1")}, set()),
        ({"a/article.md": (NEW, b"4")}, {"a"}),
        ({"a/article.md": None}, {"a"}),
        ({"a/article.md": None, "a": None}, {"a"}),
        ({"b": NONE, "b/article.md": (NEW, b"1")}, {"b"}),
        ({"site.yaml": (NEW, b"4")}, {""}),
        ({"site.yaml": None}, {""}),
        ({"\0handout": NONE, "\0handout/sheet.typ": (NEW, b"4")}, {""}),
        ({"n": NONE, "n/article.md": (NEW, b"4")}, {"", "n"}),
        ({"n": None}, {""}),
    ],
)
def test_an_article_is_made_again_for_its_own_folder_and_for_what_is_beside_all(
    change: dict[str, tuple[tuple[int, int, int, int], bytes] | None], folders: set[str]
) -> None:
    now = {path: found for path, found in (FOLDER | change).items() if found}
    index = Index(b"wish", 1, FOLDER, articles={"a": b"key of a", "gone": b"", "n": b"key of n"})
    memory = Memory(Path("content"), Path("kept"), (Path("site"), Path("teacher")), index, now)
    assert memory.changed == folders
    assert memory.is_as_noted("a") == (not folders & {"", "a"})
    assert ("a" in memory.unchanged_keys) == memory.is_as_noted("a")
    assert "gone" not in memory.unchanged_keys  # what is noted of it says nothing
    if "a" in memory.unchanged_keys:
        assert memory.keys["a"] == b"key of a"


def test_what_cannot_be_read_may_hold_anything() -> None:
    inputs = {"a/article.md": (OLD, b""), "b/article.md": (OLD, b"1")}
    memory = Memory(Path("c"), Path("k"), (Path("s"), Path("t")), Index(b"", 1, inputs), inputs)
    assert memory.changed == {"a"}
    assert not memory.is_current


@pytest.mark.parametrize(
    ("changed_at", "noted_at", "settled"),
    [
        (7_123_456_789, 7_323_456_789, True),  # a disk that tells times to the nanosecond
        (7_123_456_789, 7_203_456_789, False),  # but the system's clock goes in ticks
        (7_123_456_789, 7_123_456_789, False),
        (6_000_000_000, 7_999_999_999, False),  # it may count in steps of two seconds
        (6_000_000_000, 8_000_000_001, True),
        (6_120_000_000, 7_999_999_999, False),  # or in hundredths
    ],
)
def test_a_file_is_taken_as_unchanged_where_a_change_would_have_shown(
    changed_at: int, noted_at: int, *, settled: bool
) -> None:
    assert is_settled((5, changed_at, changed_at, 1), noted_at) is settled
