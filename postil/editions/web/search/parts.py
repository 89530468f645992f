"""Parts: the files that the words of a search are spread over."""

from collections.abc import Mapping
from hashlib import sha256

_ROOM = 256 * 1024
"""Bytes in a part. Small enough that the first results come soon from a slow network, large
enough that ten thousand articles are some hundred files."""
_SHARED_ROOM = 400
"""Shared entries in a part: so many take about as much."""

_BITS = 256
"""Of a hash."""

ALL = "all"
"""The part of a site that needs no second one."""


def in_parts(sizes: Mapping[str, int]) -> dict[str, list[str]]:
    """The slugs of articles by the part that their words stand in, in order of the parts' names.

    `sizes` are the bytes of their records. A part that is too full is parted in two by the next
    bit of its slugs' hashes, and named by the bits so far. So a change of one record touches the
    part that it stands in, at worst halves it or joins two halves, and never moves what stands in
    others. A record that is larger than a part has one to itself.
    """
    hashes = {slug: int.from_bytes(sha256(slug.encode()).digest()) for slug in sizes}
    parts = {}
    waiting = [("", list(sizes))]
    while waiting:
        bits, slugs = waiting.pop()
        if len(slugs) < 2 or sum(map(sizes.__getitem__, slugs)) <= _ROOM:
            if slugs or not bits:
                parts[bits or ALL] = slugs
            continue
        next_bit = 1 << (_BITS - 1 - len(bits))
        waiting.append((f"{bits}0", [slug for slug in slugs if not hashes[slug] & next_bit]))
        waiting.append((f"{bits}1", [slug for slug in slugs if hashes[slug] & next_bit]))
    return dict(sorted(parts.items()))


def shared_parts(entries: int) -> dict[str, range]:
    """The parts of the entries that all articles share, by their places among these."""
    starts = range(0, entries, _SHARED_ROOM)
    return {
        f"shared{number or ''}": range(start, min(start + _SHARED_ROOM, entries))
        for number, start in enumerate(starts)
    }
