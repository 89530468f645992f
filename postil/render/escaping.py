"""Escaping: words as HTML. Most hold nothing to escape, and need not be copied."""

from collections.abc import Callable
from functools import partial

from markupsafe import Markup, escape

as_html: Callable[[str], Markup] = partial(str.__new__, Markup)
"""A text that is HTML already, as such; `Markup` itself asks first what it is given."""

NOTHING = as_html("")


def escaped(text: str) -> str:
    """Words as they stand in HTML, between tags or in an attribute; what is HTML already stays."""
    # Each of these looks through a text ten times as fast as one regular expression for all.
    if "&" in text or "<" in text or ">" in text or '"' in text or "'" in text:
        return escape(text)
    return text


def shown(value: object) -> str:
    """Any value as it stands in a page: escaped, unless it is HTML already."""
    if type(value) is Markup:
        return value
    if type(value) is str:
        return escaped(value)
    return str(value) if type(value) is int else escape(value)
