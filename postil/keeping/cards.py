"""What was learned of each article: kept apart from the index, which every build reads whole."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from postil.arrange.card import Contents, Occurrence, Written
from postil.format.records import Entry, Event, Source
from postil.keeping.index import FOLDER
from postil.keeping.safe import NotBelievedError, from_bytes, to_bytes

_FILE = "articles.db"
_TABLE = """\
CREATE TABLE IF NOT EXISTS made (slug TEXT PRIMARY KEY, key BLOB, value BLOB, contents BLOB)"""


@dataclass(frozen=True)
class Shut:
    """The contents of a card as they were kept: opened for the pages that show them."""

    sealed: bytes

    @property
    def sources(self) -> tuple[Source, ...]:
        """The article's own. Like all of these, raises NotBelievedError."""
        return self._opened.sources

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The article's own."""
        return self._opened.entries

    @property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """In the order of its notes."""
        return self._opened.occurrences

    @property
    def events(self) -> tuple[Event, ...]:
        """In order of time."""
        return self._opened.events

    @cached_property
    def _opened(self) -> Contents:
        found = from_bytes(self.sealed)
        if not isinstance(found, Written):
            raise NotBelievedError
        return found


@dataclass(frozen=True, slots=True)
class Row:
    """What was learned of an article."""

    slug: str
    key: bytes
    value: Any
    contents: Contents
    """Of its card."""


def read_articles(content: Path, keys: dict[str, bytes]) -> list[Row]:
    """What was kept of articles under their keys; without those that cannot be believed."""
    file = content.parent / FOLDER / _FILE
    if not keys or not file.is_file():
        return []
    found = []
    with suppress(sqlite3.Error), closing(sqlite3.connect(file)) as store:
        for slug, key, value, contents in store.execute("SELECT * FROM made"):
            if keys.get(slug) == key and (kept := from_bytes(value)) is not None:
                found.append(Row(slug, key, kept, Shut(contents)))
    return found


def write_articles(content: Path, made: Iterable[Row], gone: Iterable[str]) -> None:
    """Keep what was learned of articles. `gone` are those that are no more.

    Where that is not possible, the next build has more to do.
    """
    file = content.parent / FOLDER / _FILE
    rows = [(one.slug, one.key, to_bytes(one.value), to_bytes(one.contents)) for one in made]
    with suppress(OSError, sqlite3.Error):
        try:
            _write(file, rows, gone)
        except sqlite3.OperationalError:  # another build holds it, or the disk is full
            pass
        except sqlite3.DatabaseError:  # damaged
            file.unlink()
            _write(file, rows, gone)


def _write(
    file: Path, rows: Iterable[tuple[str, bytes, bytes, bytes]], gone: Iterable[str]
) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(file)) as store:
        # What a crash loses is made again.
        store.execute("PRAGMA synchronous = OFF")
        store.execute(_TABLE)
        store.executemany("REPLACE INTO made VALUES (?, ?, ?, ?)", rows)
        store.executemany("DELETE FROM made WHERE slug = ?", ((slug,) for slug in gone))
        store.commit()
