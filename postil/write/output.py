"""What is to be written, and which relative paths can be trusted."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from pathlib import Path

from postil.deferred import dataclass

STATE_NAME = ".postil"
"""The folder in which the state of a write lives; never an output path."""

# Control characters would break a line of the journal; a colon or a backslash names a drive or
# a folder on Windows.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\\:]")


@dataclass(frozen=True)
class Output:
    """All files of one output folder."""

    root: Path
    """The output folder, absolute."""
    files: Mapping[str, bytes]
    """Relative path with `/` to bytes."""
    keep: Callable[[str], bool] | None = None
    """For a build of a part: which earlier files stay although `files` has them not."""
    standing: frozenset[str] = frozenset()
    """Earlier files that hold already what they shall: they stay, and count as unchanged."""
    aside: Mapping[str, bytes] = field(default_factory=dict)
    """Those of the files that were set aside, with the SHA-256 of each."""


@dataclass(frozen=True, slots=True)
class Written:
    """How many files a write touched, over all its folders."""

    written: int
    unchanged: int
    removed: int


def is_plain(path: str) -> bool:
    """Whether a relative path names a place inside its root, on every system."""
    parts = path.split("/")
    return (
        not _UNSAFE.search(path)
        and _is_text(path)
        and not any(part in {"", ".", ".."} for part in parts)
        and folded(parts[0]) != STATE_NAME
    )


def _is_text(path: str) -> bool:
    """Whether it holds no lone surrogate."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def are_plain(paths: Sequence[str]) -> bool:
    """Whether all of them are, of which there may be thousands."""
    lines = "\n".join(paths)
    parts = f"/{lines}/".replace("\n", "/")
    is_ordinary = lines.isascii() and lines.count("\n") == len(paths) - 1
    if is_ordinary and not _UNSAFE.search(parts) and STATE_NAME not in lines.lower():
        return not any(part in parts for part in ("//", "/./", "/../"))
    return all(map(is_plain, paths))


def folded(path: str) -> str:
    """Equal for paths that are one file on some file systems: case, composed characters."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def folders(path: str) -> Iterator[str]:
    """The folders above a relative path, innermost first; the root is not among them."""
    end = path.rfind("/")
    while end > 0:
        yield path[:end]
        end = path.rfind("/", 0, end)


def check_paths(paths: Iterable[str]) -> None:
    """Raise ValueError where the paths could not stand side by side on every system."""
    seen: dict[str, str] = {}
    for path in sorted(paths):
        if not is_plain(path):
            raise ValueError(f"not a plain relative path: {path!r}")
        twin = seen.setdefault(folded(path), path)
        if twin is not path:
            raise ValueError(f"one file on some systems: {twin!r} and {path!r}")
    for path in seen.values():
        for folder in folders(path):
            if folded(folder) in seen:
                raise ValueError(f"both a file and a folder: {folder!r}")
