"""Onward: links to what once stood on the first page of many, or that need not know on which.

`glossary/index.html#entry-ais` is an address that stays, whatever page the entry stands on. So the
page that leads to the others has a script, and beside it lies data that tells where each id is.
The data is in parts, by a checksum of the id, so that one small part answers. Parts are scripts,
for a page that was opened from a disk may load nothing else.
"""

from collections.abc import Iterable
from zlib import crc32

from postil.editions.web.script_data import script_json
from postil.render.press import Press

_MOST = 1_000
"""Ids in a part, on average."""


def parts_of(places: Iterable[tuple[str, str]]) -> list[dict[str, list[str]]]:
    """Ids by page, in parts; `places` are pairs of page and id. There are 1, 2, 4, 8 … parts."""
    known = list(places)
    count = 1
    while len(known) > count * _MOST:
        count *= 2
    parts: list[dict[str, list[str]]] = [{} for _ in range(count)]
    for page, name in known:
        parts[crc32(name.encode()) % count].setdefault(page, []).append(name)
    return parts


def onward_files(
    press: Press, folder: str, parts: Iterable[dict[str, list[str]]]
) -> dict[str, bytes]:
    """The script of a folder's first page, and its data."""
    files = {f"{folder}/onward.js": press.theme.source("js/onward.js").encode()}
    for number, part in enumerate(parts):
        data = script_json(part, in_lines=True)
        files[f"{folder}/onward-{number}.js"] = b"postilOnward(%s);\n" % data
    return files
