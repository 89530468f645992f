"""An output is held by one build, from the first file that it sets aside until all are written."""

import errno
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from conftest import Fill
from kept_site import build, built_project, cold, files_of, lengthen

from postil.making import site
from postil.write import Output, WriteError, held, write
from postil.write.stage import read_aside, set_aside

PROGRAM = "import postil.cli as c, sys; sys.argv[1:] = ['build', '--editions', 'web']; c.run()"


def stage_of(project: Path) -> Path:
    return project / ".postil" / "site" / "stage"


def test_what_was_set_aside_is_written_and_the_rest_is_gone(tmp_path: Path) -> None:
    root = tmp_path / "site"
    with held([root]) as transaction:
        (state,) = transaction.states
        aside = {path: set_aside(state, path, path.encode()) for path in ("a", "b/c", "d")}
        assert set_aside(state, "a", b"a") == aside["a"]  # made twice
        assert read_aside(state, "b/c", aside["b/c"]) == b"b/c"
        assert not root.exists()
        files = {"a": b"a", "b/c": b"b/c", "e": b"not set aside"}
        written = transaction.write([Output(root, files, aside=aside)])
    assert (written.written, written.unchanged) == (3, 0)
    there = {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}
    assert there == files
    assert {p.name for p in (tmp_path / ".postil" / "site").iterdir()} == {"lock", "manifest"}


def test_two_files_of_one_path_are_told_apart(tmp_path: Path) -> None:
    with held([tmp_path / "site"]) as transaction:
        (state,) = transaction.states
        first, second = set_aside(state, "a", b"1"), set_aside(state, "a", b"2")
        output = Output(tmp_path / "site", {"a": b"1"}, aside={"a": first})
        assert (first == second, transaction.write([output]).written) == (False, 1)
    assert (tmp_path / "site" / "a").read_bytes() == b"1"


def test_what_stands_already_stays_although_it_was_set_aside(tmp_path: Path) -> None:
    write([Output(tmp_path / "site", {"a": b"a", "b": b"b"})])
    with held([tmp_path / "site"]) as transaction:
        (state,) = transaction.states
        aside = {"a": set_aside(state, "a", b"a"), "b": set_aside(state, "b", b"new")}
        files = {"a": b"a", "b": b"new"}
        written = transaction.write([Output(tmp_path / "site", files, aside=aside)])
    assert (written.written, written.unchanged) == (1, 1)
    assert (tmp_path / "site" / "b").read_bytes() == b"new"


@pytest.mark.parametrize("fault", [KeyboardInterrupt, WriteError(Path(), "", ""), None])
def test_nothing_is_left_of_a_build_that_writes_nothing(
    tmp_path: Path, fault: BaseException | None
) -> None:
    (tmp_path / "deep").mkdir()
    try:
        with held([tmp_path / "deep" / "er" / "site", tmp_path / "teacher"]) as transaction:
            for state in transaction.states:
                set_aside(state, "a", b"a")
            if fault:
                raise fault
    except (KeyboardInterrupt, WriteError):
        pass
    assert list(tmp_path.rglob("*")) == [tmp_path / "deep"]


def test_an_error_in_the_content_leaves_nothing_beside_it(fill: Fill) -> None:
    content = fill({"a/article.md": "---\ntitle: A\n---\nText.\n", "a/n.yaml": "notes: 3\n"})
    assert not build(content.parent).is_good
    assert list(content.parent.iterdir()) == [content]


