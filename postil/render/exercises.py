"""Exercises as every edition shows them: titles, instructions, and phrases as runs.

What is the same in HTML, on paper and in a Word file is said here, in the language of the site.
"""

from collections.abc import Mapping
from dataclasses import replace
from string import ascii_lowercase
from types import MappingProxyType

from postil.arrange.exercises import Exercise, ExerciseKey, Item, Phrase, Solution
from postil.arrange.flow import Run
from postil.deferred import dataclass
from postil.render.versions import Version
from postil.render.voice import Voice, When
from postil.render.words import N_

TITLES: Mapping[str, str] = MappingProxyType(
    {
        "match": N_("Match words and meanings"),
        "gaps": N_("Fill the gaps"),
        "order": N_("Put the events in order"),
        "jumble": N_("Put the text in order"),
        "choices": N_("Choose the right answer"),
        "find": N_("Find the evidence"),
        "spot": N_("Spot the change"),
    }
)
INSTRUCTIONS: Mapping[str, str] = MappingProxyType(
    {
        "match": N_("Which meaning belongs to which word? Write its letter into the box."),
        "gaps": N_("Write the missing words. Each one in the frame is needed once."),
        "order": N_("What came first? Number the events, from 1 for the earliest."),
        "jumble": N_(
            "These follow each other in the text, but not in this order. Number them from 1."
        ),
        "choices": N_("Tick one box for each."),
        "find": N_("Which paragraph gives the answer? Write its number into the box."),
        "spot": N_(
            "Each sentence says something that the text does not. Underline it, and write what the"
            " text says."
        ),
    }
)
ROOM: Mapping[str, str] = MappingProxyType(
    {"match": "box", "order": "box", "jumble": "box", "find": "paragraph", "spot": "line"}
)
"""Kind → where pupils write, beside what is in the item itself."""


@dataclass(frozen=True, slots=True)
class ExerciseView:
    """An exercise as pupils get it."""

    kind: str
    title: str
    instruction: str
    room: str
    items: tuple[Item, ...]
    """What can be ticked is among their choices, “True” and “False” too."""
    bank: tuple[tuple[str, Phrase], ...]
    """With the letter of each, where it has one."""


@dataclass(frozen=True, slots=True)
class SolutionView:
    """The answer to one item."""

    number: int
    place: str
    whole: Phrase
    words: Phrase | None
    wrong: Phrase | None
    paragraph: int | None
    evidence: tuple[str, ...]
    when: When | None


@dataclass(frozen=True, slots=True)
class KeyView:
    """The answers to an exercise, for the teacher's key alone."""

    kind: str
    title: str
    solutions: tuple[SolutionView, ...]


@dataclass(frozen=True, slots=True)
class ExerciseSheet:
    """The exercises of one version, for paper and word processors."""

    title: str
    lot: str
    """By which its exercises are found again."""
    exercises: tuple[ExerciseView, ...]


@dataclass(frozen=True, slots=True)
class KeySheet:
    """The keys to the exercises of one version, for the teacher's copy alone."""

    title: str
    lot: str
    keys: tuple[KeyView, ...]


def exercise_sheet(version: Version, seed: str, voice: Voice) -> ExerciseSheet:
    """What stands on a sheet after its questions; no exercise where there is none."""
    return ExerciseSheet(
        voice.translate("Exercises"),
        _lot(version.letter, seed, voice),
        tuple(exercise_view(exercise, voice) for exercise in version.exercises),
    )


def key_sheets(
    keys: Mapping[str, tuple[ExerciseKey, ...]], seed: str, voice: Voice
) -> tuple[KeySheet, ...]:
    """The keys of each version, as `keys_of` gives them."""
    title = voice.translate("Key to the exercises, version %(version)s")
    return tuple(
        KeySheet(
            title % {"version": letter},
            _lot(letter, seed, voice),
            tuple(key_view(key, voice) for key in row),
        )
        for letter, row in keys.items()
    )


def _lot(letter: str, seed: str, voice: Voice) -> str:
    said = voice.translate("Version %(version)s, drawn from “%(seed)s”")
    return said % {"version": letter, "seed": seed}


def exercise_view(exercise: Exercise, voice: Voice) -> ExerciseView:
    """An exercise in the words of a page."""
    letters = ascii_lowercase if exercise.kind == "match" else ""
    return ExerciseView(
        exercise.kind,
        voice.translate(TITLES[exercise.kind]),
        voice.translate(INSTRUCTIONS[exercise.kind]),
        ROOM.get(exercise.kind, ""),
        tuple(_item(item, voice) for item in exercise.items),
        tuple((letters[i : i + 1], phrase) for i, phrase in enumerate(exercise.bank)),
    )


def _item(item: Item, voice: Voice) -> Item:
    if item.type != "truefalse":
        return item
    return replace(item, choices=(_truth(voice, is_true=True), _truth(voice, is_true=False)))


def _truth(voice: Voice, *, is_true: bool) -> Phrase:
    words = voice.translate("True") if is_true else voice.translate("False")
    return Phrase(voice.language, (Run(words),))


def key_view(key: ExerciseKey, voice: Voice) -> KeyView:
    """A key in the words of a page."""
    title = voice.translate(TITLES[key.kind])
    return KeyView(key.kind, title, tuple(_solution(item, voice) for item in key.solutions))


def _solution(item: Solution, voice: Voice) -> SolutionView:
    words = item.words if item.truth is None else _truth(voice, is_true=item.truth)
    if item.is_withheld:
        words = Phrase(voice.language, (Run(voice.translate("not in this copy")),))
    when = voice.when(item.date) if item.date else None
    return SolutionView(
        item.number,
        item.place,
        item.whole,
        words,
        item.wrong,
        item.paragraph,
        item.evidence,
        when,
    )
