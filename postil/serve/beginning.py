"""A new article of a text that was pasted: tried first, then put into its own new folder."""

import os
import re
import secrets
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from postil.authoring import put_schema, schema_line
from postil.diagnostics import Severity
from postil.read.front_matter import find_front_matter
from postil.read.yaml_quoting import quote_yaml
from postil.serve.asking import Begin
from postil.serve.refused import Refused
from postil.serve.trial import judge_article
from postil.validate.slugs import fault_of_slug, one_name

_ELSEWHERE = "l-001"
"""The code of links to other articles, which are not there where a new one is tried."""


def begin(content: Path, ask: Begin) -> dict[str, Any]:
    """Make `content/<slug>/` with the article in it. Raises Refused, with nothing made."""
    fault = fault_of_slug(ask.slug)
    if fault:
        raise Refused(422, *fault)
    if not ask.text.strip():
        raise Refused(422, "there is no text yet", "paste the article's text")
    taken = {one_name(entry.name) for entry in content.iterdir()}
    if one_name(ask.slug) in taken:
        raise Refused(409, f"there is an article '{ask.slug}' already", "choose another name")
    files = _files(ask)
    _try(content, ask.slug, files)
    _put(content, ask.slug, files)
    put_schema(content)
    return {"said": f"{content.name}/{ask.slug}/ was made.", "article": ask.slug}


def _files(ask: Begin) -> dict[str, str]:
    """The article as it was pasted, below its title, and what is said of it beside it."""
    text = ask.text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff").strip("\n")
    text = _below_title(text, ask.title)
    name = "article.md" if ask.is_markdown else "article.txt"
    files = {name: f"{text}\n"}
    found = find_front_matter(text)
    if found is None or found.fault or not ask.is_markdown:
        if not ask.title:
            raise Refused(422, "the title is missing", "give the article a title")
        front = f"{schema_line('article')}title: {quote_yaml(ask.title)}\n"
        if ask.language:
            front += f"language: {quote_yaml(ask.language)}\n"
        files["article.yaml"] = front
    return files


def _below_title(text: str, title: str) -> str:
    """A text without the first line, where that is the title: the page has it above the text."""
    line, _, rest = text.partition("\n")
    is_title = re.sub(r"\A#+\s*", "", line.strip()) == title.strip()
    return rest.strip("\n") if is_title and rest.strip() else text


def _try(content: Path, slug: str, files: dict[str, str]) -> None:
    """Judge it by itself, as a build would. Raises Refused with what is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        apart = Path(folder).resolve() / content.name
        _write(apart / slug, files)
        judged = judge_article(apart, slug)
    assert judged is not None
    told = (*judged.told, *(d for d in judged.links({})[0] if d.code != _ELSEWHERE))
    errors = [d for d in told if d.severity is Severity.ERROR]
    if errors:
        message = "this was not written: the page could not be built with it"
        raise Refused(422, message, problems=errors)


def _put(content: Path, slug: str, files: dict[str, str]) -> None:
    """The folder appears whole: it is filled under a name that nobody reads."""
    hidden = content / f".{slug[:20]}-{secrets.token_hex(4)}"
    try:
        _write(hidden, files)
        if os.path.lexists(content / slug):  # a rename would take the place of an empty folder
            raise FileExistsError
        hidden.rename(content / slug)
    except OSError as error:
        with suppress(OSError):
            shutil.rmtree(hidden)
        why = (error.strerror or "it is there already").lower()
        raise Refused(500, f"{content.name}/{slug}/ could not be made: {why}") from None


def _write(folder: Path, files: dict[str, str]) -> None:
    folder.mkdir(parents=True)
    for name, text in files.items():
        with (folder / name).open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
