"""Gap fill with a word bank."""

from collections.abc import Iterator
from functools import partial

from postil.arrange.exercises.lot import draw
from postil.arrange.exercises.material import Material, Word
from postil.arrange.exercises.model import (
    Blank,
    Deal,
    Exercise,
    ExerciseKey,
    Item,
    Made,
    Phrase,
    Solution,
)
from postil.deferred import dataclass
from postil.model import Span

LEAST_WORDS = 12
"""Around each gap: with fewer there is too little to go by."""


@dataclass(frozen=True)
class _Gap:
    """A word of the text, and the sentences around it."""

    word: Word
    span: Span
    passage: Span
    phrase: Phrase
    """The passage with a blank in it."""
    missing: Phrase
    whole: Phrase

    def filled(self, word: Phrase) -> str:
        """The passage with a word in the gap, in small letters."""
        at = self.phrase.parts.index(Blank())
        parts = (*self.phrase.parts[:at], *word.parts, *self.phrase.parts[at + 1 :])
        return Phrase(self.phrase.language, parts).plain.casefold()


def make_gaps(material: Material) -> Deal:
    """Passages in the order of the text, each with one gap; the words that are missing, drawn."""
    return partial(_deal, material.text.casefold(), _fitting(material))


def _deal(said: str, fitting: list[_Gap], most: int, seed: str) -> Made:
    chosen: list[_Gap] = []
    for gap in draw(seed, fitting, lambda gap: gap.missing.plain):
        if len(chosen) == most:
            break
        if not any(_can_be_exchanged(gap, other, said) for other in chosen):
            chosen.append(gap)
    possible = len(fitting) if len(chosen) == most else len(chosen)
    chosen.sort(key=lambda gap: gap.span)
    bank = draw(f"{seed}\nbank", [gap.missing for gap in chosen], lambda phrase: phrase.plain)
    numbered = list(enumerate(chosen, 1))
    items = tuple(Item(number, gap.phrase) for number, gap in numbered)
    solutions = tuple(Solution(n, gap.whole, words=gap.missing) for n, gap in numbered)
    exercise = Exercise("gaps", items, tuple(bank))
    return Made(exercise, ExerciseKey("gaps", solutions), possible)


def _can_be_exchanged(one: _Gap, other: _Gap, said: str) -> bool:
    """Whether the text says both: here are drones, there are ships."""
    return one.filled(other.missing) in said or other.filled(one.missing) in said


def _fitting(material: Material) -> list[_Gap]:
    """Gaps that share neither words of the text nor their meaning."""
    fitting: list[_Gap] = []
    taken: set[tuple[str, str]] = set()
    end = 0
    # Who takes the passage that ends first leaves most room for others.
    for gap in sorted(_gaps(material), key=lambda gap: (gap.passage[1], -gap.passage[0], gap.span)):
        claims = gap.word.claims | {("form", gap.missing.plain.casefold())}
        if gap.passage[0] >= end and not claims & taken:
            fitting.append(gap)
            taken |= claims
            end = gap.passage[1]
    return fitting


def _gaps(material: Material) -> Iterator[_Gap]:
    """Every gap that the article would give."""
    for word in material.words:
        for span in word.spans:
            gap = _gap(material, word, span)
            if gap is not None:
                yield gap


def _gap(material: Material, word: Word, span: Span) -> _Gap | None:
    place = material.sentence_at(span)
    if place is None:
        return None
    stretch, sentence = place
    passage = material.passage(stretch, sentence, LEAST_WORDS)
    if passage is None:
        return None
    missing = stretch.cut(*span)
    before, after = stretch.cut(passage[0], span[0]), stretch.cut(span[1], passage[1])
    whole = stretch.cut(*passage)
    if missing is None or before is None or after is None or whole is None:
        return None
    if missing.plain.casefold() in f"{before.plain}\n{after.plain}".casefold():
        return None  # it would stand beside its own gap
    phrase = Phrase(whole.language, (*before.parts, Blank(), *after.parts))
    return _Gap(word, span, passage, phrase, missing, whole)
