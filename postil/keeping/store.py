"""The store: what was learned of each article, apart from the index, which is always read whole."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from postil.deferred import dataclass
from postil.keeping.tables import change_rows, read_rows
from postil.printing import Given
from postil.sealing import NotBelievedError, from_bytes

_FILE = "articles.db"
MADE = "made"
_NAMES = (MADE, *Given._fields)
"""What is kept of an article: itself, and what it gives. All but the first are read when a page
shows what is in them."""
_RARELY_ASKED = "record"
"""Glossary and timeline show what all articles give, a part of the search what a few."""
_TABLE = """\
CREATE TABLE IF NOT EXISTS kept
(slug TEXT, name TEXT, key BLOB, data BLOB, PRIMARY KEY (name, slug))"""


@dataclass(frozen=True, slots=True)
class Row:
    """What was learned of an article."""

    slug: str
    key: bytes
    kept: Mapping[str, bytes]
    """By name."""


@dataclass(frozen=True)
class Store:
    """What an earlier build learned of articles, by slug."""

    file: Path
    keys: Mapping[str, bytes]
    """What these articles are made of now; of others nothing is read."""
    _asked: dict[str, Mapping[str, bytes]] = field(default_factory=dict)

    def articles(self) -> Iterator[tuple[str, Any, Mapping[str, bytes]]]:
        """Each article that can be believed, and what else is kept of it."""
        for slug, sealed in self._read(MADE).items():
            if (made := from_bytes(sealed)) is not None:
                yield slug, made, _Kept(self, slug)

    def of_all(self, name: str) -> Mapping[str, bytes]:
        """One thing of all articles."""
        if name not in self._asked:
            self._asked[name] = self._read(name)
        return self._asked[name]

    def of_one(self, name: str, slug: str) -> bytes:
        """One thing of one article. Raises NotBelievedError where it is not there any more."""
        found = self._read(name, slug)
        if slug not in found:
            raise NotBelievedError
        return found[slug]

    def _read(self, name: str, *slugs: str) -> Mapping[str, bytes]:
        if not self.keys:
            return {}
        query = "SELECT slug, key, data FROM kept WHERE name = ?"
        found = read_rows(self.file, f"{query} AND slug = ?" if slugs else query, (name, *slugs))
        return {
            slug: data
            for slug, key, data in found
            if self.keys.get(slug) == key and isinstance(data, bytes)
        }


@dataclass(frozen=True)
class _Kept(Mapping[str, bytes]):
    """What is kept of an article, each thing read when it is asked for."""

    store: Store
    slug: str

    def __getitem__(self, name: str) -> bytes:
        found = self.store.of_all(name).get(self.slug) if name != _RARELY_ASKED else None
        return self.store.of_one(name, self.slug) if found is None else found

    def __iter__(self) -> Iterator[str]:
        return iter(_NAMES)

    def __len__(self) -> int:
        return len(_NAMES)


def open_store(folder: Path, keys: Mapping[str, bytes]) -> Store:
    """What was kept of articles under these keys."""
    return Store(folder / _FILE, keys)


def write_articles(folder: Path, made: Iterable[Row], gone: Collection[str]) -> bool:
    """Keep what was learned of articles. `gone` are those that are no more.

    Whether that was possible: if not, what is there may tell of other files than those that stand.
    """
    rows = list(made)
    put = "REPLACE INTO kept VALUES (?, ?, ?, ?)"
    drop = "DELETE FROM kept WHERE slug = ?"
    return change_rows(
        folder / _FILE,
        _TABLE,
        [
            (put, lambda: ((r.slug, name, r.key, r.kept[name]) for r in rows for name in _NAMES)),
            (drop, lambda: ((slug,) for slug in gone)),
        ],
    )
