"""The settings of an article and of the site: front matter and `site.yaml`, as records."""

from postil.deferred import dataclass
from postil.format import kinds
from postil.format.declare import NOWHERE, Place, written
from postil.format.history import Change, Origin
from postil.format.reader import record_of, records_of
from postil.format.texts import Texts

EDITIONS = ("web", "single", "bundle", "handout", "docx", "epub", "anki", "jsonld")
"""What can be built, in the order of building."""
BUILT_BY_DEFAULT = ("web", "single", "bundle", "handout", "jsonld")
"""What is built where nobody says."""

FAMILIES = ("word", "background", "time", "who-where", "correction")


EXERCISES = ("match", "gaps", "order", "jumble", "choices", "find", "spot")
"""What can be asked of readers from the data alone."""


@dataclass(frozen=True, kw_only=True)
class ExerciseOptions:
    """An exercise on the handout."""

    kind: str = written(
        kinds.one_of(*EXERCISES),
        "match (words and meanings), gaps, order (events), jumble (sentences), "
        "choices (the questions with choices), find (the evidence) or spot (the changed word).",
        required=True,
    )
    items: int | None = written(kinds.COUNT, "How many items at most: 8 where nothing is said.")
    place: Place = NOWHERE


@dataclass(frozen=True, kw_only=True)
class HandoutOptions:
    """How the classroom handout is laid out."""

    paper: str = written(kinds.one_of("A4", "Letter"), "A4 or Letter.", default="")
    large_print: bool | None = written(kinds.FLAG, "18 point text for weak eyes.")
    spacing: str = written(
        kinds.one_of("standard", "wide"),
        "standard, or wide: more room between letters, words and lines, for dyslexic readers.",
        default="",
    )
    line_numbers: str = written(
        kinds.one_of("5", "1", "none"), "At every 5th line, at every line (1), or none.", default=""
    )
    notes: str = written(
        kinds.one_of("margin", "foot", "box", "none"),
        "In the margin, at the foot of the page, in a box after the text, or none.",
        default="",
    )
    word_notes: str = written(
        kinds.one_of("footnotes", "comments"),
        "In Word files: as footnotes, or as comments in the margin.",
        default="",
    )
    language: str = written(kinds.LANGUAGE, "The language of the notes.", default="")
    exercises: tuple[ExerciseOptions, ...] | None = written(
        records_of(ExerciseOptions, bare="kind"), "Exercises, by name or as {kind: .., items: ..}."
    )
    seed: str = written(kinds.TEXT, "The same seed gives the same exercises.", default="")
    versions: tuple[str, ...] | None = written(
        kinds.list_of("A", "B"), "Versions of the exercises: [A], or [A, B] for two neighbours."
    )
    place: Place = NOWHERE


@dataclass(frozen=True, kw_only=True)
class FrontMatter:
    """What stands above an article, or in `article.yaml` beside a plain text."""

    title: str = written(kinds.TEXT, "The article's title.", required=True)
    subtitle: str = written(kinds.TEXT, "A line below the title.", default="")
    author: str = written(kinds.TEXT, "Who wrote it.", default="")
    authors: tuple[str, ...] = written(kinds.TEXT_LIST, "Who wrote it.", default=())
    date: str = written(kinds.DAY, "When it was published.", default="")
    updated: str = written(kinds.DAY, "When it was last changed.", default="")
    changes: tuple[Change, ...] = written(records_of(Change), "What was changed.", default=())
    language: str = written(kinds.LANGUAGE, "The language of the text.", default="")
    han: str = written(
        kinds.LANGUAGE,
        "The language of Han characters in a text of another script.",
        default="zh-Hant",
    )
    source: Origin | None = written(record_of(Origin), "Where it was first published.")
    licence: str = written(kinds.TEXT, "Its licence.", default="")
    summary: str = written(kinds.TEXT, "One or two sentences for the list of articles.", default="")
    level: str = written(kinds.TEXT, "How hard it is to read, for example B1.", default="")
    tags: tuple[str, ...] = written(kinds.TEXT_LIST, "Words to sort it under.", default=())
    image: str = written(
        kinds.TEXT, "A picture for the list, a file in the article's folder.", default=""
    )
    image_alt: str = written(kinds.TEXT, "What the picture shows, in words.", default="")
    order: int | None = written(kinds.NUMBER, "Its place in the list of articles.")
    formerly: tuple[str, ...] = written(kinds.TEXT_LIST, "Slugs that it had before.", default=())
    handout: HandoutOptions | None = written(record_of(HandoutOptions), "Options of its handout.")
    draft: bool = written(kinds.FLAG, "Built by serve alone.", default=False)
    place: Place = NOWHERE


@dataclass(frozen=True, kw_only=True)
class KindOfNote:
    """A kind of note that the site declares."""

    name: str = written(kinds.ID, "The word for `kind` in YAML.", required=True)
    label: Texts | None = written(kinds.TEXTS, "The word that readers see.")
    family: str = written(
        kinds.one_of(*FAMILIES), "Which line and colour it has.", default="background"
    )
    place: Place = NOWHERE


@dataclass(frozen=True, kw_only=True)
class Checks:
    """Which warnings are wanted, and the limits that `check` measures by."""

    ignore: tuple[str, ...] = written(
        kinds.codes_of_warnings(), "Codes of warnings to leave out.", default=()
    )
    sources: str = written(
        kinds.one_of("where-cited", "everywhere"),
        "Where notes must name sources: where-cited (articles that cite some) or everywhere.",
        default="where-cited",
    )
    note_words: int = written(
        kinds.COUNT,
        "How long a note may be; two Chinese or Japanese characters count as one "
        "word. 120 where nothing is said.",
        default=120,
    )
    gap_lines: int = written(
        kinds.COUNT,
        "How many empty lines notes may bring between paragraphs on a wide page. 20 "
        "where nothing is said.",
        default=20,
    )
    as_of_years: int = written(
        kinds.COUNT, "After how many years an `as_of` is old. 3 where nothing is said.", default=3
    )
    place: Place = NOWHERE


@dataclass(frozen=True, kw_only=True)
class SiteConfig:
    """`site.yaml`."""

    title: Texts | None = written(kinds.TEXTS, "The site's title; else the folder's name.")
    slug: str = written(kinds.TEXT, "Names the zip.", default="site")
    description: Texts | None = written(kinds.TEXTS, "A sentence or two about the site.")
    base_url: str = written(kinds.SITE_URL, "Where it is published.", default="")
    language: str = written(kinds.LANGUAGE, "The language of the pages.", default="en")
    languages: tuple[str, ...] = written(
        kinds.LANGUAGES, "The languages that notes may be read in.", default=()
    )
    author: str = written(kinds.TEXT, "Who makes the site.", default="")
    licence: str = written(kinds.TEXT, "The licence of what is yours.", default="")
    image: str = written(kinds.PREVIEW, "A picture for links to it, in this folder.", default="")
    image_alt: str = written(kinds.TEXT, "What the picture shows, in words.", default="")
    editions: tuple[str, ...] = written(
        kinds.list_of(*EDITIONS),
        "What to build.",
        default=BUILT_BY_DEFAULT,
    )
    kinds: tuple[KindOfNote, ...] = written(
        records_of(KindOfNote), "Kinds of notes of your own.", default=()
    )
    handout: HandoutOptions | None = written(record_of(HandoutOptions), "Options of every handout.")
    checks: Checks | None = written(record_of(Checks), "Which warnings are wanted.")
    place: Place = NOWHERE
