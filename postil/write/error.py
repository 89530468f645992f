"""What stops a write, in words a user can act on."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_REASONS = {
    errno.ENOSPC: ("the disk is full", "free some space and build again"),
    errno.EDQUOT: ("the disk quota is used up", "free some space and build again"),
    errno.EFBIG: ("a file-size limit is in the way", "raise the limit and build again"),
    errno.EROFS: ("the disk is read-only", "choose another output folder"),
    errno.EXDEV: ("this is on another disk than the output folder", "put both on one disk"),
    errno.ENAMETOOLONG: ("the name is too long for this disk", "choose a shorter name"),
    errno.ENOLCK: (
        "this disk has no locks, so two builds could meet on it",
        "choose an output folder on another disk",
    ),
    errno.EACCES: (
        "permission denied",
        "see who owns it and that no other program has it open, then build again",
    ),
    errno.ENOTDIR: ("a file stands where a folder must be", "move it away and build again"),
    errno.EISDIR: ("a folder stands where a file must be", "move it away and build again"),
}
_REASONS[errno.EEXIST] = _REASONS[errno.ENOTDIR]
_REASONS[errno.ENOTEMPTY] = _REASONS[errno.EISDIR]
_REASONS[errno.ENOSYS] = _REASONS[errno.ENOLCK]
_REASONS[errno.EPERM] = _REASONS[errno.EACCES]


class WriteError(Exception):
    """The surroundings do not let the site be written; the content is not to blame."""

    def __init__(self, path: Path, message: str, hint: str) -> None:
        super().__init__(path, message, hint)
        self.path = path
        self.message = message
        """A plain clause without a full stop."""
        self.hint = hint
        """What to do next."""

    def __str__(self) -> str:
        return f"{self.path}: {self.message}; {self.hint}"


def explained(error: OSError, path: Path, *, hint: str = "") -> WriteError:
    """The same fault in plain words, about the path that the user knows."""
    reason = os.strerror(error.errno).lower() if error.errno else str(error)
    message, remedy = _REASONS.get(error.errno or 0, (reason, "build again"))
    return WriteError(path, message, hint or remedy)


@contextmanager
def faults_told(path: Path) -> Iterator[None]:
    """Turn faults of the system into WriteError, about the file they name or else this path."""
    try:
        yield
    except OSError as error:
        raise explained(error, Path(os.fsdecode(error.filename or path))) from error
