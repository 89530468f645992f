"""Postil beside other generators of sites, on the same articles, in one run.

    python benchmarks/peers [--articles N ...] [--rounds N] [--peers NAME ...] [--folder DIR]

Installs the peers into benchmarks/.tools, writes the corpus for each, and measures in turn: a
cold build, one article changed, nothing changed, and the memory of a cold build; then Postil
alone: `--help`, the sample, handouts, a very long article. Prints medians, and medians of the
ratios in each round.
Seconds depend on the machine and on what else it does; only the ratios can be compared.
"""

import argparse
import tempfile
from pathlib import Path

from alone import measure_alone, measure_long
from corpus import make_articles
from eleventy_site import ELEVENTY
from generators import Generator
from hugo_site import HUGO
from mkdocs_site import MKDOCS
from our_site import POSTIL
from race import Lane, measure_race

PEERS = {peer.name: peer for peer in (HUGO, ELEVENTY, MKDOCS)}


def main() -> None:
    """Measure, and print tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, nargs="+", default=[1000], metavar="N")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peers", nargs="*", choices=list(PEERS), default=list(PEERS))
    parser.add_argument("--folder", type=Path, help="where to work, and leave what is made")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = (options.folder or Path(name)).resolve()
        generators: list[Generator] = [POSTIL, *(PEERS[peer] for peer in options.peers)]
        for count in options.articles:
            articles = list(make_articles(count))
            lanes = [Lane(one, folder / str(count) / one.name, articles) for one in generators]
            for lane in lanes:
                lane.prepare()
            print(f"\n{count} articles, medians of {options.rounds} rounds\n")
            measure_race(lanes, options.rounds)
        print(f"\nPostil alone, medians of {options.rounds} rounds\n")
        measure_alone(folder / "sample", options.rounds)
        print(f"\nOne article of 5 MB, medians of {options.rounds} rounds\n")
        measure_long(folder / "long", options.rounds)


if __name__ == "__main__":
    main()
