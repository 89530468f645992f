"""Exercises as pages show them: their words in the page's language, and their phrases as HTML.

Titles and instructions are for every edition; what is HTML is for those that are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase
from types import MappingProxyType

from markupsafe import Markup, escape

from postil.arrange.exercises import Blank, Exercise, ExerciseKey, Part, Phrase, Solution
from postil.arrange.flow import LineBreak, Ruby, Run
from postil.render.voice import Said, Voice, When
from postil.render.words import N_
from postil.scripts import direction_of

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
class ItemView:
    """One thing to do."""

    number: int
    said: Said
    type: str
    choices: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class ExerciseView:
    """An exercise as pupils get it."""

    kind: str
    title: str
    instruction: str
    room: str
    items: tuple[ItemView, ...]
    bank: tuple[tuple[str, Said], ...]
    """With the letter of each, where it has one."""


@dataclass(frozen=True, slots=True)
class SolutionView:
    """The answer to one item."""

    number: int
    place: str
    whole: Said
    words: Said | None
    wrong: Said | None
    paragraph: int | None
    evidence: tuple[str, ...]
    when: When | None
    is_withheld: bool


@dataclass(frozen=True, slots=True)
class KeyView:
    """The answers to an exercise, for the teacher's key alone."""

    kind: str
    title: str
    solutions: tuple[SolutionView, ...]


def exercise_view(exercise: Exercise, voice: Voice) -> ExerciseView:
    """An exercise in the words of a page."""
    letters = ascii_lowercase if exercise.kind == "match" else ""
    return ExerciseView(
        exercise.kind,
        voice.translate(TITLES[exercise.kind]),
        voice.translate(INSTRUCTIONS[exercise.kind]),
        ROOM.get(exercise.kind, ""),
        tuple(
            ItemView(i.number, _said(i.phrase), i.type, tuple(map(_said, i.choices)))
            for i in exercise.items
        ),
        tuple((letters[i : i + 1], _said(phrase)) for i, phrase in enumerate(exercise.bank)),
    )


def key_view(key: ExerciseKey, voice: Voice) -> KeyView:
    """A key in the words of a page."""
    title = voice.translate(TITLES[key.kind])
    return KeyView(key.kind, title, tuple(_solution(item, voice) for item in key.solutions))


def _solution(item: Solution, voice: Voice) -> SolutionView:
    words = _said(item.words) if item.words else None
    if item.truth is not None:
        truth = voice.translate("True") if item.truth else voice.translate("False")
        words = Said(voice.language, "", escape(truth))
    return SolutionView(
        item.number,
        item.place,
        _said(item.whole),
        words,
        _said(item.wrong) if item.wrong else None,
        item.paragraph,
        item.evidence,
        voice.when(item.date) if item.date else None,
        item.is_withheld,
    )


def _said(phrase: Phrase) -> Said:
    return Said(phrase.language, "", parts_html(phrase.parts, phrase.language))


def parts_html(parts: Sequence[Part], language: str) -> Markup:
    """Runs as HTML; `language` is that of the words around."""
    return Markup("").join(_part(part, language) for part in parts)


def _part(part: Part, language: str) -> Markup:
    if isinstance(part, Blank):
        return Markup('<span class="blank">_____</span>')
    if isinstance(part, Ruby):
        base = parts_html(part.base, language)
        reading = Markup("<rp>(</rp><rt>{}</rt><rp>)</rp>").format(part.reading)
        return Markup("<ruby>{}{}</ruby>").format(base, reading)
    if isinstance(part, LineBreak):
        return Markup("<br>")
    return _run(part, language) if isinstance(part, Run) else Markup("")


def _run(run: Run, language: str) -> Markup:
    html = escape(run.text)
    looks = (("code", run.code), ("em", run.emphasis), ("strong", run.strong))
    for tag, is_so in looks:
        if is_so:
            html = Markup(f"<{tag}>{{}}</{tag}>").format(html)
    if run.language and run.language != language:
        turn = direction_of(run.language)
        attribute = Markup(' dir="{}"').format(turn) if turn != direction_of(language) else ""
        html = Markup('<span lang="{}"{}>{}</span>').format(run.language, attribute, html)
    return html
