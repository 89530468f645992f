"""True or false, and multiple choice: the author's own questions, gathered."""

from dataclasses import replace
from functools import partial

from postil.arrange.exercises.lot import draw
from postil.arrange.exercises.material import Material
from postil.arrange.exercises.model import Deal, Item, Made, Solution, made
from postil.arrange.reader import NumberedQuestion


def make_choices(material: Material) -> Deal:
    """Questions, drawn. Their choices stay as they are: “all of these” belongs at the end."""
    asked = [q for q in material.questions if q.question.type != "open"]
    return partial(_deal, material, asked)


def _deal(material: Material, asked: list[NumberedQuestion], most: int, seed: str) -> Made:
    chosen = draw(seed, asked, lambda q: f"{material.tell(q.question.ask).plain}\n{q.number}")[
        :most
    ]
    pairs = [_pair(material, number, q) for number, q in enumerate(chosen, 1)]
    result = made("choices", pairs, len(asked))
    gathered = frozenset(q.question.id for q in chosen)
    return replace(result, exercise=replace(result.exercise, gathers=gathered))


def _pair(material: Material, number: int, asked: NumberedQuestion) -> tuple[Item, Solution]:
    question = asked.question
    phrase = material.tell(question.ask)
    choices = tuple(material.tell(choice) for choice in question.choices)
    answer, truth = question.answer, None
    if question.type == "truefalse" and answer is not None:
        truth = answer.first.lower() == "true"
    words = material.tell(answer) if answer is not None and truth is None else None
    paragraph = asked.paragraphs[0] if asked.paragraphs else None
    return (
        Item(number, phrase, question.type, choices),
        Solution(
            number,
            phrase,
            words=words,
            truth=truth,
            paragraph=paragraph,
            evidence=asked.evidence,
            is_withheld="answer" in question.withheld,
        ),
    )
