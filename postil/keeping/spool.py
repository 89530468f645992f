"""The spool: where files wait until all of a site are made, so that memory need not hold them.

What is to be published waits in the stages of the outputs, where it will be written from; what is
kept for the next build waits in one file without a name.
"""

import os
import tempfile
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import field
from typing import IO, NamedTuple, TypeAlias

from postil.deferred import dataclass
from postil.printing import Printed
from postil.write import Transaction
from postil.write.error import explained
from postil.write.stage import read_aside, set_aside
from postil.write.state import State

Digests: TypeAlias = dict[str, bytes]
"""Path → the SHA-256 of a file that was set aside."""
Places: TypeAlias = dict[str, tuple[int, int]]
"""Name → where it begins in the file of what is kept, and how many bytes it has."""


class Token(NamedTuple):
    """What tells another process where files are that were put into the spool."""

    site: Digests
    teacher: Digests
    kept: Places


@contextmanager
def spooled(transaction: Transaction) -> Iterator["Spool"]:
    """A place for files until they are written, or until the end of this.

    Raises WriteError where there is none.
    """
    site, teacher = transaction.states
    with ExitStack() as stack:
        try:
            file = stack.enter_context(tempfile.TemporaryFile(dir=site.folder, buffering=0))
        except OSError as error:
            raise explained(error, site.folder) from error
        yield Spool(file, site, teacher)


@dataclass(frozen=True)
class Spool:
    """Files that wait. Copies of this process put some there too, and read each other's."""

    file: IO[bytes]
    """What is kept, one thing behind the other."""
    site: State
    teacher: State

    def put(self, made: Printed) -> Token:
        """Put files there. Raises WriteError where there is no room."""
        site, teacher = _aside(self.site, made.site), _aside(self.teacher, made.teacher)
        try:
            with _alone(self.file):
                return Token(site, teacher, self._keep(made.kept))
        except OSError as error:
            raise explained(error, self.site.folder) from error

    def take(self, token: Token) -> Printed:
        """Files that were put there, to be read when they are asked for."""
        site, teacher = Aside(self.site, token.site), Aside(self.teacher, token.teacher)
        return Printed(site, teacher, Held(self, token.kept))

    def put_each(self, parts: Iterable[Printed]) -> Token:
        """Put the files of several parts there, each as it comes."""
        token = Token({}, {}, {})
        for new in map(self.put, parts):
            token.site.update(new.site)
            token.teacher.update(new.teacher)
            token.kept.update(new.kept)
        return token

    def _keep(self, kept: Mapping[str, bytes]) -> Places:
        places = {}
        start = self.file.seek(0, os.SEEK_END)
        for name, data in kept.items():
            places[name] = (start, len(data))
            start += len(data)
            rest = memoryview(data)
            while rest:
                rest = rest[self.file.write(rest) :]
        return places

    def read(self, start: int, size: int) -> bytes:
        """Bytes that are kept."""
        if hasattr(os, "pread"):  # copies of a process share the place that a seek sets
            return os.pread(self.file.fileno(), size, start)
        self.file.seek(start)
        return self.file.read(size)


def _aside(state: State, files: Mapping[str, bytes]) -> Digests:
    digests = {}
    for path, data in files.items():
        try:
            digests[path] = set_aside(state, path, data)
        except OSError as error:
            raise explained(error, state.root / path) from error
    return digests


@contextmanager
def _alone(file: IO[bytes]) -> Iterator[None]:
    """Keep other processes from writing into a file. Where there is no such lock there are none."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    fcntl.lockf(file, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.lockf(file, fcntl.LOCK_UN)


@dataclass(frozen=True)
class Aside(Mapping[str, bytes]):
    """Files by their paths that wait to be written, each read when it is asked for."""

    state: State
    digests: Digests

    def __getitem__(self, path: str) -> bytes:
        return read_aside(self.state, path, self.digests[path])

    def __iter__(self) -> Iterator[str]:
        return iter(self.digests)

    def __len__(self) -> int:
        return len(self.digests)


@dataclass(frozen=True)
class Held(Mapping[str, bytes]):
    """What is kept, by name, each read when it is asked for."""

    spool: Spool
    places: Places

    def __getitem__(self, name: str) -> bytes:
        return self.spool.read(*self.places[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)


@dataclass(frozen=True)
class Row:
    """One thing that is kept of each of many parts, told by numbers alone.

    A copy of this process that goes along it touches no object of the parts. Touched, these would
    be copied too, and be in memory twice.
    """

    spool: Spool
    numbers: "array[int]"
    """For each where it begins, and how many bytes it has."""

    def __iter__(self) -> Iterator[bytes]:
        for at in range(0, len(self.numbers), 2):
            yield self.spool.read(self.numbers[at], self.numbers[at + 1])


def in_a_row(parts: Sequence[Mapping[str, bytes]], name: str) -> Iterable[bytes] | None:
    """What is kept by a name, one of each part; `None` where not all of it waits in one spool."""
    held = [part for part in parts if isinstance(part, Held) and name in part.places]
    if not held or len(held) < len(parts):
        return None
    return Row(held[0].spool, array("Q", (n for part in held for n in part.places[name])))


@dataclass(frozen=True)
class Gathered(Mapping[str, bytes]):
    """Files of many parts by their paths, left where they are."""

    parts: dict[str, Mapping[str, bytes]] = field(default_factory=dict)
    """Path → the part that it is in."""

    def add(self, files: Mapping[str, bytes]) -> None:
        """Take a part in."""
        self.parts.update(dict.fromkeys(files, files))

    def __getitem__(self, path: str) -> bytes:
        return self.parts[path][path]

    def __iter__(self) -> Iterator[str]:
        return iter(self.parts)

    def __len__(self) -> int:
        return len(self.parts)

    @property
    def aside(self) -> Digests:
        """Those that wait to be written."""
        parts = ((path, part) for path, part in self.parts.items() if isinstance(part, Aside))
        return {path: part.digests[path] for path, part in parts}
