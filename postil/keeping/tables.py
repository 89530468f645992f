"""Tables that help and are no source: safe to delete, made anew where they are damaged.

A project can come from anywhere with links in it. What is kept is not looked for where one leads.
"""

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, TypeAlias

from postil.keeping.index import is_led_away

Change: TypeAlias = tuple[str, Callable[[], Iterable[tuple[Any, ...]]]]
"""What is done for each row, as SQL, and what gives the rows; asked again after damage."""


def read_rows(file: Path, query: str, values: Iterable[Any]) -> list[tuple[Any, ...]]:
    """What a query finds; nothing where there is no such table, or it is damaged."""
    with suppress(OSError, sqlite3.Error):
        if file.is_file() and not is_led_away(file):
            with closing(sqlite3.connect(file)) as store:
                return store.execute(query, tuple(values)).fetchall()
    return []


def change_rows(file: Path, table: str, changes: Iterable[Change]) -> bool:
    """Change what stands in a table, which is made where it is missing; `table` says how.

    Whether that was possible: if not, all is as it was.
    """
    work = list(changes)
    with suppress(OSError, sqlite3.Error):
        if is_led_away(file):
            return False
        try:
            _change(file, table, work)
        except sqlite3.OperationalError:  # another build holds it, or the disk is full
            return False
        except sqlite3.DatabaseError:  # damaged
            file.unlink()
            _change(file, table, work)
        return True
    return False


def _change(file: Path, table: str, changes: Iterable[Change]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(file)) as store:
        # What a crash loses is made again.
        store.execute("PRAGMA synchronous = OFF")
        store.execute(table)
        for statement, rows in changes:
            store.executemany(statement, rows())
        store.commit()
