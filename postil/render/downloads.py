"""What a reader can take along of an article: its handout, its book, its cards."""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote

from postil.arrange.reader import ArrangedArticle
from postil.format.records import Entry
from postil.render.press import Press
from postil.render.words import N_


class File(NamedTuple):
    """A file to take along."""

    form: str
    """What it is, in a word or two."""
    href: str
    type: str = ""
    """Of its content, where a browser may not show it."""


class Download(NamedTuple):
    """A thing, and the files that it comes in."""

    title: str
    files: tuple[File, ...]


_HANDOUT = (
    # Translators: a handout to be read in the browser, and printed from there.
    (N_("Page"), "html", "", "handout"),
    (N_("PDF"), "pdf", "application/pdf", "handout"),
    (N_("Word file"), "docx", "", "docx"),
)
"""(form, ending, type, edition)"""


def downloads_of(press: Press, arranged: ArrangedArticle) -> tuple[Download, ...]:
    """Everything that is built of an article beside its page; the single file is left out."""
    return tuple(download for download in _downloads(press, arranged) if download.files)


def _downloads(press: Press, arranged: ArrangedArticle) -> Iterator[Download]:
    translate, editions = press.theme.translate, press.editions
    if editions & {"handout", "docx"}:
        # A site without paper does not wait for what makes exercises.
        from postil.render.versions import versions_of

        for i, version in enumerate(versions_of(press, arranged)):
            title = translate("Handout to print")
            if i:
                title = translate("Version %(version)s") % {"version": version.letter}
            files = (
                File(translate(form), f"{version.name}.{ending}", kind)
                for form, ending, kind, edition in _HANDOUT
                if edition in editions
            )
            yield Download(title, tuple(files))
    name = quote(arranged.anchored.article.slug)
    if "epub" in editions:
        yield Download(translate("E-book"), (File(translate("EPUB"), f"{name}.epub"),))
    if "anki" in editions and _has_words(arranged):
        table = File(translate("Table"), f"{name}.tsv", "text/tab-separated-values")
        deck = File(translate("Anki"), f"{name}.apkg")
        yield Download(translate("Flashcards"), (deck, table))


def _has_words(arranged: ArrangedArticle) -> bool:
    """Whether there is anything to make cards of."""
    used = any(isinstance(note.annotation, Entry) for note in arranged.notes)
    return used or bool(arranged.listed)
