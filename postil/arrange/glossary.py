"""The glossary of a site: its entries, where they are used, and the order they stand in."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import chain, groupby
from typing import Any, NamedTuple, TypeAlias, TypeVar

from postil.arrange.card import Card, Occurrence
from postil.arrange.collation import Letter
from postil.arrange.context import Context
from postil.arrange.filing import Filed, Word, file_words
from postil.arrange.paging import weigh_entry, weigh_ids, weigh_listed, weigh_use
from postil.deferred import dataclass
from postil.format.records import Entry
from postil.format.settings import SiteConfig
from postil.format.texts import claim
from postil.model import Library
from postil.scripts import foreign_runs

NAMES = ("person", "place", "organisation")
"""The kinds that stand apart from words, in this order; a site's own of their family follow."""


class Use(NamedTuple):
    """An article in which an entry stands."""

    article: Card
    fragment: str
    """Its note there."""
    controls: tuple[str, ...]
    """The ids of its places in the text."""
    context: Context
    """The words around its first place."""


class Listed(NamedTuple):
    """An entry with all that can be told of it, where whole cards are at hand."""

    entry: Entry
    article: Card | None
    """Whose entry it is; `None` for a shared one."""
    uses: tuple[Use, ...]
    """Empty for one that stands in no text."""


class GlossaryItem(NamedTuple):
    """An entry of the site's glossary, as it is filed there."""

    id: str
    """`entry-<id>` for a shared entry, `entry-<slug>-<id>` for an article's own."""
    word: Word
    """Its headword."""
    original: str
    kind: str
    slug: str
    """Of its article; `` for a shared one."""
    weight: int
    """Bytes that what it says takes on a page, more or less."""
    weight_of_uses: int
    """Bytes that the places of its use take."""
    shown: Any
    """What is shown there: `Listed`, or what an edition has made of that already."""
    says: bytes = b""
    """A digest of what it says: equal for entries of which a page would say the same. `` for one
    that is not to be compared."""


Sense: TypeAlias = tuple[GlossaryItem, ...]
"""Entries that say the same: there is one thing to read, and it is used in several places."""


@dataclass(frozen=True, slots=True)
class Headword:
    """A headword with all its senses: those of several articles stand together."""

    word: Word
    original: str
    senses: tuple[Sense, ...]
    weight: int
    """Bytes that it takes on a page, more or less."""

    @property
    def items(self) -> Iterator[GlossaryItem]:
        """All its entries, sense by sense."""
        return chain.from_iterable(self.senses)


@dataclass(frozen=True, slots=True)
class IndexLetter:
    """The headwords under one letter."""

    letter: Letter
    headwords: tuple[Headword, ...]

    @property
    def weight(self) -> int:
        """Bytes that they take on a page, more or less."""
        return sum(headword.weight for headword in self.headwords)


@dataclass(frozen=True, slots=True)
class IndexPart:
    """The headwords of one order."""

    language: str
    """Whose order it is; `` for the page's own."""
    letters: tuple[IndexLetter, ...]

    @property
    def weight(self) -> int:
        """Bytes that they take on a page, more or less."""
        return sum(letter.weight for letter in self.letters)


@dataclass(frozen=True, slots=True)
class GlossarySection:
    """Words, or names of one kind."""

    kind: str
    """`` for words."""
    parts: tuple[IndexPart, ...]

    @property
    def weight(self) -> int:
        """Bytes that it takes on a page, more or less."""
        return sum(part.weight for part in self.parts)


Glossary: TypeAlias = tuple[tuple[GlossaryItem, ...], tuple[GlossarySection, ...]]
"""All entries in order; the same as they are read, by kind, letter and headword."""
T = TypeVar("T")
Uses: TypeAlias = dict[tuple[str, str], list[Use]]
"""(slug, or `` for a shared entry; id) → where it is used, in the order of the articles."""


def arrange_glossary(library: Library, cards: Sequence[Card]) -> Glossary:
    """Every entry of whole cards, and of the library."""
    uses = _uses(cards)
    own = (item for card in cards for item in _own_items(card, uses))
    shared = [
        shared_item(library.config, entry, sum(map(weigh, used)), Listed(entry, None, used))
        for entry in library.entries
        for used in [tuple(uses.get(("", entry.id), ()))]
    ]
    return arrange_items(library.config, (*own, *shared))


def arrange_items(config: SiteConfig, items: Iterable[GlossaryItem]) -> Glossary:
    """Entries in the order of the site's language; the same by kind, letter and headword.

    Where two have one id, the second gets another.
    """
    taken: set[str] = set()
    named = [
        item if (name := claim(item.id, taken)) == item.id else item._replace(id=name)
        for item in items
    ]
    in_order = _in_order(named, config.language)
    return tuple(item for _, item in in_order), tuple(_by_kind(in_order, config))


