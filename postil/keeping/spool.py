"""The spool: where files wait until all of a site are made, so that memory need not hold them."""

import os
import tempfile
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import field
from pathlib import Path
from typing import IO, NamedTuple, TypeAlias

from postil.deferred import dataclass
from postil.printing import Printed
from postil.write.error import explained

Places: TypeAlias = dict[str, tuple[int, int]]
"""Path → where a file begins in the spool, and how many bytes it has."""


class Token(NamedTuple):
    """What tells another process where files are that were put into the spool."""

    site: Places
    teacher: Places
    kept: Places


@contextmanager
def spooled(root: Path) -> Iterator["Spool"]:
    """A place for files until the end of this.

    It is a file without a name on the disk of the output `root`, where there must be room for
    them; elsewhere if nothing can be written there, which whoever writes the output tells. Raises
    WriteError where there is no place at all.
    """
    folder = next(above for above in (root, *root.parents) if above.is_dir())
    with ExitStack() as stack:
        try:
            file = stack.enter_context(tempfile.TemporaryFile(dir=folder, buffering=0))
        except OSError as error:
            try:
                file = stack.enter_context(tempfile.TemporaryFile(buffering=0))
            except OSError:
                raise explained(error, folder) from error
            folder = Path(tempfile.gettempdir())
        yield Spool(file, folder)


@dataclass(frozen=True)
class Spool:
    """Files behind each other. Copies of this process write into it too, and read each other's."""

    file: IO[bytes]
    folder: Path

    def put(self, made: Printed) -> Token:
        """Put files there. Raises WriteError where there is no room."""
        try:
            with _alone(self.file):
                return Token(self._put(made.site), self._put(made.teacher), self._put(made.kept))
        except OSError as error:
            raise explained(error, self.folder) from error

    def take(self, token: Token) -> Printed:
        """Files that were put there, to be read when they are asked for."""
        return Printed(*(Held(self, places) for places in token))

    def put_each(self, parts: Iterable[Printed]) -> Token:
        """Put the files of several parts there, each as it comes."""
        token = Token({}, {}, {})
        for part in parts:
            for places, new in zip(token, self.put(part), strict=True):
                places.update(new)
        return token

    def _put(self, files: Mapping[str, bytes]) -> Places:
        places = {}
        start = self.file.seek(0, os.SEEK_END)
        for path, data in files.items():
            places[path] = (start, len(data))
            start += len(data)
            rest = memoryview(data)
            while rest:
                rest = rest[self.file.write(rest) :]
        return places

    def read(self, start: int, size: int) -> bytes:
        """Bytes that were put."""
        if hasattr(os, "pread"):  # copies of a process share the place that a seek sets
            return os.pread(self.file.fileno(), size, start)
        self.file.seek(start)
        return self.file.read(size)


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
class Held(Mapping[str, bytes]):
    """Files by their paths, each read from the spool when it is asked for."""

    spool: Spool
    places: Places

    def __getitem__(self, path: str) -> bytes:
        return self.spool.read(*self.places[path])

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)


@dataclass(frozen=True)
class Row:
    """One file of each of many parts, told by numbers alone.

    A copy of this process that goes along it touches no object of the parts. Touched, these would
    be copied too, and be in memory twice.
    """

    spool: Spool
    numbers: "array[int]"
    """For each where it begins, and how many bytes it has."""

    def __iter__(self) -> Iterator[bytes]:
        for at in range(0, len(self.numbers), 2):
            yield self.spool.read(self.numbers[at], self.numbers[at + 1])


def in_a_row(parts: Sequence[Mapping[str, bytes]], path: str) -> Iterable[bytes] | None:
    """The files of a path, one of each part; `None` where these do not all wait in one spool."""
    held = [part for part in parts if isinstance(part, Held) and path in part.places]
    if not held or len(held) < len(parts):
        return None
    return Row(held[0].spool, array("Q", (n for part in held for n in part.places[path])))


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
