"""The data of a handout: all that its templates are told, as JSON can say it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from postil.arrange.flow import Paragraph, Ruby, plain_text
from postil.arrange.reader import ArrangedArticle
from postil.editions.handout.exercise_data import ExerciseTeller
from postil.editions.handout.flows import Data, FlowWriter
from postil.editions.handout.layout import lay_out
from postil.editions.handout.pictures import can_draw
from postil.editions.handout.qr import qr_code
from postil.editions.handout.tongues import tongue_of
from postil.links import Link
from postil.render.addresses import address_of
from postil.render.exercises import exercise_sheet, key_sheets
from postil.render.handout_options import Layout
from postil.render.languages import language_name
from postil.render.press import Press
from postil.render.sheet import (
    Answer,
    Sheet,
    SheetEvent,
    SheetNote,
    SheetQuestion,
    Telling,
    make_answers,
    make_sheet,
)
from postil.render.versions import Version, keys_of, plan_of

_SHORT = 70
"""Characters of a title that the foot of a page has room for."""
_MANY_CHARACTERS, _MANY_PARTS, _MANY_LINES = 700, 8, 10
"""What is more than this may be parted by the end of a page."""


def sheet_data(
    press: Press, arranged: ArrangedArticle, version: Version
) -> tuple[Data, frozenset[str]]:
    """What is said on pupils' sheet, and the files of the pictures on it."""
    seed = plan_of(press, arranged).seed
    shown, layout = lay_out(press, arranged)
    shown = replace(shown, questions=version.questions(arranged))
    teller = _Teller(press, shown, layout, f"{version.name}.pdf", is_key=False)
    exercises = exercise_sheet(version, seed, teller.voice)
    return teller.tell({}, exercises=ExerciseTeller(teller.writer).sheet(exercises))


def key_data(press: Press, arranged: ArrangedArticle) -> tuple[Data, frozenset[str]]:
    """What is said on the key, and the files of the pictures on it."""
    seed, keys = plan_of(press, arranged).seed, keys_of(press, arranged)
    teller = _Teller(press, *lay_out(press, arranged), "handout-key.pdf", is_key=True)
    answers = make_answers(arranged, teller.voice, teller.layout.language)
    tell = ExerciseTeller(teller.writer).keys
    told = [tell(sheet) for sheet in key_sheets(keys, seed, teller.voice)]
    return teller.tell(answers, keys=told)


