"""How long hostile YAML takes: `.venv/bin/python benchmarks/hostile_yaml.py`.

Each file of 100 kB that the tests refuse, as a ratio to an honest file of the same size, read in
the same run; the median of several rounds in turn.
"""

import sys
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from test_yaml_hostile import REFUSED, SIZE, read

ROUNDS = 5
ENTRY = "- term: deterrence\n  definition: Making an attack look so costly that nobody tries it.\n"


def seconds(text: str) -> float:
    """Wall time of reading a text once."""
    begin = perf_counter()
    read(text)
    return perf_counter() - begin


def main() -> None:
    """Measure in turn and print, the slowest first."""
    honest = ENTRY * (SIZE // len(ENTRY))
    ratios: dict[str, list[float]] = {name: [] for name in REFUSED}
    for _ in range(ROUNDS):
        for name, text in REFUSED.items():
            ratios[name].append(seconds(text) / seconds(honest))
    print("time, as a multiple of an honest file's")
    for name in sorted(REFUSED, key=lambda n: -median(ratios[n])):
        print(f"{median(ratios[name]):8.1f}  {name}")


if __name__ == "__main__":
    main()
