"""The journal: what a write does to one root, so that any later run can complete it.

A transaction over several roots has a journal in each. The first root leads: its journal is
written last, and from then on the transaction stands.
"""

from collections.abc import Iterator

from postil.deferred import dataclass
from postil.write.output import is_plain
from postil.write.state import State, unseal

JOURNAL_TITLE = "postil journal 1"


@dataclass(frozen=True, slots=True)
class Put:
    """A staged file and its place."""

    path: str
    ours: bool
    """Whether a file that stands there is a build's, and may be replaced."""


@dataclass(frozen=True, slots=True)
class Journal:
    """The work on one root, in the order in which it is done."""

    transaction: str
    """The same in every root of one transaction."""
    leader: str | None
    """The root whose journal decides, relative to this one; None in the leader's own journal."""
    followers: tuple[str, ...]
    """The other roots, in the leader's journal."""
    clear: tuple[str, ...]
    """Our old files that are in the way of new ones."""
    puts: tuple[Put, ...]
    """The staged files; each lies in the stage under its number here."""
    remove: tuple[str, ...]
    """Our other old files that no build writes any more."""


def journal_lines(journal: Journal) -> Iterator[str]:
    """A journal as lines of a word and a value."""
    yield f"transaction {journal.transaction}"
    if journal.leader is not None:
        yield f"leader {journal.leader}"
    yield from (f"follower {root}" for root in journal.followers)
    yield from (f"clear {path}" for path in journal.clear)
    yield from (f"{'replace' if put.ours else 'new'} {put.path}" for put in journal.puts)
    yield from (f"remove {path}" for path in journal.remove)


def read_journal(state: State) -> Journal | None:
    """The journal of an interrupted write; None if there is none that can be trusted."""
    lines = unseal(state.journal, JOURNAL_TITLE)
    if lines is None:
        return None
    entries = [(word, value) for word, _, value in (line.partition(" ") for line in lines)]

    def values(*words: str) -> tuple[str, ...]:
        return tuple(value for word, value in entries if word in words)

    transaction, leader = values("transaction"), values("leader")
    paths = values("clear", "new", "replace", "remove")
    followers = values("follower")
    known = len(transaction) + len(leader) + len(followers) + len(paths)
    if len(transaction) != 1 or len(leader) > 1 or known != len(entries):
        return None
    if not all(map(is_plain, paths)):
        return None
    return Journal(
        transaction=transaction[0],
        leader=leader[0] if leader else None,
        followers=followers,
        clear=values("clear"),
        puts=tuple(Put(v, word == "replace") for word, v in entries if word in {"new", "replace"}),
        remove=values("remove"),
    )