class _Teller:
    """Says a sheet in data."""

    def __init__(
        self,
        press: Press,
        arranged: ArrangedArticle,
        layout: Layout,
        file: str,
        *,
        is_key: bool,
    ) -> None:
        self.press = press
        self.article = arranged.anchored.article
        self.layout = layout
        self.voice = press.voice(f"{self.article.slug}/{file}", self.article)
        self.sheet = make_sheet(arranged, self.voice, layout.language)
        self.is_key = is_key
        self.config = press.site.library.config
        self.writer = FlowWriter(self._address, self._picture)

    def tell(
        self,
        answers: Mapping[int, Answer],
        exercises: Data | None = None,
        keys: Sequence[Data] = (),
    ) -> tuple[Data, frozenset[str]]:
        """All of it; `exercises` and `keys` are data already."""
        view, language = self.sheet.article, self.config.language
        has_text = not self.is_key
        address = address_of(self.config.base_url, f"{view.slug}/index.html")
        data: Data = {
            "title": view.title,
            "short": view.title if len(view.title) <= _SHORT else f"{view.title[:_SHORT]}…",
            "subtitle": view.subtitle,
            "authors": list(view.authors),
            "tongue": view.language,
            "language": language,
            "layout": _layout_data(self.layout),
            "words": self._words(),
            "teacher": self._say("Teacher copy") if self.is_key else "",
            "has_ruby": has_text and _has_ruby(self.sheet),
            "legend": [{"family": i.family, "label": i.label} for i in self.sheet.legend],
            "text": self.writer.text(self.sheet.text, view.language) if has_text else [],
            "notes": [self._note(note) for note in self.sheet.notes] if has_text else [],
            "events": [self._event(event) for event in self.sheet.events] if has_text else [],
            "questions": [
                {
                    "label": self._say(_STAGES[stage]),
                    "items": [self._question(q, answers.get(q.number)) for q in asked],
                }
                for stage, asked in self.sheet.questions.items()
            ],
            "exercises": exercises,
            "keys": list(keys),
            "imprint": self._imprint(),
            "address": address,
            "qr": qr_code(address) if address else "",
        }
        tags = {view.language, language, *self.writer.tags}
        han = self.article.front.han
        data["tongues"] = {tag: asdict_hyphened(tag, han) for tag in sorted(tags)}
        return data, frozenset(self.writer.pictures)

    def _say(self, message: str) -> str:
        return self.press.theme.translate(message)

    def _words(self) -> dict[str, str]:
        translate = self.press.theme.translate
        return {
            "name": translate("Name"),
            "class": translate("Class"),
            "date": translate("Date"),
            "notes": translate("Notes"),
            "timeline": translate("Timeline"),
            "questions": translate("Questions"),
            "certain": translate("exact date"),
            "about": translate("about or perhaps then"),
            "within": translate("a stretch of time, or some time within it"),
            "printed": translate("As printed"),
            "corrected": translate("As corrected"),
            "key": translate("Key to the questions"),
            "answer": translate("Answer"),
            "none": translate("none given"),
            "evidence": translate("In the text"),
            "true": translate("True"),
            "false": translate("False"),
        }

    def _telling(self, telling: Telling | None) -> Data | None:
        if telling is None:
            return None
        parts = self.writer.body(telling.flow, telling.language)
        return {"lang": telling.language, "parts": parts, "inlines": self._first(telling)}

    def _first(self, telling: Telling) -> list[Data]:
        return self.writer.inlines(telling.inlines)

    def _note(self, note: SheetNote) -> Data:
        facts = []
        if note.by:
            facts.append(self._say("By %(name)s") % {"name": note.by})
        if note.as_of:
            facts.append(self._say("As of %(day)s") % {"day": note.as_of})
        original = None
        if note.original:
            language = note.original.language
            if language:
                self.writer.tags.add(language)
            original = {
                "t": note.original.text,
                "lang": language,
                "reading": note.original.reading,
            }
        self.writer.tags.update(tag for tag, _ in note.translations)
        return {
            "number": note.number,
            "label": note.label,
            "family": note.family,
            "words": note.words,
            "when": note.when.words if note.when else "",
            "heading": self._telling(note.heading),
            "heading_words": plain_text(note.heading.inlines) if note.heading else "",
            "original": original,
            "details": list(note.details),
            "corrected": note.corrected,
            "body": self._telling(note.body),
            "is_long": _is_long(note.body),
            "translations": [
                {"lang": tag, "name": language_name(tag), "t": word}
                for tag, word in note.translations
            ],
            "facts": facts,
        }

    def _event(self, event: SheetEvent) -> Data:
        # On paper the note of an event that the text tells of stands beside the text alone.
        shown = bool(self.sheet.notes) and event.note_number is not None
        return {
            "number": event.number,
            "certainty": event.when.certainty,
            "when": event.when.words,
            "event": self._telling(event.event),
            "note": None if shown else self._telling(event.note),
            "is_long": _is_long(event.note),
            "paragraph": event.paragraph,
        }

    def _question(self, question: SheetQuestion, answer: Answer | None) -> Data:
        choices = [self._telling(choice) for choice in question.choices]
        if question.type == "truefalse":
            choices = [self._own_words("True"), self._own_words("False")]
        return {
            "number": question.number,
            "ask": self._telling(question.ask),
            "choices": choices,
            "lines": 0 if self.is_key else question.lines,
            "is_long": question.lines > _MANY_LINES or _is_long(question.ask, *question.choices),
            "answer": self._answer(question, answer) if answer else None,
        }

    def _own_words(self, message: str) -> Data:
        return {"lang": self.config.language, "inlines": [{"t": self._say(message)}]}

    def _answer(self, question: SheetQuestion, answer: Answer) -> Data:
        telling = self._telling(answer.answer)
        if question.type == "truefalse" and answer.answer:
            is_true = plain_text(answer.answer.inlines).lower() == "true"
            telling = self._own_words("True" if is_true else "False")
        elif "answer" in answer.withheld:
            telling = self._own_words("not in this copy")
        return {
            "telling": telling,
            "evidence": list(answer.evidence),
            "paragraphs": self._say(", ").join(str(n) for n in answer.paragraphs),
            "withheld": self._say("not in this copy") if "evidence" in answer.withheld else "",
        }

    def _imprint(self) -> list[str]:
        view, said = self.sheet.article, []
        if view.authors:
            authors = self._say(", ").join(view.authors)
            said.append(self._say("Text: %(authors)s.") % {"authors": authors})
        if view.source_url:
            place = {"source": view.source, "address": view.source_url}
            said.append(self._say("After %(source)s, %(address)s.") % place)
        elif view.source:
            said.append(self._say("After %(source)s.") % {"source": view.source})
        if day := view.updated or view.date:
            said.append(self._say("Version of %(day)s.") % {"day": self.press.day(day)})
        if licence := view.licence or self.config.licence:
            said.append(self._say("Licence: %(licence)s.") % {"licence": licence})
        return said

    def _address(self, target: str) -> str:
        link = self.press.site.targets.resolve(target, self.article.slug)
        if not isinstance(link, Link):
            return ""
        if link.address:
            return link.address
        page = link.page or f"{self.article.slug}/{link.file}"
        return address_of(self.config.base_url, page, link.fragment)

    def _picture(self, source: str) -> str:
        link = self.press.site.targets.resolve_image(source, self.article.slug)
        return (
            link.file if isinstance(link, Link) and can_draw(link.file, self.article.assets) else ""
        )


_STAGES = {"before": "Before you read", "while": "While you read", "after": "After you read"}


def _layout_data(layout: Layout) -> Data:
    data = asdict(layout)
    data["paper"] = {"A4": "a4", "Letter": "us-letter"}[layout.paper]
    return {k: v for k, v in data.items() if k not in ("exercises", "versions")}


def asdict_hyphened(tag: str, han: str) -> dict[str, Any]:
    """A tongue, with names as Typst writes them."""
    return {k.replace("_", "-"): v for k, v in asdict(tongue_of(tag, han)).items()}


def _is_long(*tellings: Telling | None) -> bool:
    """Whether texts are to go on on the next page, rather than to begin there."""
    parts = [part for telling in tellings if telling for part in telling.flow]
    words = [part.inlines for part in parts if isinstance(part, Paragraph)]
    length = sum(len(plain_text(inlines)) for inlines in words)
    return length > _MANY_CHARACTERS or len(parts) > _MANY_PARTS


def _has_ruby(sheet: Sheet) -> bool:
    paragraphs = [part for part in sheet.text if isinstance(part, Paragraph)]
    return any(isinstance(i, Ruby) for part in paragraphs for i in part.inlines)
