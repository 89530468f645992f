"""Spot the changed word: in each sentence one word is not the article's."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import groupby

from postil.arrange.exercises.lot import draw
from postil.arrange.exercises.material import Material, Stretch, Word
from postil.arrange.exercises.model import Deal, Item, Made, Part, Phrase, Solution, made
from postil.arrange.exercises.sentences import count_words
from postil.arrange.flow import Ruby, Run
from postil.deferred import dataclass
from postil.model import Span

_LEAST_WORDS = 5
"""In a shorter sentence there is nothing to look for."""
_OTHERS = 12
"""So many words of each part of speech are tried: more would only take time."""
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
    return partial(_deal, material, list(_numbers(material)))


def _deal(material: Material, numbers: list[_Change], most: int, seed: str) -> Made:
    said = material.text.casefold()
    changes = {change.phrase.plain: change for change in (*numbers, *_words(material, seed))}
    possible = len({change.span for change in changes.values()})
    by_sentence: dict[Span, _Change] = {}
    for words in draw(seed, changes, str):
        if len(by_sentence) == most:
            break
        change = changes[words]
        # What the text says elsewhere is no change.
        if change.span not in by_sentence and words.casefold() not in said:
            by_sentence[change.span] = change
    chosen = sorted(by_sentence.values(), key=lambda change: change.span)
    pairs = [
        (Item(n, change.phrase), Solution(n, change.whole, words=change.right, wrong=change.wrong))
        for n, change in enumerate(chosen, 1)
    ]
    return made("spot", pairs, possible if len(chosen) == most else len(chosen))


def _words(material: Material, seed: str) -> Iterator[_Change]:
    """Words of the glossary for others of their part of speech, of which some are drawn."""
    of_part: dict[str, list[Word]] = {}
    for word in draw(f"{seed}\nwords", material.words, lambda word: word.entry.id):
        of_part.setdefault(word.entry.part_of_speech, []).append(word)
    for word in material.words:
        for place in word.spans:
            sentence = _sentence(material, place)
            if sentence is not None:
                for other in of_part[word.entry.part_of_speech][:_OTHERS]:
                    wrong = _instead(material, sentence[1], word, place, other)
                    if wrong:
                        yield from _change(*sentence, place, wrong)


def _numbers(material: Material) -> Iterator[_Change]:
    """Numbers for others of their length."""
    for match in _NUMBER.finditer(material.text):
        sentence = _sentence(material, match.span())
        if sentence is not None:
            for wrong in _other_numbers(match[0]):
                yield from _change(*sentence, match.span(), wrong)


def _sentence(material: Material, place: Span) -> tuple[Stretch, Span] | None:
    """The sentence that a place stands in, if it is long enough and free of faults."""
    found = material.sentence_at(place)
    if found is None:
        return None
    stretch, i = found
    span = stretch.sentences[i]
    is_long = count_words(material.text[slice(*span)]) >= _LEAST_WORDS
    return (stretch, span) if is_long and span not in material.faulty else None


def _instead(material: Material, sentence: Span, word: Word, place: Span, other: Word) -> str:
    """Another word of the same part of speech, as it would stand in this place; `` for none."""
    if word.claims & other.claims:
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
    runs = [*_without_readings(before.parts), put, *_without_readings(after.parts)]
    parts = tuple(_seamless(runs))
    language = whole.language
    if "".join(run.text for run in parts).count(wrong) == 1:
        yield _Change(
            sentence,
            Phrase(language, parts),
            whole,
            Phrase(language, tuple(bare)),
            Phrase(language, (Run(wrong),)),
        )


def _seamless(runs: Iterable[Run]) -> Iterator[Run]:
    """Runs that look alike as one: in a file, a word that is a run by itself is found by that."""
    for _, alike in groupby(runs, key=lambda run: replace(run, text="")):
        whole = list(alike)
        yield replace(whole[0], text="".join(run.text for run in whole))


def _without_readings(parts: tuple[Part, ...]) -> list[Run]:
    """Runs alone: a word without the reading that its neighbours have would be found by that."""
    runs: list[Run] = []
    for part in parts:
        if isinstance(part, Run):
            runs.append(part)
        else:
            runs += part.base if isinstance(part, Ruby) else [Run(" ")]
    return runs
