"""The spool: where files wait until all of a site are made, so that memory need not hold them."""

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO

from postil.printing import Printed
from postil.write.error import explained

_IN_MEMORY = 32_000_000
"""Bytes. A site that is no larger never goes through the disk."""


@contextmanager
def spooled(root: Path) -> Iterator[Callable[[Printed], Printed]]:
    """What takes files away and gives the same, to be read when they are asked for.

    They stay until the end of this, in a file without a name on the disk of the output `root`,
    where there must be room for them. The function raises WriteError where there is none.
    """
    folder = next(above for above in root.parents if above.is_dir())
    with tempfile.SpooledTemporaryFile(_IN_MEMORY, dir=str(folder)) as file:
        yield partial(_hold, file, folder)


def _hold(file: IO[bytes], folder: Path, made: Printed) -> Printed:
    try:
        return Printed(_put(file, made.site), _put(file, made.teacher))
    except OSError as error:
        raise explained(error, folder) from error


def _put(file: IO[bytes], files: Mapping[str, bytes]) -> "_Held":
    places = {}
    end = file.seek(0, os.SEEK_END)
    for path, data in files.items():
        places[path] = (end, len(data))
        end += file.write(data)
    return _Held(file, places)


@dataclass(frozen=True)
class _Held(Mapping[str, bytes]):
    """Files by their paths, each read from the spool when it is asked for."""

    file: IO[bytes]
    places: Mapping[str, tuple[int, int]]
    """Path → where it begins, and how many bytes it has."""

    def __getitem__(self, path: str) -> bytes:
        start, size = self.places[path]
        self.file.seek(start)
        return self.file.read(size)

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)


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
