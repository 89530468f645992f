"""The sheet: an article and its apparatus in words and runs, for paper and word processors.

It is what a page shows, without HTML: what to number, in which order, in which language. Editions
lay it out. No answer is in it; answers are a value of their own, for the teacher's copy.
"""

from collections.abc import Mapping
from dataclasses import replace

from postil.arrange.flow import Flow, Inline, Paragraph, Run, flow
from postil.arrange.reader import ArrangedArticle, NumberedNote, NumberedQuestion
from postil.deferred import dataclass
from postil.format.records import Entry, Event, Note
from postil.format.texts import Texts
from postil.markdown import parse_body
from postil.render.choices import LegendItem, legend
from postil.render.notes import Foreign, details_of, original_of
from postil.render.pages import ArticleView, article_view
from postil.render.parts import ROOM
from postil.render.voice import Voice, When


@dataclass(frozen=True, slots=True)
class Telling:
    """A text in the one language that a sheet is in, or the next best."""

    language: str
    flow: Flow

    @property
    def inlines(self) -> tuple[Inline, ...]:
        """The runs of its first paragraph: all there is of a title, an event or a question."""
        first = next((part for part in self.flow if isinstance(part, Paragraph)), None)
        return first.inlines if first else ()


@dataclass(frozen=True, slots=True)
class SheetNote:
    """A note, with the number that it has on the page."""

    number: int
    id: str
    label: str
    family: str
    words: str
    """Of the text, at its first place."""
    by: str
    as_of: str
    """In words."""
    heading: Telling | None = None
    """A headword or a title."""
    original: Foreign | None = None
    details: tuple[str, ...] = ()
    """Pronunciation, part of speech, level, forms."""
    translations: tuple[tuple[str, str], ...] = ()
    """(language, word)"""
    corrected: str = ""
    when: When | None = None
    body: Telling | None = None


@dataclass(frozen=True, slots=True)
class SheetEvent:
    """An event of the timeline."""

    number: int
    when: When
    event: Telling
    note: Telling | None
    paragraph: int | None
    note_number: int | None
    """Of its note in the text, which says the same as `note`."""


@dataclass(frozen=True, slots=True)
class SheetQuestion:
    """A question as pupils get it."""

    number: int
    type: str
    ask: Telling
    choices: tuple[Telling, ...]
    lines: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What the teacher's copy says of a question."""

    number: int
    answer: Telling | None
    evidence: tuple[str, ...]
    """The words of the text."""
    paragraphs: tuple[int, ...]
    withheld: tuple[str, ...] = ()
    """What was taken out of the sources that the copy is made of: `answer`, `evidence`."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """An article with its apparatus, for pupils."""

    article: ArticleView
    text: Flow
    notes: tuple[SheetNote, ...]
    legend: tuple[LegendItem, ...]
    events: tuple[SheetEvent, ...]
    questions: Mapping[str, tuple[SheetQuestion, ...]]
    """By stage: before, while, after."""
    listed: tuple[SheetNote, ...]
    """The article's own entries that stand nowhere in its text; their number is 0."""


def make_sheet(arranged: ArrangedArticle, voice: Voice, language: str = "") -> Sheet:
    """The sheet of an article. `language` is that of the notes; by default the page's."""
    telling = _Telling(voice, language or voice.language, arranged.anchored.article.language)
    return Sheet(
        article_view(arranged),
        flow(arranged.anchored.article.document, arranged.marks_by_block()),
        tuple(telling.note(note) for note in arranged.notes),
        tuple(legend(arranged, voice)),
        tuple(
            SheetEvent(
                listed.number,
                voice.when(listed.event.date),
                telling.tell(listed.event.event),
                telling.maybe(listed.event.note),
                listed.paragraph,
                listed.note,
            )
            for listed in arranged.events
        ),
        {
            stage: tuple(telling.question(item) for item in asked)
            for stage, asked in arranged.questions.items()
        },
        tuple(telling.entry(entry) for entry in arranged.listed),
    )


def make_answers(
    arranged: ArrangedArticle, voice: Voice, language: str = ""
) -> Mapping[int, Answer]:
    """The answers by the number of their question. For the teacher's copy alone."""
    telling = _Telling(voice, language or voice.language, arranged.anchored.article.language)
    return {
        item.number: Answer(
            item.number,
            telling.maybe(item.question.answer),
            item.evidence,
            item.paragraphs,
            item.question.withheld,
        )
        for asked in arranged.questions.values()
        for item in asked
    }


@dataclass(frozen=True, slots=True)
class _Telling:
    """Says texts in one language where it can."""

    voice: Voice
    language: str
    text_language: str

    def tell(self, texts: Texts) -> Telling:
        language, text = texts.pick(self.language, self.voice.language)
        return Telling(language, flow(parse_body(text, language, self.voice.han)))

    def maybe(self, texts: Texts | None) -> Telling | None:
        return self.tell(texts) if texts is not None else None

    def question(self, item: NumberedQuestion) -> SheetQuestion:
        question = item.question
        lines = question.lines if question.lines is not None else ROOM[question.type]
        choices = tuple(self.tell(choice) for choice in question.choices)
        return SheetQuestion(item.number, question.type, self.tell(question.ask), choices, lines)

    def note(self, note: NumberedNote) -> SheetNote:
        return self._note(note.number, note.annotation, note.kind, note.family, note.words)

    def entry(self, entry: Entry) -> SheetNote:
        return self._note(0, entry, entry.kind, "", "")

    def _note(
        self, number: int, annotation: Entry | Note | Event, kind: str, family: str, words: str
    ) -> SheetNote:
        as_of = self.voice.day(annotation.as_of) if annotation.as_of else ""
        label = self.voice.kind_label(kind)
        said = SheetNote(number, annotation.id, label, family, words, annotation.by, as_of)
        if isinstance(annotation, Entry):
            return replace(
                said,
                heading=Telling(self.text_language, _plain(annotation.term)),
                original=original_of(annotation, self.voice),
                details=details_of(annotation, self.voice),
                translations=annotation.translations,
                body=self.maybe(annotation.definition),
            )
        body = self.maybe(annotation.note)
        if isinstance(annotation, Event):
            heading, when = self.tell(annotation.event), self.voice.when(annotation.date)
            return replace(said, heading=heading, when=when, body=body)
        title, corrected = self.maybe(annotation.title), annotation.corrected
        return replace(said, heading=title, corrected=corrected, body=body)


def _plain(text: str) -> Flow:
    """A text in which nothing is markup."""
    return (Paragraph("p", (Run(text),)),)
