"""The pages of a glossary: one where there is room for all of it, else parts as readers seek them.

Each section that fits has a page; of one that does not fit each order has, and else each letter.
A letter that does not fit goes on over several pages, with the headwords from one to another on
each, as in a dictionary.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from enum import IntEnum

from postil.arrange.collation import Letter
from postil.arrange.glossary import GlossarySection, IndexLetter, IndexPart
from postil.arrange.paging import Stretch, fits, in_stretches
from postil.deferred import dataclass
from postil.format.texts import claim


class Scope(IntEnum):
    """What a page has no more than one of."""

    GLOSSARY = 0
    SECTION = 1
    PART = 2
    LETTER = 3


@dataclass(frozen=True, slots=True)
class GlossaryPage:
    """A page of the glossary, and what stands on it."""

    name: str
    """Of its file in `glossary/`, without `.html`; `index` where all stands on one page."""
    scope: Scope
    sections: tuple[GlossarySection, ...]
    stretch: Stretch = Stretch()
    """Which of the pages of its letter it is."""

    @property
    def file(self) -> str:
        """Its name in `glossary/`."""
        return f"{self.name}.html"

    @property
    def letters(self) -> tuple[tuple[GlossarySection, IndexPart, IndexLetter], ...]:
        """All letters on it, each with its section and part."""
        return tuple(
            (section, part, letter)
            for section in self.sections
            for part in section.parts
            for letter in part.letters
        )


def page_glossary(sections: Sequence[GlossarySection]) -> tuple[GlossaryPage, ...]:
    """The pages on which the entries stand, in order.

    Where there are several, none is called `index`: that is the page that leads to them.
    """
    if fits(sum(section.weight for section in sections)):
        return (GlossaryPage("index", Scope.GLOSSARY, tuple(sections)),)
    taken = {"index"}
    return tuple(page for section in sections for page in _pages_of_section(section, taken))


def _pages_of_section(section: GlossarySection, taken: set[str]) -> Iterator[GlossaryPage]:
    if fits(section.weight):
        name = claim(_plain_name(section.kind) or "words", taken)
        yield GlossaryPage(name, Scope.SECTION, (section,))
        return
    for part in section.parts:
        if fits(part.weight):
            name = claim(_name(section, part) or "words", taken)
            yield GlossaryPage(name, Scope.PART, (GlossarySection(section.kind, (part,)),))
            continue
        for letter in part.letters:
            yield from _pages_of_letter(section, part, letter, taken)


def _pages_of_letter(
    section: GlossarySection, part: IndexPart, letter: IndexLetter, taken: set[str]
) -> Iterator[GlossaryPage]:
    name = _name(section, part, _letter_name(letter.letter))
    for stretch, held in in_stretches(letter.headwords, lambda headword: headword.weight):
        here = IndexPart(part.language, (IndexLetter(letter.letter, held),))
        yield GlossaryPage(
            claim(f"{name}-{stretch.number}" if stretch.number > 1 else name, taken),
            Scope.LETTER,
            (GlossarySection(section.kind, (here,)),),
            stretch,
        )


def _name(section: GlossarySection, part: IndexPart, letter: str = "") -> str:
    words = _plain_name(section.kind), _plain_name(part.language), letter
    return "-".join(word for word in words if word)


def _letter_name(letter: Letter) -> str:
    if letter.strokes:
        return f"{letter.strokes}-strokes"
    return _plain_name(letter.text) or "signs"


def _plain_name(text: str) -> str:
    """A name in small letters, digits and hyphens of ASCII: `a-diaeresis` for Ä, `ka` for か.

    What a letter is called in Unicode is never changed.
    """
    words = []
    for run in re.findall(r"[a-z0-9]+|[^\x00-\x7f]", text.casefold()):
        name = unicodedata.name(run, "") if len(run) == 1 else ""
        said = re.split(r"(?:LETTER|LIGATURE|SYLLABLE|CHARACTER) ", name)[-1].replace(" WITH ", " ")
        words.append(run if run.isascii() else said.lower() or f"u{ord(run):x}")
    return "-".join(re.findall("[a-z0-9]+", " ".join(words)))
