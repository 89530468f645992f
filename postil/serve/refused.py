"""Why something that a page asked for was not done. Everything is then as it was before."""

from collections.abc import Mapping, Sequence
from typing import Any

from postil.diagnostics import Diagnostic


class Refused(Exception):  # noqa: N818
    """A plain sentence for the author, and what to do next."""

    def __init__(
        self,
        status: int,
        message: str,
        hint: str = "",
        conflict: Mapping[str, Any] | None = None,
        *,
        problems: Sequence[Diagnostic] = (),
    ) -> None:
        super().__init__(message)
        self.status = status
        """Of HTTP: 404 not there, 409 changed meanwhile, 422 makes no good page."""
        self.message = message
        self.hint = hint
        self.conflict = conflict
        """Both versions, where a file was changed by somebody else."""
        self.problems = problems


def said_of(refused: Refused) -> dict[str, Any]:
    """The same for a page."""
    said: dict[str, Any] = {"error": refused.message, "hint": refused.hint}
    if refused.conflict is not None:
        said["conflict"] = dict(refused.conflict)
    if refused.problems:
        said["problems"] = problems_as_json(refused.problems)
    return said


def problems_as_json(problems: Sequence[Diagnostic]) -> list[dict[str, str]]:
    """Diagnostics for a page."""
    return [
        {"at": str(d.position), "code": d.code, "message": d.message, "hint": d.hint}
        for d in problems
    ]
