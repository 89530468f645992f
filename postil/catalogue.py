"""The catalogue of diagnostic codes, and the one way to make a diagnostic.

A code is a letter and three digits: `f` files, `y` YAML and schema, `m` Markdown, `a` anchoring,
`t` time, `l` links, `x` safety. Codes are never reused. Each has a section in
`docs/diagnostics.md` with an example; the tests run that example.
"""

from collections.abc import Mapping
from types import MappingProxyType

from postil.diagnostics import Diagnostic, Severity
from postil.source import Position

E, W = Severity.ERROR, Severity.WARNING

CATALOGUE: Mapping[str, tuple[Severity, str]] = MappingProxyType(
    {
        # y: YAML and schema
        "y-001": (E, "the YAML is malformed"),
        "y-002": (E, "a key stands twice in a mapping"),
        "y-003": (E, "an unknown field"),
        "y-004": (E, "a required field is missing or empty"),
        "y-005": (E, "a value of the wrong kind"),
        "y-006": (W, "a comment begins inside what looks like text"),
    }
)
"""Code → severity and what it means in a few words."""


def diagnose(code: str, position: Position, message: str, hint: str = "") -> Diagnostic:
    """Make a diagnostic; its severity is the catalogue's."""
    severity, _ = CATALOGUE[code]
    return Diagnostic(position, code, severity, message, hint)
