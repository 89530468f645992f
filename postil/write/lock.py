"""One write at a time: a lock in each state folder, released by the system when a process dies."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress

from postil.write.error import WriteError, explained
from postil.write.state import State, create, open_state

OnWait = Callable[[int | None], None]
"""Told once that another build is waited for: the number of its process, if known."""


@contextmanager
def locked(states: Sequence[State], wait: float, on_wait: OnWait | None) -> Iterator[None]:
    """Hold the locks of all states; WriteError if another build holds one for too long.

    Every process takes the locks in the same order, so no two can wait for each other.
    """
    deadline = time.monotonic() + wait
    with ExitStack() as stack:
        for state in sorted(states, key=lambda state: str(state.folder)):
            open_state(state)
            if _acquire(stack, state, deadline, on_wait):
                on_wait = None
            stack.callback(_forget_pid, state)
            _record_pid(state)
        yield


def _acquire(stack: ExitStack, state: State, deadline: float, on_wait: OnWait | None) -> bool:
    """Enter the lock of one state; tell whether another process had it."""
    from filelock import FileLock, Timeout  # takes 40 ms, which `--help` need not pay

    lock = FileLock(state.folder / "lock")
    try:
        try:
            stack.enter_context(lock.acquire(timeout=0))
        except Timeout:
            if on_wait:
                on_wait(_recorded_pid(state))
            stack.enter_context(lock.acquire(timeout=max(0, deadline - time.monotonic())))
            return True
    except Timeout:
        pid = _recorded_pid(state)
        who = f" (process {pid})" if pid else ""
        raise WriteError(
            state.root,
            f"another build is running{who}",
            "build again when it has ended",
        ) from None
    except OSError as error:
        raise explained(error, state.folder / "lock") from error
    return False


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
