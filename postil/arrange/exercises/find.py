"""Find the evidence: the number of the paragraph in which the answer stands."""

from functools import partial

from postil.arrange.exercises.lot import draw
from postil.arrange.exercises.material import Material
from postil.arrange.exercises.model import Deal, Item, Made, Phrase, Solution, made
from postil.arrange.reader import NumberedQuestion


def make_find(material: Material) -> Deal:
    """Questions whose evidence stands in one paragraph; drawn by lot."""
    asked = [q for q in material.questions if q.can_be_found]
    told = [(material.tell(q.question.ask), q) for q in asked]
    return partial(_deal, told)


def _deal(told: list[tuple[Phrase, NumberedQuestion]], most: int, seed: str) -> Made:
    chosen = draw(seed, told, lambda pair: f"{pair[0].plain}\n{pair[1].number}")[:most]
    pairs = [
        (
            Item(number, phrase),
            Solution(
                number,
                phrase,
                paragraph=q.paragraphs[0] if q.paragraphs else None,
                evidence=q.evidence,
                is_withheld="evidence" in q.question.withheld,
            ),
        )
        for number, (phrase, q) in enumerate(chosen, 1)
    ]
    return made("find", pairs, len(told))
