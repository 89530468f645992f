"""Data as a script, for a page that was opened from a disk may load nothing else."""

import json

_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)
_IN_LINES = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), indent=0)


def script_json(value: object, *, in_lines: bool = False) -> bytes:
    """JSON that is a script too, and that closes no element wherever it may be put."""
    text = (_IN_LINES if in_lines else _COMPACT).encode(value)
    text = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return text.encode()
