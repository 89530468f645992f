"""Exercises and keys as values."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from postil.arrange.flow import Inline, plain_text
from postil.deferred import dataclass

if TYPE_CHECKING:
    from postil.arrange.exercises.material import Material
    from postil.dates import Date, Interval


@dataclass(frozen=True, slots=True)
class Blank:
    """Room for a word, always of the same width."""


Part: TypeAlias = Inline | Blank


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in one language, as runs."""

    language: str
    parts: tuple[Part, ...]

    @property
    def plain(self) -> str:
        """The words alone; nothing for a blank."""
        return plain_text([part for part in self.parts if not isinstance(part, Blank)])


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do."""

    number: int
    """From 1 in each exercise."""
    phrase: Phrase
    type: str = ""
    """`choice` or `truefalse`, where there is something to mark."""
    choices: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise as pupils get it."""

    kind: str
    items: tuple[Item, ...]
    bank: tuple[Phrase, ...] = ()
    """What to choose from, for all items together."""
    gathers: frozenset[str] = frozenset()
    """Ids of questions that stand here, and so need not stand among the questions."""


@dataclass(frozen=True, slots=True)
class Solution:
    """The answer to one item. What a kind does not know of stays empty."""

    number: int
    whole: Phrase
    """The item as it is in the article, or the question."""
    place: str = ""
    """A letter of the bank, or the number in the right order."""
    words: Phrase | None = None
    """The right word, or the answer that the author gives."""
    wrong: Phrase | None = None
    """What stands in the sheet for `words`."""
    truth: bool | None = None
    paragraph: int | None = None
    evidence: tuple[str, ...] = ()
    date: "Date | Interval | None" = None
    is_withheld: bool = False
    """Whether the answer was taken out of the sources that the key is made of."""


@dataclass(frozen=True, slots=True)
class ExerciseKey:
    """The answers to an exercise. For the teacher."""

    kind: str
    solutions: tuple[Solution, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """An exercise with its key, and how many items the article would give at most."""

    exercise: Exercise
    key: ExerciseKey
    possible: int


Deal: TypeAlias = Callable[[int, str], Made]
"""(how many items at most, seed) → an exercise, which may be empty."""
Maker: TypeAlias = "Callable[[Material], Deal]"
"""What an article gives → exercises of one kind, as many as there are seeds."""


def made(kind: str, pairs: list[tuple[Item, Solution]], possible: int) -> Made:
    """An exercise without a bank, and its key."""
    items, solutions = [item for item, _ in pairs], [solution for _, solution in pairs]
    return Made(Exercise(kind, tuple(items)), ExerciseKey(kind, tuple(solutions)), possible)
