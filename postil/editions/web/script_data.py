"""Data as a script, for a page that was opened from a disk may load nothing else."""

import json


def script_json(value: object, *, in_lines: bool = False) -> bytes:
    """JSON that is a script too, and that closes no element wherever it may be put."""
    indent = 0 if in_lines else None
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), indent=indent)
    text = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return text.encode()
