"""A small site that is built again and again, and what it would be if it were built anew."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

import postil
from postil.pipeline import Outcome

SITE = """\
title: Kept
base_url: https://example.org/kept/
editions: [web, single, bundle, jsonld]
languages: [en, ja]
"""
SHARED = """\
glossary:
  - term: harbour
    definition: Where ships lie.
  - term: lantern
    definition: "A light, [as here](boat#p1)."
"""
FRONT = "---\ntitle: {title}\ndate: 2025-0{month}-01\nlanguage: en\n---\n"
WORDS = ["harbour", "lantern", "The boat came in.", "Nobody saw it.", "It was late, 台北 lay dark."]
NOTES = """\
glossary:
  - term: boat
    definition: "It floats. See [the other]({other}#note-{other}-one)."
notes:
  - id: {slug}-one
    quote: The boat
    note: {note}
timeline:
  - id: {slug}-event
    date: 2025-0{month}-01
    event: The boat came
"""
SLUGS = ["boat", "quay", "sea-wall", "tide"]


def write_article(content: Path, slug: str, month: int, title: str, body: str, note: str) -> None:
    folder = content / slug
    folder.mkdir(exist_ok=True)
    text = FRONT.format(title=title, month=month) + f"The boat came in.\n\n{body}\n"
    (folder / "article.md").write_text(text, encoding="utf-8")
    others = [other for other in SLUGS if other != slug and (content / other).is_dir()]
    written = NOTES.format(slug=slug, month=month, note=note, other=slug)
    if others:
        written = written.replace(f"({slug}#note-{slug}-one)", f"({others[0]}#{others[0]}-event)")
    else:
        written = written.replace(f"[the other]({slug}#note-{slug}-one)", "the other")
    (folder / "notes.yaml").write_text(written, encoding="utf-8")


def files_of(project: Path) -> dict[str, bytes]:
    return {
        p.relative_to(project).as_posix(): p.read_bytes()
        for root in (project / "site", project / "teacher")
        for p in sorted(root.rglob("*"))
        if p.is_file()
    }


def build(project: Path, **options: Any) -> Outcome:
    return postil.build(postil.Project(project / "content", project / "site"), **options)


def cold(project: Path, **options: Any) -> tuple[dict[str, bytes], list[str]]:
    """The same content built where nothing was built before."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(project / "content", Path(folder) / "content")
        outcome = build(Path(folder), **options)
        return files_of(Path(folder)), [str(d) for d in outcome.diagnostics]


def lengthen(file: Path) -> None:
    file.write_text(file.read_text(encoding="utf-8") + "\nOne more line.\n", encoding="utf-8")


def built_project(project: Path) -> Path:
    """All of its articles, built in an empty folder."""
    content = project / "content"
    content.mkdir()
    (content / "site.yaml").write_text(SITE, encoding="utf-8")
    for month, slug in enumerate(SLUGS, 1):
        write_article(content, slug, month, slug.title(), WORDS[0], "Some words.")
    assert build(project).is_good
    return project
