"""The engine: Postil, its theme, and the libraries as far as output depends on them."""

import site
import sys
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
    stamps = {p: s for p, s in stamps_below(_HERE).items() if "__pycache__" not in p}
    theme = stamps_below(_HERE.parent / "templates") if _is_checkout() else {}
    return digest([sys.version, sorted(stamps.items()), sorted(theme.items()), _installed()])


def _is_checkout() -> bool:
    """Whether the theme stands beside the engine; once installed, it stands in it."""
    return (_HERE.parent / "pyproject.toml").is_file()


def _installed() -> list[str]:
    folders = {Path(folder) for folder in [*sys.path, *site.getsitepackages()] if folder}
    found = (entry.name for folder in folders for entry in folder.glob("*.dist-info"))
    return sorted(set(found))
