"""Several generators on the same work, in turn."""

import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TypeVar

from corpus import EDIT, MARKED, Article
from generators import Generator
from measure import Cost, peak_memory, run

T = TypeVar("T")


@dataclass(frozen=True)
class Lane:
    """A generator, its project's folder, and the articles in it."""

    generator: Generator
    root: Path
    articles: Sequence[Article]

    def prepare(self) -> None:
        """Write the project."""
        shutil.rmtree(self.root, ignore_errors=True)
        self.root.mkdir(parents=True)
        self.generator.write(self.root, self.articles)

    def cold(self) -> Cost:
        """Build from nothing."""
        self.clean()
        cost = run(self.generator.command(self.root), self.root, self.generator.environment())
        self.check()
        return cost

    def unchanged(self) -> Cost:
        """Build again."""
        command = self.generator.after_change(self.root)
        return run(command, self.root, self.generator.environment())

    def changed(self) -> Cost:
        """Add a sentence to an article, build, and take it out again."""
        article = self.articles[len(self.articles) // 2]
        source = self.generator.source(self.root, article)
        before = source.read_text(encoding="utf-8")
        at = before.index("\n\n## ", before.index("## ") + 1)
        source.write_text(f"{before[:at]}\n\n{EDIT}{before[at:]}", encoding="utf-8")
        try:
            cost = self.unchanged()
            page = self.generator.page(self.root, article).read_text(encoding="utf-8")
            assert EDIT in page, f"{self.generator.name} does not show the change"
        finally:
            source.write_text(before, encoding="utf-8")
        self.unchanged()
        return cost

    def memory(self) -> float:
        """MiB of a build from nothing."""
        self.clean()
        command = self.generator.command(self.root)
        return peak_memory(command, self.root, self.generator.environment())

    def clean(self) -> None:
        """Take away what was built."""
        for name in self.generator.made:
            made = self.root / name
            if made.is_dir():
                shutil.rmtree(made)
            else:
                made.unlink(missing_ok=True)

    def check(self) -> None:
        """Whether articles at both ends and in the middle have all their marks."""
        for article in {
            self.articles[0],
            self.articles[-1],
            self.articles[len(self.articles) // 2],
        }:
            page = self.generator.page(self.root, article).read_text(encoding="utf-8")
            found = re.findall(self.generator.mark, page)
            count = len(set(found)) if re.compile(self.generator.mark).groups else len(found)
            assert count == MARKED, f"{self.generator.name}: {count} marks in {article.slug}"


def measure_race(lanes: Sequence[Lane], rounds: int) -> None:
    """Print a table: each kind of work, what the first took, and its part of the others' time."""
    names = [lane.generator.name for lane in lanes]
    print(f"| work | {' | '.join(names)} | {' | '.join(f'of {n}' for n in names[1:])} |")
    print(f"|---|{'---:|' * (2 * len(names) - 1)}")
    cold = _in_turn(lanes, Lane.cold, rounds)
    _row("cold, s", cold, lambda cost: cost.wall)
    _row("cold, s of processors", cold, lambda cost: cost.cpu)
    _row("one changed, s", _in_turn(lanes, Lane.changed, rounds), lambda cost: cost.wall)
    _row("nothing changed, s", _in_turn(lanes, Lane.unchanged, rounds), lambda cost: cost.wall)
    _row("memory, cold, MiB", _in_turn(lanes, Lane.memory, 1), lambda mib: mib)


def _in_turn(lanes: Sequence[Lane], measure: Callable[[Lane], T], rounds: int) -> list[list[T]]:
    return [[measure(lane) for lane in lanes] for _ in range(rounds)]


def _row(work: str, costs: list[list[T]], figure: Callable[[T], float]) -> None:
    rounds = [[figure(cost) for cost in one] for one in costs]
    figures = [median(column) for column in zip(*rounds, strict=True)]
    ratios = [median(one[0] / one[n] for one in rounds) for n in range(1, len(figures))]
    cells = [f"{f:.0f}" if f > 20 else f"{f:.2f}" for f in figures]
    print("|", " | ".join([work, *cells, *(f"{ratio:.2f}" for ratio in ratios)]), "|", flush=True)
