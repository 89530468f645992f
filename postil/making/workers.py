"""Workers: work in several processes at once, where there is enough of it to pay.

A worker is a copy of this process, so that nothing has to be told to it.
"""

import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

FEWEST = 24
"""Articles. To begin with fewer takes longer than it saves."""

_work: Callable[[str], Any] | None = None
"""What a worker does; set before it is born."""
_halt: Any = None
"""An event: whether nobody wants any more what it does."""


def can_share(jobs: int, articles: int) -> bool:
    """Whether workers pay, and can be made.

    A process can be copied without harm on Linux, and as long as it has no threads: the
    typesetter has some from its first sheet on.
    """
    is_safe = sys.platform == "linux" and "typst" not in sys.modules
    return jobs > 1 and articles >= FEWEST and is_safe


@contextmanager
def shared(
    work: Callable[[str], Any], names: Sequence[str], jobs: int, portion: int = 1
) -> Iterator[Iterator[tuple[str, Any]]]:
    """Do work in so many processes; gives what each name came to, in the order asked for.

    They begin at once. `portion` names are handed over at a time.
    """
    global _work, _halt
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    _work = work
    gc.freeze()  # what is looked at for garbage is copied, and here is none
    try:
        fork = get_context("fork")
        _halt = fork.Event()
        with ProcessPoolExecutor(min(jobs, len(names)), fork, initializer=_follow) as pool:
            try:
                yield zip(names, pool.map(_do, names, chunksize=portion), strict=True)
            except BaseException:
                # What went wrong is told now, not when all the rest is made. They are waited for:
                # nothing more may be set aside when this process clears that away.
                _halt.set()
                pool.shutdown(cancel_futures=True)
                raise
    finally:
        gc.unfreeze()
        _work = None


def _follow() -> None:
    """End when the process ends that this one is a copy of, which cannot say so if it is killed.

    Ctrl-C comes to all of them: it is for that process to say what is to be done then.
    """
    import signal
    from multiprocessing import parent_process
    from multiprocessing.connection import wait
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    parent = parent_process()
    assert parent is not None

    def end() -> None:
        wait([parent.sentinel])
        os._exit(1)

    Thread(target=end, daemon=True).start()


def _do(name: str) -> Any:
    assert _work is not None
    if _halt.is_set():
        raise InterruptedError
    return _work(name)
