"""Starting an article: a folder that is ready to annotate. Never writes over anything."""

import json
from contextlib import suppress
from pathlib import Path

from postil.errors import CommandError
from postil.format.json_schema import json_schema
from postil.read.yaml_quoting import quote_yaml
from postil.validate.slugs import fault_of_slug

SCHEMA_NAME = ".schema.json"
"""Stands in the content folder, so that every YAML file finds it without a network."""

ANNOTATIONS = """\
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
FRONT = """\
# yaml-language-server: $schema=../{schema}#/$defs/article
title: {title}
language: en  # of the text: en, de, ja, zh-Hant ...
"""
_SITE = """\
# yaml-language-server: $schema={schema}#/$defs/site
title: {title}
language: en
"""


def schema_line(kind: str) -> str:
    """The first line of a YAML file in an article's folder: where editors find its schema."""
    return f"# yaml-language-server: $schema=../{SCHEMA_NAME}#/$defs/{kind}\n"


def schema_text() -> str:
    """What `.schema.json` holds."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=1) + "\n"


def put_schema(content: Path) -> None:
    """Make `.schema.json` where there is none; what stands there is left alone, links too."""
    with suppress(OSError), (content / SCHEMA_NAME).open("x", encoding="utf-8", newline="\n") as f:
        f.write(schema_text())


def new_article(content: Path, slug: str) -> Path:
    """Make `content/<slug>/` with an article to write and a file for its notes."""
    folder = make_folder(content, slug)
    title = slug.replace("-", " ").capitalize()
    write_new(folder / "article.md", _ARTICLE.format(title=quote_yaml(title)))
    write_new(folder / "annotations.yaml", ANNOTATIONS.format(schema=SCHEMA_NAME))
    return folder


def make_folder(content: Path, slug: str) -> Path:
    """Make an article's empty folder, and what stands beside it where that is missing."""
    fault = fault_of_slug(slug)
    if fault:
        raise CommandError(*fault)
    folder = content / slug
    if folder.exists():
        raise CommandError(f"there is an article '{slug}' already, in {folder}", "choose another")
    folder.mkdir(parents=True)
    (content / SCHEMA_NAME).write_text(schema_text(), encoding="utf-8", newline="\n")
    site = content / "site.yaml"
    if not site.exists():
        title = quote_yaml(content.absolute().parent.name or "Articles")
        write_new(site, _SITE.format(schema=SCHEMA_NAME, title=title))
    return folder


def write_new(file: Path, text: str) -> None:
    """Write a file that is not there yet."""
    with file.open("x", encoding="utf-8", newline="\n") as opened:
        opened.write(text)
