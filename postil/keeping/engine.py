"""The engine: Postil itself and the libraries it stands on, as far as output depends on them."""

import site
import sys
from functools import cache
from pathlib import Path

from postil.keeping.stamps import digest, stamps_below

_HERE = Path(__file__).resolve().parent.parent


@cache
def engine_key() -> bytes:
    """Changes whenever the code that makes files does.

    The code is told by its files' stamps, as a checkout changes without a new version; libraries
    by the names of what is installed, which hold their versions.
    """
    stamps = {p: s for p, s in stamps_below(_HERE).items() if "__pycache__" not in p}
    return digest([sys.version, sorted(stamps.items()), _installed()])


def _installed() -> list[str]:
    folders = {Path(folder) for folder in [*sys.path, *site.getsitepackages()] if folder}
    found = (entry.name for folder in folders for entry in folder.glob("*.dist-info"))
    return sorted(set(found))
