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
    global _work
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    _work = work
    gc.freeze()  # what is looked at for garbage is copied, and here is none
    try:
        fork = get_context("fork")
        with ProcessPoolExecutor(min(jobs, len(names)), fork, initializer=_follow) as pool:
            try:
                yield zip(names, pool.map(_do, names, chunksize=portion), strict=True)
            except BaseException:  # what went wrong is told now, not when all the rest is made
                pool.shutdown(wait=False, cancel_futures=True)
                raise
    finally:
        gc.unfreeze()
        _work = None


def _follow() -> None:
    """End when the process ends that this one is a copy of, which cannot say so if it is killed."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait
    from threading import Thread

    parent = parent_process()
    assert parent is not None

    def end() -> None:
        wait([parent.sentinel])
        os._exit(1)

    Thread(target=end, daemon=True).start()


def _do(name: str) -> Any:
    assert _work is not None
    return _work(name)
