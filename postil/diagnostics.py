"""Diagnostics: what is wrong with the content, where, and what to do.

Problems in the content are values, collected and told in one run; they are never exceptions.
The codes stand in `postil.catalogue`.
"""

from collections.abc import Iterable
from enum import StrEnum

from postil.deferred import dataclass
from postil.source import Position


class Severity(StrEnum):
    """An error stops the build; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One problem, at one place, with a code of the catalogue."""

    position: Position
    code: str
    severity: Severity
    message: str
    """A plain sentence without a full stop."""
    hint: str = ""
    """What to do next. May hold YAML to paste, on lines of its own."""


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of them stops the build."""
    return any(d.severity is Severity.ERROR for d in diagnostics)
