"""Unanswered: questions that have a right answer, and do not say it. A key would lack it."""

from collections.abc import Iterable, Iterator

from postil.catalogue import diagnose
from postil.diagnostics import Diagnostic
from postil.format.records import Question


def check_answers(questions: Iterable[Question]) -> Iterator[Diagnostic]:
    """Tell every question to be marked that has no answer, and is not said to have had one."""
    for question in questions:
        is_marked = question.type in ("choice", "truefalse")
        if is_marked and question.answer is None and "answer" not in question.withheld:
            if {"answer", "type"} & question.place.faulty:
                continue
            sample = "true" if question.type == "truefalse" else "one of the choices"
            message = f"'{question.id}' has no answer, so the teacher's key cannot tell it"
            yield diagnose("y-017", question.place.of("ask"), message, f"add 'answer: {sample}'")
