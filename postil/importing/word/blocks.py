"""The blocks of a Word file: paragraphs, lists, tables."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from postil.deferred import dataclass
from postil.importing.inline import is_faithful, tidy, words_of
from postil.importing.manuscript import (
    Code,
    Inline,
    Inlines,
    Items,
    Mark,
    Paragraph,
    Picture,
    Piece,
    Quotation,
    Table,
    Text,
)
from postil.importing.word.names import W, elements, is_on, name_of, number, value, words_in
from postil.importing.word.styles import Counters
from postil.importing.word.words import Words

_INSIDE = ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")


@dataclass(frozen=True, slots=True)
class _Row:
    """A block on its way to a list, a quotation or the page."""

    block: Piece
    kind: str = ""
    """`item`, `quotation`, `code`, `title`, or `` for what stands by itself."""
    level: int = 0
    is_ordered: bool = False
    start: int = 1
    name: str = ""


class Blocks:
    """Reads the blocks of one part of the file."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.title = ""
        """The words of the paragraph in the style Title."""
        self._counters = Counters()
        self._waiting: list[Inline] = []
        """Marks that stand between paragraphs, and words of a paragraph whose end was deleted."""

    def read(self, body: Any) -> tuple[Piece, ...]:
        """All blocks of an element."""
        rows = list(self._rows(body))
        if self._waiting and rows:
            rows = _with_marks(rows, [w for w in self._waiting if isinstance(w, Mark)])
        return tuple(_gather(rows))

    def _rows(self, parent: Any) -> Iterator[_Row]:
        for child in elements(parent):
            name = name_of(child)
            if name == "p":
                yield from self._paragraph(child)
            elif name == "tbl":
                yield from self._table(child)
            elif name in ("commentRangeStart", "commentRangeEnd"):
                self._waiting += self.words.comment(child)
            elif name in _INSIDE:
                yield from self._rows(child)
            elif name == "altChunk":
                self.words.ledger.add("a document inside of the document was left out")

    def _paragraph(self, element: Any) -> Iterator[_Row]:
        properties = element.find(W + "pPr")
        styles = self.words.styles
        inlines = [*self._waiting, *self.words.read(element)]
        self._waiting = []
        mark = properties.find(f"{W}rPr/{W}del") if properties is not None else None
        if mark is not None:  # the paragraph goes on in the next one
            self._waiting = inlines
            return
        tidied = tidy(inlines)
        if not is_faithful(tidied):
            self.words.ledger.note("bold or italics were left out where Markdown cannot end them")
        self.words.ledger.close(tidied)
        if not words_of(tidied) and not any(isinstance(i, Picture) for i in tidied):
            self._waiting = [i for i in tidied if isinstance(i, Mark)]
            return
        level, numbering = styles.level(properties), styles.numbering(properties)
        if styles.is_title(properties) and not self.title and not self.words.is_note:
            self.title = words_of(tidied)
            yield _Row(Paragraph(tidied, 1), "title")
        elif level:
            if numbering and numbering.is_ordered:
                self.words.ledger.add("headings are no longer numbered by themselves")
            yield _Row(Paragraph(tidied, level))
        elif numbering:
            count = self._counters.next(numbering)
            if not numbering.is_plain:
                what = "the numbers of a list became 1, 2, 3"
                self.words.ledger.add(what)
            yield _Row(
                Paragraph(tidied),
                "item",
                numbering.level,
                numbering.is_ordered,
                count,
                numbering.name,
            )
        elif styles.is_code(properties) and not any(isinstance(i, Picture) for i in tidied):
            yield _Row(Code(words_in(element)), "code")
        else:
            yield _Row(Paragraph(tidied), "quotation" if styles.is_quotation(properties) else "")

    def _table(self, element: Any) -> Iterator[_Row]:
        rows = [row for row in element.iter(W + "tr") if _table_of(row) is element]
        cells = [[c for c in row.iter(W + "tc") if _table_of(c) is element] for row in rows]
        if len(cells) == 1 and len(cells[0]) == 1:  # a frame around paragraphs
            yield from self._rows(cells[0][0])
            return
        marks, self._waiting = self._waiting, []
        table = [tuple(self._row(row)) for row in cells if row]
        if not any(words_of(cell) for row in table for cell in row):
            return
        if marks:
            table[0] = ((*marks, *table[0][0]), *table[0][1:])
        is_headed = is_on(rows[0].find(W + "trPr"), "tblHeader")
        if not is_headed:
            self.words.ledger.add("the first row of a table became its head", _first(table))
        yield _Row(Table(tuple(table)))

    def _row(self, cells: Sequence[Any]) -> Iterator[Inlines]:
        for cell in cells:
            properties = cell.find(W + "tcPr")
            span = number(value(properties, "gridSpan"), 1)
            merged = properties.find(W + "vMerge") if properties is not None else None
            inlines = self._cell(cell)
            yield inlines
            yield from [()] * min(max(span - 1, 0), 60)
            if span > 1 or (merged is not None and merged.get(W + "val") == "restart"):
                self.words.ledger.note("joined cells of a table became single ones")
            self.words.ledger.close(inlines)

    def _cell(self, cell: Any) -> Inlines:
        """The words of a cell in one line."""
        found: list[Inline] = []
        paragraphs = [p for p in cell.iter(W + "p") if not _is_in_box(p, cell)]
        filled = 0
        for paragraph in paragraphs:
            inlines = tidy([*self._waiting, *self.words.read(paragraph)])
            self._waiting = []
            filled += bool(words_of(inlines))
            found += [Text(" "), *inlines]
        if filled > 1:
            self.words.ledger.note("paragraphs in a cell of a table became one")
        if cell.find(f".//{W}tbl") is not None:
            self.words.ledger.note("a table in a table became words in its cell")
        return tidy(found)


