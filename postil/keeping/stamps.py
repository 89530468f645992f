"""Stamps: whether a file is the one that was looked at before, without reading it."""

import hashlib
import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeAlias

Stamp: TypeAlias = tuple[int, int, int, int]
"""Size in bytes, time of the last change in nanoseconds, time that no tool sets (of the last change
to anything of the file; on Windows of its making), number on the disk. Copying and unpacking give
files the times of others, so that the first alone would not tell two files apart."""
Noted: TypeAlias = Mapping[str, tuple[Stamp, bytes]]
"""Path → the stamp of a file or folder, and the SHA-256 of its bytes."""
NO_STAMP: Stamp = (0, 0, 0, 0)
NO_FILE = b"none"
"""In place of a digest: a folder, a link, and whatever else is no file."""

_STEP = 2_000_000_000
"""Nanoseconds. A file that was changed so shortly before it was noted may be changed again and
keep its stamp, where a disk counts time in such steps (FAT does); so git has it for its index."""
_TICK = 100_000_000
"""The same where times are finer than `_FINE`: systems set them by a clock of 4 to 16 ms."""
_FINE = 10_000_000


def stamp_of(path: Path | str) -> Stamp | None:
    """The stamp of a regular file; `None` for anything else, and for nothing."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return stamp_from(found)


def stamp_from(status: os.stat_result) -> Stamp:
    """The stamp that a status tells."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def is_settled(stamp: Stamp, noted_at: int) -> bool:
    """Whether a file that still has this stamp is the file that was noted at a time (ns)."""
    changed_at = stamp[1]
    return changed_at < noted_at - (_TICK if changed_at % _FINE else _STEP)


def stamps_below(
    folder: Path, *, but: str = "", through_links: bool = False
) -> dict[str, Stamp | None]:
    """Everything below a folder, by its path there with `/`; `None` for what is no file.

    What is called `but` is left out. A link is no file, unless `through_links`.
    """
    found: dict[str, Stamp | None] = {}
    waiting = [""]
    above_all = {os.path.realpath(folder)}
    while waiting:
        above = waiting.pop()
        try:
            # Not a `Path` for each folder of thousands: that took a quarter of the time.
            with os.scandir(f"{folder}/{above}" if above else folder) as entries:
                for entry in entries:
                    if entry.name == but:
                        continue
                    path = f"{above}/{entry.name}" if above else entry.name
                    found[path] = None
                    if entry.is_dir(follow_symlinks=through_links):
                        if not entry.is_symlink() or _is_new(entry.path, above_all):
                            waiting.append(path)
                    elif entry.is_file(follow_symlinks=through_links):
                        found[path] = stamp_from(entry.stat(follow_symlinks=through_links))
        except OSError:
            found[f"{above}/?"] = None  # what cannot be looked into is told by reading it
    return found


def _is_new(linked: str, seen: set[str]) -> bool:
    """Whether a linked folder was not looked into through another link; links may run in rings."""
    place = os.path.realpath(linked)
    is_new = place not in seen
    seen.add(place)
    return is_new


def look(
    folder: Path, noted: Noted, noted_at: int, stamps: Mapping[str, Stamp | None]
) -> dict[str, tuple[Stamp, bytes]]:
    """Files with their digests; a file that is as it was noted is not read again.

    What cannot be read has an empty digest.
    """
    seen = {}
    for path, stamp in stamps.items():
        if stamp is None:
            seen[path] = (NO_STAMP, NO_FILE)
        else:
            known = as_noted(noted.get(path), stamp, noted_at)
            seen[path] = known or (stamp, digest_of(folder / path))
    return seen


def as_noted(
    known: tuple[Stamp, bytes] | None, stamp: Stamp, noted_at: int
) -> tuple[Stamp, bytes] | None:
    """What is known of a file or folder, if with this stamp it is still the one that was noted."""
    return known if known and known[0] == stamp and is_settled(stamp, noted_at) else None


def digest_of(path: Path) -> bytes:
    """The SHA-256 of a file; empty where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError:
        return b""


def digest(parts: Iterable[object]) -> bytes:
    """One digest of several values that `repr` tells apart, or that are bytes."""
    told = [
        part if type(part) is bytes else repr(part).encode("utf-8", "surrogatepass")
        for part in parts
    ]
    sizes = ",".join([f"{len(part)}" for part in told]).encode()
    return hashlib.sha256(b"\0".join([sizes, *told])).digest()
