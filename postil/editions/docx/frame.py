"""What stands around the text in a Word file: its head, the timeline, questions, the imprint."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from markupsafe import Markup

from postil.arrange.flow import Flow, Paragraph, Run, plain_text
from postil.deferred import dataclass
from postil.editions.docx import wml
from postil.editions.docx.styles import MARKS
from postil.editions.docx.wml import EMPTY, paragraph, run, w
from postil.editions.docx.writer import Writer
from postil.render.choices import LegendItem
from postil.render.pages import ArticleView
from postil.render.press import Press
from postil.render.sheet import Answer, SheetEvent, SheetQuestion, Telling
from postil.render.words import N_

_STAGES = {
    "before": N_("Before you read"),
    "while": N_("While you read"),
    "after": N_("After you read"),
}
BOX = "☐\t"
"""To be ticked, before a choice."""


@dataclass(frozen=True)
class Frame:
    """Says in one language what is not the article's text."""

    press: Press
    writer: Writer
    article: ArticleView

    @property
    def language(self) -> str:
        """Of the site."""
        return self.press.site.library.config.language

    def say(self, text: str, style: str = "", language: str = "") -> Markup:
        """Words in the language of the site, or another."""
        tongues, spoken = self.writer.script.tongues, language or self.language
        look = wml.run_look(
            style,
            fonts=tongues.fonts(spoken),
            rtl=tongues.is_rtl(spoken),
            lang=tongues.lang(spoken),
        )
        return run(text, look)

    def line(self, style: str, *content: Markup, language: str = "") -> Markup:
        """A paragraph in the language of the site, or another."""
        turn = self.writer.script.tongues.turn(language or self.language)
        return paragraph(style, *content, rtl=turn)

    def title(self, text: str) -> Markup:
        """The heading of a part."""
        return self.line("Heading1", self.say(text))

    def head(self, legend: Sequence[LegendItem], *, is_key: bool) -> Iterator[Markup]:
        """Name, class and date; title; what the lines under the words mean."""
        translate = self.press.theme.translate
        if is_key:
            yield self.line("TeacherCopy", self.say(translate("Teacher copy")))
        else:
            yield self.pupil_line()
        spoken = self.article.language
        for style, text in (("Title", self.article.title), ("Subtitle", self.article.subtitle)):
            if text:
                words = self.say(text, language=spoken)
                yield self.line(style, words, language=spoken)
        if legend:
            shown = (self.say(item.label, MARKS[item.family][0]) for item in legend)
            yield self.line("Legend", run("  ·  ").join(shown))

    def pupil_line(self, *, new_page: bool = False) -> Markup:
        """Room for name, class and date."""
        translate = self.press.theme.translate
        asked = (translate("Name"), translate("Class"), translate("Date"))
        filled = (self.say(word + " ") + w("r", w("tab")) for word in asked)
        turn = self.writer.script.tongues.turn(self.language)
        return paragraph("PupilLine", run(" ").join(filled), rtl=turn, new_page=new_page)

    def timeline(self, events: Sequence[SheetEvent]) -> Iterator[Markup]:
        """The events as a table: when, and what."""
        if not events:
            return
        translate = self.press.theme.translate
        yield self.title(translate("Timeline"))
        measure = self.writer.script.page.measure
        widths = (measure * 3 // 10, measure - measure * 3 // 10)
        heads = (translate("Date"), translate("Event"))
        rows = [
            wml.row(
                [
                    wml.cell(width, self.line("TableText", self.say(head)))
                    for width, head in zip(widths, heads, strict=True)
                ],
                is_head=True,
            )
        ]
        for event in events:
            when = self.line("TableText", self.say(event.when.words))
            what = self._event(event, widths[1])
            rows.append(wml.row([wml.cell(widths[0], when), wml.cell(widths[1], what)]))
        tongues = self.writer.script.tongues
        yield wml.table(rows, widths, rtl=tongues.is_rtl(self.language)) + paragraph("TableText")

    def _event(self, event: SheetEvent, width: int) -> Markup:
        """What happened and where the text tells of it; its note, unless the text has that."""
        beside = replace(self.writer, style="TableText", width=width - wml.CELL_MARGINS)
        place = f" (¶\u00a0{event.paragraph})" if event.paragraph else ""
        spoken = event.event.language
        said = beside.inlines(event.event.inlines, spoken) + self.say(place)
        first = self.line("TableText", said, language=spoken)
        shown = event.note_number is not None and self.writer.script.page.notes != "none"
        if event.note is None or shown:
            return first
        return first + beside.parts(event.note.flow, event.note.language)

    def questions(
        self,
        stages: Mapping[str, Sequence[SheetQuestion]],
        answers: Mapping[int, Answer] | None,
    ) -> Iterator[Markup]:
        """The questions by stage: for pupils with room to write, for teachers with answers."""
        translate = self.press.theme.translate
        asked = {stage: questions for stage, questions in stages.items() if questions}
        if asked:
            yield self.title(translate("Questions"))
        for stage, questions in asked.items():
            yield self.line("Heading2", self.say(translate(_STAGES[stage])))
            for question in questions:
                yield self._asked(question)
                yield from self._choices(question)
                if answers is not None:
                    yield from self._answer(question, answers[question.number])
                else:
                    yield self.line("RuledLine") * question.lines

    def _asked(self, question: SheetQuestion) -> Markup:
        """Its number is counted by its style, so that a teacher can add questions."""
        spoken = question.ask.language
        script = self.writer.script
        content = self.writer.inlines(question.ask.inlines, spoken)
        numbering = script.lists.ask(question.number)
        turn = script.tongues.turn(spoken)
        return paragraph("Question", content, numbering=numbering, rtl=turn)

    def _choices(self, question: SheetQuestion) -> Iterator[Markup]:
        """Each with a box to tick; all on one page."""
        said = [(c.language, self.writer.inlines(c.inlines, c.language)) for c in question.choices]
        if question.type == "truefalse":
            words = (self.press.theme.translate(word) for word in ("True", "False"))
            said = [(self.language, self.say(word)) for word in words]
        for i, (spoken, choice) in enumerate(said, 1):
            turn = self.writer.script.tongues.turn(spoken)
            box = self.say(BOX)
            yield paragraph("Choice", box, choice, rtl=turn, keep=i < len(said))

    def _answer(self, question: SheetQuestion, answer: Answer) -> Iterator[Markup]:
        translate = self.press.theme.translate
        label = self.say(translate("Answer") + translate(": "), "AnswerLabel")
        withheld = translate("not in this copy")
        none = withheld if "answer" in answer.withheld else translate("none given")
        said = answer.answer or self._none(none)
        if question.type == "truefalse" and answer.answer:
            is_true = plain_text(answer.answer.inlines).strip().lower() == "true"
            said = self._none(translate("True") if is_true else translate("False"))
        yield replace(self.writer, style="Answer").parts(said.flow, said.language, label)
        found = self.say(translate("In the text") + translate(": "), "AnswerLabel")
        if "evidence" in answer.withheld:
            yield self.line("Evidence", found, self.say(withheld))
        if answer.evidence:
            quotes = (
                self.say(f"“{words}”", language=self.article.language) for words in answer.evidence
            )
            where = translate(", ").join(map(str, answer.paragraphs))
            place = self.say(f" (¶\u00a0{where})") if where else EMPTY
            yield self.line("Evidence", found, run(" ").join(quotes), place)

    def _none(self, words: str) -> Telling:
        flow: Flow = (Paragraph("p", (Run(words),)),)
        return Telling(self.language, flow)

    def imprint(self) -> Markup:
        """Whose text this is, from when, and what may be done with it."""
        translate, view = self.press.theme.translate, self.article
        config = self.press.site.library.config
        said = []
        if view.authors:
            names = translate(", ").join(view.authors)
            said.append(self.say(translate("Text: %(authors)s.") % {"authors": names}))
        if view.source_url:
            after = translate("After %(source)s, %(address)s.")
            before, address, behind = (
                after % {"source": view.source, "address": view.source_url}
            ).partition(view.source_url)
            said.append(self.say(before) + self._address(address) + self.say(behind))
        elif view.source:
            said.append(self.say(translate("After %(source)s.") % {"source": view.source}))
        if view.updated or view.date:
            day = self.press.day(view.updated or view.date)
            said.append(self.say(translate("Version of %(day)s.") % {"day": day}))
        if view.licence or config.licence:
            licence = {"licence": view.licence or config.licence}
            said.append(self.say(translate("Licence: %(licence)s.") % licence))
        if config.base_url:
            said.append(self._address(f"{config.base_url.rstrip('/')}/{view.href}"))
        return self.line("Imprint", run(" ").join(said)) if said else EMPTY

    def _address(self, address: str) -> Markup:
        relation = self.writer.story.link(address)
        return wml.hyperlink(wml.styled(address, "Hyperlink"), relation=relation)

    def footer(self) -> bytes:
        """The part `footer1.xml`: the title, and which page of how many."""
        title = self.say(f"{self.article.title} · ", language=self.article.language)
        pages = wml.field("PAGE", "1") + run(" / ") + wml.field("NUMPAGES", "1")
        return wml.root("ftr", paragraph("Footer", title, pages))
