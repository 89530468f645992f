"""A write leaves exactly what was asked for, says what it did, and keeps its state portable."""

import shutil
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from postil.write import Output, WriteError, Written, recover, write
from postil.write import plan as plan_module
from postil.write import stage as stage_module
from postil.write import state as state_module
from postil.write import transaction as transaction_module


def tree(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def folders(root: Path) -> set[str]:
    return {p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_dir()}


def test_new_changed_unchanged_and_removed_files_are_counted(tmp_path: Path) -> None:
    site = tmp_path / "site"
    first = write([Output(site, {"index.html": b"1", "a/index.html": b"a", "b/b.html": b"b"})])
    second = write([Output(site, {"index.html": b"2", "a/index.html": b"a", "c.html": b"c"})])
    assert first == Written(written=3, unchanged=0, removed=0)
    assert second == Written(written=2, unchanged=1, removed=1)
    assert tree(site) == {"index.html": b"2", "a/index.html": b"a", "c.html": b"c"}


def test_unchanged_files_are_not_touched(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write([Output(site, {"a.html": b"a", "b.html": b"b"})])
    before = (site / "a.html").stat()
    write([Output(site, {"a.html": b"a", "b.html": b"new"})])
    after = (site / "a.html").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_file_changed_by_hand_is_ours_again(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write([Output(site, {"a.html": b"a", "b.html": b"b"})])
    (site / "a.html").write_bytes(b"x")
    (site / "b.html").unlink()
    assert write([Output(site, {"a.html": b"a", "b.html": b"b"})]).written == 2
    assert tree(site) == {"a.html": b"a", "b.html": b"b"}


def test_folders_that_become_empty_go_and_the_root_stays(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write([Output(site, {"a/b/c/x.html": b"", "a/y.html": b""})])
    (site / "mine").mkdir()
    write([Output(site, {"a/y.html": b""})])
    assert folders(site) == {"a", "mine"}
    write([Output(site, {})])
    assert folders(site) == {"mine"}
    assert site.is_dir()


def test_a_file_becomes_a_folder_and_a_folder_a_file(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write([Output(site, {"a": b"a", "b/c/d": b"d", "b/e": b"e"})])
    written = write([Output(site, {"a/x": b"x", "b": b"b"})])
    assert tree(site) == {"a/x": b"x", "b": b"b"}
    assert written == Written(written=2, unchanged=0, removed=3)


def test_a_partial_build_keeps_what_it_is_told_to(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write([Output(site, {"index.html": b"1", "a/old.html": b"a", "b/index.html": b"b"})])
    files = {"index.html": b"2", "a/new.html": b"a"}
    write([Output(site, files, keep=lambda path: not path.startswith("a/"))])
    assert tree(site) == {"index.html": b"2", "a/new.html": b"a", "b/index.html": b"b"}
    write([Output(site, {"index.html": b"3"})])
    assert tree(site) == {"index.html": b"3"}


def test_what_a_new_file_needs_is_not_kept(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write([Output(site, {"a": b"a", "b/c": b"c", "d": b"d"})])
    write([Output(site, {"a/x": b"x", "b": b"b"}, keep=lambda _: True)])
    assert tree(site) == {"a/x": b"x", "b": b"b", "d": b"d"}


def test_only_spelling_changes(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write([Output(site, {"Map.png": b"map", "Ä/x": b"x"})])
    written = write([Output(site, {"map.png": b"map", "ä/x": b"x"})])
    assert tree(site) == {"map.png": b"map", "ä/x": b"x"}
    assert written == Written(written=2, unchanged=0, removed=2)


@pytest.mark.parametrize("data", [b"new", b"old"])
def test_only_spelling_changes_where_case_does_not_count(tmp_path: Path, data: bytes) -> None:
    # A second name for one file is what such a disk shows of it.
    site = tmp_path / "site"
    write([Output(site, {"Map.png": b"old"})])
    (site / "map.png").hardlink_to(site / "Map.png")
    assert write([Output(site, {"map.png": data})]) == Written(1, 0, 1)
    assert tree(site) == {"map.png": data}


def test_paths_that_no_caller_may_ask_for(tmp_path: Path) -> None:
    bad = ["", "/a", "a/", "a//b", "../a", "a/../b", "./a", "a\\b", "c:a", "a\nb", "a\0", "\ud800"]
    for path in [*bad, ".postil/x", ".POSTIL"]:
        with pytest.raises(ValueError, match="plain"):
            write([Output(tmp_path / "site", {path: b""})])
    for one, other in [("a", "A"), ("straße", "STRASSE"), ("\u00e9", "e\u0301"), ("é", "É")]:
        with pytest.raises(ValueError, match="one file on some systems"):
            write([Output(tmp_path / "site", {one: b"", other: b""})])
    with pytest.raises(ValueError, match="both a file and a folder"):
        write([Output(tmp_path / "site", {"a": b"", "A/b/c": b""})])
    assert list(tmp_path.iterdir()) == []


def test_roots_that_no_caller_may_ask_for(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="absolute"):
        write([Output(Path("site"), {})])
    for other in ("site", "site/teacher"):
        with pytest.raises(ValueError, match="inside another"):
            write([Output(tmp_path / "site", {}), Output(tmp_path / other, {})])


def test_the_state_is_the_same_for_the_same_files(tmp_path: Path) -> None:
    for name, order in (("one", 1), ("two", -1)):
        files = {"b/index.html": b"b", "a.html": b"a", "世.html": b"c"}
        root = tmp_path / name / "site"
        write([Output(root, dict(list(files.items())[::order]))])
    assert tree(tmp_path / "one") == tree(tmp_path / "two")
    assert str(tmp_path).encode() not in b"".join(tree(tmp_path).values())


def test_a_moved_project_goes_on(tmp_path: Path) -> None:
    write([Output(tmp_path / "one" / "site", {"a.html": b"1", "b.html": b"b"})])
    shutil.move(tmp_path / "one", tmp_path / "two")
    write([Output(tmp_path / "two" / "site", {"a.html": b"2"})])
    assert tree(tmp_path / "two" / "site") == {"a.html": b"2"}


def test_nothing_to_do_writes_nothing(tmp_path: Path) -> None:
    write([Output(tmp_path / "site", {"a.html": b"a"})])
    before = {p: p.stat().st_mtime_ns for p in tmp_path.rglob("*") if p.name == "manifest"}
    assert write([Output(tmp_path / "site", {"a.html": b"a"})]) == Written(0, 1, 0)
    assert before == {p: p.stat().st_mtime_ns for p in before}
    assert not recover([tmp_path / "site"])


def test_recover_makes_nothing_where_nothing_is(tmp_path: Path) -> None:
    assert not recover([tmp_path / "site", tmp_path / "teacher"])
    assert list(tmp_path.iterdir()) == []


def test_an_empty_output_makes_no_folder(tmp_path: Path) -> None:
    write([Output(tmp_path / "site", {"a": b""}), Output(tmp_path / "teacher", {})])
    assert not (tmp_path / "teacher").exists()


def test_missing_folders_above_the_root_are_made(tmp_path: Path) -> None:
    write([Output(tmp_path / "x" / "y" / "site", {"a": b"a"})])
    assert tree(tmp_path / "x" / "y" / "site") == {"a": b"a"}


def test_more_files_than_are_synced_one_by_one(tmp_path: Path) -> None:
    files = {f"{n:03}/index.html": str(n).encode() for n in range(250)}
    assert write([Output(tmp_path / "site", files)]).written == 250
    assert tree(tmp_path / "site") == files


@pytest.mark.parametrize("fault", ["mount", "rights"])
def test_the_state_is_inside_a_root_that_has_no_place_beside_it(
    tmp_path: Path, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    with monkeypatch.context() as patch:
        if fault == "mount":
            patch.setattr(Path, "rename", _other_disk)
        else:
            patch.setattr(state_module.os, "access", lambda path, _: Path(path) != tmp_path)
        write([Output(site, {"a": b"a", "b": b"b"})])
    assert (site / ".postil" / "manifest").is_file()
    # It stays there, whatever becomes possible later.
    write([Output(site, {"a": b"a"})])
    assert {p for p in tree(site) if not p.startswith(".postil/")} == {"a"}
    assert not (tmp_path / ".postil").exists()


def test_the_state_is_inside_a_root_on_another_disk(tmp_path: Path) -> None:
    memory = Path("/dev/shm")
    if not memory.is_dir() or memory.stat().st_dev == memory.parent.stat().st_dev:
        pytest.skip("no second disk")
    assert state_module.state_of(memory).folder == memory / ".postil"
    assert state_module.state_of(tmp_path / "new").folder == tmp_path / ".postil" / "new"
    assert state_module.state_of(tmp_path / "x" / "..") == state_module.state_of(tmp_path)


def _other_disk(_path: Path, _target: Path) -> None:
    raise OSError(18, "cross-device link")


def test_the_state_folder_is_never_a_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / ".postil").symlink_to("elsewhere", target_is_directory=True)
    with pytest.raises(WriteError, match="must not be a link"):
        write([Output(tmp_path / "site", {"a": b"a"})])
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_stage_that_leads_elsewhere_is_not_emptied(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "0").write_bytes(b"a letter")
    (tmp_path / ".postil" / "site").mkdir(parents=True)
    (tmp_path / ".postil" / "site" / "stage").symlink_to("../../elsewhere")
    for act in (
        lambda: recover([tmp_path / "site"]),
        lambda: write([Output(tmp_path / "site", {})]),
    ):
        with pytest.raises(WriteError, match="must not be a link"):
            act()
    assert tree(tmp_path / "elsewhere") == {"0": b"a letter"}


@pytest.mark.parametrize("blocked", [".postil", ".postil/site", ".postil/site/lock"])
def test_a_state_that_cannot_be_used_is_told(tmp_path: Path, blocked: str) -> None:
    place = tmp_path / blocked
    place.parent.mkdir(parents=True, exist_ok=True)
    place.mkdir() if blocked.endswith("lock") else place.write_bytes(b"")
    with pytest.raises(WriteError) as caught:
        write([Output(tmp_path / "site", {"a": b"a"})])
    assert caught.value.path.is_relative_to(tmp_path / ".postil")
    assert not (tmp_path / "site").exists()


def test_a_name_that_the_disk_cannot_hold_is_told(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="choose a shorter name") as caught:
        write([Output(tmp_path / ("s" * 300), {"a": b"a"})])
    assert caught.value.path == tmp_path / ("s" * 300)
    write([Output(tmp_path / "site", {"a/b": b"a"})])
    with pytest.raises(WriteError, match="choose a shorter name") as caught:
        write([Output(tmp_path / "site", {"a/b": b"b", "a/" + "c" * 300: b"c"})])
    assert caught.value.path == tmp_path / "site" / "a" / ("c" * 300)
    for path in ("new/" + "c" * 256, "new/" + "賴" * 86 + "/index.html"):
        with pytest.raises(WriteError, match="choose a shorter name") as caught:
            write([Output(tmp_path / "site", {path: b"c"})])
        assert caught.value.path == tmp_path / "site" / path
    assert tree(tmp_path / "site") == {"a/b": b"a"}
    write([Output(tmp_path / "site", {"賴" * 85 + "/" + "c" * 255: b"c"})])


@pytest.mark.parametrize("name", ["two\nlines", "no text \udcff", "two drives"])
def test_roots_that_no_journal_can_name_are_written_each_for_itself(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def other_drive(_path: Path, _start: Path) -> str:
        raise ValueError

    if name == "two drives":
        monkeypatch.setattr(stage_module.os.path, "relpath", other_drive)
    roots = [tmp_path / "site", tmp_path / name]
    write([Output(root, {"a": b"a"}) for root in roots])
    assert [tree(root) for root in roots] == [{"a": b"a"}] * 2


def test_a_file_of_ours_that_cannot_be_read_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(_path: Path) -> bytes:
        raise PermissionError

    write([Output(tmp_path / "site", {"a.html": b"a"})])
    survey = plan_module._Survey(tmp_path / "site", {"a.html": "a.html"}, frozenset())
    assert survey.judge("a.html", {"a.html": b"a"}) is None
    monkeypatch.setattr(Path, "read_bytes", unreadable)
    assert survey.judge("a.html", {"a.html": b"a"}) is True


def test_a_build_killed_between_looking_and_locking(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The journal of a third folder, not seen before the locks were taken.
    site, teacher = (state_module.state_of(tmp_path / name) for name in ("site", "teacher"))
    answers = [[site], [site, teacher], [site, teacher], [site, teacher]]
    held, at_once = list[list[state_module.State]](), transaction_module.locked

    def locked(states: list[state_module.State], *how: Any) -> AbstractContextManager[None]:
        held.append(states)
        return at_once(states, *how)

    monkeypatch.setattr(transaction_module, "linked", lambda _: answers.pop(0))
    monkeypatch.setattr(transaction_module, "locked", locked)
    write([Output(site.root, {"a": b"a"})])
    assert (answers, held) == ([], [[site], [site, teacher]])
    assert not teacher.folder.exists()  # where nothing was written
