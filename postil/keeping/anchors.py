"""What anchors were made on, kept beside the content in `.postil/kept`. Touches the world.

A record holds an article's text and where each annotation stood in it. It is a help and never a
source: safe to delete, and taken only where its seal is whole and a selector is still the same.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import field
from operator import attrgetter
from pathlib import Path
from typing import Any

from postil.deferred import dataclass
from postil.format.records import Entry, Event, Note, TextQuoteSelector
from postil.keeping.index import FOLDER
from postil.keeping.tables import change_rows, read_rows
from postil.model import AnchoredArticle, Span

_VERSION = 1
_MOST_BYTES = 100_000_000
_TABLE = """\
CREATE TABLE IF NOT EXISTS anchors
(content BLOB, slug TEXT, record BLOB, PRIMARY KEY (content, slug))"""
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


def file_of(content: Path) -> Path:
    """Where the records of a content folder are kept, and those of its neighbours."""
    return content.absolute().parent / FOLDER / "anchors.db"


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


def recall(content: Path, slugs: Iterable[str]) -> dict[str, bytes]:
    """The records that are kept of some articles, by slug; to be read by `from_bytes`."""
    file, query = file_of(content), "SELECT slug, record FROM anchors WHERE content = ?"
    wanted = frozenset(slugs)
    if len(wanted) == 1:  # of thousands
        query += " AND slug = ?"
    rows = read_rows(file, query, (_key(content), *(wanted if len(wanted) == 1 else ())))
    return {
        slug: data
        for slug, data in rows
        if slug in wanted and isinstance(data, bytes) and len(data) <= _MOST_BYTES
    }


def keep(content: Path, records: Iterable[tuple[str, bytes]]) -> None:
    """Keep the records of some articles. That it fails is no fault: they only help."""
    file, kept = file_of(content), list(records)
    if kept:
        rows = [(_key(content), slug, data) for slug, data in kept]
        change_rows(file, _TABLE, [("REPLACE INTO anchors VALUES (?, ?, ?)", lambda: rows)])


def _key(content: Path) -> bytes:
    """The name of a folder, which need not be text."""
    return os.fsencode(content.name)
