"""Views: what a template shows, decided and ready, in the words of the page's language."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from postil.arrange.reader import ArrangedArticle, NumberedNote, NumberedQuestion
from postil.dates import Certainty, date_to_words, html_datetime
from postil.dates.model import Date, Interval
from postil.format.records import Annotation, Entry, Event, KindOfNote, Note, Source
from postil.format.texts import Texts
from postil.markdown import compose, parse_markdown
from postil.render.html import Setting, body_html, inline_html
from postil.scripts import foreign_runs

Translate = Callable[[str], str]

KIND_LABELS = {
    "term": "Word",
    "context": "Background",
    "commentary": "Comment",
    "translation": "Translation",
    "emendation": "Correction",
    "person": "Person",
    "place": "Place",
    "organisation": "Organisation",
    "event": "When",
}
LANGUAGE_NAMES = {
    "en": "English",
    "ja": "日本語",
    "zh": "中文",
    "zh-Hant": "中文（繁體）",
    "zh-Hans": "中文（简体）",
    "ko": "한국어",
    "de": "Deutsch",
    "fr": "Français",
    "es": "Español",
}


@dataclass(frozen=True, slots=True)
class Said:
    """A text in one language."""

    language: str
    label: str
    """The language's own name."""
    html: Markup


@dataclass(frozen=True, slots=True)
class Cite:
    """A reference to a numbered source."""

    number: int
    fragment: str
    at: str


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in their own script."""

    text: str
    language: str
    reading: str


@dataclass(frozen=True, slots=True)
class When:
    """A date."""

    words: str
    datetime: str | None
    """For `<time datetime>`, where HTML can say it."""
    certainty: str


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note of the apparatus."""

    id: str
    number: int
    label: str
    kind: str
    family: str
    is_more: bool
    words: str
    control: str
    heading: Markup | None
    original: Foreign | None
    details: tuple[str, ...]
    """Pronunciation, part of speech, level."""
    translations: tuple[Said, ...]
    corrected: str
    when: When | None
    bodies: tuple[Said, ...]
    """The one to show first, then the other languages."""
    cites: tuple[Cite, ...]
    by: str
    as_of: str
    event: str
    """The id of its event in the timeline."""
    places: tuple[str, ...]
    """Controls of the further places."""


@dataclass(frozen=True)
class Voice:
    """How texts are said on one page: its setting, language, and kinds of notes."""

    setting: Setting
    language: str
    """The language of the page's own words."""
    languages: tuple[str, ...]
    """Those that the site offers to read notes in."""
    han: str
    kinds: dict[str, KindOfNote]
    translate: Translate

    def said(self, texts: Texts | None, *, inline: bool = False) -> tuple[Said, ...]:
        """A text in all its languages, the one to show first."""
        if texts is None:
            return ()
        first = texts.pick(self.language)
        others = [pair for pair in texts.by_language if pair != first]
        wanted = [pair for pair in others if pair[0] in self.languages]
        ordered = [first, *wanted, *(pair for pair in others if pair not in wanted)]
        return tuple(
            Said(language, language_name(language), self.markdown(text, language, inline=inline))
            for language, text in ordered
        )

    def markdown(self, text: str, language: str, *, inline: bool = False) -> Markup:
        """A Markdown body as HTML."""
        document = compose(parse_markdown(text, language, self.han))
        return inline_html(document, self.setting) if inline else body_html(document, self.setting)

    def kind_label(self, kind: str) -> str:
        """The word that readers see for a kind."""
        declared = self.kinds.get(kind)
        if declared is not None:
            return declared.label.pick(self.language)[1] if declared.label else declared.name
        return self.translate(KIND_LABELS[kind])

    def when(self, date: Date | Interval) -> When:
        """A date in words, with a capital."""
        words = date_to_words(date, self.translate)
        certainty = {Certainty.CERTAIN: "certain", Certainty.ABOUT: "about"}
        return When(
            words[:1].upper() + words[1:],
            html_datetime(date),
            certainty.get(date.certainty, "within"),
        )


