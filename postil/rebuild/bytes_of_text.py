"""A file's own bytes by offsets of the text that was read from them."""

import re

from postil.read.library import YamlSource
from postil.read.nodes import YamlMap
from postil.read.yaml_quoting import double_quote

_MARK = b"\xef\xbb\xbf"
_LINE_END = re.compile(r"\r\n|\r|\n")


def bytes_from(data: bytes, text: str, offset: int) -> bytes:
    """What stands in a file from an offset of its text on; line ends stay what they are."""
    own = data.removeprefix(_MARK).decode()
    return own[_own_offset(own, text, offset) :].encode()


def _own_offset(own: str, text: str, offset: int) -> int:
    """The offset in a text with line ends of its own, of one in the text with plain ones."""
    line = text.count("\n", 0, offset)
    column = offset - (text.rfind("\n", 0, offset) + 1)
    ends = [match.end() for _, match in zip(range(line), _LINE_END.finditer(own), strict=False)]
    return (ends[-1] if ends else 0) + column


def with_title(site: YamlSource | None, data: bytes | None, title: str) -> bytes:
    """`site.yaml` with a title; every other byte is as it was."""
    said = double_quote(title)
    if site is None or not data:
        return f"title: {said}\n".encode()
    mark = _MARK if data.startswith(_MARK) else b""
    own = data.removeprefix(_MARK).decode()
    if not isinstance(site.root, YamlMap) or not site.root.pairs:  # comments alone, or {}
        own = own if site.root is None else ""
        return mark + f"title: {said}\n{own}".encode()
    empty = next((key for key, _ in site.root.pairs if key.text == "title"), None)
    if empty is not None:
        at = _own_offset(own, site.file.text, site.file.text.index(":", empty.end) + 1)
        return mark + f"{own[:at]} {said}{own[at:]}".encode()
    first = site.root.pairs[0][0].start
    at = _own_offset(own, site.file.text, first)
    text = site.file.text
    is_flow = text[site.root.start] == "{"
    indent = text[text.rfind("\n", 0, first) + 1 : first]
    after = ", " if is_flow else f"\n{indent}"
    return mark + f"{own[:at]}title: {said}{after}{own[at:]}".encode()
