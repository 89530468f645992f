"""Workers: what they give, and what becomes of them where something goes wrong."""

import sys
import time
from pathlib import Path

import pytest

from postil.keeping.spool import spooled
from postil.making.workers import shared
from postil.printing import Printed

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


def test_all_write_into_one_spool(tmp_path: Path) -> None:
    def files(name: str) -> Printed:
        return Printed(
            {f"{name}/{n}": f"{name} {n} ".encode() * 3000 for n in range(9)}, {name: b""}
        )

    names = [str(n) for n in range(300)]
    with spooled(tmp_path / "site") as spool:
        with shared(lambda name: spool.put(files(name)), names, 4) as found:
            for name, token in found:
                read = spool.take(token)
                assert (dict(read.site), dict(read.teacher)) == (files(name).site, {name: b""})
        assert not list(tmp_path.iterdir())
