"""The store: what was learned of each article, apart from the index, which is always read whole."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import field
from pathlib import Path
from typing import Any, TypeAlias
from zlib import crc32

from postil.deferred import dataclass
from postil.keeping.tables import change_rows, read_rows
from postil.printing import Given
from postil.sealing import NotBelievedError, from_bytes, to_bytes

_FILE = "articles.db"
MADE = "made"
"""An article itself, as it waits to be kept beside what it gives (`Given`)."""
_RARELY_ASKED = "record"
"""Glossary and timeline show what all articles give, a part of the search what a few."""
_DRAWER = "drawer"
"""Articles themselves are kept many in a row, apart from what each gives: they are asked for all at
once. What they give is read when a page shows what is in it."""
_DRAWERS = 64
"""The fewer there are, the faster they are read; but where one article has changed, all that are
in a drawer with it are written again."""
_TABLE = """\
CREATE TABLE IF NOT EXISTS kept
(slug TEXT, name TEXT, key BLOB, data BLOB, PRIMARY KEY (name, slug))"""

Drawer: TypeAlias = Mapping[str, tuple[bytes, Any]]
"""Slug → the key of an article, and the article."""


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

    def articles(self) -> Iterator[tuple[str, Any]]:
        """Each article that can be believed."""
        query = "SELECT data FROM kept WHERE name = ?"
        for (sealed,) in read_rows(self.file, query, (_DRAWER,)) if self.keys else ():
            drawer = from_bytes(sealed) if isinstance(sealed, bytes) else None
            for slug, held in drawer.items() if isinstance(drawer, dict) else ():
                match held:
                    case (key, made) if self.keys.get(slug) == key:
                        yield slug, made

    def given(self, name: str, slug: str) -> bytes:
        """What an article gives. Raises NotBelievedError where it is not there any more."""
        if name != _RARELY_ASKED and name not in self._asked:
            self._asked[name] = self._read(name)
        found = self._asked.get(name) or self._read(name, slug)
        if slug not in found:
            raise NotBelievedError
        return found[slug]

    def _read(self, name: str, *slugs: str) -> Mapping[str, bytes]:
        query = "SELECT slug, key, data FROM kept WHERE name = ?"
        found = read_rows(self.file, f"{query} AND slug = ?" if slugs else query, (name, *slugs))
        return {
            slug: data
            for slug, key, data in found
            if self.keys.get(slug) == key and isinstance(data, bytes)
        }


def open_store(folder: Path, keys: Mapping[str, bytes]) -> Store:
    """What was kept of articles under these keys."""
    return Store(folder / _FILE, keys)


def drawer_of(slug: str) -> int:
    """The number of the drawer that an article is in."""
    return crc32(slug.encode("utf-8", "surrogatepass")) % _DRAWERS


def write_articles(
    folder: Path, made: Iterable[Row], drawers: Mapping[int, Drawer], gone: Collection[str]
) -> bool:
    """Keep what was learned of articles. `gone` are those that are no more.

    Whether that was possible: if not, what is there may tell of other files than those that stand.
    """
    rows = list(made)
    put = "REPLACE INTO kept VALUES (?, ?, ?, ?)"
    drop = "DELETE FROM kept WHERE slug = ? AND name != ?"
    names = Given._fields
    return change_rows(
        folder / _FILE,
        _TABLE,
        [
            (put, lambda: ((r.slug, name, r.key, r.kept[name]) for r in rows for name in names)),
            (put, lambda: ((str(n), _DRAWER, b"", to_bytes(held)) for n, held in drawers.items())),
            (drop, lambda: ((slug, _DRAWER) for slug in gone)),
        ],
    )
