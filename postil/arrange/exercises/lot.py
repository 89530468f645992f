"""The lot: an order that nobody can foresee, and everybody gets again.

Things are put in the order of the SHA-256 of the seed and their words. Python's `random` promises
the same numbers only for some of its methods; a digest is the same everywhere and for ever. The
order depends on no other thing that is drawn: who adds an entry does not shuffle the rest. And it
does not depend on the order in which the things come, which may be that of the answers.
"""

from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import TypeVar

Thing = TypeVar("Thing")


def draw(seed: str, things: Iterable[Thing], words: Callable[[Thing], str]) -> list[Thing]:
    """Things in the order of the lot; `words` are different for each of them."""

    def ticket(thing: Thing) -> tuple[bytes, str]:
        said = words(thing)
        return sha256(f"{seed}\n{said}".encode()).digest(), said

    return sorted(things, key=ticket)
