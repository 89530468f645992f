"""START.html, the first page that is seen of a bundle; it goes on where there are many articles."""

from collections.abc import Collection, Iterator
from urllib.parse import quote

from postil import __version__
from postil.arrange.card import Card
from postil.arrange.paging import Stretch, in_stretches
from postil.deferred import dataclass
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


_FRAME = 60
"""Bytes of the elements around an article, or a link."""


@dataclass(frozen=True, slots=True)
class Ways:
    """An article and what there is of it to hand out."""

    title: str
    language: str
    han: str
    page: str
    files: tuple[tuple[str, str], ...]
    """Address and words."""


def start_pages(
    press: Press, files: Collection[str], sources: str, command: str
) -> dict[str, bytes]:
    """The page of the pupils' zip, and those that it goes on over. `files` are the paths in it."""
    return _pages(press, files, sources, command, "")


def teachers_start_pages(
    press: Press, files: Collection[str], sources: str, command: str
) -> dict[str, bytes]:
    """Those of the teacher's zip, in which the site has a folder of its own."""
    return _pages(press, files, sources, command, "site/")


def _pages(
    press: Press, files: Collection[str], sources: str, command: str, root: str
) -> dict[str, bytes]:
    config = press.site.library.config
    zipped = f"{root}{config.slug}.zip"
    ways = [ways for card in press.site.cards if (ways := _ways(press, card, files, root)).files]
    stretches = list(in_stretches(ways, _weight)) or [(Stretch(), ())]
    names = [_name(stretch) for stretch, _ in stretches]
    return {
        name: press.render(
            "start.html.jinja",
            name,
            to_root=root,
            articles=shown,
            stretch=stretch,
            pages=names,
            zipped=zipped if root and zipped in files else "",
            is_teachers=bool(root),
            sources=sources,
            command=command,
            version=__version__,
            meta=page_metadata(press.site, "index.html"),  # the page that it leads to
            policy=policy(),
        )
        for name, (stretch, shown) in zip(names, stretches, strict=True)
    }


def _name(stretch: Stretch) -> str:
    return f"START-{stretch.number}.html" if stretch.number > 1 else "START.html"


def _weight(ways: Ways) -> int:
    """Bytes that it takes on a page, more or less."""
    texts = (ways.title, ways.page, *(text for file in ways.files for text in file))
    return _FRAME * (1 + len(ways.files)) + sum(len(text.encode()) for text in texts)


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
