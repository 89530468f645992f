"""Postil makes annotated readers from an article and YAML.

    import postil

    outcome = postil.build(postil.Project(content=Path("content"), output=Path("site")))
    for diagnostic in outcome.diagnostics:
        print(diagnostic.position, diagnostic.message)

Nothing here prints or exits. What stops a build that is not a fault of the content is raised:
`CommandError`, `SurroundingsError`, `WriteError`.
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from postil.authoring import new_article as new_article
    from postil.diagnostics import Diagnostic as Diagnostic
    from postil.diagnostics import Severity as Severity
    from postil.errors import CommandError as CommandError
    from postil.errors import SurroundingsError as SurroundingsError
    from postil.format.json_schema import json_schema as json_schema
    from postil.importing.article import Imported as Imported
    from postil.importing.article import import_article as import_article
    from postil.pipeline import Outcome as Outcome
    from postil.pipeline import Project as Project
    from postil.pipeline import build as build
    from postil.pipeline import check as check
    from postil.source import Position as Position
    from postil.write import WriteError as WriteError

_HOMES = {
    "CommandError": "errors",
    "Diagnostic": "diagnostics",
    "Imported": "importing.article",
    "Outcome": "pipeline",
    "Position": "source",
    "Project": "pipeline",
    "Severity": "diagnostics",
    "SurroundingsError": "errors",
    "WriteError": "write",
    "build": "pipeline",
    "check": "pipeline",
    "import_article": "importing.article",
    "json_schema": "format.json_schema",
    "new_article": "authoring",
}
__all__ = ["__version__", *_HOMES]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: `--help` need not wait for all of Postil."""
    if name not in _HOMES:
        raise AttributeError(f"module 'postil' has no attribute '{name}'")
    from importlib import import_module

    return getattr(import_module(f"postil.{_HOMES[name]}"), name)
