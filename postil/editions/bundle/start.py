"""START.html, the first page that is seen of a bundle."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from postil import __version__
from postil.arrange.card import Card
from postil.render.metadata import page_metadata
from postil.render.press import Press
from postil.render.safety import policy
from postil.render.words import N_

_HANDOUTS = {
    "{name}.pdf": N_("Handout to print (PDF)"),
    "{name}.html": N_("Handout to print"),
    "{name}.docx": N_("Handout for Word"),
}
_TAKEN = {
    "{slug}.epub": (N_("E-book"), N_("EPUB")),
    "{slug}.apkg": (N_("Flashcards"), N_("Anki")),
    "{slug}.tsv": (N_("Flashcards"), N_("Table")),
}
_KEYS = {
    "handout-key.pdf": N_("Key to print (PDF)"),
    "handout-key.html": N_("Key to print"),
    "handout-key.docx": N_("Teacher copy for Word"),
}


@dataclass(frozen=True, slots=True)
class Ways:
    """An article and what there is of it to hand out."""

    title: str
    language: str
    han: str
    page: str
    files: tuple[tuple[str, str], ...]
    """Address and words."""


def start_page(press: Press, files: Collection[str], sources: str, command: str) -> bytes:
    """The page of the pupils' zip. `files` are the paths in it."""
    return _page(press, files, sources, command, "")


def teachers_start_page(press: Press, files: Collection[str], sources: str, command: str) -> bytes:
    """The page of the teacher's zip, in which the site has a folder of its own."""
    return _page(press, files, sources, command, "site/")


def _page(press: Press, files: Collection[str], sources: str, command: str, root: str) -> bytes:
    config = press.site.library.config
    zipped = f"{root}{config.slug}.zip"
    return press.render(
        "start.html.jinja",
        "START.html",
        to_root=root,
        articles=[_ways(press, card, files, root) for card in press.site.cards],
        zipped=zipped if root and zipped in files else "",
        is_teachers=bool(root),
        sources=sources,
        command=command,
        version=__version__,
        meta=page_metadata(press.site, "index.html"),  # the page that it leads to
        policy=policy(),
    )


def _ways(press: Press, card: Card, files: Collection[str], root: str) -> Ways:
    return Ways(
        card.front.title,
        card.language,
        card.front.han,
        quote(f"{root}{card.slug}/index.html"),
        tuple(_files(press, card.slug, files, root)),
    )


def _files(press: Press, slug: str, files: Collection[str], root: str) -> Iterator[tuple[str, str]]:
    """The handouts that there are, in all their versions, what pupils take along, and the keys."""
    translate = press.theme.translate
    for version in ("", "B"):
        name = f"handout-{version.lower()}" if version else "handout"
        for pattern, words in _HANDOUTS.items():
            path = f"{root}{slug}/{pattern.format(name=name)}"
            if path in files:
                said = translate(words)
                yield quote(path), f"{said} · {version}" if version else said
    for pattern, parts in _TAKEN.items():
        path = f"{root}{slug}/{pattern.format(slug=slug)}"
        if path in files:
            yield quote(path), " · ".join(map(translate, parts))
    for name, words in _KEYS.items():
        path = f"teacher/{slug}/{name}"
        if root and path in files:
            yield quote(path), translate(words)
