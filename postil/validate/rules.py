"""Rules between the fields of one record, which no single field can keep."""

from collections.abc import Iterator

from postil.catalogue import diagnose
from postil.diagnostics import Diagnostic
from postil.format.records import Annotation, Entry, FrontMatter, Note, Question

_CONTEXT = ("prefix", "suffix", "through", "within_word")


def check_selector(annotation: Annotation) -> Iterator[Diagnostic]:
    """What narrows a quote needs one."""
    if annotation.quote:
        return
    needing = _CONTEXT if isinstance(annotation, Entry) else (*_CONTEXT, "occurrence")
    for name in needing:
        if name in annotation.place.values:
            yield diagnose(
                "y-008", annotation.place.of(name), f"'{name}' needs a quote", "add: quote: .."
            )


def check_entry(entry: Entry) -> Iterator[Diagnostic]:
    """An entry should say something."""
    if not (entry.definition or entry.original or entry.translations or entry.pronunciation):
        hint = "add a definition"
        yield diagnose("y-007", entry.place.of("term"), f"'{entry.term}' has no definition", hint)


def check_note(note: Note) -> Iterator[Diagnostic]:
    """Only an emendation corrects."""
    if note.corrected and note.kind != "emendation":
        yield diagnose(
            "y-008",
            note.place.of("corrected"),
            f"'corrected' belongs to an emendation, not to a note of kind '{note.kind}'",
            "write:\nkind: emendation",
        )


def check_question(question: Question) -> Iterator[Diagnostic]:
    """Choices and answers must fit the type."""
    place = question.place
    if question.type == "choice" and len(question.choices) < 2:
        yield diagnose("y-008", place.of("choices", "type"), "a choice needs at least two choices")
    if question.type != "choice" and question.choices:
        yield diagnose(
            "y-008",
            place.of("choices"),
            f"choices belong to a question of type choice, not {question.type}",
            "write:\ntype: choice",
        )
    if question.answer is None:
        return
    if question.type == "truefalse":
        for _, answer in question.answer.by_language:
            if answer.lower() not in ("true", "false"):
                message = f"the answer must be true or false, not '{answer}'"
                yield diagnose("y-008", place.of("answer"), message)
    if question.type == "choice" and question.choices:
        offered = {text for choice in question.choices for _, text in choice.by_language}
        for _, answer in question.answer.by_language:
            if answer not in offered:
                message = f"the answer '{answer}' is not one of the choices"
                yield diagnose("y-008", place.of("answer"), message)


def check_front_matter(front: FrontMatter) -> Iterator[Diagnostic]:
    """One way to name authors."""
    if front.author and front.authors:
        yield diagnose(
            "y-008", front.place.of("author"), "write either author or authors, not both"
        )
