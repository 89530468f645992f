"""A write that is killed, interrupted or refused by the system at any step harms nothing.

The steps are the calls that change a disk. For each of them, a write is stopped just there.
"""

import errno
import fcntl
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from postil.write import Output, WriteError, recover, write

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

STEPS = ("mkdir", "replace", "unlink", "rmdir", "write", "fsync", "sync")
OLD = {
    "site": {
        "index.html": b"old index",
        "file": b"a file",
        "folder/a/index.html": b"a",
        "folder/b": b"b",
        "gone/index.html": b"gone",
        "Spelling": b"old",
        "same.html": b"same",
    },
    "teacher": {"key.html": b"old key", "gone/key.html": b"gone"},
}
NEW = {
    "site": {
        "index.html": b"new index",
        "file/index.html": b"a file no more",
        "folder": b"a folder no more",
        "come/x/index.html": b"come",
        "spelling": b"new",
        "same.html": b"same",
    },
    "teacher": {"key.html": b"new key", "come/key.html": b"come"},
}
THEIRS = {"site/CNAME": b"example.org", "site/gone/photo.jpg": b"photo"}


def outputs(project: Path, files: dict[str, dict[str, bytes]]) -> list[Output]:
    return [Output(project / root, each) for root, each in files.items()]


def tree(project: Path) -> dict[str, bytes]:
    """The files of both roots, without the state."""
    return {
        path: p.read_bytes()
        for p in project.rglob("*")
        if p.is_file() and not (path := p.relative_to(project).as_posix()).startswith(".postil")
    }


def whole(files: dict[str, dict[str, bytes]]) -> dict[str, bytes]:
    ours = {f"{root}/{p}": data for root, each in files.items() for p, data in each.items()}
    return ours | THEIRS


def litter(project: Path) -> set[str]:
    """What the state holds besides a lock and a manifest for each root."""
    names = {p.relative_to(project / ".postil").as_posix() for p in project.rglob(".postil/**/*")}
    roots = {"site", "teacher"}
    return names - roots - {f"{r}/{n}" for r in roots for n in ("lock", "manifest")}