def test_a_build_waits_for_another_one_and_sees_what_it_wrote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = built_project(tmp_path)
    lengthen(project / "content" / "quay" / "article.md")
    made, told = list[str](), list[int | None]()
    is_held, goes_on = threading.Event(), threading.Event()
    before = site.make_article

    def make(frame: Any, opened: Any, *rest: Any) -> Any:
        made.append(opened.slug)
        is_held.set()
        goes_on.wait(30)
        return before(frame, opened, *rest)

    def waits(other: int | None) -> None:
        told.append(other)
        goes_on.set()

    monkeypatch.setattr(site, "make_article", make)
    first = threading.Thread(target=lambda: build(project))
    first.start()
    assert is_held.wait(30)
    second = build(project, on_wait=waits)
    first.join()
    assert second.written is not None
    assert (second.written.written, len(told), made) == (0, 1, ["quay"])
    assert files_of(project) == cold(project)[0]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_a_build_that_is_killed_while_it_makes_articles_leaves_the_old_site(fill: Fill) -> None:
    body = "One word.\n\n" * 200
    content = fill(
        {f"a-{i}/article.md": f"---\ntitle: Article {i}\n---\n{body}" for i in range(300)}
    )
    project = content.parent
    for slug in (f"a-{i}" for i in range(1, 300)):
        shutil.move(content / slug, project / "later" / slug)
    assert build(project, editions=["web"]).is_good
    before = files_of(project)
    for folder in (project / "later").iterdir():
        shutil.move(folder, content / folder.name)
    with subprocess.Popen([sys.executable, "-c", PROGRAM], cwd=project) as running:
        while not stage_of(project).is_dir() or len(list(stage_of(project).iterdir())) < 9:
            assert running.poll() is None
            time.sleep(0.001)
        running.send_signal(signal.SIGKILL)
    assert files_of(project) == before
    assert stage_of(project).is_dir()
    assert build(project, editions=["web"]).is_good
    assert not stage_of(project).exists()
    assert len(list((project / "site").glob("a-*/index.html"))) == 300


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_workers_set_nothing_aside_after_the_build_has_ended(
    fill: Fill, number: signal.Signals
) -> None:
    body = "One word.\n\n" * 300
    content = fill(
        {f"a-{i}/article.md": f"---\ntitle: Article {i}\n---\n{body}" for i in range(400)}
    )
    project = content.parent
    for _ in range(3):
        with subprocess.Popen(
            [sys.executable, "-c", PROGRAM], cwd=project, stderr=subprocess.PIPE, text=True
        ) as running:
            while not stage_of(project).is_dir() or len(list(stage_of(project).iterdir())) < 9:
                assert running.poll() is None
                time.sleep(0.001)
            running.send_signal(number)
            said = running.communicate(timeout=60)[1]
        assert "Traceback" not in said
        time.sleep(0.2)
        assert list(project.iterdir()) == [content]


def test_a_stage_that_cannot_be_emptied_is_told(tmp_path: Path) -> None:
    stage = stage_of(tmp_path)
    (stage / "a folder").mkdir(parents=True)
    with pytest.raises(WriteError, match="is in the way") as caught:
        write([Output(tmp_path / "site", {"a": b"a"})])
    assert caught.value.path == stage
    assert not (tmp_path / "site").exists()


def test_a_lock_that_another_build_left_goes_too_where_nothing_is_written(fill: Fill) -> None:
    content = fill({"a/article.md": "---\ntitle: A\n---\nText.\n", "a/n.yaml": "notes: 3\n"})
    for name in ("site", "teacher"):
        (content.parent / ".postil" / name).mkdir(parents=True)
        (content.parent / ".postil" / name / "lock").write_bytes(b"")
    assert not build(content.parent).is_good
    assert list(content.parent.iterdir()) == [content]


def test_a_disk_that_is_full_is_told_by_the_file_that_had_no_room(
    fill: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(state: object, path: str, data: bytes) -> bytes:
        raise OSError(errno.ENOSPC, "No space left on device")

    content = fill({"a/article.md": "---\ntitle: A\n---\nText.\n"})
    monkeypatch.setattr("postil.keeping.spool.set_aside", refuse)
    with pytest.raises(WriteError, match="disk is full") as caught:
        build(content.parent, editions=["web"])
    assert caught.value.path == content.parent / "site" / "a" / "index.html"
