"""Senses: entries of the glossary as its pages show them, with the places of their use."""

from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from markupsafe import Markup

from postil.arrange.filing import Word
from postil.arrange.glossary import Headword, Sense, Use
from postil.editions.web.home import Home
from postil.format.records import FAMILY_OF_KIND, Entry
from postil.render.notes import Credit, Foreign, credit_of, entry_view, seen_of
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
    """Empty for an entry that stands in no text, but is listed with it."""
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


class SenseView(NamedTuple):
    """A sense of a headword: what one entry says, or several that say the same."""

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
    number: int = 0
    """Among the senses of the headword, from 1."""
    ids: tuple[str, ...] = ()
    """Of its entries."""
    uses: tuple[UseView, ...] = ()


class SharedLine(NamedTuple):
    """An entry that all articles share, and where it stands."""

    entry: Entry
    uses: tuple[SharedUse, ...]
    said: SenseView | None
    """What it says, where it is to be shown."""


class OwnLine(NamedTuple):
    """An entry of an article, packed."""

    said: bytes
    """The values of a `SenseView`."""
    uses: bytes
    """Those of its `UseView`s."""


class HeadwordView(NamedTuple):
    """A headword with all its senses; what is said of the word itself is said by the first."""

    term: Markup
    language: str
    original: Foreign | None
    details: tuple[Markup, ...]
    senses: tuple[SenseView, ...]


def headword_view(headword: Headword) -> HeadwordView:
    """A headword as a page shows it.

    Raises NotBelievedError where what an article gave is damaged.
    """
    senses = tuple([_sense(sense, n) for n, sense in enumerate(headword.senses, 1)])
    first = senses[0]
    return HeadwordView(first.term, headword.word.language, first.original, first.details, senses)


def _sense(sense: Sense, number: int) -> SenseView:
    shown = sense[0].shown
    said = shown.said if isinstance(shown, SharedLine) else SenseView(*unpack(shown.said))
    assert said is not None
    ids = tuple([item.id for item in sense])
    uses = [use for item in sense for use in _uses(item.shown)]
    if len(sense) > 1:  # of which one may stand in the text, and one only be listed with it
        told = {_page(use) for use in uses if use.words}
        uses = [use for use in uses if use.words or _page(use) not in told]
    return said._replace(number=number, ids=ids, uses=tuple(uses))


def _page(use: UseView) -> str:
    return use.places[0].partition("#")[0]


def _uses(shown: SharedLine | OwnLine) -> Iterable[UseView]:
    if isinstance(shown, SharedLine):
        return [use.shown for use in shown.uses]
    return [UseView(*values) for values in unpack(shown.uses)]


def sense_view(entry: Entry, word: Word, home: Home) -> SenseView:
    """What an entry says under its headword, wherever that may stand."""
    said = entry_view(entry, home.voice, word.language)
    return SenseView(
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
    )


def says_of(said: SenseView) -> bytes:
    """Equal for entries of which readers see the same.

    Pickled, values that are equal may differ, by what they share.
    """
    seen = repr(seen_of(said._asdict()))
    return sha256(seen.encode("utf-8", "surrogatepass")).digest()


def own_uses(entry: Entry, uses: Iterable[Use], home: Home) -> tuple[UseView, ...]:
    """The places of an article's own entry; where there are none, that in the list beside it."""
    found = tuple([use_view(use, home) for use in uses])
    if found:
        return found
    return (UseView(home.title, home.language, "", "", "", (home.link(f"note-{entry.id}"),)),)


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
