"""The plan: which exercises a handout has."""

from collections.abc import Iterable

from postil.deferred import dataclass
from postil.format.settings import ExerciseOptions, HandoutOptions


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked for."""

    wishes: tuple[ExerciseOptions, ...] = ()
    seed: str = ""
    versions: tuple[str, ...] = ("A",)
    """In the order of the alphabet."""
    language: str = ""
    """Of the notes; `` for the site's."""


def plan_exercises(slug: str, options: Iterable[HandoutOptions | None]) -> Plan:
    """The plan for an article; the first options that say something decide.

    The seed is the article's slug, unless one is given.
    """
    given = [o for o in options if o is not None]
    return Plan(
        next((o.exercises for o in given if o.exercises is not None), ()),
        next((o.seed for o in given if o.seed), slug),
        tuple(sorted(next((o.versions for o in given if o.versions), ("A",)))),
        next((o.language for o in given if o.language), ""),
    )
