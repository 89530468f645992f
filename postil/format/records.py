"""The records of the format. The model's words are those of the W3C Web Annotation Data Model.

Each `written(...)` is one field as an author may write it; nothing else is allowed. `place`
says where the record stands; it is not written.
"""

from typing import TYPE_CHECKING

from postil.deferred import dataclass
from postil.format import kinds
from postil.format.declare import NOWHERE, Place, written
from postil.format.reader import records_of
from postil.format.texts import Texts

if TYPE_CHECKING:
    from postil.dates import Date, Interval

FAMILY_OF_KIND = {
    "term": "word",
    "translation": "word",
    "context": "background",
    "commentary": "background",
    "person": "who-where",
    "place": "who-where",
    "organisation": "who-where",
    "emendation": "correction",
}
"""The kinds that Postil knows, and the family that each belongs to."""

WITHHELD = ("answer", "evidence")
"""What a bundle takes out of a question, and says so."""

_NAMES = ("person", "place", "organisation")


@dataclass(frozen=True, kw_only=True)
class Citation:
    """A source, and where in it."""

    id: str = written(kinds.ID, "The id of a source.", required=True)
    at: str = written(kinds.TEXT, "Where in the source, for example: p. 4.", default="")
    place: Place = NOWHERE


@dataclass(frozen=True, kw_only=True)
class TextQuoteSelector:
    """Words of the article, and what tells them from the same words elsewhere (W3C)."""

    quote: str = written(kinds.TEXT, "Words of the article, as they stand there.", default="")
    prefix: str = written(kinds.TEXT, "The words just before the quote.", default="")
    suffix: str = written(kinds.TEXT, "The words just after the quote.", default="")
    occurrence: int | None = written(
        kinds.OCCURRENCE, "Which of several places: a number from 1, or all."
    )
    through: str = written(
        kinds.TEXT, "The last words of a passage whose first words are the quote.", default=""
    )
    within_word: bool = written(
        kinds.FLAG, "Whether the quote may begin or end inside a word.", default=False
    )
    place: Place = NOWHERE


@dataclass(frozen=True, kw_only=True)
class Exclusion(TextQuoteSelector):
    """A place where a glossary entry must not attach."""

    quote: str = written(kinds.TEXT, "Words of the article, as they stand there.", required=True)


@dataclass(frozen=True, kw_only=True)
class Annotation(TextQuoteSelector):
    """What every entry, note, event and question has."""

    id: str = written(kinds.ID, "A permanent name for links; unique in the article.", default="")
    sources: tuple[Citation, ...] = written(
        records_of(Citation, bare="id"), "Ids of sources, or {id: .., at: ..}.", default=()
    )
    lang: str = written(kinds.LANGUAGE, "The language that this entry is written in.", default="")
    by: str = written(kinds.TEXT, "Who wrote it.", default="")
    more: bool = written(kinds.FLAG, "Not among the key notes.", default=False)
    as_of: str = written(kinds.DAY, "When it was last known to be right.", default="")
    review_by: str = written(kinds.DAY, "When it should be looked at again.", default="")


@dataclass(frozen=True, kw_only=True)
class Entry(Annotation):
    """A glossary entry: it attaches by itself where its headword or a form stands."""

    term: str = written(kinds.TEXT, "The headword.", required=True)
    definition: Texts | None = written(kinds.TEXTS, "What it means, in Markdown.")
    forms: tuple[str, ...] = written(
        kinds.TEXT_LIST, "Other forms; regular English ones are found without.", default=()
    )
    except_: tuple[Exclusion, ...] = written(
        records_of(Exclusion, bare="quote"),
        "Places where it must not attach.",
        default=(),
        name="except",
    )
    pronunciation: str = written(kinds.TEXT, "How it is said, for example in IPA.", default="")
    part_of_speech: str = written(kinds.TEXT, "noun, verb, ..", default="")
    original: str = written(kinds.TEXT, "The word in its own script.", default="")
    original_lang: str = written(kinds.LANGUAGE, "The language of `original`.", default="")
    reading: str = written(kinds.TEXT, "Shown as ruby over `original`.", default="")
    translations: tuple[tuple[str, str], ...] = written(
        kinds.TRANSLATIONS, "The word in other languages, by language tag.", default=()
    )
    kind: str = written(
        kinds.kind_of_note("term", *_NAMES),
        "term, person, place, organisation, or a kind that site.yaml declares.",
        default="term",
    )
    level: str = written(kinds.TEXT, "How hard the word is, for example B2.", default="")


