"""What anchors were made on, kept beside the content in `.postil/kept/anchors`. Touches the world.

A record holds an article's text and where each annotation stood in it. It is a help and never a
source: safe to delete, and taken only where its seal is whole and a selector is still the same.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path
from typing import Any

from postil.format.records import Entry, Event, Note, TextQuoteSelector
from postil.keeping.index import FOLDER
from postil.model import AnchoredArticle, Span

_VERSION = 1
_MOST_BYTES = 100_000_000
SELECTOR = ("quote", "prefix", "suffix", "occurrence", "through", "within_word")
"""The fields that say where an annotation attaches."""
_values_of = attrgetter(*SELECTOR)
_as_json = json.JSONEncoder(ensure_ascii=False).encode

Key = tuple[str, str, str]
"""Section, id, and the selector as JSON."""


@dataclass(frozen=True, slots=True)
class Record:
    """An article's text and the places of its quotes, as they were when all was well."""

    text: str
    spans: Mapping[Key, tuple[Span, ...]] = field(default_factory=dict)


def folder_of(content: Path) -> Path:
    """Where the records of a content folder are kept."""
    return content.absolute().parent / FOLDER / "anchors" / content.name


def section_of(annotation: object) -> str:
    """The section of an annotation file that an annotation stands in."""
    if isinstance(annotation, Entry):
        return "glossary"
    if isinstance(annotation, Note):
        return "notes"
    return "timeline" if isinstance(annotation, Event) else "questions"


def key_of(section: str, name: str, selector: TextQuoteSelector) -> Key:
    """What an annotation's places are kept under: with another selector they are no longer its."""
    return section, name, _as_json(_values_of(selector))


def record_of(article: AnchoredArticle) -> Record:
    """What is to be kept of an article."""
    spans = {}
    for anchor in (*article.anchors, *article.evidence):
        annotation = anchor.annotation
        if annotation.quote and anchor.spans:
            name = anchor.shared_id or annotation.id
            section = "shared" if anchor.is_shared else section_of(annotation)
            spans[key_of(section, name, annotation)] = anchor.spans
    return Record(article.article.document.text, spans)


def to_bytes(record: Record) -> bytes:
    """A record as JSON, sealed; a lone surrogate in a text is kept out by the reader before."""
    body = json.dumps(
        {
            "version": _VERSION,
            "text": record.text,
            "anchors": [
                [*key, [list(span) for span in spans]] for key, spans in record.spans.items()
            ],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode("utf-8", "surrogatepass")
    return hashlib.sha256(body).hexdigest().encode() + b"\n" + body


def from_bytes(data: bytes) -> Record | None:
    """The record of some bytes; `None` for anything else than what `to_bytes` gave."""
    seal, _, body = data.partition(b"\n")
    if seal != hashlib.sha256(body).hexdigest().encode():
        return None
    try:
        held: Any = json.loads(body.decode("utf-8", "surrogatepass"))
        if held["version"] != _VERSION or not isinstance(held["text"], str):
            return None
        spans = {
            (str(section), str(name), str(selector)): tuple((int(a), int(b)) for a, b in places)
            for section, name, selector, places in held["anchors"]
        }
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return Record(held["text"], spans)


def recall(content: Path, slug: str) -> Record | None:
    """What is kept of an article; `None` where there is nothing, or nothing whole."""
    try:
        path = folder_of(content) / f"{slug}.json"
        if path.is_symlink() or path.stat().st_size > _MOST_BYTES:
            return None
        return from_bytes(path.read_bytes())
    except (OSError, ValueError):
        return None


def keep(content: Path, records: Iterable[tuple[str, bytes]]) -> None:
    """Keep the records of some articles. That it fails is no fault: they only help."""
    folder = folder_of(content)
    with suppress(OSError):
        if any(place.is_symlink() for place in (folder, *folder.parents[:3])):
            return  # a link could lead out of the project
        folder.mkdir(parents=True, exist_ok=True)
        for slug, data in records:
            path = folder / f"{slug}.json"
            with suppress(OSError):
                if path.is_symlink() or not _differs(path, data):
                    continue
                new = folder / f".{secrets.token_hex(6)}.new"
                try:
                    new.write_bytes(data)
                    new.replace(path)
                finally:
                    with suppress(OSError):
                        new.unlink()


def _differs(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size != len(data) or path.read_bytes() != data
    except OSError:
        return True
