"""Starting an article: a folder that is ready to annotate. Never writes over anything."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from postil.errors import CommandError, SurroundingsError
from postil.format.json_schema import json_schema
from postil.format.texts import make_id
from postil.markdown.parser import parser
from postil.read.yaml_quoting import quote_yaml
from postil.validate.slugs import fault_of_slug

SCHEMA_NAME = ".schema.json"
"""Stands in the content folder, so that every YAML file finds it without a network."""

_ANNOTATIONS = """\
# yaml-language-server: $schema=../{schema}#/$defs/annotations
#
# The notes on this article. Take away a '#' and a space to begin. A quote is copied from the
# article as it stands there; `postil check` tells what does not fit.
#
# glossary:
#   - term: a word of the article
#     definition: What it means.
#
# notes:
#   - quote: a few words of the article
#     note: What a reader should know here.
#
# timeline:
#   - date: 1945-08-15
#     event: What happened.
#
# questions:
#   - ask: What do you think?
#     stage: after
"""
_ARTICLE = """\
---
title: {title}
language: en  # of the text: en, de, ja, zh-Hant ...
---

Write or paste the article here.
"""
_FRONT = """\
# yaml-language-server: $schema=../{schema}#/$defs/article
title: {title}
language: en  # of the text: en, de, ja, zh-Hant ...
"""
_SITE = """\
# yaml-language-server: $schema={schema}#/$defs/site
title: {title}
language: en
"""


@dataclass(frozen=True, slots=True)
class Imported:
    """An article made of a file."""

    folder: Path
    title: str
    images: tuple[str, ...]
    """Copied beside the article."""
    missing: tuple[str, ...]
    """Images that the text names and that were not found."""


def new_article(content: Path, slug: str) -> Path:
    """Make `content/<slug>/` with an article to write and a file for its notes."""
    folder = _make_folder(content, slug)
    title = slug.replace("-", " ").capitalize()
    _write(folder / "article.md", _ARTICLE.format(title=quote_yaml(title)))
    _write(folder / "annotations.yaml", _ANNOTATIONS.format(schema=SCHEMA_NAME))
    return folder


def import_article(content: Path, file: Path, slug: str | None = None) -> Imported:
    """Make `content/<slug>/` of a plain text or Markdown file, whose words are not touched.

    Raises CommandError for a file of another kind, SurroundingsError where it cannot be read.
    """
    if file.suffix.lower() not in (".txt", ".md"):
        message = f"'{file.name}' is neither a .txt nor a .md file"
        raise CommandError(message, "save it as plain text (UTF-8) first")
    text = _read(file)
    name = slug or make_id(file.stem, "article")
    is_plain = file.suffix.lower() == ".txt"
    front = re.match(r"---\n(?:.*\n)*?title:[ \t]*(.+)\n(?:.*\n)*?---(?:\n|\Z)", text)
    has_front_matter = text.startswith("---\n") and "\n---" in text[3:]
    title = front[1].strip() if front else _title(text, file, is_plain=is_plain)
    folder = _make_folder(content, name)
    _write(folder / ("article.txt" if is_plain else "article.md"), text)
    if not has_front_matter:
        _write(folder / "article.yaml", _FRONT.format(schema=SCHEMA_NAME, title=quote_yaml(title)))
    _write(folder / "annotations.yaml", _ANNOTATIONS.format(schema=SCHEMA_NAME))
    images = [] if is_plain else _images(text)
    found = [name for name in images if _copy(file.parent, name, folder)]
    return Imported(folder, title, tuple(found), tuple(n for n in images if n not in found))


def _make_folder(content: Path, slug: str) -> Path:
    fault = fault_of_slug(slug)
    if fault:
        raise CommandError(*fault)
    folder = content / slug
    if folder.exists():
        raise CommandError(f"there is an article '{slug}' already, in {folder}", "choose another")
    folder.mkdir(parents=True)
    schema = json.dumps(json_schema(), ensure_ascii=False, indent=1) + "\n"
    (content / SCHEMA_NAME).write_text(schema, encoding="utf-8", newline="\n")
    site = content / "site.yaml"
    if not site.exists():
        title = quote_yaml(content.absolute().parent.name or "Articles")
        _write(site, _SITE.format(schema=SCHEMA_NAME, title=title))
    return folder


def _write(file: Path, text: str) -> None:
    with file.open("x", encoding="utf-8", newline="\n") as opened:
        opened.write(text)


def _read(file: Path) -> str:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise SurroundingsError(f"{file}: this file is not UTF-8", "save it as UTF-8") from None
    except IsADirectoryError:
        raise SurroundingsError(f"{file}: this is a folder") from None
    if not text.strip():
        raise SurroundingsError(f"{file}: this file is empty")
    if "\0" in text:
        raise SurroundingsError(f"{file}: this is not a text", "save it as plain text (UTF-8)")
    return text


def _title(text: str, file: Path, *, is_plain: bool) -> str:
    """The first heading of a Markdown text, else the file's name in words."""
    heading = None if is_plain else re.search(r"^#{1,2}[ \t]+(.+?)[ \t]*#*[ \t]*$", text, re.M)
    if heading:
        return heading[1]
    words = re.sub(r"[-_\s]+", " ", file.stem).strip()
    return words[:1].upper() + words[1:]


def _images(text: str) -> list[str]:
    """The files that a Markdown text shows, by their paths, each once."""
    names = [
        unquote(str(child.attrs["src"]))
        for token in parser().parse(text)
        for child in token.children or []
        if child.type == "image"
    ]
    return list(dict.fromkeys(n for n in names if not re.match(r"[a-z][a-z0-9+.-]*:|/", n, re.I)))


def _copy(source: Path, name: str, folder: Path) -> bool:
    """Copy an image; only from inside the text's own folder."""
    image = (source / name).resolve()
    if not image.is_file() or not image.is_relative_to(source.resolve()):
        return False
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(image.read_bytes())
    return True
