"""Catalogues: the pages' own words in the language of the site, by gettext.

A catalogue is a file `languages/<tag>.po` of the theme. A site's own catalogue of the same name
goes before it, message by message, so that a site may change a word or add a language.
"""

import io
from collections.abc import Iterable, Iterator
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from babel.core import get_global
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from postil.errors import SurroundingsError

FOLDER = "languages"


def read_catalogues(folders: Iterable[Path], language: str) -> NullTranslations:
    """The words for a language: those of the first folder that has them, else English.

    Raises SurroundingsError for a catalogue that cannot be read.
    """
    words = NullTranslations()
    found = [file for folder in folders for file in _files(folder, language)]
    for file in reversed(found):
        own = _read(file, language)
        own.add_fallback(words)
        words = own
    return words


def has_catalogue(folders: Iterable[Path], language: str) -> bool:
    """Whether the pages' own words are there in a language; English needs no catalogue."""
    tongue = language.partition("-")[0]
    return tongue == "en" or any(file for folder in folders for file in _files(folder, language))


def _files(folder: Path, language: str) -> Iterator[Path]:
    """The catalogues that fit a language, the nearest first."""
    for tag in _nearest(language):
        file = folder / FOLDER / f"{tag}.po"
        if file.is_file():
            yield file


def _nearest(language: str) -> list[str]:
    """`zh-TW` → zh-TW, zh-Hant-TW, zh-Hant, zh: what a reader of the first can read too."""
    full = get_global("likely_subtags").get(language.replace("-", "_"), language).replace("_", "-")
    tags = []
    for tag in (language, full):
        parts = tag.split("-")
        tags += ["-".join(parts[:n]) for n in range(len(parts), 0, -1)]
    # A script that is not the language's usual one is not replaced by the usual one.
    usual = get_global("likely_subtags").get(language.partition("-")[0], "")
    bare = language.partition("-")[0]
    scripts = full.split("-")[1:2]
    keeps_bare = not scripts or scripts[0] in usual.split("_")
    return [t for t in dict.fromkeys(tags) if t != bare or keeps_bare or t == language]


def _read(file: Path, language: str) -> GNUTranslations:
    try:
        with file.open("rb") as written:
            catalogue = read_po(written, locale=None, abort_invalid=True)
    except (PoFileError, ValueError) as error:
        raise SurroundingsError(f"{file}: this catalogue is malformed: {error}") from None
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
