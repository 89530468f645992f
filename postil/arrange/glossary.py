"""The glossary of a site: its entries, where they are used, and the order they stand in."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple, TypeAlias

from postil.arrange.card import Card
from postil.arrange.collation import Letter
from postil.arrange.context import Context
from postil.arrange.filing import Filed, Word, file_words
from postil.arrange.paging import weigh_entry, weigh_use
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


class GlossaryItem(NamedTuple):
    """An entry of the site's glossary."""

    id: str
    """`entry-<id>` for a shared entry, `entry-<slug>-<id>` for an article's own."""
    entry: Entry
    article: Card | None
    """Whose entry it is; `None` for a shared one."""
    uses: tuple[Use, ...]
    """Empty for one that stands in no text."""
    word: Word
    """Its headword, as it is filed."""


@dataclass(frozen=True, slots=True)
class Headword:
    """A headword with all its senses: those of several articles stand together."""

    word: Word
    original: str
    senses: tuple[GlossaryItem, ...]
    weight: int
    """Bytes that it takes on a page, more or less."""


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


Uses: TypeAlias = dict[tuple[str, str], list[Use]]
"""(slug, or `` for a shared entry; id) → where it is used, in the order of the articles."""


def arrange_glossary(
    library: Library, cards: Sequence[Card]
) -> tuple[tuple[GlossaryItem, ...], tuple[GlossarySection, ...]]:
    """Every entry in the order of the site's language; the same by kind, letter and headword."""
    in_order = file_entries(library, cards)
    sections = _by_kind(in_order, library.config)
    return tuple(item for _, item in in_order), tuple(sections)


def file_entries(library: Library, cards: Sequence[Card]) -> list[tuple[Filed, GlossaryItem]]:
    """Every entry in the order of the site's language, as it is filed there."""
    return _in_order(_gather(library, cards), library.config.language)


def own_entries(card: Card, language: str) -> list[GlossaryItem]:
    """The entries of an article, in the order of a language."""
    items = _own_items(card, _uses([card]), set())
    return [item for _, item in _in_order(list(items), language)]


def _in_order(items: Sequence[GlossaryItem], language: str) -> list[tuple[Filed, GlossaryItem]]:
    filed = file_words([item.word for item in items], language)
    return sorted(zip(filed, items, strict=True), key=_by_place)


def _gather(library: Library, cards: Sequence[Card]) -> list[GlossaryItem]:
    taken: set[str] = set()
    uses = _uses(cards)
    items = [item for card in cards for item in _own_items(card, uses, taken)]
    for entry in library.entries:
        name = claim(f"entry-{entry.id}", taken)
        word = _word(entry, library.config.language, "zh-Hant")
        items.append(GlossaryItem(name, entry, None, tuple(uses.get(("", entry.id), ())), word))
    return items


def _own_items(card: Card, uses: Uses, taken: set[str]) -> Iterator[GlossaryItem]:
    for entry in card.entries:
        name = claim(f"entry-{card.slug}-{entry.id}", taken)
        word = _word(entry, card.language, card.front.han)
        used = tuple(uses.get((card.slug, entry.id), ()))
        yield GlossaryItem(name, entry, card, used, word)


def _uses(cards: Iterable[Card]) -> Uses:
    uses: Uses = {}
    for card in cards:
        for found in card.contents.occurrences:
            key = ("" if found.is_shared else card.slug, found.entry)
            use = Use(card, found.fragment, found.controls, found.context)
            uses.setdefault(key, []).append(use)
    return uses


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
        kind = item.entry.kind if item.entry.kind in apart else ""
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


def _by_place(pair: tuple[Filed, GlossaryItem]) -> tuple[Filed, str, str]:
    """By headword; the same one of a shared entry first, then those of the articles."""
    filed, item = pair
    return filed, item.entry.original, item.article.slug if item.article else ""


def _headwords(items: Iterable[GlossaryItem]) -> Iterator[Headword]:
    """Entries with the same headword, one after the other, as the senses of one."""
    for (word, original), senses in groupby(items, key=lambda i: (i.word, i.entry.original)):
        held = tuple(senses)
        yield Headword(word, original, held, sum(map(_weigh, held)))


def _weigh(item: GlossaryItem) -> int:
    uses = (weigh_use(u.article, u.controls, u.context) for u in item.uses)
    return weigh_entry(item.entry, item.id) + sum(uses)
