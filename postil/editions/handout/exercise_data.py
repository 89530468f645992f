"""The exercises of a sheet and their keys, as data for its templates."""

from collections.abc import Iterator

from postil.arrange.exercises import Blank, Item, Part, Phrase
from postil.arrange.flow import Ruby
from postil.deferred import dataclass
from postil.editions.handout.flows import Data, FlowWriter
from postil.render.exercises import (
    ExerciseSheet,
    ExerciseView,
    KeySheet,
    KeyView,
    SolutionView,
)

_LONG = 1_200
"""Characters of an exercise that may be parted by the end of a page."""


@dataclass(frozen=True, slots=True)
class ExerciseTeller:
    """Says exercises in data. The writer remembers the languages that they need."""

    writer: FlowWriter

    def sheet(self, sheet: ExerciseSheet) -> Data | None:
        """The exercises that pupils get; `None` for none."""
        if not sheet.exercises:
            return None
        return {
            "title": sheet.title,
            "lot": sheet.lot,
            "exercises": [self._exercise(exercise) for exercise in sheet.exercises],
        }

    def keys(self, sheet: KeySheet) -> Data:
        """The keys of one version."""
        keys = [self._key(key) for key in sheet.keys]
        return {"title": sheet.title, "lot": sheet.lot, "keys": keys}

    def _exercise(self, exercise: ExerciseView) -> Data:
        phrases = [p for item in exercise.items for p in (item.phrase, *item.choices)]
        phrases += [phrase for _, phrase in exercise.bank]
        return {
            "kind": exercise.kind,
            "title": exercise.title,
            "instruction": exercise.instruction,
            "room": exercise.room,
            "items": [self._item(item) for item in exercise.items],
            "bank": [self.phrase(phrase) | {"letter": a} for a, phrase in exercise.bank],
            "has_ruby": any(_has_ruby(phrase) for phrase in phrases),
            "is_long": sum(len(phrase.plain) for phrase in phrases) > _LONG,
        }

    def _item(self, item: Item) -> Data:
        choices = [self.phrase(choice) for choice in item.choices]
        return self.phrase(item.phrase) | {"number": item.number, "choices": choices}

    def _key(self, key: KeyView) -> Data:
        solutions = [self._solution(solution) for solution in key.solutions]
        wholes = [s.whole for s in key.solutions]
        return {
            "kind": key.kind,
            "title": key.title,
            "solutions": solutions,
            "has_ruby": any(map(_has_ruby, wholes)),
        }

    def _solution(self, solution: SolutionView) -> Data:
        words, wrong = solution.words, solution.wrong
        return {
            "number": solution.number,
            "place": solution.place,
            "whole": self.phrase(solution.whole),
            "words": self.phrase(words) if words else None,
            "wrong": self.phrase(wrong) if wrong else None,
            "paragraph": solution.paragraph,
            "evidence": list(solution.evidence),
            "when": solution.when.words if solution.when else "",
        }

    def phrase(self, phrase: Phrase) -> Data:
        """Words with their language."""
        self.writer.tags.add(phrase.language)
        return {"lang": phrase.language, "inlines": list(self._parts(phrase.parts))}

    def _parts(self, parts: tuple[Part, ...]) -> Iterator[Data]:
        for part in parts:
            if isinstance(part, Blank):
                yield {"blank": True}
            else:
                yield from self.writer.inlines([part])


def _has_ruby(phrase: Phrase) -> bool:
    return any(isinstance(part, Ruby) for part in phrase.parts)