def own_entries(card: Card) -> list[GlossaryItem]:
    """The entries of an article, in the order that they were written in."""
    return list(_own_items(card, _uses([card])))


def _in_order(items: Sequence[GlossaryItem], language: str) -> list[tuple[Filed, GlossaryItem]]:
    filed = file_words([item.word for item in items], language)
    return sorted(zip(filed, items, strict=True), key=_by_place)


def _own_items(card: Card, uses: Uses) -> Iterator[GlossaryItem]:
    for entry in card.entries:
        name = f"entry-{card.slug}-{entry.id}"
        word = _word(entry, card.language, card.front.han)
        used = tuple(uses.get((card.slug, entry.id), ()))
        places = sum(map(weigh, used)) if used else weigh_listed(card, entry.id)
        weights = weigh_entry(entry, name), places
        listed = Listed(entry, card, used)
        yield GlossaryItem(name, word, entry.original, entry.kind, card.slug, *weights, listed)


def shared_item(
    config: SiteConfig, entry: Entry, weight_of_uses: int, shown: object
) -> GlossaryItem:
    """An entry that all articles share."""
    name = f"entry-{entry.id}"
    word = _word(entry, config.language, "zh-Hant")
    weights = weigh_entry(entry, name), weight_of_uses
    return GlossaryItem(name, word, entry.original, entry.kind, "", *weights, shown)


def _uses(cards: Iterable[Card]) -> Uses:
    uses: Uses = {}
    for card in cards:
        for found in card.contents.occurrences:
            key = ("" if found.is_shared else card.slug, found.entry)
            uses.setdefault(key, []).append(_use(card, found))
    return uses


def shared_uses(card: Card) -> Iterator[tuple[str, Use]]:
    """The ids of entries that all articles share, and where they stand in one of these."""
    for found in card.contents.occurrences:
        if found.is_shared:
            yield found.entry, _use(card, found)


def _use(card: Card, found: Occurrence) -> Use:
    return Use(card, found.fragment, found.controls, found.context)


def weigh(use: Use) -> int:
    """Bytes that a use takes on a page, more or less."""
    return weigh_use(use.article, use.controls, use.context)


def _word(entry: Entry, language: str, han: str) -> Word:
    """A headword in its language: what the entry says, else by script, else the text's."""
    runs = foreign_runs(entry.term, language, han)
    spoken = runs[0][2] if runs and runs[0][0] == 0 else language
    if entry.original_lang and entry.original in ("", entry.term):
        spoken = entry.original_lang
    return Word(entry.term, spoken, entry.reading if entry.original in ("", entry.term) else "")


def _by_kind(
    in_order: Sequence[tuple[Filed, GlossaryItem]], config: SiteConfig
) -> Iterator[GlossarySection]:
    """Words, then names by their kinds."""
    apart = [*NAMES, *(kind.name for kind in config.kinds if kind.family == "who-where")]
    by_kind: dict[str, list[tuple[Filed, GlossaryItem]]] = {kind: [] for kind in ("", *apart)}
    for filed, item in in_order:
        kind = item.kind if item.kind in apart else ""
        by_kind[kind].append((filed, item))
    for kind, here in by_kind.items():
        if here:
            yield GlossarySection(kind, tuple(_parts(here)))


def _parts(in_order: Iterable[tuple[Filed, GlossaryItem]]) -> Iterator[IndexPart]:
    for (_, language), part in groupby(in_order, key=lambda pair: pair[0].part):
        letters = [
            IndexLetter(letter, tuple(_headwords(item for _, item in here)))
            for letter, here in groupby(part, key=lambda pair: pair[0].letter)
        ]
        yield IndexPart(language, tuple(letters))


def _by_place(pair: tuple[Filed, GlossaryItem]) -> tuple[Filed, str, bool]:
    """By headword; the same one of a shared entry first, then those of the articles."""
    filed, item = pair
    return filed, item.original, bool(item.slug)


def _headwords(items: Iterable[GlossaryItem]) -> Iterator[Headword]:
    """Entries with the same headword, one after the other, as the senses of one."""
    for (word, original), held in groupby(items, key=lambda i: (i.word, i.original)):
        senses = tuple(map(tuple, alike(held, lambda item: item.says or item.id)))
        yield Headword(word, original, senses, sum(map(_weigh, senses)))


def alike(things: Iterable[T], says: Callable[[T], Hashable]) -> Iterable[list[T]]:
    """Things that say the same together, in the order of the first of each."""
    found: dict[Hashable, list[T]] = {}
    for thing in things:
        found.setdefault(says(thing), []).append(thing)
    return found.values()


def _weigh(sense: Sense) -> int:
    uses = sum([item.weight_of_uses for item in sense])
    return sense[0].weight + uses + weigh_ids([item.id for item in sense[1:]])
