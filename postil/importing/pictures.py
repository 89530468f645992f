"""Pictures that an article can show, told by their first bytes rather than by their names."""

import re

_MOST_BYTES = 50_000_000
_SCRIPT = re.compile(rb"<script|<foreignObject|\bon\w+\s*=|javascript:|<!ENTITY", re.IGNORECASE)
_SIGNS = (
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"GIF87a", ".gif"),
    (b"GIF89a", ".gif"),
)


def kind_of(data: bytes) -> str | None:
    """The ending of a picture's name; `None` for what a browser cannot or should not show."""
    if not data or len(data) > _MOST_BYTES:
        return None
    for sign, ending in _SIGNS:
        if data.startswith(sign):
            return ending
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return ".webp"
    if data[4:12] in (b"ftypavif", b"ftypavis"):
        return ".avif"
    head = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    is_drawing = head.startswith((b"<?xml", b"<svg", b"<!--", b"<!DOCTYPE svg")) and b"<svg" in head
    return ".svg" if is_drawing and not _SCRIPT.search(data) else None
