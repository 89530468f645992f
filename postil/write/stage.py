"""Put new bytes aside, then the journals that decide to use them. No output is touched yet.

A build of many files sets each aside as soon as it is made, before it is known which are to be put.
"""

import os
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from postil.write.error import explained
from postil.write.journal import JOURNAL_TITLE, Journal, journal_lines
from postil.write.manifest import MANIFEST_TITLE, manifest_lines
from postil.write.output import Output
from postil.write.plan import Plan
from postil.write.state import State, create, make_durable, make_names_durable, seal


def set_aside(state: State, path: str, data: bytes) -> bytes:
    """Write a file into the stage of a root that is held; gives the SHA-256 of its bytes.

    Several processes may do so at once. Raises OSError.
    """
    digest = sha256(data).digest()
    place = _aside(state, path, digest)
    try:
        create(place, data)
    except FileNotFoundError:  # it is the first
        state.stage.mkdir(exist_ok=True)
        create(place, data)
    except FileExistsError:  # made twice, and both times the same
        pass
    return digest


def read_aside(state: State, path: str, digest: bytes) -> bytes:
    """What was set aside for a path, as long as it is not written."""
    return _aside(state, path, digest).read_bytes()


def _aside(state: State, path: str, digest: bytes) -> Path:
    """Where it lies: the numbers that the journal tells are not known yet."""
    return state.stage / sha256(path.encode() + digest).hexdigest()


def stage(each: Plan, output: Output) -> None:
    """Write new bytes aside; WriteError names the file they are for."""
    state = each.state
    place = state.stage
    staged: list[Path] = []
    try:
        state.stage.mkdir(exist_ok=True)
        for number, put in enumerate(each.puts):
            place = state.root / put.path
            staged.append(state.stage / str(number))
            if put.path in output.aside:
                _aside(state, put.path, output.aside[put.path]).rename(staged[-1])
            else:
                create(staged[-1], output.files[put.path])
        place = state.manifest
        staged.append(state.staged_manifest)
        create(staged[-1], seal(MANIFEST_TITLE, manifest_lines(each.manifest)))
        make_durable(staged)
    except OSError as error:
        raise explained(error, place) from error


def decide(plans: Sequence[Plan]) -> None:
    """Write the journals, the leader's last: with it the transaction stands. Raises WriteError."""
    journals = _journals(plans)
    for state, journal in journals:
        try:
            create(
                state.stage / "journal", seal(JOURNAL_TITLE, journal_lines(journal)), durable=True
            )
            make_names_durable(state.stage)
        except OSError as error:
            raise explained(error, state.journal) from error
    for state, _ in journals:
        try:
            (state.stage / "journal").replace(state.journal)
        except OSError as error:
            raise explained(error, state.journal) from error
        make_names_durable(state.folder)


def _journals(plans: Sequence[Plan]) -> list[tuple[State, Journal]]:
    """A journal for each root; the first root leads and stands last."""
    leader = plans[0].state.root
    transaction = os.urandom(8).hex()  # tells it from others; no output depends on it
    journals: list[tuple[State, Journal]] = []
    followers: list[str] = []
    for each in (*plans[1:], plans[0]):
        root = each.state.root
        back, there = _relative(leader, root), _relative(root, leader)
        follows = root != leader and back is not None and there is not None
        if follows:
            followers.append(there or "")
        journal = Journal(
            transaction=transaction,
            leader=back if follows else None,
            followers=tuple(followers) if root == leader else (),
            clear=each.clear,
            puts=each.puts,
            remove=each.remove,
        )
        journals.append((each.state, journal))
    return journals


def _relative(root: Path, start: Path) -> str | None:
    """The way from one root to another; None where a journal cannot hold it."""
    try:
        way = os.path.relpath(root, start)
        way.encode()
    except ValueError:  # another drive of Windows, or a name that is not text
        return None
    return None if "\n" in way else way
