"""The handout and its key as PDF."""

import calendar
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache, partial

from postil.arrange.reader import ArrangedArticle
from postil.editions.handout.data import key_data, sheet_data
from postil.editions.handout.flows import Data
from postil.editions.handout.layout import lay_out
from postil.editions.handout.typesetter import (
    Job,
    TypesettingError,
    UndrawnError,
    as_json,
    own_fonts,
    typeset,
)
from postil.errors import SurroundingsError
from postil.render.press import Press
from postil.render.templates import Theme
from postil.render.versions import has_key, versions_of

_FOLDER = "handout"
_FIXED_TIME = 1_577_836_800
"""2020-01-01, for articles without a date."""


def build_pdf(press: Press, arranged: ArrangedArticle) -> dict[str, bytes]:
    """Pupils' sheets, one for each version, by their path in `site/`. No answer is in them."""
    files: dict[str, bytes] = {}
    slug = arranged.anchored.article.slug
    notes = Counter(note.number for note in lay_out(press, arranged)[0].notes)
    versions = versions_of(press, arranged)
    jobs = [_job(press, arranged, "sheet.typ", *sheet_data(press, arranged, v)) for v in versions]
    with ThreadPoolExecutor(len(jobs)) as threads:  # Typst lets go of Python while it works
        made = threads.map(partial(_typeset, slug), jobs)
        for version, (pdf, found) in zip(versions, made, strict=True):
            _check_notes(slug, notes, Counter(found))
            files[f"{slug}/{version.name}.pdf"] = pdf
    return files


def build_pdf_key(press: Press, arranged: ArrangedArticle) -> dict[str, bytes]:
    """The key, by its path in `teacher/`, for an article that has questions or exercises."""
    if not has_key(press, arranged):
        return {}
    slug = arranged.anchored.article.slug
    job = _job(press, arranged, "key.typ", *key_data(press, arranged))
    return {f"{slug}/handout-key.pdf": _typeset(slug, job)[0]}


def _job(
    press: Press, arranged: ArrangedArticle, template: str, data: Data, names: frozenset[str]
) -> Job:
    assets = arranged.anchored.article.assets
    pictures = tuple((name, assets[name]) for name in sorted(names))
    fonts = own_fonts(press.theme.folders)
    return Job(_sources(press.theme), template, as_json(data), _time_of(arranged), pictures, fonts)


def _typeset(slug: str, job: Job) -> tuple[bytes, tuple[int, ...]]:
    """A PDF, and the numbers of the notes that were laid out on it."""
    try:
        return typeset(job)
    except UndrawnError as error:
        words = ", ".join(f"“{words}”" for words in error.words)
        message = f"{slug}: no font of the handout has all characters of {words}"
        hint = "write it otherwise, or put a font that has them into templates/fonts/"
        raise SurroundingsError(message, hint) from None
    except TypesettingError as error:
        message = f"the handout of '{slug}' cannot be typeset: {error}"
        raise SurroundingsError(message, f"look at templates/{_FOLDER}/") from None


@lru_cache(2)
def _sources(theme: Theme) -> tuple[tuple[str, str], ...]:
    """The templates of the handout, by name."""
    return tuple(sorted(theme.sources(_FOLDER, ".typ").items()))


def _check_notes(slug: str, due: Counter[int], count: Counter[int]) -> None:
    """Every note of the text stands on the sheet once. Raises SurroundingsError."""
    for number in sorted(due | count):
        if count[number] != due[number]:
            message = (
                f"{slug}: note {number} stands {count[number]} times on the handout as PDF, "
                f"and should stand there {due[number]} times"
            )
            raise SurroundingsError(message, "look at your templates in templates/handout/")


def _time_of(arranged: ArrangedArticle) -> int:
    """When a PDF says it was made: on its article's own day, whenever it is built."""
    front = arranged.anchored.article.front
    written = front.updated or front.date
    if not written:
        return _FIXED_TIME
    year, month, day = ([int(part) for part in written.split("-")] + [1, 1])[:3]
    return max(0, calendar.timegm((year, month, day, 0, 0, 0)))
