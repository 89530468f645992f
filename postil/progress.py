"""Progress on a terminal for work that takes long; silence in a pipe."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_PATIENCE = 0.5
"""Seconds after which a person wants to know that something is happening."""


@contextmanager
def terminal_progress() -> Iterator[Callable[[str], None]]:
    """Gives a function to tell stages to; what it showed is gone at the end."""
    if not sys.stderr.isatty():
        yield lambda stage: None
        return
    began = time.monotonic()

    def tell(stage: str) -> None:
        if time.monotonic() - began > _PATIENCE:
            sys.stderr.write(f"\r\x1b[K{stage} …")
            sys.stderr.flush()

    try:
        yield tell
    finally:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
