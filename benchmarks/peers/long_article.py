"""One article as large as a book series, with thousands of notes."""

import random
from pathlib import Path

from corpus import SEED
from generators import write_files

SIZE = 5_000_000
"""Characters of its text."""
_SYLLABLES = [c + v for c in "bdfgklmnprstv" for v in "aeiou"]
_QUOTED = 5
"""Words of a quote: none stands twice by chance."""


def write_long_article(root: Path, notes: int) -> None:
    """A project with nothing but this article, its notes spread over the text."""
    rng = random.Random(SEED)
    paragraphs: list[list[str]] = []
    size = 0
    while size < SIZE:
        paragraphs.append([_word(rng) for _ in range(rng.randint(40, 90))])
        size += sum(map(len, paragraphs[-1])) + len(paragraphs[-1]) + 2
    lines = ["notes:"]
    for number in range(notes):
        words = paragraphs[number * len(paragraphs) // notes]
        at = rng.randint(1, len(words) - _QUOTED - 1)
        lines.append(f"  - quote: {' '.join(words[at : at + _QUOTED])}")
        lines.append(f"    title: Note {number}")
        lines.append(f"    note: {' '.join(_word(rng) for _ in range(30))} *{_word(rng)}*.")
    text = "\n\n".join(f"{' '.join(words).capitalize()}." for words in paragraphs)
    files = {
        "content/site.yaml": "title: Bench\neditions: [web]\n",
        "content/long/article.md": f"---\ntitle: Long\nlanguage: en\n---\n\n{text}\n",
        "content/long/notes.yaml": "\n".join(lines) + "\n",
    }
    write_files(root, files)


def _word(rng: random.Random) -> str:
    return "".join(rng.choices(_SYLLABLES, k=rng.randint(1, 4)))
