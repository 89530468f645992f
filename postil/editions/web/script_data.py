"""Data as a script, for a page that was opened from a disk may load nothing else."""

import json

_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)
_IN_LINES = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), indent=0)


def script_json(value: object, *, in_lines: bool = False) -> bytes:
    """JSON that is a script too, and that closes no element wherever it may be put."""
    written = (_IN_LINES if in_lines else _COMPACT).encode(value).encode()
    written = written.replace(b"<", b"\\u003c")
    for sign in "\u2028", "\u2029":
        written = written.replace(sign.encode(), b"\\u%04x" % ord(sign))
    return written
