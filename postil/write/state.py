"""Where a root keeps its manifest, journal, stage and lock, and how these are kept whole.

The state lies on the file system of the root, since only there is a rename atomic. It names no
place outside except by relative paths, so that a project can be moved and copied.
"""

import errno
import hashlib
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from postil.deferred import dataclass
from postil.write.error import WriteError, explained
from postil.write.output import STATE_NAME
from postil.write.tree import is_link, status_of

# Above this many, one sync of the whole system costs less than one for each file.
_FEW = 200
_BINARY = getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class State:
    """The files beside one root that make writing to it safe."""

    root: Path
    folder: Path

    @property
    def manifest(self) -> Path:
        """Which files a build wrote."""
        return self.folder / "manifest"

    @property
    def journal(self) -> Path:
        """What a write is about to do; there only while it does it."""
        return self.folder / "journal"

    @property
    def stage(self) -> Path:
        """Holds new files, named by their number in the journal, until they take their places."""
        return self.folder / "stage"

    @property
    def staged_manifest(self) -> Path:
        """The manifest to be; that it is gone from the stage says that all else is done."""
        return self.stage / "manifest"

    @property
    def is_idle(self) -> bool:
        """Whether no write is under way here and none was interrupted."""
        return not os.path.lexists(self.journal) and not os.path.lexists(self.stage)


def state_of(root: Path) -> State:
    """The state of a root, which need not exist yet. Changes nothing."""
    if root.name in {"", ".."}:
        root = root.resolve()
    root = root.parent.resolve() / root.name
    inside = root / STATE_NAME
    beside = root.parent / STATE_NAME / root.name
    # Once inside, always inside: a manifest must not be lost because rights or mounts changed.
    if os.path.lexists(inside) or not _can_rename(beside, root):
        return State(root, inside)
    return State(root, beside)


def _can_rename(beside: Path, root: Path) -> bool:
    """Whether files can be made at `beside` and renamed into `root`."""
    if not root.is_dir():
        return True  # it will be made beside the state
    near = next(folder for folder in beside.parents if folder.is_dir())
    if near.stat().st_dev != root.stat().st_dev or not os.access(near, os.W_OK | os.X_OK):
        return False
    try:
        # One disk can be mounted twice with one device number, and a rename between the two
        # fails. The system tells so even for a file that does not exist.
        (near / ".postil-none").rename(root / ".postil-none")
    except OSError as error:
        return error.errno != errno.EXDEV
    return True


def open_state(state: State) -> None:
    """Make the state folder where it is missing; WriteError if it is not ours to use.

    What lies in the stage is removed or moved, so a link there would reach files of others.
    """
    for folder in (state.folder.parent, state.folder, state.stage):
        status = status_of(folder)
        if folder != state.root and status and is_link(status):
            raise WriteError(folder, "this folder must not be a link", "remove it and build again")
    try:
        state.folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise explained(error, state.folder) from error


def create(path: Path, data: bytes, *, durable: bool = False) -> None:
    """Write a new file; never through a link, never over another file."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(file, rest) :]
        if durable:
            os.fsync(file)
    finally:
        os.close(file)


def make_durable(files: Sequence[Path]) -> None:
    """Return when the bytes of new files, all on one disk, would survive a power cut."""
    if len(files) > _FEW and sys.platform == "linux":  # elsewhere `sync` returns too early
        os.sync()
        return
    for path in files:
        file = os.open(path, os.O_RDWR | _BINARY)
        try:
            os.fsync(file)
        finally:
            os.close(file)


def make_names_durable(folder: Path) -> None:
    """The same for the names in a folder, where the system can."""
    with suppress(OSError):  # Windows opens no folders
        file = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(file)
        finally:
            os.close(file)


def seal(title: str, lines: Iterable[str]) -> bytes:
    """Lines of text under a title, with a last line that shows damage."""
    body = "".join(f"{line}\n" for line in (title, *lines)).encode()
    return body + f"sha256 {hashlib.sha256(body).hexdigest()}\n".encode()


def unseal(path: Path, title: str) -> list[str] | None:
    """The lines of a sealed file; None if it is missing, damaged, or of another kind."""
    try:
        data = path.read_bytes()
        text = data.decode()
    except (OSError, UnicodeDecodeError):
        return None
    lines = text.split("\n")[1:-2]
    return lines if seal(title, lines) == data else None
