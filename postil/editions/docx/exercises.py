"""Exercises in a Word file, and their keys: lists, tables and lines that a teacher can change."""

from collections.abc import Iterator
from dataclasses import replace

from markupsafe import Markup

from postil.arrange.exercises import Blank, Item, Phrase
from postil.arrange.flow import Run
from postil.deferred import dataclass
from postil.editions.docx import wml
from postil.editions.docx.frame import BOX, Frame
from postil.editions.docx.wml import EMPTY, paragraph, run, w
from postil.render.exercises import ExerciseSheet, ExerciseView, KeySheet, SolutionView

_BLANK = "_" * 14
_BETWEEN = "\u2003\u2003"
"""Words in the frame are as far apart that none of two words is taken for two."""


@dataclass(frozen=True)
class Exercises:
    """Writes exercises and keys into the story of a frame."""

    frame: Frame

    def sheet(self, sheet: ExerciseSheet) -> Iterator[Markup]:
        """The exercises that pupils get, on pages of their own; nothing for none."""
        if not sheet.exercises:
            return
        frame = self.frame
        yield frame.pupil_line(new_page=True)
        yield frame.title(sheet.title)
        title = frame.say(frame.article.title, language=frame.article.language)
        yield frame.line("Lot", title, frame.say(f" · {sheet.lot}"))
        for exercise in sheet.exercises:
            yield frame.line("Heading2", frame.say(exercise.title))
            yield frame.line("Instruction", frame.say(exercise.instruction))
            yield from self._exercise(exercise)

    def _exercise(self, exercise: ExerciseView) -> Iterator[Markup]:
        self.frame.writer.script.lists.leave()
        if exercise.kind == "match":
            yield self._matched(exercise)
            return
        if exercise.bank:
            words = (self._said(phrase) for _, phrase in exercise.bank)
            yield self.frame.line("WordBank", run(_BETWEEN).join(words))
        if exercise.room in ("box", "paragraph"):
            yield self._beside_boxes(exercise)
            return
        for item in exercise.items:
            said, keep = self._said(item.phrase), bool(item.choices or exercise.room)
            yield self._numbered("ExerciseItem", item.number, said, item.phrase, keep=keep)
            yield from self._ticked(item)
            if exercise.room == "line":
                yield self.frame.line("RuledLine")

    def _ticked(self, item: Item) -> Iterator[Markup]:
        for i, choice in enumerate(item.choices, 1):
            box, turn = self.frame.say(BOX), self._turn(choice)
            said, keep = self._said(choice), i < len(item.choices)
            yield paragraph("Choice", box, said, rtl=turn, keep=keep)

    def _matched(self, exercise: ExerciseView) -> Markup:
        """Words and boxes on one side, meanings on the other: a table without lines between."""
        step, measure = self.frame.writer.script.page.step, self.frame.writer.script.page.measure
        narrow, apart = 2 * step, step
        words = (measure - narrow - apart) * 2 // 6
        widths = (words, narrow, apart, measure - narrow - apart - words)
        rows = []
        for item, (letter, phrase) in zip(exercise.items, exercise.bank, strict=True):
            said, keep = self._said(item.phrase), item is not exercise.items[-1]
            word = self._numbered("CellItem", item.number, said, item.phrase, keep=keep)
            lettered = wml.styled(letter, "Letter") + w("r", w("tab"))
            meaning = paragraph("CellItem", lettered, self._said(phrase), rtl=self._turn(phrase))
            cells = (word, self.frame.line("TableText"), self.frame.line("TableText"), meaning)
            rows.append(
                wml.row(
                    wml.cell(width, cell, is_open=i == 2)
                    for i, (width, cell) in enumerate(zip(widths, cells, strict=True))
                )
            )
        return self._table(rows, widths)

    def _beside_boxes(self, exercise: ExerciseView) -> Markup:
        """Each item with a cell to write a number in."""
        page = self.frame.writer.script.page
        narrow = 2 * page.step + page.step // 2
        widths = (page.measure - narrow, narrow)
        sign = self.frame.say("¶" if exercise.room == "paragraph" else "")
        rows = []
        for item in exercise.items:
            words, keep = self._said(item.phrase), item is not exercise.items[-1]
            said = self._numbered("CellItem", item.number, words, item.phrase, keep=keep)
            box = self.frame.line("TableText", sign)
            rows.append(wml.row([wml.cell(widths[0], said), wml.cell(widths[1], box)]))
        return self._table(rows, widths)

    def _table(self, rows: list[Markup], widths: tuple[int, ...]) -> Markup:
        rtl = self.frame.writer.script.tongues.is_rtl(self.frame.language)
        return wml.table(rows, widths, has_head=False, rtl=rtl) + paragraph("TableText")

    def keys(self, sheet: KeySheet) -> Iterator[Markup]:
        """The answers to the exercises of one version."""
        frame = self.frame
        yield frame.title(sheet.title)
        yield frame.line("Lot", frame.say(sheet.lot))
        for key in sheet.keys:
            yield frame.line("Heading2", frame.say(key.title))
            frame.writer.script.lists.leave()
            for solution in key.solutions:
                said = run(" ").join(self._solution(solution))
                yield self._numbered("Solution", solution.number, said, solution.whole)

    def _solution(self, solution: SolutionView) -> Iterator[Markup]:
        """The answer first, then all that it is the answer to."""
        frame = self.frame
        if solution.place:
            yield frame.say(solution.place, "AnswerLabel")
        if solution.wrong:
            yield frame.say(solution.wrong.plain, "Wrong", solution.wrong.language)
        if solution.words:
            yield self._said(solution.words, strong=True)
        if solution.paragraph is not None:
            yield frame.say(f"¶\u00a0{solution.paragraph}", "AnswerLabel")
        yield self._said(solution.whole)
        if solution.when:
            yield frame.say(f"– {solution.when.words}")
        for words in solution.evidence:
            yield frame.say(f"“{words}”", language=frame.article.language)

    def _numbered(
        self, style: str, number: int, said: Markup, phrase: Phrase, *, keep: bool = False
    ) -> Markup:
        """A paragraph that Word counts, from 1 in each exercise."""
        numbering = self.frame.writer.script.lists.count(number)
        return paragraph(style, said, numbering=numbering, rtl=self._turn(phrase), keep=keep)

    def _said(self, phrase: Phrase, *, strong: bool = False) -> Markup:
        made = []
        for part in phrase.parts:
            if isinstance(part, Blank):
                made.append(run(_BLANK))
                continue
            if strong and isinstance(part, Run):
                part = replace(part, strong=True)
            made.append(self.frame.writer.inlines([part], phrase.language))
        return EMPTY.join(made)

    def _turn(self, phrase: Phrase) -> bool | None:
        return self.frame.writer.script.tongues.turn(phrase.language)
