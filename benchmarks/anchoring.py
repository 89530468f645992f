"""How the cost of anchoring grows: one article, then the same work twice, side by side.

    python benchmarks/anchoring.py [--quick]

Makes articles of 1 MB with 1,000 notes, of twice the text, of twice the notes, and of both; and
one of 5 MB with 5,000 notes. Each run measures all sizes in turn, and the table gives medians
and their ratio to the first: what is linear doubles, whatever machine it runs on.
"""

import argparse
import gc
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

sys.path.append(str(Path(__file__).parent.parent))  # where it is not installed

import postil
from postil.anchor.anchoring import anchor_library
from postil.model import Library
from postil.read.library import read_library
from postil.validate import validate_library


@dataclass(frozen=True)
class Size:
    """How much text and how many annotations an article has."""

    name: str
    letters: int
    notes: int


SIZES = [
    Size("1 MB, 1,000 notes", 1_000_000, 1000),
    Size("2 MB, 1,000 notes", 2_000_000, 1000),
    Size("1 MB, 2,000 notes", 1_000_000, 2000),
    Size("2 MB, 2,000 notes", 2_000_000, 2000),
]
LARGE = Size("5 MB, 5,000 notes", 5_000_000, 5000)


def make_words(count: int) -> list[str]:
    """Words as frequent as in a language: the n-th stands 1/n as often as the first."""
    rng = random.Random(1)
    consonants, vowels = "bcdfghklmnprstvwz", "aeiou"
    syllables = [c + v for c in consonants for v in vowels]
    return ["".join(rng.choices(syllables, k=2 + n % 3)) for n in range(count)]


def make_article(size: Size, kind: str) -> tuple[str, str]:
    """An article and its YAML. Its notes quote words of it, lost ones words that it has not."""
    rng = random.Random(size.letters)
    words = make_words(20_000)
    weights = [1 / (n + 10) for n in range(len(words))]
    paragraphs: list[list[str]] = []
    length = 0
    while length < size.letters:
        some = rng.choices(words, weights, k=1000 if kind == "one block" else 80)
        paragraphs.append(some)
        length += sum(map(len, some)) + len(some)
    space = " " if kind == "one block" else "\n\n"
    text = space.join(" ".join(p) for p in paragraphs)
    lines = ["glossary:" if kind == "glossary" else "notes:"]
    for n in range(size.notes):
        paragraph = paragraphs[n * len(paragraphs) // size.notes]
        start = rng.randrange(len(paragraph) - 12)
        quote = paragraph[start : start + 12]
        if kind == "lost":
            quote[5] = "qqq"
        if kind == "glossary":
            lines.append(f"  - term: {' '.join(quote[:2])}\n    id: n{n}\n    definition: D.")
            lines.append("    occurrence: all")
        elif kind == "repeated":
            lines.append(f"  - id: n{n}\n    note: A note.\n    quote: {words[n % 9]}")
            lines.append(f"    occurrence: {n % 50 + 1}")
        else:
            lines.append(f"  - id: n{n}\n    note: A note.\n    quote: {' '.join(quote)}")
    return text, "\n".join(lines) + "\n"


def read(folder: Path) -> Library:
    """The valid library of a content folder."""
    source, told = read_library(folder)
    library, faults = validate_library(source, "content")
    assert not [d for d in (*told, *faults) if d.code != "y-010"], (told, faults)
    return library


def measure(action: Callable[[], object]) -> float:
    """Seconds of processor time that an action takes: other programs do not count."""
    gc.collect()
    start = time.process_time()
    action()
    return time.process_time() - start


def write(root: Path, size: Size, kind: str) -> Path:
    """A project folder with one article."""
    folder = root / f"{kind}-{size.letters}-{size.notes}"
    article = folder / "content" / "a"
    article.mkdir(parents=True)
    text, yaml = make_article(size, kind)
    (article / "article.md").write_text(f"---\ntitle: A\n---\n{text}\n", encoding="utf-8")
    (article / "annotations.yaml").write_text(yaml, encoding="utf-8")
    return folder


def compare(title: str, actions: dict[str, Callable[[], object]], rounds: int) -> None:
    """Measure actions in turn, several rounds of all, and print their medians and ratios."""
    times: dict[str, list[float]] = {name: [] for name in actions}
    for _ in range(rounds):
        for name, action in actions.items():
            times[name].append(measure(action))
    medians = {name: statistics.median(seconds) for name, seconds in times.items()}
    first = next(iter(medians.values()))
    for name, seconds in medians.items():
        print(f"| {title} | {name} | {seconds:.2f} | {seconds / first:.2f} |", flush=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a tenth of the size, one round")
    quick = parser.parse_args().quick
    sizes = [Size(s.name, s.letters // 10, s.notes // 10) if quick else s for s in SIZES]
    large = Size(LARGE.name, LARGE.letters // 10, LARGE.notes // 10) if quick else LARGE
    rounds = 1 if quick else 5
    print("| work | article | seconds | ratio |\n|---|---|---:|---:|")
    with tempfile.TemporaryDirectory() as name:
        root = Path(name).resolve()
        for kind in ("usual", "lost", "repeated", "glossary", "one block"):
            folders = {size.name: write(root, size, kind) for size in sizes}
            libraries = {name: read(folder / "content") for name, folder in folders.items()}
            compare(
                f"anchoring, {kind}",
                {n: lambda lib=lib: anchor_library(lib) for n, lib in libraries.items()},
                rounds,
            )
            if kind in ("usual", "one block"):
                builds = {n: lambda f=f: build(f) for n, f in folders.items()}
                compare(f"building, {kind}", builds, min(rounds, 3))
        folder = write(root, large, "usual")
        library = read(folder / "content")
        compare("anchoring, usual", {large.name: lambda: anchor_library(library)}, 1)
        compare("building, usual", {large.name: lambda: build(folder)}, 1)


def build(folder: Path) -> None:
    """Build the reader pages alone, from nothing."""
    output = Path(tempfile.mkdtemp(dir=folder)) / "site"
    outcome = postil.build(postil.Project(folder / "content", output), editions=("web",))
    assert outcome.is_good, outcome.diagnostics[:3]


if __name__ == "__main__":
    main()
