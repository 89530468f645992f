"""The engine: Postil, its theme, and the libraries as far as output depends on them."""

import os
import site
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

from postil.keeping.stamps import digest, stamps_below

_HERE = Path(__file__).resolve().parent.parent


@cache
def engine_key() -> bytes:
    """Changes whenever the code that makes files does, or the theme.

    Both are told by their files' stamps, as a checkout changes without a new version; libraries
    by the names of what is installed, which hold their versions.
    """
    stamps = stamps_below(_HERE, but="__pycache__")
    theme = stamps_below(_HERE.parent / "templates", but="__pycache__") if _is_checkout() else {}
    return digest([sys.version, sorted(stamps.items()), sorted(theme.items()), _installed()])


def _is_checkout() -> bool:
    """Whether the theme stands beside the engine; once installed, it stands in it."""
    return (_HERE.parent / "pyproject.toml").is_file()


def _installed() -> list[str]:
    found = set()
    for folder in {*sys.path, *site.getsitepackages()} - {""}:
        with suppress(OSError), os.scandir(folder) as entries:  # not of a zip, nor of nothing
            found |= {entry.name for entry in entries if entry.name.endswith(".dist-info")}
    return sorted(found)
