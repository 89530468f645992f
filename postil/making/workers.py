"""Workers: articles made in several processes at once, where there are enough of them to pay.

A worker is a copy of this process, so that nothing has to be told to it; what it made comes back
without the places in the sources, which messages need and pages do not.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from postil.keeping.safe import from_bytes, to_bytes
from postil.making.article import Made
from postil.printing import Printed

FEWEST = 24
"""Articles. To begin with fewer takes longer than it saves."""
_ROUNDS = 8
"""In how many portions each worker gets its share, so that none waits long for the last."""

Make = Callable[[str], Made | None]
_make: Make | None = None
"""What a worker does; set before it is born."""


def can_share(jobs: int, slugs: Sequence[str]) -> bool:
    """Whether workers pay, and can be made.

    A process can be copied without harm on Linux, and as long as it has no threads: the
    typesetter has some from its first sheet on.
    """
    is_safe = sys.platform == "linux" and "typst" not in sys.modules
    return jobs > 1 and len(slugs) >= FEWEST and is_safe


def make_shared(make: Make, slugs: Sequence[str], jobs: int) -> Iterator[tuple[str, Made | None]]:
    """Make articles in so many processes; gives them in the order asked for."""
    global _make
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    _make = make
    portion = max(1, len(slugs) // (jobs * _ROUNDS))
    try:
        with ProcessPoolExecutor(jobs, get_context("fork")) as pool:
            found = map(_unpack, pool.map(_work, slugs, chunksize=portion))
            yield from zip(slugs, found, strict=True)
    finally:
        _make = None


def _work(slug: str) -> tuple[bytes, Printed] | None:
    assert _make is not None
    made = _make(slug)
    return (to_bytes(replace(made, files=Printed())), made.files) if made else None


def _unpack(packed: tuple[bytes, Printed] | None) -> Made | None:
    if packed is None:
        return None
    made = from_bytes(packed[0])
    assert isinstance(made, Made)
    return replace(made, files=packed[1])
