"""What Postil alone takes: to start, for the sample, and for handouts."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from measure import run
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


def _row(work: str, folder: Path, arguments: Sequence[str], rounds: int, *, cold: bool) -> None:
    costs = []
    for _ in range(rounds):
        for name in POSTIL.made if cold else ():
            shutil.rmtree(folder / name, ignore_errors=True)
        costs.append(run([*program(), *arguments], folder, POSTIL.environment()))
    wall, cpu = median(c.wall for c in costs), median(c.cpu for c in costs)
    print(f"| {work} | {wall:.3f} | {cpu:.3f} |", flush=True)
