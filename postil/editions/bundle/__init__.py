"""The offline bundle: the site in one zip that opens from a USB stick, and all of it for teachers.

Both hold the sources that they are made of, the pupils' without answers.
"""

from collections.abc import Mapping

from postil.editions.bundle.licences import licences
from postil.editions.bundle.packing import pack
from postil.editions.bundle.start import start_pages, teachers_start_pages
from postil.format.settings import EDITIONS
from postil.render.press import Press

_SOURCES = "_sources"
"""No article can have this slug."""


def bundle_name(press: Press) -> str:
    """The zip's name in `site/`."""
    return f"{press.site.library.config.slug}.zip"


def teachers_bundle_name(press: Press) -> str:
    """The zip's name in `teacher/`."""
    return f"{press.site.library.config.slug}-teacher.zip"


def build_bundle(press: Press, site: Mapping[str, bytes], sources: Mapping[str, bytes]) -> bytes:
    """The pupils' zip: files of the site, licences, sources, and a page to start from."""
    files = {**site, **_within(_SOURCES, sources)}
    files |= start_pages(press, files.keys(), _SOURCES, "postil build")
    files["LICENCES.txt"] = licences(press).encode()
    return pack(press.site.library.config.slug, files)


def build_teachers_bundle(
    press: Press,
    site: Mapping[str, bytes],
    teacher: Mapping[str, bytes],
    sources: Mapping[str, bytes],
) -> bytes:
    """The teacher's zip: the site, the teacher's files, licences, and all sources as they are.

    Where the sources do not say themselves what was built, the start page does.
    """
    files = {**_within("site", site), **_within("teacher", teacher), **_within(_SOURCES, sources)}
    config = press.site.library.config
    command = "postil build"
    if press.editions != set(config.editions):
        built = [edition for edition in EDITIONS if edition in press.editions]
        command += f" --editions {','.join(built)}"
    files |= teachers_start_pages(press, files.keys(), _SOURCES, command)
    files["LICENCES.txt"] = licences(press).encode()
    return pack(f"{config.slug}-teacher", files)


def _within(folder: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {f"{folder}/{path}": data for path, data in files.items()}
