"""The letters of the glossary, and the way to each from every page of it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from postil.arrange.collation import Letter
from postil.arrange.glossary import GlossarySection, Headword, IndexLetter, IndexPart
from postil.arrange.glossary_pages import GlossaryPage, Scope
from postil.deferred import dataclass
from postil.editions.web.ranges import End, Range
from postil.format.texts import claim
from postil.render.languages import language_name
from postil.render.press import Press
from postil.render.tongues import mark_runs


@dataclass(frozen=True, slots=True)
class LetterView:
    """A letter, or a number of strokes."""

    id: str
    text: str
    strokes: int
    href: str
    ranges: tuple[Range, ...]
    """Of each page that it is on."""
    count: int
    """How many things are explained under it: entries that say the same are one."""


@dataclass(frozen=True, slots=True)
class PartView:
    """The letters of one order; `name` is that of a language other than the page's."""

    id: str
    language: str
    name: str
    href: str
    letters: tuple[LetterView, ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    """Words, or names of a kind; `label` is a kind's that the site declares."""

    id: str
    kind: str
    label: str
    href: str
    parts: tuple[PartView, ...]


Place = tuple[str, str, Letter]
"""Section, language of its part, letter."""
Held = dict[Place, list[tuple[GlossaryPage, IndexLetter]]]
"""The pages that a letter is on, and what it has on each."""


def letters_of(
    press: Press, index: Iterable[GlossarySection], pages: Iterable[GlossaryPage]
) -> tuple[SectionView, ...]:
    """The sections of the whole glossary, with their letters, as every page leads to them."""
    held: Held = defaultdict(list)
    for page in pages:
        for section, part, letter in page.letters:
            held[section.kind, part.language, letter.letter].append((page, letter))
    voice = press.voice("glossary/index.html", None)
    taken: set[str] = set()
    views = []
    for section in index:
        name = claim(f"index-{section.kind}" if section.kind else "index", taken)
        label = voice.kind_label(section.kind) if section.kind else ""
        parts = tuple(_part(section.kind, part, name, held, taken) for part in section.parts)
        first = section.parts[0]
        begin = held[section.kind, first.language, first.letters[0].letter][0][0]
        href = _href(begin, Scope.SECTION, name)
        views.append(SectionView(name, section.kind, label, href, parts))
    return tuple(views)


def _part(kind: str, part: IndexPart, section: str, held: Held, taken: set[str]) -> PartView:
    name = claim(f"{section}-{part.language}", taken) if part.language else section
    letters = []
    for index in part.letters:
        text, strokes = index.letter.text, index.letter.strokes
        letter = claim(f"{name}-{text.casefold() or strokes}", taken)
        here = held[kind, part.language, index.letter]
        href = _href(here[0][0], Scope.LETTER, letter)
        ranges = tuple(_range(page, one.headwords, letter) for page, one in here)
        count = sum(len(headword.senses) for headword in index.headwords)
        letters.append(LetterView(letter, text, strokes, href, ranges, count))
    spoken = language_name(part.language) if part.language else ""
    begin = held[kind, part.language, part.letters[0].letter][0][0]
    href = _href(begin, Scope.PART, name)
    return PartView(name, part.language, spoken, href, tuple(letters))


def _href(page: GlossaryPage, scope: Scope, name: str) -> str:
    """Where something begins: a page that has nothing else, else its heading on some page."""
    if page.scope == scope:
        return page.file
    if page.scope > scope:
        return f"index.html#{name}"
    return f"#{name}" if page.scope == Scope.GLOSSARY else f"{page.file}#{name}"


def _range(page: GlossaryPage, headwords: Sequence[Headword], name: str) -> Range:
    return Range(_href(page, Scope.LETTER, name), _label(headwords[0]), _label(headwords[-1]))


def letters_on(
    page: GlossaryPage, sections: Iterable[SectionView]
) -> tuple[tuple[SectionView, ...], dict[str, tuple[Headword, ...]]]:
    """The sections as far as they stand on a page, and the headwords of each letter by its id."""
    held = {
        (section.kind, part.language, letter.letter): letter.headwords
        for section, part, letter in page.letters
    }
    shown = []
    headwords: dict[str, tuple[Headword, ...]] = {}
    for section in sections:
        parts = []
        for part in section.parts:
            places = {
                view: (section.kind, part.language, Letter(view.text, view.strokes))
                for view in part.letters
            }
            here = tuple(view for view, place in places.items() if place in held)
            headwords |= {view.id: held[places[view]] for view in here}
            if here:
                parts.append(replace(part, letters=here))
        if parts:
            shown.append(replace(section, parts=tuple(parts)))
    return tuple(shown), headwords


def range_of(page: GlossaryPage) -> Range:
    """From which headword to which a page goes."""
    first, last = page.letters[0][2], page.letters[-1][2]
    return Range(page.file, _label(first.headwords[0]), _label(last.headwords[-1]))


def _label(headword: Headword) -> End:
    word = headword.word
    return word.text, mark_runs(word.text, word.language, "zh-Hant"), word.language
