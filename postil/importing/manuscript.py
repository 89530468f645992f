"""A manuscript: what a file of another program holds, before it becomes Markdown and YAML."""

from dataclasses import field
from typing import TypeAlias

from postil.deferred import dataclass


@dataclass(frozen=True, slots=True)
class Style:
    """How words are set."""

    strong: bool = False
    emphasis: bool = False
    code: bool = False
    link: str = ""


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Text:
    """Words in one style."""

    text: str
    style: Style = PLAIN


@dataclass(frozen=True, slots=True)
class Ruby:
    """Words with a reading over them."""

    text: str
    reading: str
    style: Style = PLAIN


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A new line in a paragraph."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, by its file's path in the article's folder."""

    file: str
    alternative: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Where the passage of a note begins, or ends; a footnote has an end alone."""

    key: str
    is_end: bool


Inline: TypeAlias = Text | Ruby | LineBreak | Picture | Mark
Inlines: TypeAlias = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a heading where it has a level (1 to 6)."""

    inlines: Inlines
    level: int = 0


@dataclass(frozen=True, slots=True)
class Code:
    """Lines that are kept as they stand."""

    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the page."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Blocks that are quoted."""

    blocks: tuple["Piece", ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    is_ordered: bool
    items: tuple[tuple["Piece", ...], ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its first row is its head."""

    rows: tuple[tuple[Inlines, ...], ...]


Piece: TypeAlias = Paragraph | Code | Rule | Quotation | Items | Table


@dataclass(frozen=True, slots=True)
class Draft:
    """A note on the way: where it belongs is said by the marks with its key."""

    key: str
    what: str
    """What it is in its file, with its number: `footnote 3`."""
    kind: str
    blocks: tuple[Piece, ...]
    by: str = ""


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that was not carried over, or that a person should look at."""

    what: str
    """In plain words: `a text box was left out`."""
    place: str = ""
    """`paragraph 3`, or its own number."""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A file's words and what belongs to them."""

    blocks: tuple[Piece, ...]
    title: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    language: str = ""
    address: str = ""
    """Where it was published."""
    publisher: str = ""
    notes: tuple[Draft, ...] = ()
    files: dict[str, bytes] = field(default_factory=dict)
    """Pictures, by their paths in the article's folder."""
    losses: tuple[Loss, ...] = ()
