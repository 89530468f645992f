"""The templates folder of a site, byte for byte: what takes the place of the theme's own files."""

import os
from pathlib import Path


def read_overrides(folder: Path | None) -> dict[str, bytes]:
    """The files of a site's own templates by their paths in the folder, without hidden ones.

    Links are not followed: they lead to what is not the site's. Raises OSError.
    """
    files: dict[str, bytes] = {}
    if folder is None:
        return files
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if _is_kept(name)]
        for file in (Path(place, name) for name in names if _is_kept(name)):
            if file.is_file() and not file.is_symlink():
                files[file.relative_to(folder).as_posix()] = file.read_bytes()
    return dict(sorted(files.items()))


def _is_kept(name: str) -> bool:
    return not name.startswith((".", "~")) and not name.endswith("~")
