"""What a command takes: time on the wall, time of processors, memory of all its processes."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """What one run took."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of processors, those of its children included."""


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Cost:
    """Run a command to its end. Raises RuntimeError with what it said, where it fails."""
    began = time.perf_counter()
    process = _start(command, folder, environment)
    assert process.stderr
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    _check(process, command, said)
    return Cost(wall, usage.ru_utime + usage.ru_stime)


def _start(
    command: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def _check(process: "subprocess.Popen[bytes]", command: Sequence[str], said: bytes) -> None:
    assert process.stderr
    process.stderr.close()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)}: {said.decode(errors='replace')[-2000:]}")


def peak_memory(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], pause: float = 0.02
) -> float:
    """The most memory that a command and its children had at one time, in MiB.

    The sum of what is each process's own part (PSS: a page that n processes share counts as
    1/n for each). Looking takes time: never measure both in one run. Linux only.
    """
    process = _start(command, folder, environment)
    most = 0
    while process.poll() is None:
        most = max(most, sum(_own_part(pid) for pid in _tree(process.pid)))
        time.sleep(pause)
    assert process.stderr
    _check(process, command, process.stderr.read())
    return most / 1024


def _tree(root: int) -> list[int]:
    """A process and all below it."""
    found = [root]
    for pid in found:
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            try:
                found += map(int, children.read_text().split())
            except OSError:  # it has ended
                continue
    return found


def _own_part(pid: int) -> int:
    """PSS in KiB; 0 where the process has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
