"""Looking again at a content folder: the same as looking for the first time, with less to do."""

import os
import random
import shutil
import sys
import time
from pathlib import Path

import pytest

from postil.keeping.inputs import look_again
from postil.keeping.stamps import NO_FILE

SETTLED = 0.15
"""Seconds after which a stamp is trusted."""
NAMES = ["a", "b", "c", "article.md", "é", "notes"]


def edit(folder: Path, rng: random.Random) -> None:
    """Do to a folder what authors, editors and git do."""
    places = [folder, *(p for p in folder.rglob("*") if p.is_dir() and not p.is_symlink())]
    place = rng.choice(places) / rng.choice(NAMES)
    kind = rng.choice(["write", "write", "folder", "link", "remove", "move", "touch"])
    is_there = os.path.lexists(place)
    if kind == "remove" and is_there:
        shutil.rmtree(place) if place.is_dir() and not place.is_symlink() else place.unlink()
    elif kind == "move" and is_there:
        target = rng.choice(places) / rng.choice(NAMES)
        if not os.path.lexists(target) and not target.is_relative_to(place):
            place.rename(target)
    elif kind == "touch" and is_there and not place.is_symlink():
        os.utime(place, ns=(10**18, 10**18))  # as unpacking does
    elif kind == "folder" and not is_there:
        place.mkdir()
    elif kind == "link" and not is_there:
        place.symlink_to(rng.choice(["nowhere", "a", "/"]))
    elif kind == "write" and not place.is_dir() and not place.is_symlink():
        place.write_text(f"{rng.random()}"[: rng.randint(3, 5)])


def test_it_comes_to_what_a_first_look_comes_to(tmp_path: Path) -> None:
    rng = random.Random(8)
    noted, noted_at = look_again(tmp_path, {}, 0), 0
    for number in range(200):
        for _ in range(rng.randint(0, 6)):
            edit(tmp_path, rng)
        again = look_again(tmp_path, noted, noted_at)
        assert again == look_again(tmp_path, {}, 0)
        noted, noted_at = again, time.time_ns()
        if number % 20 == 0:
            time.sleep(SETTLED)
            noted_at = time.time_ns()


@pytest.mark.skipif(sys.platform == "win32", reason="where a folder's stamp is not trusted")
def test_a_folder_that_is_as_it_was_is_not_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b/deep", "c"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "article.md").write_text(name)
    time.sleep(SETTLED)
    noted, noted_at = look_again(tmp_path, {}, 0), time.time_ns()
    time.sleep(SETTLED)
    (tmp_path / "c" / "new.md").write_text("")
    (tmp_path / "a" / "article.md").write_text("another")
    listed = []
    scan = os.scandir

    def scandir(place: str | Path) -> object:
        listed.append(Path(place).relative_to(tmp_path).as_posix())
        return scan(place)

    monkeypatch.setattr(os, "scandir", scandir)
    again = look_again(tmp_path, noted, noted_at)
    assert sorted(listed) == [".", "c"]
    assert again["c/new.md"][1] not in (b"", NO_FILE)
    assert again["a/article.md"] != noted["a/article.md"]
    assert again["b/deep/article.md"] is noted["b/deep/article.md"]


def test_a_folder_that_was_changed_just_now_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Within one tick of the clock something else may come, and leave the stamp as it is."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "article.md").write_text("")
    noted, noted_at = look_again(tmp_path, {}, 0), time.time_ns()
    listed = []
    scan = os.scandir

    def scandir(place: str | Path) -> object:
        listed.append(place)
        return scan(place)

    monkeypatch.setattr(os, "scandir", scandir)
    look_again(tmp_path, noted, noted_at)
    assert len(listed) == 2


def test_a_folder_that_cannot_be_looked_into_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "closed" / "article.md").write_text("")
    scan = os.scandir

    def scandir(place: str | Path) -> object:
        if str(place).endswith("closed"):
            raise PermissionError
        return scan(place)

    monkeypatch.setattr(os, "scandir", scandir)
    seen = look_again(tmp_path, {}, 0)
    assert seen.keys() == {"closed", "closed/?"}
    assert seen["closed/?"][1] == NO_FILE
    assert look_again(tmp_path, seen, time.time_ns()) == seen
