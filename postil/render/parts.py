"""What stands below the text: questions, their answers for the teacher, and the timeline."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from postil.arrange.reader import ArrangedArticle, NumberedQuestion
from postil.format.records import Source
from postil.render.notes import Credit, credit_of
from postil.render.voice import Said, Voice, When
from postil.scripts import direction_of


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question as pupils get it: without answer and evidence."""

    id: str
    number: int
    type: str
    ask: tuple[Said, ...]
    choices: tuple[Said, ...]
    lines: int
    credit: Credit


ROOM = {"open": 3, "choice": 0, "truefalse": 0}
"""Lines to write on, by the type of a question, where its author does not say."""


def _in_all_languages(said: tuple[Said, ...]) -> Said:
    """A choice on one line: its first language, then the others."""
    first, *others = said
    html = first.html
    for other in others:
        turn = direction_of(other.language)
        attribute = Markup(' dir="{}"').format(turn) if turn != direction_of(first.language) else ""
        html += Markup(' / <span lang="{}"{}>{}</span>').format(
            other.language, attribute, other.html
        )
    return replace(first, html=html)


def question_view(
    item: NumberedQuestion, voice: Voice, sources: Sequence[tuple[int, Source]] = ()
) -> QuestionView:
    """One question as a page shows it."""
    question = item.question
    choices = [_in_all_languages(voice.said(choice, inline=True)) for choice in question.choices]
    lines = question.lines if question.lines is not None else ROOM[question.type]
    return QuestionView(
        question.id,
        item.number,
        question.type,
        voice.said(question.ask, inline=True),
        tuple(choices),
        lines,
        credit_of(question, sources),
    )


@dataclass(frozen=True, slots=True)
class AnswerView:
    """A question's answer and evidence, for the teacher's key alone."""

    question: QuestionView
    answer: tuple[Said, ...]
    evidence: tuple[str, ...]
    paragraphs: tuple[int, ...]


def answer_view(item: NumberedQuestion, voice: Voice) -> AnswerView:
    """One question with its answer."""
    answer = voice.said(item.question.answer, inline=True)
    if item.question.type == "truefalse" and item.question.answer:
        is_true = item.question.answer.first.lower() == "true"
        words = voice.translate("True") if is_true else voice.translate("False")
        answer = (Said(voice.language, "", Markup.escape(words)),)
    return AnswerView(question_view(item, voice), answer, item.evidence, item.paragraphs)


@dataclass(frozen=True, slots=True)
class EventView:
    """An event of a timeline."""

    id: str
    number: int
    when: When
    event: tuple[Said, ...]
    note: tuple[Said, ...]
    paragraph: int | None
    control: str
    """The id of its control in the text."""
    credit: Credit
    is_more: bool


def event_views(arranged: ArrangedArticle, voice: Voice) -> list[EventView]:
    """An article's timeline."""
    controls = {note.annotation.id: note.marks[0].control for note in arranged.notes}
    return [
        EventView(
            item.event.id,
            item.number,
            voice.when(item.event.date),
            voice.said(item.event.event, inline=True),
            voice.said(item.event.note),
            item.paragraph,
            controls.get(item.event.id, ""),
            credit_of(item.event, arranged.sources),
            item.event.more,
        )
        for item in arranged.events
    ]
