"""Names of XML, and how attributes of WordprocessingML are asked for."""

from collections.abc import Iterator
from typing import Any

from lxml.etree import XMLSyntaxError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
V = "{urn:schemas-microsoft-com:vml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def name_of(element: Any) -> str:
    """An element's name in Word's own namespace: `p`; with another namespace, in braces."""
    tag = element.tag
    return tag.removeprefix(W) if isinstance(tag, str) else ""


def value(parent: Any, path: str, attribute: str = "val") -> str | None:
    """An attribute of the element at a path (`numPr/ilvl`); `None` where there is none."""
    found = (
        parent.find("/".join(W + step for step in path.split("/"))) if parent is not None else None
    )
    return None if found is None else found.get(W + attribute)


def is_on(parent: Any, name: str) -> bool | None:
    """A switch: on, off, or not said (17.17.4)."""
    found = parent.find(W + name) if parent is not None else None
    if found is None:
        return None
    return found.get(W + "val", "true") not in ("0", "false", "off", "none")


def number(text: str | None, otherwise: int) -> int:
    """A whole number that a file says, or another."""
    try:
        return int(text) if text is not None else otherwise
    except ValueError:
        return otherwise


def elements(parent: Any) -> Iterator[Any]:
    """Children that are elements, without comments and processing instructions."""
    return (child for child in parent if isinstance(child.tag, str))


def words_in(parent: Any, tag: str = W + "t") -> str:
    """All words below an element."""
    return "".join(t.text or "" for t in parent.iter(tag))


XML_FAULTS = (XMLSyntaxError,)
