"""Senses: entries of the glossary as its pages show them, with the places of their use."""

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from markupsafe import Markup

from postil.arrange.glossary import GlossaryItem, Headword, Use
from postil.editions.web.homes import Home, Homes
from postil.render.notes import Credit, Foreign, credit_of, entry_view
from postil.render.tongues import mark_runs
from postil.render.voice import Said
from postil.scripts import can_bear_ruby


class UseView(NamedTuple):
    """The places in an article where an entry is used."""

    title: Markup
    language: str
    before: str
    """HTML where words of it are in another language; so are the next two."""
    words: str
    after: str
    places: tuple[str, ...]
    """Their addresses; the words are those of the first."""


class HomeView(NamedTuple):
    """Where an entry is listed that stands in no text."""

    title: Markup
    language: str
    href: str


class SenseView(NamedTuple):
    """An entry under its headword."""

    id: str
    number: int
    """Among the senses of the headword, from 1."""
    term: Markup
    language: str
    original: Foreign | None
    details: tuple[Markup, ...]
    translations: tuple[Said, ...]
    bodies: tuple[Said, ...]
    kind: str
    family: str
    label: str
    """The word that readers see for its kind."""
    credit: Credit
    uses: tuple[UseView, ...]
    home: HomeView | None
    """`None` for a shared entry."""


class HeadwordView(NamedTuple):
    """A headword with all its senses; what is said of the word itself is said by the first."""

    term: Markup
    language: str
    original: Foreign | None
    details: tuple[Markup, ...]
    senses: tuple[SenseView, ...]


Kinds: TypeAlias = Mapping[str, tuple[str, str]]
"""Kind of notes → its family, and the word that readers see for it."""


def headword_view(headword: Headword, homes: Homes, kinds: Kinds) -> HeadwordView:
    """A headword as a page shows it."""
    senses = tuple(
        [_sense(number, item, homes, kinds) for number, item in enumerate(headword.senses, 1)]
    )
    first = senses[0]
    return HeadwordView(first.term, headword.word.language, first.original, first.details, senses)


def _sense(number: int, item: GlossaryItem, homes: Homes, kinds: Kinds) -> SenseView:
    entry, home = item.entry, homes.of(item.article)
    said = entry_view(entry, home.voice, item.word.language)
    return SenseView(
        item.id,
        number,
        said["term"],
        said["language"],
        said["original"],
        said["details"],
        said["translations"],
        said["bodies"],
        entry.kind,
        *kinds[entry.kind],
        credit_of(entry, known=home.sources if entry.sources else ()),
        tuple([_use(use, homes.of(use.article)) for use in item.uses]),
        HomeView(home.title, home.language, home.link(f"note-{entry.id}"))
        if item.article
        else None,
    )


def _use(use: Use, home: Home) -> UseView:
    line = before, words, after = use.context.before, use.context.words, use.context.after
    if can_bear_ruby("".join(line)):
        before, words, after = (mark_runs(part, home.language, home.han) for part in line)
    places = tuple([home.link(control) for control in use.controls])
    return UseView(home.title, home.language, before, words, after, places)
