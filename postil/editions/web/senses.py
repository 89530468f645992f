"""Senses: entries of the glossary as its pages show them, with the places of their use."""

from typing import NamedTuple

from markupsafe import Markup

from postil.arrange.filing import Word
from postil.arrange.glossary import GlossaryItem, Headword, Use
from postil.editions.web.home import Home
from postil.format.records import FAMILY_OF_KIND, Entry
from postil.render.notes import Credit, Foreign, credit_of, entry_view
from postil.render.tongues import mark_runs
from postil.render.voice import Said, Voice
from postil.scripts import can_bear_ruby
from postil.sealing import unpack


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


class SharedUse(NamedTuple):
    """Where an entry that all articles share stands in one of them."""

    entry: str
    """Its id in its file."""
    words: str
    language: str
    weight: int
    """Bytes that it takes on a page, more or less."""
    shown: UseView


class SharedLine(NamedTuple):
    """An entry that all articles share, and where it stands."""

    entry: Entry
    uses: tuple[SharedUse, ...]


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
    """`None` for a shared entry, and for one that stands in a text."""


class HeadwordView(NamedTuple):
    """A headword with all its senses; what is said of the word itself is said by the first."""

    term: Markup
    language: str
    original: Foreign | None
    details: tuple[Markup, ...]
    senses: tuple[SenseView, ...]


def headword_view(headword: Headword, home: Home) -> HeadwordView:
    """A headword as a page shows it; `home` is that of what all articles share.

    Raises NotBelievedError where what an article gave is damaged.
    """
    senses = tuple(
        [
            _sense(item, home)._replace(id=item.id, number=n)
            for n, item in enumerate(headword.senses, 1)
        ]
    )
    first = senses[0]
    return HeadwordView(first.term, headword.word.language, first.original, first.details, senses)


def _sense(item: GlossaryItem, home: Home) -> SenseView:
    if isinstance(item.shown, SharedLine):
        uses = tuple(use.shown for use in item.shown.uses)
        return sense_view(item.shown.entry, item.word, home, uses)
    return SenseView(*unpack(item.shown))


def sense_view(entry: Entry, word: Word, home: Home, uses: tuple[UseView, ...]) -> SenseView:
    """An entry under its headword, wherever that may stand."""
    said = entry_view(entry, home.voice, word.language)
    return SenseView(
        "",
        0,
        said["term"],
        said["language"],
        said["original"],
        said["details"],
        said["translations"],
        said["bodies"],
        entry.kind,
        _family(entry.kind, home.voice),
        home.voice.kind_label(entry.kind),
        credit_of(entry, known=home.sources if entry.sources else ()),
        uses,
        None if uses or home.card is None else _listed_at(entry, home),
    )


def _listed_at(entry: Entry, home: Home) -> HomeView:
    return HomeView(home.title, home.language, home.link(f"note-{entry.id}"))


def _family(kind: str, voice: Voice) -> str:
    declared = voice.kinds.get(kind)
    return declared.family if declared else FAMILY_OF_KIND[kind]


def use_view(use: Use, home: Home) -> UseView:
    """The places in an article where an entry is used."""
    line = before, words, after = use.context.before, use.context.words, use.context.after
    if can_bear_ruby("".join(line)):
        before, words, after = (mark_runs(part, home.language, home.voice.han) for part in line)
    places = tuple([home.link(control) for control in use.controls])
    return UseView(home.title, home.language, before, words, after, places)
