"""How long the search takes, and how its data grow: a thousand articles, then two, side by side.

    python benchmarks/search.py [--articles N]

Makes articles of 450 words with 30 notes and entries each, builds them, opens the search in
Chromium from the disk, loads everything with a first question, and measures others from the key
press to the last place shown. Prints medians. What is linear doubles, whatever machine it runs on.
"""

import argparse
import random
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.append(str(Path(__file__).parent.parent))  # where it is not installed

from playwright.sync_api import Page, sync_playwright

import postil

QUESTIONS = {
    "a rare word": "zuvorema",
    "a common word": "bada",
    "three common words": "bada beda bida",
    "one letter": "b",
    "Han inside a sentence": "清德",
    "nothing": "xqxqxq",
}
ASK = """async asked => {
  const box = document.querySelector('#asked'), found = document.querySelector('#found');
  const began = performance.now();
  box.value = asked;
  box.dispatchEvent(new Event('input'));
  while (found.getAttribute('aria-busy') !== 'false') await new Promise(done => setTimeout(done));
  found.getBoundingClientRect();
  return performance.now() - began;
}"""


def make_content(folder: Path, count: int) -> None:
    """Articles whose n-th word stands 1/n as often as the first."""
    syllables = [c + v for c in "bdfghklmnprstvz" for v in "aeiou"]
    words = [a + b for a in syllables for b in syllables]
    words += [a + b + "ma" for a in words[:2000] for b in ("ro", "re")]
    weights = [1 / (n + 5) for n in range(len(words))]
    for number in range(count):
        rng = random.Random(number)
        drawn = rng.choices(words, weights, k=450)
        text = "\n\n".join(" ".join(drawn[i : i + 60]) for i in range(0, 450, 60))
        notes = "".join(
            f"  - {{quote: w{number}n{i}, note: {' '.join(rng.choices(words, weights, k=20))}}}\n"
            for i in range(15)
        )
        entries = "".join(
            f"  - {{term: e{number}n{i}, original: 賴清德, reading: Lài Qīngdé, "
            f"definition: {' '.join(rng.choices(words, weights, k=15))}}}\n"
            for i in range(15)
        )
        marked = " ".join(f"w{number}n{i} and e{number}n{i}" for i in range(15))
        article = folder / f"article-{number}"
        article.mkdir(parents=True)
        head = f"---\ntitle: {' '.join(drawn[:5])}\n---\n"
        (article / "article.md").write_text(f"{head}{text} 總統賴清德說話。 zuvorema\n\n{marked}\n")
        (article / "n.yaml").write_text(f"notes:\n{notes}glossary:\n{entries}")


def measure(page: Page, site: Path) -> dict[str, float]:
    """Milliseconds for each question."""
    page.goto((site / "search" / "index.html").as_uri())
    took = {"all data loaded": page.evaluate(ASK, "zuvorema")}
    for name, asked in QUESTIONS.items():
        took[name] = statistics.median(page.evaluate(ASK, asked) for _ in range(7))
    return took


def main() -> None:
    """Build both sites, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    first = parser.parse_args().articles
    tables = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-background-networking"],
        )
        for count in (first, 2 * first):
            content = Path(folder) / str(count) / "content"
            make_content(content, count)
            site = content.parent / "site"
            outcome = postil.build(postil.Project(content, site), editions=["web"])
            assert outcome.is_good, outcome.diagnostics[:3]
            files = list((site / "search").glob("*.js"))
            table = {"bytes of data": float(sum(f.stat().st_size for f in files))}
            table |= {"files": float(len(files)), "bytes of the largest": 0.0}
            table["bytes of the largest"] = float(max(f.stat().st_size for f in files))
            tables.append(table | measure(chromium.new_page(), site))
    print(f"{'':24}{first:>12}{2 * first:>12}   ratio")
    for name, one in tables[0].items():
        two = tables[1][name]
        print(f"{name:24}{one:12.1f}{two:12.1f}{two / one:8.2f}")


if __name__ == "__main__":
    main()
