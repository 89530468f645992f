"""The blocks of a page's main text."""

from collections.abc import Callable, Iterator
from typing import Any

from postil.importing.inline import is_faithful, tidy, words_of
from postil.importing.ledger import Ledger, near
from postil.importing.manuscript import (
    Code,
    Inline,
    Inlines,
    Items,
    Paragraph,
    Picture,
    Piece,
    Quotation,
    Rule,
    Style,
    Table,
    Text,
)
from postil.importing.page.inlines import InlineReader
from postil.importing.page.main import is_aside
from postil.importing.page.notes import Footnotes, is_way_back
from postil.importing.page.tree import BLOCKS, is_unseen, seen_words, tag_of

_DEEPEST = 150
_WIDEST = 60


class BlockReader:
    """Reads the blocks of elements."""

    def __init__(self, root: Any, inlines: InlineReader, footnotes: Footnotes, ledger: Ledger):
        self._inlines = inlines
        self._footnotes = footnotes
        self._ledger = ledger
        self._holders: set[Any] = set()
        for element in root.iter():
            if tag_of(element) in BLOCKS:
                for ancestor in element.iterancestors():
                    if ancestor in self._holders:
                        break
                    self._holders.add(ancestor)
        self._readers: dict[str, Callable[[Any, int], Iterator[Piece]]] = {
            "blockquote": self._quotation,
            "hr": self._rule,
            "ol": self._list,
            "ul": self._list,
            "menu": self._list,
            "pre": self._code,
            "table": self._table,
            "dt": self._term,
        }
        for level in range(1, 7):
            self._readers[f"h{level}"] = self._heading

    def read(self, element: Any, depth: int = 0) -> tuple[Piece, ...]:
        """The blocks in an element; words beside blocks are paragraphs."""
        return tuple(self._blocks(element, depth))

    def _blocks(self, element: Any, depth: int) -> Iterator[Piece]:
        if depth > _DEEPEST:
            yield from self._paragraph([Text(seen_words(element))])
            return
        loose: list[Inline] = [Text(element.text or "")]
        for child in element:
            if tag_of(child) in BLOCKS or child in self._holders:
                yield from self._paragraph(loose)
                loose = []
                yield from self._block(child, depth + 1)
            else:
                loose += self._inlines.of(child)
            loose.append(Text(child.tail or ""))
        yield from self._paragraph(loose)

    def _block(self, element: Any, depth: int) -> Iterator[Piece]:
        if is_unseen(element) or element in self._footnotes.bodies or is_way_back(element):
            return
        if is_aside(element) and not self._holds_notes(element):
            self._inlines.tell_aside(element)
            return
        reader = self._readers.get(tag_of(element), self._blocks)
        yield from reader(element, depth)

    def _holds_notes(self, element: Any) -> bool:
        """Whether nothing but notes that became annotations stands in an element."""
        return any(body in self._footnotes.bodies for body in element.iter())

    def _paragraph(self, inlines: list[Inline], level: int = 0) -> Iterator[Piece]:
        tidied = self._closed(inlines)
        if words_of(tidied) or any(isinstance(i, Picture) for i in tidied):
            yield Paragraph(tidied, level if words_of(tidied) else 0)

    def _closed(self, inlines: list[Inline]) -> Inlines:
        tidied = tidy(inlines)
        if not is_faithful(tidied):
            self._ledger.note("bold or italics were left out where Markdown cannot end them")
        self._ledger.close(tidied)
        return tidied

    def _heading(self, element: Any, depth: int) -> Iterator[Piece]:
        found = [_unstyled(i) for i in self._inlines.inside(element)]
        yield from self._paragraph(found, int(tag_of(element)[1]))

    def _term(self, element: Any, depth: int) -> Iterator[Piece]:
        self._ledger.add("a list of terms became paragraphs", near(seen_words(element)))
        yield from self._paragraph(list(self._inlines.inside(element, Style(strong=True))))

    def _quotation(self, element: Any, depth: int) -> Iterator[Piece]:
        if blocks := self.read(element, depth):
            yield Quotation(blocks)

    def _rule(self, element: Any, depth: int) -> Iterator[Piece]:
        yield Rule()

    def _code(self, element: Any, depth: int) -> Iterator[Piece]:
        text = "".join(element.itertext()).strip("\n").rstrip()
        if text.strip():
            yield Code(text)

    def _list(self, element: Any, depth: int) -> Iterator[Piece]:
        items = []
        loose: list[Inline] = [Text(element.text or "")]
        for child in element:
            if tag_of(child) == "li" and not is_unseen(child):
                item = () if self._is_left(child) else self.read(child, depth + 1)
                if item:
                    items.append(item)
            elif tag_of(child) in ("ul", "ol") and items:  # not valid, and common
                items[-1] = (*items[-1], *self._block(child, depth + 1))
            else:
                loose += self._inlines.of(child)
            loose.append(Text(child.tail or ""))
        yield from self._paragraph(loose)
        if items:
            is_ordered = tag_of(element) == "ol"
            start = element.get("start") or "1"
            begin = int(start) if start.isascii() and start.isdecimal() and len(start) < 9 else 1
            if element.get("type") in ("a", "A", "i", "I") or element.get("reversed") is not None:
                self._ledger.add("the numbers of a list became 1, 2, 3", _place(items))
            yield Items(is_ordered, tuple(items), begin)

    def _is_left(self, item: Any) -> bool:
        if item in self._footnotes.bodies:
            return True
        if is_aside(item):
            self._inlines.tell_aside(item)
            return True
        return False

    def _table(self, element: Any, depth: int) -> Iterator[Piece]:
        caption = element.find("caption")
        if caption is not None:
            yield from self._blocks(caption, depth)
        rows = [row for row in element.iter("tr") if _table_of(row) is element]
        cells = [[c for c in row if tag_of(c) in ("td", "th") and not is_unseen(c)] for row in rows]
        cells = [row for row in cells if row]
        if element.get("role") == "presentation" or all(len(row) == 1 for row in cells):
            for row in cells:
                for cell in row:
                    yield from self._blocks(cell, depth + 1)
            return
        table = tuple(tuple(self._row(row)) for row in cells)
        if not any(words_of(cell) for row in table for cell in row):
            return
        if not any(tag_of(cell) == "th" for cell in cells[0]):
            words = " ".join(words_of(cell) for cell in table[0])
            self._ledger.add("the first row of a table became its head", near(words))
        yield Table(table)

    def _row(self, cells: list[Any]) -> Iterator[Inlines]:
        for cell in cells:
            if cell.find(".//table") is not None:
                self._ledger.note("a table in a table became words in its cell")
            spans = [cell.get(name) or "1" for name in ("colspan", "rowspan")]
            if spans != ["1", "1"]:
                self._ledger.note("joined cells of a table became single ones")
            yield self._closed(list(self._inlines.inside(cell)))
            width = int(spans[0]) if spans[0].isascii() and spans[0].isdecimal() else 1
            yield from [()] * min(max(width - 1, 0), _WIDEST)


def _unstyled(inline: Inline) -> Inline:
    """A heading is bold by itself."""
    if isinstance(inline, Text):
        return Text(inline.text, Style(code=inline.style.code, link=inline.style.link))
    return inline


def _table_of(element: Any) -> Any:
    return next(element.iterancestors("table"), None)


def _place(items: list[tuple[Piece, ...]]) -> str:
    first = items[0][0]
    return near(words_of(first.inlines)) if isinstance(first, Paragraph) else ""
