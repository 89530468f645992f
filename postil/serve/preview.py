"""What is shown: the pages last built, in a folder of their own, and how the latest build went."""

import secrets
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import field, replace
from pathlib import Path
from threading import Lock

from postil.deferred import dataclass
from postil.diagnostics import Diagnostic
from postil.errors import SurroundingsError
from postil.serve.attempt import Attempt, Failure
from postil.write.output import STATE_NAME, check_paths
from postil.write.state import create
from postil.write.tree import holds_file, is_link, status_of


@dataclass(frozen=True, slots=True)
class Latest:
    """How the latest build went."""

    build: str
    """Tells it from every other build, also of earlier servers at this address."""
    problems: tuple[Diagnostic, ...] = ()
    failure: Failure | None = None
    is_shown: bool = False
    """Whether the pages are those of this build, and not of an earlier one."""
    articles: tuple[str, ...] = ()
    """The slugs of the articles that have pages."""


def folder_for(content: Path, port: int) -> Path:
    """Where the pages for a port are kept. Who listens on the port has the folder to itself."""
    place = content.resolve() if content.name in ("", "..") else content.absolute()
    return place.parent.resolve() / STATE_NAME / "serve" / str(port)


@dataclass
class Preview:
    """Takes each build, and gives what is to be answered. Used by two threads."""

    folder: Path
    """Ours alone: emptied at the start and at the end."""
    content: Path
    _files: dict[str, bytes] = field(default_factory=dict)
    """What stands in the folder. What is not made again is the same object: told at a glance."""
    taken: Attempt | None = None
    """The build that was taken last."""
    _session: str = field(default_factory=lambda: secrets.token_hex(4))
    _count: int = 0
    _is_closed: bool = False
    _lock: Lock = field(default_factory=Lock)
    # Held while pages change on disk and while one is read: no answer is half old and half new,
    # and Windows, which replaces no open file, never has to.

    def __post_init__(self) -> None:
        self._latest = Latest(self._session)

    @property
    def latest(self) -> Latest:
        """How the latest build went."""
        return self._latest

    def open(self) -> None:
        """Make the folder, empty. Raises SurroundingsError if it is not ours to use."""
        for folder in (self.folder.parent.parent, self.folder.parent, self.folder):
            status = status_of(folder)
            if status is not None and is_link(status):
                raise SurroundingsError(f"{folder} is a link", "remove it and start again")
        if self.folder.exists():
            shutil.rmtree(self.folder)
        self.folder.mkdir(parents=True)

    def close(self) -> None:
        """Remove the folder; a build that ends later leaves nothing behind."""
        with self._lock:
            self._is_closed = True
            shutil.rmtree(self.folder, ignore_errors=True)
            for empty in (self.folder.parent, self.folder.parent.parent):
                with suppress(OSError):
                    empty.rmdir()

    def take(self, made: Attempt) -> bool:
        """Show a build; tells whether anything looks different from before. Raises OSError."""
        self.taken = made
        if made.files is not None:
            check_paths(made.files)
        with self._lock:
            if self._is_closed:
                return False
            has_new = made.files is not None and self._replace(made.files)
            shown = replace(
                self._latest,
                problems=made.errors,
                failure=made.failure,
                is_shown=made.files is not None,
                articles=self._latest.articles if made.files is None else made.articles,
            )
            if not has_new and shown == self._latest:
                return False
            self._count += 1
            self._latest = replace(shown, build=f"{self._session}-{self._count}")
            return True

    def _replace(self, files: Mapping[str, bytes]) -> bool:
        stale = [path for path in self._files if path not in files]
        changed = [path for path, data in files.items() if self._files.get(path) != data]
        for path in [*stale, *changed]:
            self._files.pop(path, None)
            (self.folder / path).unlink(missing_ok=True)
        for path in changed:
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            create(self.folder / path, files[path])  # never through a link
            self._files[path] = files[path]
        return bool(stale or changed)

    def read(self, path: str) -> tuple[bytes | None, Latest]:
        """A file of the site, if a build made it and nobody put a link there, and the state."""
        with self._lock:
            if path in self._files and holds_file(self.folder, path):
                return (self.folder / path).read_bytes(), self._latest
            return None, self._latest

    def has(self, path: str) -> bool:
        """Whether a build made this file."""
        return path in self._files

    @property
    def is_empty(self) -> bool:
        """Whether no build has made a page yet."""
        return not self._files

    def is_asset(self, path: str, data: bytes) -> bool:
        """Whether a file is the author's, handed on as it is, and not a page of ours."""
        try:
            return (self.content / path).read_bytes() == data
        except OSError:
            return False
