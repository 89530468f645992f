"""Packing: files in one zip, the same bytes for the same files."""

import io
import zipfile
from collections.abc import Mapping

_STAMP = (1980, 1, 1, 0, 0, 0)
"""A zip cannot be older. No clock is asked."""
_PLAIN_FILE = 0o644 << 16


def pack(files: Mapping[str, bytes], first: Mapping[str, bytes] | None = None) -> bytes:
    """A zip of files by their names, sorted; before them, uncompressed, what must come first."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as zipped:
        for name, data in (first or {}).items():
            zipped.writestr(_entry(name, zipfile.ZIP_STORED), data)
        for name, data in sorted(files.items()):
            zipped.writestr(_entry(name, zipfile.ZIP_DEFLATED), data, compresslevel=9)
    return packed.getvalue()


def _entry(name: str, compression: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _STAMP)
    entry.compress_type = compression
    entry.create_system = 3  # Unix, on every system
    entry.external_attr = _PLAIN_FILE
    return entry