@pytest.fixture(scope="module", autouse=True)
def no_waiting_for_the_disk() -> Iterator[None]:
    """What a power cut would lose, a kill does not; `fsync` stays a step, but takes no time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("before") / "project"
    write(outputs(project, OLD))
    for path, data in THEIRS.items():
        (project / path).write_bytes(data)
    assert tree(project) == whole(OLD)
    return project


@pytest.fixture
def copies(before: Path, tmp_path: Path) -> Iterator[Path]:
    """Projects in which the old site stands, as many as wanted."""

    def make() -> Iterator[Path]:
        for number in count():
            yield Path(shutil.copytree(before, tmp_path / str(number)))
            shutil.rmtree(tmp_path / str(number))

    return make()


def stop_at(step: int, stop: Callable[[str], object], names: tuple[str, ...] = STEPS) -> None:
    """Make the step-th call of a changing function stop; a write of bytes stops half-way."""
    calls = count(1)

    def hooked(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **options: object) -> object:
            if next(calls) == step:
                if name == "write":
                    file, data = args
                    real(file, data[: len(data) // 2])  # type: ignore[index, arg-type]
                stop(name)
            return real(*args, **options)

        return call

    for name in names:
        setattr(os, name, hooked(name, getattr(os, name)))


def die(_: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def in_child(work: Callable[[], object]) -> int:
    """The exit status of a process that does the work: 0, 1 if it raised, -9 if it was killed."""
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            work()
            status = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def killed_at(step: int, work: Callable[[], object]) -> bool:
    def with_hook() -> None:
        stop_at(step, die)
        work()

    status = in_child(with_hook)
    assert status in {0, -signal.SIGKILL}
    return status != 0


def test_killed_at_every_step(copies: Iterator[Path]) -> None:
    outcomes = []
    for step, project in zip(count(1), copies, strict=False):
        if not killed_at(step, lambda p=project: write(outputs(p, NEW))):
            break
        # Between the kill and the next command every file is whole, old or new.
        for path, data in tree(project).items():
            assert data in {whole(OLD).get(path), whole(NEW).get(path)}, (step, path)
        # The next command completes all or nothing, in both folders.
        recover([project / ("site" if step % 2 else "teacher")])
        now = tree(project)
        assert now in (whole(OLD), whole(NEW)), step
        recover([project / "site", project / "teacher"])
        assert tree(project) == now
        assert litter(project) <= {"site/pid", "teacher/pid"}, step
        outcomes.append(now == whole(NEW))
        # The next build needs no help.
        waited: list[int | None] = []
        write(outputs(project, NEW), on_wait=waited.append)
        assert tree(project) == whole(NEW)
        assert litter(project) == set()
        assert waited == []
    assert outcomes == sorted(outcomes)
    assert 20 < sum(outcomes) < len(outcomes) - 20


def test_killed_in_the_first_build(tmp_path: Path) -> None:
    outcomes = []
    for step in count(1):
        project = tmp_path / str(step)
        project.mkdir()
        if not killed_at(step, lambda p=project: write(outputs(p, OLD))):
            break
        recover([project / "site", project / "teacher"])
        outcomes.append(bool(tree(project)))
        assert tree(project) in ({}, {p: d for p, d in whole(OLD).items() if p not in THEIRS})
        assert write(outputs(project, NEW)).removed == (6 if outcomes[-1] else 0)
        assert litter(project) == set()
    assert outcomes == sorted(outcomes)


def test_the_next_build_after_a_kill_may_be_another(copies: Iterator[Path]) -> None:
    other = {"site": {"index.html": b"third", "folder/b": b"b"}, "teacher": {}}
    for step, project in zip(count(2, 3), copies, strict=False):
        if not killed_at(step, lambda p=project: write(outputs(p, NEW))):
            break
        write(outputs(project, other))
        assert tree(project) == whole(other), step
        assert litter(project) == set(), step


def test_killed_again_during_recovery(copies: Iterator[Path], tmp_path: Path) -> None:
    middle = tmp_path / "middle"
    shutil.copytree(next(copies), middle)
    decided = next(s for s in count(1) if _is_decided_at(s, next(copies)))
    assert killed_at(decided + 6, lambda: write(outputs(middle, NEW)))
    for step in count(1):
        project = tmp_path / "again"
        shutil.copytree(middle, project)
        was_killed = killed_at(step, lambda p=project: recover([p / "site"]))
        recover([project / "teacher", project / "site"])
        assert tree(project) == whole(NEW), step
        shutil.rmtree(project)
        if not was_killed:
            break
    assert step > 20


def _is_decided_at(step: int, project: Path) -> bool:
    killed_at(step, lambda: write(outputs(project, NEW)))
    return (project / ".postil" / "site" / "journal").exists()


def test_a_copied_project_is_completed_where_it_is(copies: Iterator[Path], tmp_path: Path) -> None:
    original = next(copies)
    assert killed_at(50, lambda: write(outputs(original, NEW)))
    assert (original / ".postil" / "site" / "journal").exists()
    broken = tree(original)
    copy = Path(shutil.copytree(original, tmp_path / "copy"))
    assert recover([copy / "site"])
    assert tree(copy) == whole(NEW)
    assert tree(original) == broken != whole(NEW)
    (original / "site").rename(tmp_path / "x")  # without its folder nothing is completed wrongly
    shutil.rmtree(original / ".postil" / "site")
    assert not recover([original / "teacher"])
    assert litter(original) <= {"teacher/pid"}


class Stopped(BaseException):
    """As Ctrl-C is."""


def stop(_: str) -> None:
    raise Stopped


def test_interrupted_at_every_step(copies: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    outcomes = set()
    for step, project in zip(count(1), copies, strict=False):
        with monkeypatch.context() as patch:
            for name in STEPS:
                patch.setattr(os, name, getattr(os, name))
            stop_at(step, stop)
            try:
                write(outputs(project, NEW))
                break
            except Stopped:
                pass
        # No process is killed, so it leaves everything tidy itself.
        assert tree(project) in (whole(OLD), whole(NEW)), step
        assert litter(project) <= {"site/pid", "teacher/pid"}, step
        outcomes.add(tree(project) == whole(NEW))
        write(outputs(project, NEW))
        assert tree(project) == whole(NEW)
        assert litter(project) == set(), step
    assert outcomes == {True, False}


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES])
def test_refused_at_every_step(
    copies: Iterator[Path], monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    refused: list[str] = []

    def refuse(name: str) -> None:
        refused.append(name)
        raise OSError(number, os.strerror(number))

    told = []
    for step, project in zip(count(1), copies, strict=False):
        with monkeypatch.context() as patch:
            for name in STEPS:
                patch.setattr(os, name, getattr(os, name))
            stop_at(step, refuse)
            try:
                write(outputs(project, NEW))
            except WriteError as error:
                told.append(error)
            else:
                if (tree(project), litter(project)) == (whole(NEW), set()) and step > 100:
                    break
        if not (project / ".postil" / "site" / "journal").exists():
            assert tree(project) in (whole(OLD), whole(NEW)), step
            if refused[-1] not in {"unlink", "rmdir"}:
                assert not list(project.rglob("stage")), step
        write(outputs(project, NEW))
        assert tree(project) == whole(NEW)
        assert litter(project) == set(), step
    assert len(told) > 30
    assert all(error.path.is_absolute() and error.hint for error in told)


def test_a_full_disk_is_told_with_the_file(
    copies: Iterator[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    project = next(copies)

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        with pytest.raises(WriteError) as caught:
            write(outputs(project, NEW))
    assert str(caught.value) == (
        f"{project}/site/come/x/index.html: the disk is full; free some space and build again"
    )
    assert tree(project) == whole(OLD)
    assert litter(project) <= {"site/pid", "teacher/pid"}


def test_a_disk_that_fails_during_the_renames_leaves_the_rest_to_the_next_build(
    copies: Iterator[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    project = next(copies)
    with monkeypatch.context() as patch:
        real = os.replace

        def fail(source: Path, target: Path) -> None:
            if Path(target).name == "spelling":
                raise OSError(errno.ENOSPC, "No space left on device")
            real(source, target)

        patch.setattr(os, "replace", fail)
        with pytest.raises(WriteError, match="the next build completes this one"):
            write(outputs(project, NEW))
    assert (project / "site" / "index.html").read_bytes() == b"new index"
    assert recover([project / "teacher"])  # it knows the other folder
    assert tree(project) == whole(NEW)


def test_a_file_size_limit(copies: Iterator[Path]) -> None:
    project = next(copies)

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        files = {"site": {**NEW["site"], "big.html": b"x" * 10_000}, "teacher": {}}
        with pytest.raises(WriteError, match="a file-size limit is in the way") as caught:
            write(outputs(project, files))
        assert caught.value.path == project / "site" / "big.html"

    assert in_child(limited) == 0
    assert tree(project) == whole(OLD)
    assert litter(project) == set()


@pytest.mark.parametrize("place", ["site", "site/folder/a", "teacher"])
def test_no_permission(place: str) -> None:
    def refused(project: Path) -> None:
        if os.getuid() == 0:
            os.setuid(65534)  # nothing is forbidden to root
        write(outputs(project, OLD))
        for path, data in THEIRS.items():
            (project / path).write_bytes(data)
        (project / place).chmod(0o555)
        with pytest.raises(WriteError, match="permission denied") as caught:
            write(outputs(project, NEW))
        assert caught.value.path == project / place

    with tempfile.TemporaryDirectory() as name:
        project = Path(name).resolve()
        project.chmod(0o777)
        assert in_child(lambda: refused(project)) == 0
        assert tree(project) == whole(OLD)
        assert litter(project) == set()


# Two at once


def test_a_second_write_waits_and_is_told_for_whom(copies: Iterator[Path]) -> None:
    project = next(copies)
    (project / ".postil" / "site" / "pid").write_text("1")  # of a build that was killed
    ready, go = os.pipe(), os.pipe()

    def slow() -> None:
        os.close(go[1])  # should the test fail, the end of its process ends this one
        real = os.replace

        def held(source: Path, target: Path) -> None:
            if Path(target).name == "journal":
                os.write(ready[1], b"x")
                os.read(go[0], 1)
            real(source, target)

        os.replace = held  # type: ignore[assignment]
        write([Output(project / "site", NEW["site"])])

    pid = os.fork()
    if pid == 0:
        try:
            slow()
        finally:
            os._exit(0)
    os.close(ready[1])
    os.read(ready[0], 1)
    told: list[int | None] = []
    with pytest.raises(WriteError, match=rf"another build is running \(process {pid}\)"):
        write(outputs(project, OLD), wait=0.1, on_wait=told.append)
    assert told == [pid]
    with pytest.raises(WriteError, match=f"process {pid}"):
        recover([project / "site"], wait=0)
    (project / ".postil" / "site" / "pid").unlink()
    with pytest.raises(WriteError, match="another build is running; build again"):
        write(outputs(project, OLD), wait=0, on_wait=told.append)
    assert tree(project) == whole(OLD)

    def release(other: int | None) -> None:
        told.append(other)
        os.write(go[1], b"xx")

    third = {"site": {"third.html": b"third"}, "teacher": {}}
    write(outputs(project, third), on_wait=release)
    assert os.waitpid(pid, 0)[1] == 0
    assert told == [pid, None, None]
    assert tree(project) == whole(third)
    assert litter(project) == set()


@pytest.mark.parametrize("code", [errno.ENOLCK, errno.ENOSYS])
def test_a_disk_without_locks_is_told(
    tmp_path: Path, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(file: int, how: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr("fcntl.flock", refuse)
    with pytest.raises(WriteError, match="has no locks") as caught:
        write([Output(tmp_path / "site", {"a": b"a"})])
    assert caught.value.path == tmp_path / ".postil" / "site" / "lock"
    assert not (tmp_path / "site").exists()


def test_the_lock_is_never_a_link(tmp_path: Path) -> None:
    lock = tmp_path / ".postil" / "site" / "lock"
    lock.parent.mkdir(parents=True)
    lock.symlink_to(tmp_path / "made")
    with pytest.raises(WriteError):
        write([Output(tmp_path / "site", {"a": b"a"})])
    assert not (tmp_path / "made").exists()


def test_a_lock_that_was_removed_is_no_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a new file of that name, another build could have its own."""
    lock, real = tmp_path / ".postil" / "site" / "lock", fcntl.flock

    def remove_first(file: int, how: int) -> None:
        monkeypatch.undo()
        lock.unlink()
        real(file, how)

    monkeypatch.setattr("fcntl.flock", remove_first)
    write([Output(tmp_path / "site", {"a": b"a"})])
    assert lock.exists()


