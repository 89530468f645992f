"""The corpus for Postil: the website edition."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from corpus import Article
from generators import Generator, front_matter, write_files, yaml_text

ROOT = Path(__file__).parent.parent.parent


def write(root: Path, articles: Sequence[Article]) -> None:
    """Articles with their annotations beside them."""
    write_files(root, {"content/site.yaml": "title: Bench\neditions: [web]\n"})
    for article in articles:
        folder = f"content/{article.slug}"
        text = front_matter(article) + article.markdown()
        files = {f"{folder}/article.md": text, f"{folder}/annotations.yaml": annotations(article)}
        write_files(root, files)


def annotations(article: Article) -> str:
    """The annotations of an article in Postil's format."""
    parts: dict[str, list[str]] = {
        "entry": ["glossary:"],
        "note": ["notes:"],
        "event": ["timeline:"],
    }
    for mark in article.marks:
        body = yaml_text(mark.body, 6)
        if mark.kind == "entry":
            lines = [f"  - term: {mark.title}", f"    definition: {body}"]
        elif mark.kind == "note":
            lines = [f"  - quote: {mark.quote}", f"    title: {mark.title}", f"    note: {body}"]
        else:
            lines = [f"  - date: {mark.date}", f"    event: {mark.title}", f"    note: {body}"]
            lines.append(f"    quote: {mark.quote}")
        parts[mark.kind] += lines
    return "\n".join(line for lines in parts.values() for line in lines) + "\n"


def program() -> list[str]:
    """Postil as it stands in this checkout."""
    return [sys.executable, str(ROOT / "build.py")]


POSTIL = Generator(
    "Postil",
    write,
    source=lambda root, article: root / "content" / article.slug / "article.md",
    page=lambda root, article: root / "site" / article.slug / "index.html",
    mark=r'id="note-([^"]+)"',
    command=lambda root: [*program(), "build"],
    made=["site", "teacher", ".postil"],
    environment=lambda: {**os.environ, "PYTHONPATH": str(ROOT)},
)
