"""Escaping: words as HTML. Most hold nothing to escape, and need not be copied."""

import re

from markupsafe import escape

_SPECIAL = re.compile("[&<>\"']").search


def escaped(text: str) -> str:
    """Words as they stand in HTML, between tags or in an attribute; what is HTML already stays."""
    return escape(text) if _SPECIAL(text) else text
