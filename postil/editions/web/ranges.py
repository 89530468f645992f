"""Ranges: from what to what a page goes, where many are one list."""

from typing import TypeAlias

from markupsafe import Markup

from postil.deferred import dataclass

End: TypeAlias = tuple[str, Markup, str]
"""A headword or a date: its words, the same as HTML, and their language."""


@dataclass(frozen=True, slots=True)
class Range:
    """From which headword or date to which a page goes; the same twice where it has no other."""

    href: str
    first: End
    last: End
