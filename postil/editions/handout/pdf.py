"""The handout and its key as PDF."""

import calendar
import os
from collections import Counter
from collections.abc import Iterable

from postil.arrange.reader import ArrangedArticle
from postil.editions.handout.data import sheet_data
from postil.editions.handout.typesetter import Typesetter, UndrawnError, own_fonts, typesetter
from postil.errors import SurroundingsError
from postil.render.handout_options import Layout, resolve
from postil.render.press import Press

_FOLDER = "handout"
_FIXED_TIME = 1_577_836_800
"""2020-01-01, for articles without a date."""


def build_pdfs(press: Press, *, keys: bool = False) -> dict[str, bytes]:
    """The sheets by their path in `site/`, or with `keys` the keys by theirs in `teacher/`."""
    articles = [a for a in press.site.articles if a.questions or not keys]
    if not articles:
        return {}
    name, template = ("handout-key.pdf", "key.typ") if keys else ("handout.pdf", "sheet.typ")
    files: dict[str, bytes] = {}
    sources = press.theme.sources(_FOLDER, ".typ")
    with typesetter(sources, own_fonts(press.theme.folders)) as setter:
        for arranged in articles:
            layout = layout_of(press, arranged)
            slug = arranged.anchored.article.slug
            files[f"{slug}/{name}"] = _pdf(press, arranged, layout, setter, template)
    return files


def layout_of(press: Press, arranged: ArrangedArticle) -> Layout:
    """How an article's handout is laid out."""
    own, site = arranged.anchored.article.front.handout, press.site.library.config.handout
    return resolve((own, site))


def _pdf(
    press: Press, arranged: ArrangedArticle, layout: Layout, setter: Typesetter, template: str
) -> bytes:
    article = arranged.anchored.article
    is_key = template == "key.typ"
    data, pictures = sheet_data(press, arranged, layout, with_key=is_key)
    for picture in pictures:
        path = setter.folder / picture
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(article.assets[picture])
    try:
        pdf, found = setter.typeset(template, data, _time_of(arranged))
    except UndrawnError as error:
        words = ", ".join(f"“{words}”" for words in error.words)
        message = f"{article.slug}: no font has all characters of {words}, for the handout as PDF"
        hint = "write it with other characters, or put a font that has them into templates/fonts/"
        raise SurroundingsError(message, hint) from None
    if not is_key and layout.notes != "none":
        _check_notes(article.slug, (n.number for n in arranged.notes), found)
    return pdf


def _check_notes(slug: str, wanted: Iterable[int], found: Iterable[int]) -> None:
    """Every note of the text stands on the sheet once. Raises SurroundingsError."""
    count, due = Counter(found), Counter(wanted)
    for number in sorted(due | count):
        if count[number] != due[number]:
            message = (
                f"{slug}: note {number} stands {count[number]} times on the handout as PDF, "
                f"and should stand there {due[number]} times"
            )
            raise SurroundingsError(message, "look at your templates in templates/handout/")


def _time_of(arranged: ArrangedArticle) -> int:
    """When a PDF says it was made: SOURCE_DATE_EPOCH, or the article's own day."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit():
        return int(epoch)
    front = arranged.anchored.article.front
    written = front.updated or front.date
    if not written:
        return _FIXED_TIME
    year, month, day = ([int(part) for part in written.split("-")] + [1, 1])[:3]
    return max(0, calendar.timegm((year, month, day, 0, 0, 0)))