def test_many_at_once(copies: Iterator[Path]) -> None:
    project = next(copies)

    def build(number: int) -> None:
        for turn in range(4):
            files = {f"{n}.html": f"{number} {turn}".encode() for n in range(number, number + 9)}
            roots = [Output(project / "teacher", files), Output(project / "site", files)]
            write(roots if number % 2 else roots[::-1])
            time.sleep(0.001 * number)

    children = []
    for number in range(4):
        pid = os.fork()
        if pid == 0:
            status = 1
            try:
                build(number)
                status = 0
            finally:
                os._exit(status)
        children.append(pid)
    assert [os.waitpid(pid, 0)[1] for pid in children] == [0] * 4
    contents = {data for path, data in tree(project).items() if path not in THEIRS}
    assert len(contents) == 1  # one whole build, not a mixture
    assert len(tree(project)) == 18 + len(THEIRS)
    assert litter(project) == set()


# A real process, killed by a clock


CHILD = """
import sys
from itertools import count
from pathlib import Path
from postil.write import Output, write
for turn in count():
    files = {f"{n % 40}/{n}-{turn % 3 * n % 7}.html": b"%d " % turn * 500 for n in range(200)}
    write([Output(Path(sys.argv[1]) / r, files) for r in ("site", "teacher")])
    print(turn, flush=True)
"""


def test_killed_by_a_clock(tmp_path: Path) -> None:
    chance = random.Random(1)
    for _ in range(5):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(tmp_path)], stdout=subprocess.PIPE
        )
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(chance.uniform(0, 0.25))
        child.kill()
        child.communicate()
        for data in tree(tmp_path).values():
            assert data == data[: len(data) // 500] * 500 != b""
        recover([tmp_path / "site", tmp_path / "teacher"])
        assert len(set(tree(tmp_path).values())) == 1
        assert len(tree(tmp_path)) == 400
        assert litter(tmp_path) <= {"site/pid", "teacher/pid"}
