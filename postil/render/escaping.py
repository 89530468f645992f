"""Escaping: words as HTML. Most hold nothing to escape, and need not be copied."""

import re
from collections.abc import Callable
from functools import partial

from markupsafe import Markup, escape

_SPECIAL = re.compile("[&<>\"']").search

as_html: Callable[[str], Markup] = partial(str.__new__, Markup)
"""A text that is HTML already, as such; `Markup` itself asks first what it is given."""


def escaped(text: str) -> str:
    """Words as they stand in HTML, between tags or in an attribute; what is HTML already stays."""
    return escape(text) if _SPECIAL(text) else text


def shown(value: object) -> str:
    """Any value as it stands in a page: escaped, unless it is HTML already."""
    if type(value) is Markup:
        return value
    if type(value) is str:
        return escape(value) if _SPECIAL(value) else value
    return str(value) if type(value) is int else escape(value)
