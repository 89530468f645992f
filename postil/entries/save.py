"""An annotation file to disk: the old one or the new one, whole. Touches the world."""

import errno
import hashlib
import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path


class ChangedMeanwhile(Exception):  # noqa: N818 - it names what happened, which is no fault
    """The file is not what it was when it was read. Nothing was written."""


def digest_of(data: bytes) -> str:
    """What tells a file's bytes from all others: SHA-256, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def load(path: Path) -> tuple[str, str]:
    """A file's text, byte order mark and line ends as they are, and its digest.

    Raises OSError, and UnicodeDecodeError where it is not UTF-8.
    """
    data = path.read_bytes()
    return data.decode("utf-8"), digest_of(data)


def save(path: Path, text: str, expected: str | None) -> None:
    """Put a text in a file's place, if the file still has the digest that is expected.

    `None` expects that there is no such file yet. A kill or a full disk leaves the old file or
    the new one, and at worst a hidden file beside it. A file that is read-only stays as it
    is. Raises ChangedMeanwhile and OSError.
    """
    mode = _check(path, expected)
    new = path.with_name(f".{path.name}.{secrets.token_hex(6)}.new")
    try:
        _write(new, text.encode("utf-8"), mode)
        if expected is None:
            _put(new, path)
        else:
            _check(path, expected)  # writing takes its time, on a slow disk
            new.replace(path)
    finally:
        with suppress(OSError):
            new.unlink()
    _settle(path.parent)


def _check(path: Path, expected: str | None) -> int | None:
    """The file's permissions; raises ChangedMeanwhile if it is not the file that was read."""
    try:
        status = path.lstat()
    except FileNotFoundError:
        if expected is None:
            return None
        raise ChangedMeanwhile("the file is no longer there") from None
    if expected is None:
        raise ChangedMeanwhile("a file of this name is there already")
    if not stat.S_ISREG(status.st_mode):
        raise ChangedMeanwhile("in the file's place stands something else")
    if not status.st_mode & 0o222:  # replacing it would be allowed: the folder's rights decide
        raise PermissionError(errno.EACCES, "the file is read-only", str(path))
    if digest_of(path.read_bytes()) != expected:
        raise ChangedMeanwhile("the file was changed meanwhile")
    return stat.S_IMODE(status.st_mode)


def _write(path: Path, data: bytes, mode: int | None) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o666), "wb") as file:
        if mode is not None:
            path.chmod(mode)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _put(new: Path, path: Path) -> None:
    """Give the file its name, which nothing may have yet."""
    try:
        os.link(new, path)
    except FileExistsError:
        raise ChangedMeanwhile("a file of this name is there already") from None
    except (OSError, NotImplementedError):  # a disk without links
        _check(path, None)
        new.replace(path)


def _settle(folder: Path) -> None:
    """Make the new name last, where the system can: folders are not opened on Windows."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
