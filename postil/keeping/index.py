"""The index: what the last build was made of, what it made, and what it told."""

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import field, replace
from pathlib import Path

from postil.deferred import dataclass
from postil.diagnostics import Diagnostic
from postil.keeping.stamps import Stamp, digest_of, is_settled, stamp_of
from postil.sealing import load, to_bytes
from postil.write.output import STATE_NAME

FOLDER = f"{STATE_NAME}/kept"
"""Beside the content folder."""
_INDEX = "index"
_PART = "part-"
_MOST_PARTS = 4


@dataclass(frozen=True)
class Part:
    """Files that were made together."""

    key: bytes
    """Of all that they were made of."""
    paths: tuple[tuple[int, str], ...]
    """(number of the output, path in it)."""


@dataclass(frozen=True)
class Index:
    """What the last build was made of, what it made, and what it told."""

    wish: bytes = b""
    """What was asked for, of which content, into which folders, by which engine and templates."""
    noted_at: int = 0
    """When it was written, in nanoseconds since 1970."""
    inputs: Mapping[str, tuple[Stamp, bytes]] = field(default_factory=dict)
    """Everything below the content folder, with its digest."""
    outputs: Mapping[tuple[int, str], tuple[Stamp, bytes]] = field(default_factory=dict)
    """Every file that was made, as it stood on disk, with its digest."""
    articles: Mapping[str, bytes] = field(default_factory=dict)
    """By slug, the key of all that an article's files were made of; where that says nothing, ``."""
    joined: Mapping[str, Part] = field(default_factory=dict)
    """What joins articles, by name."""
    diagnostics: tuple[Diagnostic, ...] = ()

    def standing(self, roots: Sequence[Path]) -> Iterator[tuple[int, str]]:
        """The files that stand as they were made, for all that the disk tells."""
        for (number, path), (stamp, digest) in self.outputs.items():
            place = f"{roots[number]}/{path}"
            if stamp_of(place) != stamp:
                continue
            if is_settled(stamp, self.noted_at) or digest_of(Path(place)) == digest:
                yield number, path


def read_index(folder: Path, wish: bytes) -> Index:
    """What was noted for the same wish; an empty index where nothing can be believed."""
    found = load(folder / _INDEX)
    return found if isinstance(found, Index) and found.wish == wish else Index(wish)


def write_index(folder: Path, index: Index) -> None:
    """Note a build. Where that is not possible, the next one has more to do."""
    staged = folder / f"{_INDEX}.{os.getpid()}"
    with suppress(OSError):
        if is_led_away(staged):
            return
        folder.mkdir(parents=True, exist_ok=True)
        staged.write_bytes(to_bytes(replace(index, noted_at=time.time_ns())))
        staged.replace(folder / _INDEX)


def is_led_away(file: Path) -> bool:
    """Whether a link leads to what is kept, perhaps from out of the project."""
    for place in (file, *file.parents):
        if place.is_symlink():
            return True
        if place.name == STATE_NAME:
            break
    return False


def part_of(folder: Path, wish: bytes) -> Path:
    """Where is kept what was built beside the whole site, below what is kept of that."""
    return folder / f"{_PART}{wish.hex()[:16]}"


def forget_parts(folder: Path) -> None:
    """Leave of what is kept of parts the last few: each wish has one, and each new Postil."""
    import shutil  # a build that has nothing to do should not wait for it

    with suppress(OSError):
        if is_led_away(folder):
            return
        parts = [p for p in folder.glob(f"{_PART}*") if p.is_dir() and not p.is_symlink()]
        for old in sorted(parts, key=lambda p: p.stat().st_mtime_ns)[:-_MOST_PARTS]:
            shutil.rmtree(old, ignore_errors=True)
