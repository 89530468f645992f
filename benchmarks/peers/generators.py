"""What the bench asks of a generator of sites."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import Article


@dataclass(frozen=True)
class Generator:
    """A generator of sites, and how it makes the corpus into one."""

    name: str
    write: Callable[[Path, Sequence[Article]], None]
    """Write a project into an empty folder. Everything with a frame like our own pages: the
    article with its marks and notes, an index, a glossary and a timeline."""
    source: Callable[[Path, Article], Path]
    """The file that holds an article's text."""
    page: Callable[[Path, Article], Path]
    """The page that is built of it."""
    mark: str
    """What stands in the page once for each marked quote, as a regular expression. Where it has a
    group, equal ones count once."""
    command: Callable[[Path], Sequence[str]]
    """The command that builds, run in the project's folder."""
    made: Sequence[str]
    """The folders that it makes in a project: what a cold build begins without."""
    changed: Callable[[Path], Sequence[str]] | None = None
    """The command after a change, where it is another one."""
    environment: Callable[[], dict[str, str]] = lambda: dict(os.environ)

    def after_change(self, root: Path) -> Sequence[str]:
        """The command that builds when an article has changed."""
        return (self.changed or self.command)(root)


def write_files(root: Path, files: dict[str, str]) -> None:
    """Write texts, by path."""
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def front_matter(article: Article) -> str:
    """The title and date above an article."""
    return f'---\ntitle: "{article.title}"\ndate: {article.date}\n---\n\n'


def marked_text(article: Article, opening: str, closing: str) -> str:
    """The article with its quotes between two marks; the first takes the name of the quote."""
    text = ""
    for block in article.blocks:
        for piece in block:
            if isinstance(piece, str):
                text += piece
            else:
                mark, words = piece
                text += f"{opening.format(mark.id)}{words}{closing}"
        text += "\n\n"
    return text


def marks_as_yaml(article: Article) -> str:
    """The annotations as a plain list of data."""
    lines = []
    for mark in article.marks:
        lines.append(f"- id: {mark.id}\n  kind: {mark.kind}\n  title: {mark.title}")
        lines.append(f"  body: {yaml_text(mark.body, 4)}")
        if mark.date:
            lines.append(f'  date: "{mark.date}"')
    return "\n".join(lines) + "\n"


def yaml_text(text: str, indent: int) -> str:
    """A text as people write it: on the line, or as a block where it has paragraphs."""
    if "\n" not in text:
        return text
    inside = text.replace("\n", f"\n{' ' * indent}").replace(f"\n{' ' * indent}\n", "\n\n")
    return f"|-\n{' ' * indent}{inside}"
