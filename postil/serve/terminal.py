"""What the preview says in the terminal."""

import sys
from collections.abc import Iterable
from contextlib import suppress

from postil.diagnostics import Diagnostic
from postil.report import as_text, summarise
from postil.serve.attempt import Attempt


def say(line: str) -> None:
    """One line for the person at the terminal."""
    with suppress(OSError, ValueError):  # the terminal is gone; the server need not go with it
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


def complain(problems: Iterable[Diagnostic]) -> None:
    """Problems, as `build` tells them."""
    with suppress(OSError, ValueError):
        sys.stderr.write("".join(f"{as_text(problem)}\n" for problem in problems))
        sys.stderr.flush()


def summary(made: Attempt, *, is_first: bool) -> str:
    """How a build went, in one line."""
    done = "Built" if is_first else "Rebuilt"
    if made.failure:
        return f"Not {done.lower()}. {made.failure.title}: {made.failure.message}"
    counts = summarise(made.diagnostics)
    if made.files is None:
        return f"Not {done.lower()}: {counts}."
    if made.errors:
        return f"{done}, but not every note could be attached: {counts}."
    return f"{done}: {counts}." if counts else f"{done}."
