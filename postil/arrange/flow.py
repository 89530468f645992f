"""The flow: words and apparatus for editions that are not HTML, as paragraphs of inline runs.

Where HTML nests, a flow is flat: a paragraph says which list or quotation it stands in, a run
says all of how it looks. Paper, word processors and e-readers take it from there.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal, TypeAlias

from postil.arrange.weave import weave
from postil.arrange.woven import (
    ControlClose,
    ControlNumber,
    ControlOpen,
    Mark,
    MarkClose,
    MarkOpen,
    Unfolded,
    Woven,
    unfold,
)
from postil.deferred import dataclass
from postil.document import Block, Break, Close, Document, Image, Open, Reading, Words


@dataclass(frozen=True, slots=True)
class Run:
    """Words that look alike."""

    text: str
    language: str = ""
    """Where it is not that of the words around."""
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    target: str = ""
    """The author's link, as written."""
    families: tuple[str, ...] = ()
    """Of the marks over it, the longest first."""
    notes: tuple[int, ...] = ()
    """The numbers of their notes."""


@dataclass(frozen=True, slots=True)
class Ruby:
    """Words with a reading above them."""

    base: tuple[Run, ...]
    reading: str


@dataclass(frozen=True, slots=True)
class Ref:
    """Here the number of a note stands."""

    number: int
    is_again: bool = False


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line of the author's ends here."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image among words."""

    source: str
    alternative: str


_WHITE_SPACE = re.compile("[ \t\n]+")
Inline: TypeAlias = Run | Ruby | Ref | LineBreak | Picture


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph's place in lists."""

    depth: int
    """1 in a list, 2 in a list in a list …"""
    marker: str
    """`•` or `1.`; `` for what is not the first paragraph of its item."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of words that stands by itself."""

    style: str
    """`p`, `h2` … `h6`, or `pre`."""
    inlines: tuple[Inline, ...]
    number: int | None = None
    item: Item | None = None
    quotes: int = 0
    """How many quotations it stands in."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    inlines: tuple[Inline, ...]
    is_head: bool
    align: str
    """`left`, `center`, `right`, or `` where the author does not say."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells."""

    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across."""


Part: TypeAlias = Paragraph | Table | Rule
Flow: TypeAlias = tuple[Part, ...]


def flow(document: Document, marks: Mapping[int, Sequence[Mark]] | None = None) -> Flow:
    """A document as a flow; `marks` by the index of the block that they touch."""
    return tuple(_Structure(marks or {}).parts(document))


def plain_text(inlines: Sequence[Inline]) -> str:
    """The words alone: no readings, no numbers."""
    return "".join(map(_words, inlines))


def _words(inline: Inline) -> str:
    if isinstance(inline, Run):
        return inline.text
    if isinstance(inline, Ruby):
        return plain_text(inline.base)
    return " " if isinstance(inline, LineBreak) else ""


class _Structure:
    """Remembers the lists, quotations and tables around while parts go by."""

    def __init__(self, marks: Mapping[int, Sequence[Mark]]) -> None:
        self.marks = marks
        self.counters: list[int | None] = []
        """For each list around: the number of its next item, `None` for bullets."""
        self.marker = ""
        self.quotes = 0
        self.rows: list[list[Cell]] = []

    def parts(self, document: Document) -> Iterator[Part]:
        index = 0
        for part in document.parts:
            if isinstance(part, Block):
                inlines = tuple(inline_runs(weave(part, self.marks.get(index, ()))))
                if part.tag != "pre":
                    inlines = tuple(_singly_spaced(inlines))
                index += 1
                if part.tag in ("td", "th"):
                    self.rows[-1].append(_cell(part, inlines))
                else:
                    yield self._paragraph(part, inlines)
            elif isinstance(part, Open):
                self._open(part)
                if part.tag == "hr":
                    yield Rule()
            elif part.tag == "table":
                yield Table(tuple(map(tuple, self.rows)))
                self.rows = []
            else:
                self._close(part)

    def _paragraph(self, block: Block, inlines: tuple[Inline, ...]) -> Paragraph:
        item = Item(len(self.counters), self.marker) if self.counters else None
        self.marker = ""
        return Paragraph(block.tag or "p", inlines, block.number, item, self.quotes)

    def _open(self, part: Open) -> None:
        if part.tag in ("ul", "ol"):
            start = int(dict(part.attributes).get("start", 1))
            self.counters.append(start if part.tag == "ol" else None)
        elif part.tag == "li":
            count = self.counters[-1]
            self.marker = "•" if count is None else f"{count}."
            self.counters[-1] = None if count is None else count + 1
        elif part.tag == "blockquote":
            self.quotes += 1
        elif part.tag == "tr":
            self.rows.append([])

    def _close(self, part: Close) -> None:
        if part.tag in ("ul", "ol"):
            self.counters.pop()
        elif part.tag == "blockquote":
            self.quotes -= 1


def _cell(block: Block, inlines: tuple[Inline, ...]) -> Cell:
    align = dict(block.attributes).get("class", "").removeprefix("align-")
    return Cell(inlines, block.tag == "th", align)


def inline_runs(atoms: Iterable[Woven]) -> Iterator[Inline]:
    """A block's atoms as runs. The numbers of notes in a ruby stand after it."""
    base: list[Run] | None = None
    late: list[Ref] = []
    for inline in _Looks().inlines(unfold(atoms)):
        if inline == "ruby":
            base = []
        elif base is None:
            assert not isinstance(inline, str)
            yield inline
        elif isinstance(inline, Run):
            base.append(inline)
        elif isinstance(inline, Ref):
            late.append(inline)
        elif isinstance(inline, Ruby):
            yield replace(inline, base=tuple(base))
            yield from late
            base, late = None, []


