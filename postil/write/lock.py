"""One write at a time: a lock in each state folder, released by the system when a process dies.

Libraries for locks take 40 to 60 ms to import, a fifth of a small build, for what are two calls.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from postil.write.error import WriteError, explained
from postil.write.output import STATE_NAME
from postil.write.state import State, create, open_state

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

OnWait = Callable[[int | None], None]
"""Told once that another build is waited for: the number of its process, if known."""

_PAUSE = 0.05
"""Seconds between two looks whether the other build has ended."""
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


@contextmanager
def locked(states: Sequence[State], wait: float, on_wait: OnWait | None) -> Iterator[None]:
    """Hold the locks of all states; WriteError if another build holds one for too long.

    Every process takes the locks in the same order, so no two can wait for each other. A folder
    that was made for a lock goes with it where nothing was written.
    """
    deadline = time.monotonic() + wait
    with ExitStack() as stack:
        for state in sorted(states, key=lambda state: str(state.folder)):
            above = next(f for f in (state.folder, *state.folder.parents) if f.is_dir())
            open_state(state)
            if _acquire(stack, state, deadline, on_wait):
                on_wait = None
            stack.callback(_tidy, state, above)
            stack.callback(_forget_pid, state)
            _record_pid(state)
        yield


def _acquire(stack: ExitStack, state: State, deadline: float, on_wait: OnWait | None) -> bool:
    """Take the lock of one state; tell whether another process had it."""
    lock, was_held = state.folder / "lock", False
    try:
        while (file := _locked_file(lock)) is None:
            open_state(state)  # another build that wrote nothing takes its folders away
            if not was_held and on_wait:
                on_wait(_recorded_pid(state))
            was_held = True
            left = deadline - time.monotonic()
            if left <= 0:
                pid = _recorded_pid(state)
                who = f" (process {pid})" if pid else ""
                raise WriteError(
                    state.root,
                    f"another build is running{who}",
                    "build again when it has ended",
                )
            time.sleep(min(left, _PAUSE))
    except OSError as error:
        raise explained(error, lock) from error
    stack.callback(_release, file)
    return was_held


def _locked_file(path: Path) -> int | None:
    """The open file, locked by us alone; `None` while another process has the lock.

    A build that waits may have it open already when one that wrote nothing takes it away.
    """
    try:
        file = os.open(path, os.O_RDWR | os.O_CREAT | _NO_LINK, 0o666)
    except FileNotFoundError:
        return None
    try:
        if _try_lock(file) and os.fstat(file).st_nlink:  # not removed before we had it
            return file
    except BaseException:
        os.close(file)
        raise
    os.close(file)
    return None


def _tidy(state: State, above: Path) -> None:
    """Remove our folders, and those below one that stood before, where nothing was written.

    Another build that waits may have made ours, or one that was killed.
    """
    if os.path.lexists(state.manifest):
        return
    with suppress(OSError):  # what is not empty stays
        (state.folder / "lock").unlink()
        for folder in (state.folder, *state.folder.parents):
            is_ours = folder == state.folder or folder.name == STATE_NAME
            if not is_ours and above not in folder.parents:
                break
            folder.rmdir()


def _release(file: int) -> None:
    try:
        _unlock(file)  # which closing does too, but on Windows some time later
    finally:
        os.close(file)


if sys.platform == "win32":

    def _try_lock(file: int) -> bool:
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

    def _unlock(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)

else:

    def _try_lock(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):  # some disks say the one, some the other
            return False
        return True

    def _unlock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)


# The number has a file of its own: on Windows nobody can read a file that is locked.


def _record_pid(state: State) -> None:
    _forget_pid(state)  # of a build that was killed
    with suppress(OSError):
        create(state.folder / "pid", str(os.getpid()).encode())


def _forget_pid(state: State) -> None:
    with suppress(OSError):
        (state.folder / "pid").unlink()


def _recorded_pid(state: State) -> int | None:
    try:
        return int((state.folder / "pid").read_text("ascii"))
    except (OSError, ValueError):
        return None
