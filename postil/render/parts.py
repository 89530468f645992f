"""Questions, which stand below the text, and their answers for the teacher."""

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from postil.arrange.reader import NumberedQuestion
from postil.format.records import Source
from postil.render.notes import Credit, credit_of
from postil.render.voice import Said, Voice


class QuestionView(NamedTuple):
    """A question as pupils get it: without answer and evidence."""

    id: str
    number: int
    type: str
    ask: tuple[Said, ...]
    choices: tuple[tuple[Said, ...], ...]
    lines: int
    credit: Credit


ROOM = {"open": 3, "choice": 0, "truefalse": 0}
"""Lines to write on, by the type of a question, where its author does not say."""


def question_view(
    item: NumberedQuestion, voice: Voice, sources: Sequence[tuple[int, Source]] = ()
) -> QuestionView:
    """One question as a page shows it."""
    question = item.question
    choices = tuple(voice.said(choice, inline=True) for choice in question.choices)
    lines = question.lines if question.lines is not None else ROOM[question.type]
    return QuestionView(
        question.id,
        item.number,
        question.type,
        voice.said(question.ask, inline=True),
        choices,
        lines,
        credit_of(question, sources),
    )


class AnswerView(NamedTuple):
    """A question's answer and evidence, for the teacher's key alone."""

    question: QuestionView
    answer: tuple[Said, ...]
    evidence: tuple[str, ...]
    paragraphs: tuple[int, ...]
    withheld: tuple[str, ...]
    """What was taken out of the sources that the key is made of: `answer`, `evidence`."""


def answer_view(item: NumberedQuestion, voice: Voice) -> AnswerView:
    """One question with its answer."""
    answer = voice.said(item.question.answer, inline=True)
    if item.question.type == "truefalse" and item.question.answer:
        is_true = item.question.answer.first.lower() == "true"
        words = voice.translate("True") if is_true else voice.translate("False")
        answer = (Said(voice.language, "", Markup.escape(words)),)
    question = question_view(item, voice)
    return AnswerView(question, answer, item.evidence, item.paragraphs, item.question.withheld)
