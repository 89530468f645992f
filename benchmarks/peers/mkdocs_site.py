"""The corpus for MkDocs with its Material theme: annotations as footnotes with tooltips.

Articles are kept out of the navigation: it is cheaper so.
"""

from collections.abc import Sequence
from pathlib import Path

from corpus import Article
from generators import Generator, front_matter, write_files
from tools import mkdocs

_CONFIG = """\
site_name: Bench
theme:
  name: material
  font: false
  features: [content.footnote.tooltips]
markdown_extensions: [footnotes]
not_in_nav: |
  /articles/
nav:
  - index.md
  - glossary.md
  - timeline.md
"""


def write(root: Path, articles: Sequence[Article]) -> None:
    """A project, with its glossary and timeline written out."""
    terms: dict[str, list[str]] = {}
    bodies: dict[str, str] = {}
    events: list[str] = []
    for article in articles:
        page = f"articles/{article.slug}.md"
        for mark in article.marks:
            if mark.kind == "entry":
                bodies[mark.title] = mark.body
                terms.setdefault(mark.title, []).append(f"[{article.slug}]({page})")
            elif mark.kind == "event":
                events.append(f"- {mark.date} [{mark.title}]({page})")
        write_files(root, {f"docs/{page}": _page(article)})
    glossary = "".join(
        f"## {term}\n\n{bodies[term]}\n\n{' '.join(uses)}\n\n"
        for term, uses in sorted(terms.items())
    )
    index = "".join(f"- [{a.title}](articles/{a.slug}.md)\n" for a in articles)
    pages = {
        "mkdocs.yml": _CONFIG,
        "docs/index.md": f"# Articles\n\n{index}",
        "docs/glossary.md": f"# Glossary\n\n{glossary}",
        "docs/timeline.md": "# Timeline\n\n" + "\n".join(sorted(events)) + "\n",
    }
    write_files(root, pages)


def _page(article: Article) -> str:
    text = front_matter(article)
    for block in article.blocks:
        for piece in block:
            text += piece if isinstance(piece, str) else f"{piece[1]}[^{piece[0].id}]"
        text += "\n\n"
    for mark in article.marks:
        body = mark.body.replace("\n\n", "\n\n    ")
        text += f"[^{mark.id}]: **{mark.title}** {mark.date} {body}\n"
    return text


MKDOCS = Generator(
    "MkDocs",
    write,
    source=lambda root, article: root / "docs" / "articles" / f"{article.slug}.md",
    page=lambda root, article: root / "site" / "articles" / article.slug / "index.html",
    mark=r'class="footnote-ref"',
    command=lambda root: [str(mkdocs()), "build", "--quiet"],
    made=["site", ".cache"],
    changed=lambda root: [str(mkdocs()), "build", "--quiet", "--dirty"],
)