def _table_of(element: Any) -> Any:
    return next(element.iterancestors(W + "tbl"), None)


def _is_in_box(paragraph: Any, cell: Any) -> bool:
    box = next(paragraph.iterancestors(W + "txbxContent"), None)
    return box is not None and cell in box.iterancestors()


def _first(table: Sequence[Sequence[Inlines]]) -> str:
    from postil.importing.ledger import near

    return near(" ".join(words_of(cell) for cell in table[0]))


def _with_marks(rows: list[_Row], marks: list[Mark]) -> list[_Row]:
    """Marks that stood behind the last paragraph, put to its end."""
    for i in reversed(range(len(rows))):
        block = rows[i].block
        if isinstance(block, Paragraph):
            ended = Paragraph((*block.inlines, *marks), block.level)
            row = rows[i]
            rows[i] = _Row(ended, row.kind, row.level, row.is_ordered, row.start, row.name)
            break
    return rows


def _gather(rows: Sequence[_Row]) -> Iterator[Piece]:
    """Items to lists, quoted paragraphs to quotations, lines of code to one block."""
    for kind, group in groupby(rows, lambda row: row.kind):
        found = list(group)
        if kind == "item":
            yield from _lists(found, found[0].level)
        elif kind == "quotation":
            yield Quotation(tuple(row.block for row in found))
        elif kind == "code":
            yield Code("\n".join(r.block.text for r in found if isinstance(r.block, Code)))
        else:
            yield from (row.block for row in found)


def _lists(rows: Sequence[_Row], level: int) -> Iterator[Piece]:
    """Lists of a level and of those below it."""
    items: list[list[_Row]] = []
    for row in rows:
        if row.level <= level or not items:
            items.append([row])
        else:
            items[-1].append(row)
    for _, group in groupby(items, lambda item: (item[0].name, item[0].is_ordered)):
        found = list(group)
        first = found[0][0]
        inner = tuple(
            (item[0].block, *(_lists(item[1:], item[1].level) if item[1:] else ()))
            for item in found
        )
        yield Items(first.is_ordered, inner, max(first.start, 0))
