"""Inputs: all that stands in the content folder, as far as it must be looked at again."""

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from postil.keeping.stamps import (
    NO_FILE,
    NO_STAMP,
    Noted,
    Stamp,
    as_noted,
    digest_of,
    stamp_from,
)


def look_again(folder: Path, noted: Noted, noted_at: int) -> dict[str, tuple[Stamp, bytes]]:
    """Everything below a folder, by its path there with `/`, with its stamp and its digest.

    A file that is as it was noted is not read again, and a folder that is so is not listed again,
    which takes longer than to look at the few files in it. What cannot be read has an empty digest.
    """
    seen: dict[str, tuple[Stamp, bytes]] = {}
    known = _known(noted)
    waiting = [""]
    while waiting:
        above = waiting.pop()
        stamp, _ = seen.get(above, (NO_STAMP, NO_FILE))
        paths = known.get(above) if as_noted(noted.get(above), stamp, noted_at) else None
        for path, status in _statuses(folder, above, paths):
            seen[path] = (NO_STAMP, NO_FILE)
            if status is None:
                continue
            stamp = stamp_from(status)
            if stat.S_ISREG(status.st_mode):
                before = as_noted(noted.get(path), stamp, noted_at)
                seen[path] = before or (stamp, digest_of(folder / path))
            elif stat.S_ISDIR(status.st_mode):
                seen[path] = (stamp, NO_FILE)
                waiting.append(path)
    return seen


def _known(noted: Noted) -> Mapping[str, Sequence[str]]:
    """Folder → the paths that stood in it.

    Whatever comes into a folder, goes or gets another name gives that another stamp, but not on
    all disks of Windows.
    """
    found: dict[str, list[str]] = {}
    for path in noted if os.name == "posix" else ():
        above, slash, _ = path.rpartition("/")
        if slash:
            found.setdefault(above, []).append(path)
    return found


def _statuses(
    folder: Path, above: str, paths: Sequence[str] | None
) -> Iterator[tuple[str, os.stat_result | None]]:
    """What stands in a folder below another: these paths, or if they are not known, what it lists.

    `None` for what cannot be looked into; it is told by reading it.
    """
    try:
        if paths is not None:
            yield from [(path, os.lstat(f"{folder}/{path}")) for path in paths]
            return
    except OSError:
        pass  # it is not what it seemed
    try:
        with os.scandir(f"{folder}/{above}" if above else folder) as entries:
            for entry in entries:
                path = f"{above}/{entry.name}" if above else entry.name
                yield path, entry.stat(follow_symlinks=False)
    except OSError:
        yield f"{above}/?", None
