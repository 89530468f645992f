"""Workers: what they give, and what becomes of them where something goes wrong."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from postil.keeping.spool import in_a_row, spooled
from postil.making.workers import shared
from postil.printing import Printed
from postil.write import held

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux")


def test_work_comes_back_in_the_order_asked_for() -> None:
    names = [str(n) for n in range(40)]
    with shared(lambda name: name * 2, names, 3, portion=7) as found:
        assert list(found) == [(name, name * 2) for name in names]


def test_the_rest_is_left_where_something_goes_wrong(tmp_path: Path) -> None:
    def work(name: str) -> None:
        (tmp_path / name).touch()
        time.sleep(0.01)

    def stop_at_the_first() -> None:
        with shared(work, [str(n) for n in range(500)], 2) as found:
            next(found)
            raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError, match="the disk is full"):
        stop_at_the_first()
    assert 0 < len(list(tmp_path.iterdir())) < 500


LEFT_ALONE = """\
import os, sys, time
from postil.making.workers import shared
def work(name):
    os.write(1, f"{os.getpid()}\\n".encode())  # in one piece
    time.sleep(0.2)
with shared(work, [str(n) for n in range(2000)], 2) as found:
    list(found)
"""


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"  # ended, and nobody has asked for it


def test_workers_of_a_killed_build_end() -> None:
    build = subprocess.Popen([sys.executable, "-c", LEFT_ALONE], stdout=subprocess.PIPE, text=True)
    assert build.stdout is not None
    workers: set[int] = set()
    while len(workers) < 2:
        workers.add(int(build.stdout.readline()))
    build.kill()
    build.wait()
    build.stdout.close()
    there = workers
    for _ in range(100):
        there = {pid for pid in there if is_running(pid)}
        if not there:
            return
        time.sleep(0.1)
    for pid in there:
        os.kill(pid, signal.SIGKILL)
    pytest.fail("they are still there")


def test_all_write_into_one_spool(tmp_path: Path) -> None:
    def files(name: str) -> Printed:
        kept = {f"{name}/{n}": f"{name} {n} ".encode() * 3000 for n in range(9)}
        return Printed({f"{name}/a": name.encode(), f"{name}/b": b"b"}, {name: b""}, kept)

    names = [str(n) for n in range(300)]
    with (
        held([tmp_path / "site", tmp_path / "teacher"]) as outputs,
        spooled(outputs) as spool,
        shared(lambda name: spool.put(files(name)), names, 4) as found,
    ):
        for name, token in found:
            read, made = spool.take(token), files(name)
            there = [dict(part) for part in (read.site, read.teacher, read.kept)]
            assert there == [made.site, made.teacher, made.kept]
    assert not list(tmp_path.iterdir())


def test_what_many_parts_hold_by_one_name_is_told_by_numbers(tmp_path: Path) -> None:
    with held([tmp_path / "site", tmp_path / "teacher"]) as outputs, spooled(outputs) as spool:
        parts = [
            spool.take(spool.put(Printed(kept={"a": b"%d" % n, "b": b"x" * n}))).kept
            for n in range(5)
        ]
        row = in_a_row(parts, "a")
        assert row is not None
        assert list(row) == list(row) == [b"0", b"1", b"2", b"3", b"4"]
        assert in_a_row([*parts, {"a": b"5"}], "a") is None
        assert in_a_row([], "a") is None
