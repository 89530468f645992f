"""Catalogues: files with the pages' own words in a language, and which of them a site needs.

A catalogue is a file `languages/<tag>.po` of the theme. A site's own catalogue of the same name
goes before it, message by message, so that a site may change a word or add a language.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from postil.catalogue import diagnose
from postil.diagnostics import Diagnostic
from postil.format.settings import SiteConfig

FOLDER = "languages"
_TERRITORY = re.compile(r"-(?:[A-Za-z]{2}|[0-9]{3})\b")


def languages_of(folders: Iterable[Path]) -> list[str]:
    """The languages of all catalogues there are, and English, which needs none."""
    files = [file for folder in folders for file in (folder / FOLDER).glob("*.po")]
    return sorted({"en", *map(tag_of, files)})


def has_catalogue(folders: Iterable[Path], language: str) -> bool:
    """Whether the pages' own words are there in a language."""
    return _tongue(language) == "en" or any(fitting(folder, language) for folder in folders)


def check_language(config: SiteConfig, folders: Sequence[Path]) -> Iterator[Diagnostic]:
    """Tell a site in a language whose words are not there: its pages speak English in part."""
    tag = config.language
    if not has_catalogue(folders, tag):
        message = f"the pages' own words are not there in '{tag}', so they are in English"
        known = ", ".join(languages_of(folders))
        hint = f"there are {known}; add languages/{tag}.po to templates of your own"
        yield diagnose("y-012", config.place.of("language"), message, hint)


def fitting(folder: Path, language: str) -> list[Path]:
    """The catalogues of a folder that a reader of the language reads too, the nearest first.

    `zh-Hant.po` serves a site in `zh-TW`, but not one in `zh`, which is in other characters.
    """
    tongue = _tongue(language)
    files = [f for f in sorted((folder / FOLDER).glob("*.po")) if _tongue(tag_of(f)) == tongue]
    if not files:  # the usual case, for which Babel need not be imported
        return []
    script, territory = _script_and_territory(language)
    found = []
    for file in files:
        tag = tag_of(file)
        its_script, its_territory = _script_and_territory(tag)
        is_for_all = not _TERRITORY.search(tag)
        if its_script == script and (is_for_all or its_territory == territory):
            found.append((tag.lower() != language.lower(), is_for_all, file))
    return [file for *_, file in sorted(found)]


def tag_of(file: Path) -> str:
    """`zh-Hant.po` → zh-Hant; so does `zh_Hant.po`, as gettext's own tools name it."""
    return file.stem.replace("_", "-")


def _tongue(tag: str) -> str:
    return tag.partition("-")[0].lower()


def _script_and_territory(tag: str) -> tuple[str, str]:
    """As they are written in a tag, else as CLDR holds them likely."""
    from babel.core import get_global, parse_locale

    try:
        language, territory, script, *_ = parse_locale(tag, sep="-")
    except ValueError:  # subtags of private use and the like
        shorter = tag.rpartition("-")[0]
        return _script_and_territory(shorter) if shorter else ("", "")
    likely = get_global("likely_subtags")
    keys = (f"{language}_{territory}", f"{language}_{script}", language, "und")
    known = parse_locale(next(likely[key] for key in keys if key in likely))
    return script or known[2] or "", territory or known[1] or ""
