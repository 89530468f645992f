"""Absolute addresses: where a page is found once the site is published at its `base_url`."""

import re
from urllib.parse import quote

_PARTS = re.compile(r"(?P<host>https?://[^/]*)(?P<path>.*)", re.IGNORECASE | re.DOTALL)
_KEPT = "/:@!$&'()*+,;=~%"
"""What a path may hold as it stands (RFC 3986, section 3.3)."""


def address_of(base_url: str, page: str, fragment: str = "") -> str:
    """The address of a page or file by its path in the site; `` where the site has none.

    A page that its folder is named after is found at the folder: `lai/index.html` at `…/lai/`.
    """
    parts = _PARTS.match(base_url)
    if parts is None:
        return ""
    folder, _, name = page.rpartition("/")
    path = f"{folder}/{'' if name == 'index.html' else name}".lstrip("/")
    root = f"{parts['host']}{quote(parts['path'].rstrip('/'), safe=_KEPT)}/"
    return f"{root}{quote(path)}{f'#{quote(fragment)}' if fragment else ''}"


def is_root_of_host(base_url: str) -> bool:
    """Whether a site has its host for itself, and is not in a folder of it."""
    parts = _PARTS.match(base_url)
    return parts is not None and not parts["path"].strip("/")
