"""Parts: the files that the words of a search are spread over."""

from collections.abc import Mapping
from hashlib import sha256

_ROOM = 256 * 1024
"""Bytes in a part. Small enough that the first results come soon from a slow network, large
enough that ten thousand articles are some hundred files."""

ALL = "all"
"""The part of a site that needs no second one."""


def in_parts(records: Mapping[str, bytes]) -> dict[str, list[str]]:
    """The keys of records by the part that each stands in, in order of the parts' names.

    A part that is too full is parted in two by the next bit of its keys' hashes, and named by the
    bits so far. So a change of one record touches the part that it stands in, at worst halves
    it or joins two halves, and never moves what stands in others. A record that is larger than
    a part has one to itself.
    """
    hashes = {key: f"{int.from_bytes(sha256(key.encode()).digest()):0256b}" for key in records}
    parts = {}
    waiting = [("", list(records))]
    while waiting:
        bits, keys = waiting.pop()
        if len(keys) < 2 or sum(len(records[key]) for key in keys) <= _ROOM:
            if keys or not bits:
                parts[bits or ALL] = keys
            continue
        for bit in "01":
            deeper = bits + bit
            waiting.append((deeper, [key for key in keys if hashes[key].startswith(deeper)]))
    return dict(sorted(parts.items()))