@dataclass(frozen=True, kw_only=True)
class Note(Annotation):
    """A note on words of the article."""

    quote: str = written(kinds.TEXT, "Words of the article, as they stand there.", required=True)
    title: Texts | None = written(kinds.TEXTS, "A few words above the note.")
    note: Texts = written(kinds.TEXTS, "The note, in Markdown.", required=True)
    kind: str = written(
        kinds.kind_of_note("context", "commentary", "translation", "emendation", *_NAMES),
        "context, commentary, translation, emendation, person, place, organisation, "
        "or a kind that site.yaml declares.",
        default="context",
    )
    corrected: str = written(kinds.TEXT, "For an emendation: what the text should say.", default="")


@dataclass(frozen=True, kw_only=True)
class Event(Annotation):
    """An event of the timeline; it need not be tied to the text."""

    date: "Date | Interval" = written(
        kinds.DATE, "An EDTF date, for example 1945-08-15 or 2025-05~.", required=True
    )
    event: Texts = written(kinds.TEXTS, "What happened.", required=True)
    note: Texts | None = written(kinds.TEXTS, "More about it, in Markdown.")


@dataclass(frozen=True, kw_only=True)
class Question(Annotation):
    """A question for readers. Its answer and evidence stay with the teacher."""

    ask: Texts = written(kinds.TEXTS, "The question.", required=True)
    type: str = written(
        kinds.one_of("open", "choice", "truefalse"), "open, choice or truefalse.", default="open"
    )
    choices: tuple[Texts, ...] = written(
        kinds.CHOICES, "For choice: what to choose from.", default=()
    )
    answer: Texts | None = written(kinds.TEXTS, "The answer, for the teacher's key.")
    stage: str = written(
        kinds.one_of("before", "while", "after"),
        "When to ask: before, while or after reading.",
        default="after",
    )
    lines: int | None = written(kinds.COUNT, "Lines to write on, on paper.")
    withheld: tuple[str, ...] = written(
        kinds.list_of(*WITHHELD),
        "What was there and was taken out for pupils: answer, or evidence that stands in one "
        "paragraph. Bundles write it.",
        default=(),
    )


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where what a note says can be checked."""

    id: str = written(kinds.ID, "Its name in `sources` lists.", required=True)
    title: str = written(kinds.TEXT, "Its title.", required=True)
    url: str = written(kinds.URL, "Its web address.", default="")
    author: str = written(kinds.TEXT, "Who wrote it.", default="")
    publisher: str = written(kinds.TEXT, "Who published it.", default="")
    date: str = written(kinds.DAY, "When it was published.", default="")
    accessed: str = written(kinds.DAY, "When it was read.", default="")
    place: Place = NOWHERE


@dataclass(frozen=True, kw_only=True)
class Annotations:
    """An annotation file."""

    glossary: tuple[Entry, ...] = written(records_of(Entry), "Glossary entries.", default=())
    notes: tuple[Note, ...] = written(records_of(Note), "Notes on words of the text.", default=())
    timeline: tuple[Event, ...] = written(records_of(Event), "Events.", default=())
    questions: tuple[Question, ...] = written(
        records_of(Question), "Questions for readers.", default=()
    )
    sources: tuple[Source, ...] = written(records_of(Source), "Sources.", default=())
    place: Place = NOWHERE


@dataclass(frozen=True, kw_only=True)
class SharedAnnotations:
    """A file beside `site.yaml`: entries and sources that every article shares."""

    glossary: tuple[Entry, ...] = written(records_of(Entry), "Glossary entries.", default=())
    sources: tuple[Source, ...] = written(records_of(Source), "Sources.", default=())
    place: Place = NOWHERE
