"""One zip of files, the same bytes whenever and wherever it is made."""

import io
import zipfile
from collections.abc import Mapping

_SMALLEST_STAMP = (1980, 1, 1, 0, 0, 0)
"""A zip cannot be older. No clock is asked, so that the same site gives the same zip."""
_PLAIN_FILE = 0o644 << 16
_PACKED = (".zip", ".apkg", ".docx", ".epub", ".jpg", ".jpeg", ".png", ".webp", ".avif")
"""What is packed already, and would not become smaller."""


def pack(folder: str, files: Mapping[str, bytes]) -> bytes:
    """A zip of files, all in one folder, sorted by their paths."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as zipped:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{folder}/{name}", _SMALLEST_STAMP)
            is_packed = name.lower().endswith(_PACKED)
            entry.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, on every system
            entry.external_attr = _PLAIN_FILE
            zipped.writestr(entry, data, compresslevel=9)
    return packed.getvalue()