def _singly_spaced(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """White space as HTML shows it: any of it is one space, and none where a line begins.

    https://www.w3.org/TR/css-text-3/#white-space-phase-1
    """
    begins = True
    for inline in inlines:
        if not isinstance(inline, Run):
            yield inline
            begins = isinstance(inline, LineBreak)
            continue
        text = _WHITE_SPACE.sub(" ", inline.text)
        if begins:
            text = text.removeprefix(" ")
        if text:
            yield inline if text == inline.text else replace(inline, text=text)
            begins = text.endswith(" ")


class _Looks:
    """Remembers the markup and marks around while atoms go by."""

    def __init__(self) -> None:
        self.looks = [Run("")]
        self.marks: tuple[Mark, ...] = ()
        self.reading = ""

    def inlines(self, atoms: Iterable[Unfolded]) -> Iterator[Inline | Literal["ruby"]]:
        """What each atom adds; a ruby is told where it begins, and given without its base."""
        for atom in atoms:
            if isinstance(atom, MarkOpen | MarkClose):
                self.marks = atom.marks if isinstance(atom, MarkOpen) else ()
            elif isinstance(atom, ControlClose | ControlNumber):
                yield Ref(atom.mark.number, atom.mark.is_again)
            elif isinstance(atom, Words | Break | Image):
                yield self._content(atom)
            elif isinstance(atom, Reading):
                self.reading = atom.text
            elif isinstance(atom, Open):
                self.looks.append(_look(self.looks[-1], atom))
                if atom.tag == "ruby":
                    yield "ruby"
            elif isinstance(atom, Close):
                self.looks.pop()
                if atom.tag == "ruby":
                    yield Ruby((), self.reading)
            else:
                assert isinstance(atom, ControlOpen)  # its words say all that paper can show

    def _content(self, atom: Words | Break | Image) -> Inline:
        if isinstance(atom, Image):
            return Picture(atom.source, atom.alternative)
        if isinstance(atom, Break) and atom.hard:
            return LineBreak()
        text = atom.text if isinstance(atom, Words) else " "
        families = tuple(mark.family for mark in self.marks)
        numbers = tuple(mark.number for mark in self.marks)
        return replace(self.looks[-1], text=text, families=families, notes=numbers)


def _look(around: Run, opened: Open) -> Run:
    """How words look inside of markup that opens."""
    given = dict(opened.attributes)
    return replace(
        around,
        language=given.get("lang", around.language),
        strong=around.strong or opened.tag == "strong",
        emphasis=around.emphasis or opened.tag == "em",
        code=around.code or opened.tag == "code",
        target=given.get("href", around.target) if opened.tag == "a" else around.target,
    )
