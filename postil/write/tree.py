"""What stands in a folder, told without following a link."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from postil.write.output import folders

_JUNCTION = 0xA0000003  # IO_REPARSE_TAG_MOUNT_POINT; other tags are files kept in a cloud


def status_of(path: Path) -> os.stat_result | None:
    """What stands at a path itself, not where it may point; None if nothing does."""
    try:
        return path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None


def is_link(status: os.stat_result) -> bool:
    """Whether it leads elsewhere: a symbolic link, or a junction on Windows."""
    return stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) == _JUNCTION


def is_folder(status: os.stat_result) -> bool:
    """Whether it is a folder in its own place."""
    return stat.S_ISDIR(status.st_mode) and not is_link(status)


def is_file(status: os.stat_result) -> bool:
    """Whether it is a regular file in its own place."""
    return stat.S_ISREG(status.st_mode) and not is_link(status)


def name_limit(folder: Path) -> int:
    """How many bytes a name may have on the disk of an existing folder."""
    try:
        return os.pathconf(folder, "PC_NAME_MAX")
    except (AttributeError, OSError, ValueError):  # Windows does not tell
        return 255


def holds_file(root: Path, path: str) -> bool:
    """Whether a regular file stands at a relative path, with no link on the way to it."""
    status = status_of(root / path)
    return (
        status is not None
        and is_file(status)
        and all(
            (above := status_of(root / folder)) is not None and is_folder(above)
            for folder in folders(path)
        )
    )


def leaves(root: Path, folder: str) -> Iterator[str]:
    """Everything below a folder that holds nothing itself: files, links, empty folders."""
    for base, names, files in os.walk(root / folder):
        here = Path(base).relative_to(root).as_posix()
        if not names and not files:
            yield here
        yield from (f"{here}/{name}" for name in files)
        for name in names:
            if (status := status_of(Path(base, name))) and is_link(status):
                yield f"{here}/{name}"
