"""The spool: where files wait until all of a site are made, so that memory need not hold them."""

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeAlias

from postil.printing import Printed
from postil.write.error import explained

Hold: TypeAlias = Callable[[Printed], Printed]
"""Puts files out of the way, and gives them to be asked for."""

_IN_MEMORY = 32_000_000
"""Bytes. A site that is no larger never goes through the disk."""


def at_hand(made: Printed) -> Printed:
    """Files that stay where they are."""
    return made


@contextmanager
def spooled(root: Path) -> Iterator[Hold]:
    """What takes files away and gives the same, to be read when they are asked for.

    They stay until the end of this, in a file without a name on the disk of the output `root`,
    where there must be room for them. The function raises WriteError where there is none.
    """
    folder = next(above for above in (root, *root.parents) if above.is_dir())
    with tempfile.SpooledTemporaryFile(dir=str(folder)) as file:
        yield partial(_hold, _Spool(file), folder)


def _hold(spool: "_Spool", folder: Path, made: Printed) -> Printed:
    try:
        return Printed(*(_Held(spool, spool.put(p)) for p in (made.site, made.teacher, made.kept)))
    except OSError as error:
        raise explained(error, folder) from error


@dataclass
class _Spool:
    """Bytes behind each other. Processes that are copied from this one can read them too."""

    file: tempfile.SpooledTemporaryFile[bytes]
    size: int = 0
    on_disk: int = -1
    """Its number, once it is a file on the disk."""

    def put(self, files: Mapping[str, bytes]) -> dict[str, tuple[int, int]]:
        """Where each of these files begins now, and how many bytes it has."""
        places = {}
        self.file.seek(self.size)
        for path, data in files.items():
            places[path] = (self.size, len(data))
            self.size += self.file.write(data)
        if self.on_disk < 0 and self.size > _IN_MEMORY:
            self.file.rollover()
            self.on_disk = self.file.fileno()
        self.file.flush()
        return places

    def read(self, start: int, size: int) -> bytes:
        """Bytes that were put. Copies of a process share the place in a file that a seek sets."""
        if self.on_disk >= 0 and hasattr(os, "pread"):
            return os.pread(self.on_disk, size, start)
        self.file.seek(start)
        return self.file.read(size)


@dataclass(frozen=True)
class _Held(Mapping[str, bytes]):
    """Files by their paths, each read from the spool when it is asked for."""

    spool: _Spool
    places: Mapping[str, tuple[int, int]]
    """Path → where it begins, and how many bytes it has."""

    def __getitem__(self, path: str) -> bytes:
        return self.spool.read(*self.places[path])

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
