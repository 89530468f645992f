"""Spot the changed word: in each sentence one word is not the article's."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from postil.arrange.exercises.lot import draw
from postil.arrange.exercises.material import Material, Stretch, Word
from postil.arrange.exercises.model import Deal, Item, Made, Part, Phrase, Solution, made
from postil.arrange.exercises.sentences import count_words
from postil.arrange.flow import Ruby, Run
from postil.model import Span

_LEAST_WORDS = 5
"""In a shorter sentence there is nothing to look for."""
_NUMBER = re.compile(
    r"(?<![A-Za-zÀ-ɏ0-9.,])[0-9]+(?:,[0-9]{3})*(?![A-Za-zÀ-ɏ0-9%°²³])(?![.,][0-9])"
)
_LAST_DAY = 31
"""Numbers up to it may be days of a month, and stay so."""


@dataclass(frozen=True)
class _Change:
    """A sentence in which one word is another."""

    span: Span
    phrase: Phrase
    whole: Phrase
    right: Phrase
    wrong: Phrase


def make_spot(material: Material) -> Deal:
    """Sentences in the order of the text; in each, one of the changes that it allows, drawn."""
    return partial(_deal, list(_changes(material)))


def _deal(changes: list[_Change], most: int, seed: str) -> Made:
    by_sentence: dict[Span, _Change] = {}
    for change in draw(seed, changes, lambda change: change.phrase.plain):
        by_sentence.setdefault(change.span, change)
    chosen = sorted(list(by_sentence.values())[:most], key=lambda change: change.span)
    pairs = [
        (Item(n, change.phrase), Solution(n, change.whole, words=change.right, wrong=change.wrong))
        for n, change in enumerate(chosen, 1)
    ]
    return made("spot", pairs, len(by_sentence))


def _changes(material: Material) -> Iterator[_Change]:
    """Every change that the article allows; what the text says elsewhere is none."""
    said = material.text.casefold()
    taken: set[str] = set()
    for stretch in material.stretches:
        for span in stretch.sentences:
            text = material.text[slice(*span)]
            is_faulty = any(s < span[1] and span[0] < e for s, e in material.faulty)
            if is_faulty or count_words(text) < _LEAST_WORDS:
                continue
            for change in _of_sentence(material, stretch, span):
                words = change.phrase.plain
                if words.casefold() not in said and words not in taken:
                    taken.add(words)
                    yield change


def _of_sentence(material: Material, stretch: Stretch, sentence: Span) -> Iterator[_Change]:
    for word in material.words:
        for place in word.spans:
            if sentence[0] <= place[0] and place[1] <= sentence[1]:
                for other in material.words:
                    wrong = _instead(material, sentence, word, place, other)
                    if wrong:
                        yield from _change(stretch, sentence, place, wrong)
    for match in _NUMBER.finditer(material.text, *sentence):
        for wrong in _other_numbers(match[0]):
            yield from _change(stretch, sentence, match.span(), wrong)


def _instead(material: Material, sentence: Span, word: Word, place: Span, other: Word) -> str:
    """Another word of the same part of speech, as it would stand in this place; `` for none."""
    if word.is_like(other) or word.entry.part_of_speech != other.entry.part_of_speech:
        return ""
    here = material.text[slice(*place)]
    is_head = here.casefold() == word.head.casefold()
    wrong = other.head if is_head else other.form
    if other.entry.term[:1].islower():
        wrong = wrong[:1].lower() + wrong[1:]
    before = material.text[sentence[0] : place[0]]
    if here[:1].isupper() and not any(c.isalnum() for c in before):
        wrong = wrong[:1].upper() + wrong[1:]
    # “a” and “an” would tell.
    if re.search(r"\ban?\s+$", before, re.IGNORECASE) and (
        (here[:1].lower() in "aeiou") != (wrong[:1].lower() in "aeiou")
    ):
        return ""
    return wrong


def _other_numbers(written: str) -> Iterator[str]:
    """Numbers as long as this one, and not far from it."""
    number = int(written.replace(",", ""))
    step = 10 ** max(len(str(number)) - 2, 0) if "," in written else 1
    for change in (-3, -2, -1, 1, 2, 3):
        other = number + change * step
        is_as_long = len(str(other)) == len(str(number)) and not written.startswith("0")
        if other > 0 and is_as_long and (other <= _LAST_DAY or number > _LAST_DAY):
            digits = iter(str(other))
            yield "".join(next(digits) if c.isdigit() else c for c in written)


def _change(stretch: Stretch, sentence: Span, place: Span, wrong: str) -> Iterator[_Change]:
    """A change that leaves one wrong word, in the looks of the right one."""
    whole, right = stretch.cut(*sentence), stretch.cut(*place)
    before, after = stretch.cut(sentence[0], place[0]), stretch.cut(place[1], sentence[1])
    if whole is None or right is None or before is None or after is None:
        return
    bare = _without_readings(right.parts)
    if len(bare) != 1 or bare[0].language or bare[0].code:
        return
    around = f"{before.plain}\n{after.plain}".casefold()
    if wrong.casefold() in around or right.plain.casefold() in wrong.casefold():
        return
    put = replace(bare[0], text=wrong)
    parts = (*_without_readings(before.parts), put, *_without_readings(after.parts))
    language = whole.language
    if "".join(run.text for run in parts).count(wrong) == 1:
        yield _Change(
            sentence,
            Phrase(language, parts),
            whole,
            Phrase(language, tuple(bare)),
            Phrase(language, (Run(wrong),)),
        )


def _without_readings(parts: tuple[Part, ...]) -> list[Run]:
    """Runs alone: a word without the reading that its neighbours have would be found by that."""
    runs: list[Run] = []
    for part in parts:
        if isinstance(part, Run):
            runs.append(part)
        else:
            runs += part.base if isinstance(part, Ruby) else [Run(" ")]
    return runs
