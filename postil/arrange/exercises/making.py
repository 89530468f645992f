"""Making: the exercises of a plan, in every version."""

from collections.abc import Mapping
from types import MappingProxyType

from postil.arrange.exercises.choices import make_choices
from postil.arrange.exercises.find import make_find
from postil.arrange.exercises.gaps import make_gaps
from postil.arrange.exercises.jumble import make_jumble
from postil.arrange.exercises.match import make_match
from postil.arrange.exercises.material import Material
from postil.arrange.exercises.model import Deal, Exercise, ExerciseKey, Made, Maker
from postil.arrange.exercises.order import make_order
from postil.arrange.exercises.plan import Plan
from postil.arrange.exercises.spot import make_spot
from postil.arrange.reader import ArrangedArticle

MAKERS: Mapping[str, Maker] = MappingProxyType(
    {
        "match": make_match,
        "gaps": make_gaps,
        "order": make_order,
        "jumble": make_jumble,
        "choices": make_choices,
        "find": make_find,
        "spot": make_spot,
    }
)
"""Kind → what makes it."""

MOST_ITEMS = 8
"""Where the author does not say how many."""
FEWEST_ITEMS = 2
"""One pair to match, or one event to put in order, is no exercise."""
_TRIES = 64
"""Where there are but two ways, the chance of never meeting the other is 2⁻⁶⁴."""


def make_exercises(
    arranged: ArrangedArticle, plan: Plan, site_language: str
) -> Mapping[str, tuple[Exercise, ...]]:
    """Version → the exercises that the article gives, in the order of the plan."""
    made = make_all(arranged, plan, site_language)
    kept = _kept(made)
    return {version: tuple(row[i].exercise for i in kept) for version, row in made.items()}


def make_keys(
    arranged: ArrangedArticle, plan: Plan, site_language: str
) -> Mapping[str, tuple[ExerciseKey, ...]]:
    """Version → the keys to `make_exercises`. For the teacher's copy alone."""
    made = make_all(arranged, plan, site_language)
    kept = _kept(made)
    return {version: tuple(row[i].key for i in kept) for version, row in made.items()}


def _kept(made: Mapping[str, tuple[Made, ...]]) -> list[int]:
    """Which wishes come to something in every version."""
    rows = list(made.values())
    return [i for i in range(len(rows[0])) if all(is_enough(row[i]) for row in rows)]


def is_enough(made: Made) -> bool:
    """Whether there is anything to do."""
    return len(made.exercise.items) >= FEWEST_ITEMS


def make_all(
    arranged: ArrangedArticle, plan: Plan, site_language: str
) -> Mapping[str, tuple[Made, ...]]:
    """Version → one exercise a wish, those too that come to nothing."""
    if not plan.wishes:
        return dict.fromkeys(plan.versions, ())
    material = Material(arranged, plan.language or site_language, site_language)
    deals = {kind: MAKERS[kind](material) for kind in {wish.kind for wish in plan.wishes}}
    versions: dict[str, tuple[Made, ...]] = {}
    for version in plan.versions:
        row: list[Made] = []
        for i, wish in enumerate(plan.wishes):
            others = [earlier[i] for earlier in versions.values()]
            others += [made for made in row if made.exercise.kind == wish.kind]
            unlike = {made.exercise for made in others}
            seed = f"{plan.seed}\n{version}\n{wish.kind}"
            row.append(_unlike(deals[wish.kind], wish.items or MOST_ITEMS, seed, unlike))
        versions[version] = tuple(row)
    return versions


def _unlike(deal: Deal, most: int, seed: str, others: set[Exercise]) -> Made:
    """An exercise that is none of some others, if there is one."""
    first = deal(most, seed)
    if first.exercise not in others:
        return first
    for i in range(2, _TRIES + 1):
        made = deal(most, f"{seed}\n{i}")
        if made.exercise not in others:
            return made
    return first
