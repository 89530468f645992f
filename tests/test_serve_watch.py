"""How a change is noticed, and when it is over."""

import errno
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_serve import fill, until

from postil.serve import watch
from postil.serve.watch import FolderWatcher, Snapshot, snapshot


def test_a_change_is_over_when_nothing_changes_any_more(tmp_path: Path) -> None:
    looks: Iterator[Snapshot] = iter(
        [{}, {}, {"a": (1, 1)}, {"a": (2, 2)}, {"a": (3, 3)}, {"a": (3, 3)}, {"b": (1, 1)}]
    )
    changes: list[int] = []
    looked: list[Snapshot] = []

    class Scripted(FolderWatcher):
        def _look(self) -> Snapshot:
            looked.append(next(looks, {"b": (1, 1)}))
            return looked[-1]

        def _told(self) -> Iterator[bool]:
            return iter(())

    watcher = Scripted([tmp_path], [], lambda: changes.append(len(looked)))
    assert watcher.start(None)
    assert watcher.start(None), "which changes nothing"
    until(lambda: len(changes) > 1 and len(looked) > 9, "two changes")
    watcher.stop()
    assert changes == [6, 8], "three saves are one change, and the next is another"


class OnlyTold(FolderWatcher):
    """Looks at nothing before the system tells it to."""

    def _times(self) -> Iterator[bool]:
        return self._told()


def test_the_system_tells_of_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also of those in folders that come later."""
    monkeypatch.setattr(watch, "_SELDOM", 600.0)
    changes: list[int] = []
    watcher = OnlyTold([tmp_path], [], lambda: changes.append(1))
    watcher.start(None)
    for name in ("a.md", "new/a.md", "new/b.md", "new/deep/c.md", "a.md"):
        time.sleep(0.3)
        changes.clear()
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"{time.time_ns()}")
        until(lambda: changes, name)
    watcher.stop()


def test_a_save_that_goes_on_is_one_change(tmp_path: Path) -> None:
    """The system tells of it all the while; a look says when it is over."""
    file = tmp_path / "a.md"
    seen: list[int] = []
    watcher = FolderWatcher([tmp_path], [], lambda: seen.append(file.stat().st_size))
    watcher.start(None)
    time.sleep(0.3)
    with file.open("w") as written:
        for _ in range(60):
            written.write("0123456789")
            written.flush()
            time.sleep(0.01)
    until(lambda: 600 in seen, "the whole file")
    watcher.stop()
    assert len(seen) < 6, "a slow machine may rest in between"


def test_a_folder_that_is_made_anew_is_watched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "_SELDOM", 600.0)
    folder = tmp_path / "article"
    folder.mkdir()
    changes: list[int] = []
    watcher = OnlyTold([tmp_path], [], lambda: changes.append(1))
    watcher.start(None)
    for count in (1, 2, 3):
        time.sleep(0.3)
        shutil.rmtree(folder)
        folder.mkdir()
        time.sleep(0.3)
        changes.clear()
        (folder / "article.md").write_text(f"{count}")
        until(lambda: changes, "a file in it")
    watcher.stop()


def test_changes_are_looked_for_where_the_system_cannot_tell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*folders: str, **options: Any) -> Iterator[Any]:
        raise OSError(errno.ENOSPC, "OS file watch limit reached")

    monkeypatch.setattr(watch, "watch", refuse)
    changes: list[int] = []
    watcher = FolderWatcher([tmp_path], [], lambda: changes.append(1))
    watcher.start(None)
    for name in ("a.md", "b.md"):
        changes.clear()
        (tmp_path / name).write_text("")
        until(lambda: changes, name)
    watcher.stop()


def test_a_folder_that_goes_and_comes_again_is_watched(tmp_path: Path) -> None:
    changes: list[int] = []
    content = fill(tmp_path) / "content"
    watcher = FolderWatcher([content], [], lambda: changes.append(1))
    watcher.start(None)
    time.sleep(0.3)
    content.rename(tmp_path / "away")
    until(lambda: len(changes) == 1, "a folder that is gone")
    (tmp_path / "away").rename(content)
    until(lambda: len(changes) == 2, "a folder that is back")
    (content / "new.md").write_text("")
    until(lambda: len(changes) == 3, "a new file")
    watcher.stop()


def test_a_watch_survives_what_it_calls(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    calls: list[int] = []

    def fail() -> None:
        calls.append(1)
        raise RuntimeError

    watcher = FolderWatcher([tmp_path], [], fail)
    watcher.start(None)
    (tmp_path / "a").write_text("")
    until(lambda: len(calls) == 1, "a call")
    (tmp_path / "b").write_text("")
    until(lambda: len(calls) == 2, "another call")
    watcher.stop()
    assert "RuntimeError" in capsys.readouterr().err


def test_what_editors_leave_about_is_no_change(tmp_path: Path) -> None:
    fill(tmp_path)
    before = snapshot([tmp_path], frozenset([tmp_path / "site"]))
    for name in [
        ".article.md.swp", "article.md~", "4913", "#article.md#", ".#article.md", "~$notes.docx",
        "a.yaml___jb_tmp___", "b.tmp", ".git/HEAD", "../.postil/x", "../site/index.html",
        ".DS_Store", "__pycache__/a.pyc",
    ]:  # fmt: skip
        file = tmp_path / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("")
    (tmp_path / "content/.#lock").symlink_to("nowhere")
    assert snapshot([tmp_path], frozenset([tmp_path / "site"])) == before
    (tmp_path / "content/new").symlink_to("nowhere")
    assert snapshot([tmp_path], frozenset([tmp_path / "site"])) != before
