"""What Postil alone takes: to start, for the sample, for handouts, and for a very long article."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from long_article import write_long_article
from measure import peak_memory, run
from our_site import POSTIL, ROOT, program


def measure_alone(folder: Path, rounds: int) -> None:
    """Print a table, in seconds."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "content", folder / "content")
    print("| work | s | s of processors |\n|---|---:|---:|")
    _row("`--help`", folder, ["--help"], rounds, cold=False)
    _row("`--version`", folder, ["--version"], rounds, cold=False)
    _row("sample, website, cold", folder, ["build", "--editions", "web"], rounds, cold=True)
    _row("sample, website, unchanged", folder, ["build", "--editions", "web"], rounds, cold=False)
    _row("sample, all editions, cold", folder, ["build"], rounds, cold=True)
    _row("sample, handouts, cold", folder, ["handout"], rounds, cold=True)
    papers = len([*folder.rglob("*.pdf")])
    _row(f"sample, handouts, unchanged ({papers} PDFs)", folder, ["handout"], rounds, cold=False)


def measure_long(folder: Path, rounds: int) -> None:
    """The same for one article of 5 MB with thousands of notes, and the memory in MiB."""
    print("| notes | s | s of processors | MiB |\n|---|---:|---:|---:|")
    for notes in (5_000, 10_000):
        shutil.rmtree(folder, ignore_errors=True)
        write_long_article(folder, notes)
        wall, cpu = _cost(folder, ["build"], rounds, cold=True)
        _clean(folder)
        memory = peak_memory([*program(), "build"], folder, POSTIL.environment())
        print(f"| {notes} | {wall:.2f} | {cpu:.2f} | {memory:.0f} |", flush=True)


def _row(work: str, folder: Path, arguments: Sequence[str], rounds: int, *, cold: bool) -> None:
    wall, cpu = _cost(folder, arguments, rounds, cold=cold)
    print(f"| {work} | {wall:.3f} | {cpu:.3f} |", flush=True)


def _cost(
    folder: Path, arguments: Sequence[str], rounds: int, *, cold: bool
) -> tuple[float, float]:
    """Seconds by the clock and of processors, medians."""
    costs = []
    for _ in range(rounds):
        if cold:
            _clean(folder)
        costs.append(run([*program(), *arguments], folder, POSTIL.environment()))
    return median(c.wall for c in costs), median(c.cpu for c in costs)


def _clean(folder: Path) -> None:
    for name in POSTIL.made:
        shutil.rmtree(folder / name, ignore_errors=True)
