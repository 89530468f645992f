"""An article to measure pages on: 450 words with thirty notes of every family, or more of both.

Its text and notes were written for this, as an editor would write them; they stand in
`cases/ferry/`. What is made of them is longer, never other words.
"""

import json
from pathlib import Path

import yaml

FERRY = Path(__file__).parent / "cases" / "ferry"
WORDS, NOTES = 450, 30
SITE = "title: Ferries\nlanguages: [en, zh-Hant, ja]\n"


def ferry() -> dict[str, str]:
    """The article as it stands: what to put into a content folder."""
    files = {f"ferry/{file.name}": file.read_text(encoding="utf-8") for file in FERRY.iterdir()}
    return {"site.yaml": SITE, **files}


def long_ferry(copies: int, notes: int) -> dict[str, str]:
    """Its text several times over, with so many of its notes, spread evenly."""
    front, text = (FERRY / "article.md").read_text(encoding="utf-8").split("\n---\n", 1)
    written = yaml.safe_load((FERRY / "annotations.yaml").read_text(encoding="utf-8"))
    lists = ("glossary", "notes", "timeline")
    entries = [(name, entry) for name in lists for entry in written[name]]
    entries.sort(key=lambda each: text.index(each[1]["quote"]))
    everything = [(copy, *entry) for copy in range(copies) for entry in entries]
    said: dict[str, list[object]] = {name: [] for name in lists}
    for i in range(notes):
        copy, name, entry = everything[i * len(everything) // notes]
        said[name].append({**entry, "id": f"n{i}", "occurrence": copy + 1})
    return {
        "site.yaml": SITE,
        "ferry/article.md": f"{front}\n---\n" + text * copies,
        # JSON is YAML; the dates become text, as every scalar is.
        "ferry/annotations.yaml": json.dumps({**said, "sources": written["sources"]}, default=str),
    }
