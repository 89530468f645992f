"""Rules between the fields of one record, which no single field can keep."""

from collections.abc import Iterator

from postil.catalogue import diagnose
from postil.dates import parse_day
from postil.diagnostics import Diagnostic
from postil.format.history import newest_first
from postil.format.records import Annotation, Entry, Note, Question
from postil.format.scope import short
from postil.format.settings import FrontMatter
from postil.format.texts import nearest

_CONTEXT = ("prefix", "suffix", "through", "within_word")


def check_selector(annotation: Annotation) -> Iterator[Diagnostic]:
    """What narrows a quote needs one."""
    place = annotation.place
    if annotation.quote or "quote" in place.faulty:
        return
    needing = _CONTEXT if isinstance(annotation, Entry) else (*_CONTEXT, "occurrence")
    for name in needing:
        value = getattr(annotation, name)
        if value is not None and value is not False and value != "":
            hint = "add 'quote: ..' with words of the article"
            yield diagnose("y-008", place.of(name), f"'{name}' needs a quote", hint)


def check_entry(entry: Entry) -> Iterator[Diagnostic]:
    """An entry should say something."""
    said = entry.definition or entry.original or entry.translations or entry.pronunciation
    if not said and not entry.place.faulty:
        hint = "add what it means:\ndefinition: What it means."
        yield diagnose("y-007", entry.place.of("term"), f"'{entry.term}' has no definition", hint)


def check_note(note: Note) -> Iterator[Diagnostic]:
    """Only an emendation corrects."""
    if note.corrected and note.kind != "emendation" and "kind" not in note.place.faulty:
        yield diagnose(
            "y-008",
            note.place.of("corrected"),
            f"'corrected' belongs to an emendation, not to a note of kind '{note.kind}'",
            "write:\nkind: emendation",
        )


def check_question(question: Question) -> Iterator[Diagnostic]:
    """Choices and answers must fit the type; what is withheld is not there."""
    place = question.place
    there = {"answer": question.answer is not None, "evidence": bool(question.quote)}
    for name in question.withheld:
        if there[name]:
            field = "quote" if name == "evidence" else name
            message = f"the {name} is said to be withheld, and is here"
            hint = f"take '{name}' out of withheld, or take out '{field}'"
            yield diagnose("y-008", place.of("withheld"), message, hint)
    if place.faulty & {"type", "choices"}:
        return
    if question.type == "choice" and len(question.choices) < 2:
        hint = "write for example:\nchoices: [yes, no]"
        message = "a question of type choice needs at least two choices"
        yield diagnose("y-008", place.of("choices", "type"), message, hint)
    if question.type != "choice" and question.choices:
        message = f"choices belong to a question of type choice, not {question.type}"
        yield diagnose("y-008", place.of("choices"), message, "write:\ntype: choice")
    else:
        yield from _check_choices(question)
        if question.answer is not None:
            yield from _check_answer(question)


def _check_answer(question: Question) -> Iterator[Diagnostic]:
    assert question.answer is not None
    place = question.place.of("answer")
    offered = {text for choice in question.choices for _, text in choice.by_language}
    strangers = [a for _, a in question.answer.by_language if a not in offered]
    for _, answer in question.answer.by_language:
        if question.type == "truefalse" and answer.lower() not in ("true", "false"):
            message = f"the answer must be true or false, not '{short(answer)}'"
            yield diagnose("y-008", place, message, "write:\nanswer: true")
        if question.type == "choice" and offered and answer in strangers:
            meant = nearest(answer, offered)
            hint = f"did you mean '{meant}'?" if meant else "repeat one of the choices word by word"
            message = f"the answer '{short(answer)}' is not one of the choices"
            yield diagnose("y-008", place, message, hint)
    if question.type == "choice" and offered and not strangers:
        answers = {answer for _, answer in question.answer.by_language}
        if not any(answers <= {t for _, t in c.by_language} for c in question.choices):
            message = "the answer is one choice in one language and another in another"
            yield diagnose("y-008", place, message, "give the same choice in every language")


def _check_choices(question: Question) -> Iterator[Diagnostic]:
    seen = set()
    for choice in question.choices:
        for said in choice.by_language:
            if said in seen:
                message = f"the choice '{short(said[1])}' stands twice"
                place = question.place.of("choices")
                yield diagnose("y-008", place, message, "change one of them")
            seen.add(said)


def check_front_matter(front: FrontMatter) -> Iterator[Diagnostic]:
    """One way to name authors, and no change after the last."""
    if front.author and front.authors:
        message = "write either author or authors, not both"
        yield diagnose("y-008", front.place.of("author"), message, "put all names into authors")
    for change in newest_first(front.changes)[:1]:
        if front.updated and parse_day(front.updated).latest < parse_day(change.date).earliest:
            message = f"'updated' is before the last of the changes, of {change.date}"
            hint = f"leave 'updated' out, or write:\nupdated: {change.date}"
            yield diagnose("y-008", front.place.of("updated"), message, hint)
