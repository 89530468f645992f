"""One try at building the pages. Whatever goes wrong, it comes back as a value."""

import sys
import traceback
from collections.abc import Mapping

from postil.deferred import dataclass
from postil.diagnostics import Diagnostic, Severity
from postil.errors import CommandError
from postil.pipeline import Project, Proof, proof

_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Failure:
    """What stopped a build without being a fault of the content."""

    title: str
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Attempt:
    """How a build for the preview went."""

    files: Mapping[str, bytes] | None = None
    """`None` where there are no new pages."""
    diagnostics: tuple[Diagnostic, ...] = ()
    articles: tuple[str, ...] = ()
    failure: Failure | None = None
    proof: Proof | None = None
    """What the next one can build upon."""

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The problems that the author is shown on the pages."""
        return tuple(d for d in self.diagnostics if d.severity is Severity.ERROR)


def attempt(project: Project, before: Attempt | None = None) -> Attempt:
    """Build the pages, again as far as is due. No fault, foreseen or not, ends the server."""
    last = before.proof if before else None
    try:
        made = proof(project, last)
    except CommandError as error:
        failure = Failure("The pages cannot be built", error.message, error.hint)
        return Attempt(failure=failure, proof=last)
    except (Exception, SystemExit) as error:  # a library that gives up must not take us with it
        return Attempt(failure=unforeseen(error))
    return Attempt(made.files, made.diagnostics, made.articles, proof=made)


def unforeseen(error: BaseException) -> Failure:
    """A fault of Postil's own, in short; the whole of it goes to stderr."""
    traceback.print_exception(error, file=sys.stderr)
    said = f"{type(error).__name__}: {error}"
    short = said if len(said) <= _LONGEST else f"{said[:_LONGEST]} …"
    return Failure("Postil itself failed", short, "the terminal tells more")
