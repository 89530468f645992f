"""What was learned of each article: kept apart from the index, which every build reads whole."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from postil.keeping.index import FOLDER
from postil.keeping.safe import from_bytes, to_bytes

_FILE = "articles.db"
_TABLE = "CREATE TABLE IF NOT EXISTS article (slug TEXT PRIMARY KEY, key BLOB, value BLOB)"


def read_articles(content: Path, keys: dict[str, bytes]) -> dict[str, Any]:
    """What was kept of articles under their keys; without those that cannot be believed."""
    file = content.parent / FOLDER / _FILE
    if not keys or not file.is_file():
        return {}
    found = {}
    with suppress(sqlite3.Error), closing(sqlite3.connect(file)) as store:
        for slug, key, value in store.execute("SELECT slug, key, value FROM article"):
            if keys.get(slug) == key and (kept := from_bytes(value)) is not None:
                found[slug] = kept
    return found


def write_articles(
    content: Path, made: Sequence[tuple[str, bytes, object]], gone: Sequence[str]
) -> None:
    """Keep what was learned of articles: slug, key and value. `gone` are those that are no more.

    Where that is not possible, the next build has more to do.
    """
    file = content.parent / FOLDER / _FILE
    with suppress(OSError, sqlite3.Error):
        try:
            _write(file, made, gone)
        except sqlite3.OperationalError:  # another build holds it, or the disk is full
            pass
        except sqlite3.DatabaseError:  # damaged
            file.unlink()
            _write(file, made, gone)


def _write(file: Path, made: Sequence[tuple[str, bytes, object]], gone: Sequence[str]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(file)) as store:
        # What a crash loses is made again.
        store.execute("PRAGMA synchronous = OFF")
        store.execute(_TABLE)
        store.executemany(
            "REPLACE INTO article VALUES (?, ?, ?)",
            ((slug, key, to_bytes(value)) for slug, key, value in made),
        )
        store.executemany("DELETE FROM article WHERE slug = ?", ((slug,) for slug in gone))
        store.commit()
