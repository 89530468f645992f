"""What a build sees of the content has changed since the last one, before anything is made."""

from pathlib import Path

import pytest

from postil.keeping.index import Index
from postil.keeping.memory import Memory

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