def language_name(tag: str) -> str:
    """A language's own name, else its tag."""
    return LANGUAGE_NAMES.get(tag) or LANGUAGE_NAMES.get(tag.partition("-")[0]) or tag


def note_view(note: NumberedNote, arranged: ArrangedArticle, voice: Voice) -> NoteView:
    """One note as a page shows it."""
    annotation = note.annotation
    cites = cites_of(annotation, arranged.sources)
    first, *others = note.marks
    body, heading = _body(annotation), _heading(annotation, voice)
    details: tuple[str, ...] = ()
    original: Foreign | None = None
    translations: tuple[Said, ...] = ()
    if isinstance(annotation, Entry):
        original = original_of(annotation, voice)
        details = details_of(annotation)
        translations = translations_of(annotation)
    return NoteView(
        annotation.id,
        note.number,
        voice.kind_label(note.kind),
        note.kind,
        note.family,
        annotation.more,
        note.words,
        first.control,
        heading,
        original,
        details,
        translations,
        annotation.corrected if isinstance(annotation, Note) else "",
        voice.when(annotation.date) if isinstance(annotation, Event) else None,
        voice.said(body),
        cites,
        annotation.by,
        annotation.as_of,
        f"event-{annotation.id}" if isinstance(annotation, Event) else "",
        tuple(mark.control for mark in others),
    )


def _body(annotation: Annotation) -> Texts | None:
    if isinstance(annotation, Entry):
        return annotation.definition
    assert isinstance(annotation, Note | Event)
    return annotation.note


def _heading(annotation: Annotation, voice: Voice) -> Markup | None:
    if isinstance(annotation, Entry):
        return Markup.escape(annotation.term)
    title = annotation.title if isinstance(annotation, Note) else None
    if isinstance(annotation, Event):
        title = annotation.event
    said = voice.said(title, inline=True)
    return said[0].html if said else None


def original_of(entry: Entry, voice: Voice) -> Foreign | None:
    """The headword in its own script, with its reading."""
    if not entry.original and not entry.reading:
        return None
    text = entry.original or entry.term
    runs = foreign_runs(text, voice.language, voice.han)
    return Foreign(text, entry.original_lang or (runs[0][2] if runs else ""), entry.reading)


def details_of(entry: Entry) -> tuple[str, ...]:
    """Pronunciation, part of speech and level, as far as given."""
    said = f"/{entry.pronunciation.strip('/')}/" if entry.pronunciation else ""
    return tuple(d for d in (said, entry.part_of_speech, entry.level) if d)


def translations_of(entry: Entry) -> tuple[Said, ...]:
    """The headword in other languages."""
    return tuple(
        Said(language, language_name(language), Markup.escape(text))
        for language, text in entry.translations
    )


def cites_of(annotation: Annotation, sources: Sequence[tuple[int, Source]]) -> tuple[Cite, ...]:
    """The numbered sources that an annotation cites."""
    numbers = {source.id: number for number, source in sources}
    return tuple(
        Cite(numbers[c.id], f"source-{c.id}", c.at) for c in annotation.sources if c.id in numbers
    )


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question as pupils get it: without answer and evidence."""

    id: str
    number: int
    type: str
    ask: tuple[Said, ...]
    choices: tuple[Said, ...]
    lines: int
    by: str


_LINES = {"open": 3, "choice": 0, "truefalse": 0}


def question_view(item: NumberedQuestion, voice: Voice) -> QuestionView:
    """One question as a page shows it."""
    question = item.question
    choices = [voice.said(choice, inline=True)[0] for choice in question.choices]
    lines = question.lines if question.lines is not None else _LINES[question.type]
    return QuestionView(
        question.id,
        item.number,
        question.type,
        voice.said(question.ask, inline=True),
        tuple(choices),
        lines,
        question.by,
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
    cites: tuple[Cite, ...]
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
            cites_of(item.event, arranged.sources),
            item.event.more,
        )
        for item in arranged.events
    ]
