"""Write outputs to disk as one transaction; complete one that was interrupted."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from postil.deferred import dataclass
from postil.write.error import WriteError, faults_told
from postil.write.guards import check_root
from postil.write.lock import OnWait, locked
from postil.write.output import Output, Written, check_paths
from postil.write.plan import Plan, plan
from postil.write.settle import linked, settle
from postil.write.stage import decide, stage
from postil.write.state import State, state_of


@contextmanager
def held(
    roots: Iterable[Path], *, wait: float = 60.0, on_wait: OnWait | None = None
) -> Iterator["Transaction"]:
    """Hold output folders, so that no other build writes there, and settle what was interrupted.

    Waits up to `wait` seconds for another build, which `on_wait` is told of. What was set aside and
    is not written is gone at the end. Raises WriteError if the surroundings do not allow it.
    """
    states = _states(_checked(roots))
    with _settled(states, wait, on_wait):
        for state in states:
            if os.path.lexists(state.stage):  # what lies there would be taken for ours
                hint = "remove this folder and build again"
                raise WriteError(state.stage, "what is in this folder is in the way", hint)
        try:
            yield Transaction(tuple(states))
        except BaseException:
            # As a rule nothing is decided yet and this clears the stage. If Ctrl-C came just when
            # the last journal stood, it completes the work; a second one leaves it for later.
            with suppress(WriteError):
                settle(states)
            raise
        settle(states)


@dataclass(frozen=True, slots=True)
class Transaction:
    """Output folders that are held by this build alone."""

    states: tuple[State, ...]
    """One for each."""

    def write(self, outputs: Sequence[Output]) -> Written:
        """Make these folders hold their files, all together.

        Raises WriteError if the surroundings do not allow it: before the journal stands nothing
        has changed; after it, the next run completes the work. ValueError means that the caller
        asks for the impossible.
        """
        for output in outputs:
            check_paths(output.files)
        plans = [_plan(output, state) for output, state in zip(outputs, self.states, strict=True)]
        _check_obstacles([obstacle for each in plans for obstacle in each.obstacles])
        _carry_out([(p, o) for p, o in zip(plans, outputs, strict=True) if not p.is_idle])
        return Written(
            written=sum(len(p.puts) for p in plans),
            unchanged=sum(p.unchanged for p in plans),
            removed=sum(len(p.clear) + len(p.remove) for p in plans),
        )


def write(
    outputs: Sequence[Output], *, wait: float = 60.0, on_wait: OnWait | None = None
) -> Written:
    """Make every output folder hold its files: as `held`, and `Transaction.write`."""
    with held([output.root for output in outputs], wait=wait, on_wait=on_wait) as transaction:
        return transaction.write(outputs)


def recover(roots: Iterable[Path], *, wait: float = 60.0, on_wait: OnWait | None = None) -> bool:
    """Complete an interrupted write, or clear it away if it had not been decided.

    Tells whether one was completed. Touches nothing where there is none. Raises WriteError.
    """
    states = [state for state in _states(roots) if not state.is_idle]
    if not states:
        return False
    with _settled(states, wait, on_wait) as was_completed:
        return was_completed


@contextmanager
def _settled(states: Sequence[State], wait: float, on_wait: OnWait | None) -> Iterator[bool]:
    """Hold the locks of states, first settled; gives whether something was completed."""
    while True:
        all_linked = linked(states)
        with locked(all_linked, wait, on_wait):
            # Between looking and locking, a build may have run and been killed.
            if {s.root for s in linked(states)} <= {s.root for s in all_linked}:
                yield settle(all_linked)
                return


def _states(roots: Iterable[Path]) -> list[State]:
    found = []
    for root in roots:
        with faults_told(root):
            found.append(state_of(root))
    return found


def _plan(output: Output, state: State) -> Plan:
    with faults_told(output.root):
        return plan(output, state)


def _checked(roots: Iterable[Path]) -> list[Path]:
    wanted = list(roots)
    for root in wanted:
        if not root.is_absolute():
            raise ValueError(f"not an absolute path: {root}")
        with faults_told(root):
            check_root(root)
        if sum(root.is_relative_to(other) for other in wanted) > 1:
            raise ValueError(f"one output folder inside another: {root}")
    return wanted


def _check_obstacles(obstacles: Sequence[WriteError]) -> None:
    if not obstacles:
        return
    first = min(obstacles, key=lambda obstacle: str(obstacle.path))
    more = f" (and {len(obstacles) - 1} more like this)" if len(obstacles) > 1 else ""
    raise WriteError(first.path, first.message + more, first.hint)


def _carry_out(work: Sequence[tuple[Plan, Output]]) -> None:
    if not work:
        return
    for each, output in work:
        stage(each, output)
    decide([each for each, _ in work])
    settle([each.state for each, _ in work])
