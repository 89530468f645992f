"""Carry out journals: complete what was decided, clear away what was not.

The same code ends every write and repairs after every kill. Each step can be done twice.
"""

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from postil.write.error import WriteError, explained
from postil.write.journal import Journal, Put, read_journal
from postil.write.output import folders
from postil.write.state import State, make_names_durable, state_of
from postil.write.tree import holds_file, is_folder, status_of

_LATER = "see to it and build again: the next build completes this one"


def settle(states: Sequence[State]) -> bool:
    """Leave every root whole, old or new. Tell whether something was completed.

    Needs the locks of all states. Raises WriteError; then the journals stay for the next run.
    """
    journals = [(state, read_journal(state)) for state in states]
    decided = {j.transaction for _, j in journals if j is not None and j.leader is None}
    due = [(state, j) for state, j in journals if j is not None and j.transaction in decided]
    for state, journal in due:
        _apply(state, journal)
    # In any order: with all work done, a journal that counts no more leaves nothing to clear.
    for state in states:
        _drop(state)
    return bool(due)


def linked(states: Iterable[State]) -> list[State]:
    """The states and those that share an interrupted transaction with them."""
    found = {state.root: state for state in states}
    queue = list(found.values())
    for state in queue:
        journal = read_journal(state)
        if journal is None:
            continue
        for relative in (*journal.followers, *([journal.leader] if journal.leader else [])):
            other = state_of(Path(os.path.normpath(state.root / relative)))
            # Only a folder that tells of the same transaction is believed to be part of it.
            theirs = read_journal(other) if other.root not in found else None
            if theirs is not None and theirs.transaction == journal.transaction:
                found[other.root] = other
                queue.append(other)
    return queue


def _apply(state: State, journal: Journal) -> None:
    if not os.path.lexists(state.staged_manifest):
        return
    # Once the first new file stands, a path to clear may be that file under another spelling.
    if os.path.lexists(state.stage / "0"):
        _remove(state.root, journal.clear)
    _prune(state.root, journal.clear)
    known: set[Path] = set()
    for number, put in enumerate(journal.puts):
        _put(state, number, put, known)
    _remove(state.root, journal.remove)
    _prune(state.root, journal.remove)
    try:
        state.staged_manifest.replace(state.manifest)
        make_names_durable(state.folder)
    except OSError as error:
        raise explained(error, state.manifest, hint=_LATER) from error


def _put(state: State, number: int, put: Put, known: set[Path]) -> None:
    staged = state.stage / str(number)
    if not os.path.lexists(staged):
        return  # put by the run that was interrupted
    target = state.root / put.path
    try:
        _make_folder(state.root, target.parent, known)
        if not put.ours and os.path.lexists(target):
            raise WriteError(target, "this file came in the way during the build", _LATER)
        staged.replace(target)
    except OSError as error:
        raise explained(error, target, hint=_LATER) from error


def _make_folder(root: Path, folder: Path, known: set[Path]) -> None:
    if folder in known:
        return
    status = status_of(folder)
    if status is None:
        if folder == root:
            folder.mkdir(parents=True)
        else:
            _make_folder(root, folder.parent, known)
            folder.mkdir()
    elif not is_folder(status):
        raise WriteError(folder, "this came in the way of a folder during the build", _LATER)
    elif folder != root:
        _make_folder(root, folder.parent, known)
    known.add(folder)


def _remove(root: Path, paths: Sequence[str]) -> None:
    for path in paths:
        if holds_file(root, path):
            try:
                (root / path).unlink()
            except OSError as error:
                raise explained(error, root / path, hint=_LATER) from error


def _prune(root: Path, paths: Sequence[str]) -> None:
    """Remove the folders that are empty now that these files are gone."""
    for folder in sorted({f for path in paths for f in folders(path)}, reverse=True):
        if not any((root / f).is_symlink() for f in (folder, *folders(folder))):
            with suppress(OSError):  # not empty, or gone
                (root / folder).rmdir()


def _drop(state: State) -> None:
    """Forget a journal, then what is left in the stage."""
    try:
        state.journal.unlink(missing_ok=True)
    except OSError as error:
        raise explained(error, state.journal) from error
    with suppress(OSError):  # what stays is nothing but litter; the next build tries again
        for staged in sorted(state.stage.iterdir()):
            staged.unlink()
        state.stage.rmdir()
