"""A manuscript's blocks written as Markdown."""

import re
from collections.abc import Iterator, Sequence

from postil.importing.inline import close_heading, words_of, write_inlines
from postil.importing.manuscript import (
    Code,
    Inlines,
    Items,
    Paragraph,
    Piece,
    Quotation,
    Rule,
    Table,
)


def write_blocks(blocks: Sequence[Piece]) -> str:
    """Blocks as Markdown, a blank line between them, and a line feed at the end of the last."""
    return "\n\n".join(_written(blocks)) + "\n"


def _written(blocks: Sequence[Piece]) -> Iterator[str]:
    lists = 0  # lists that touch take turns in their signs, else they would be one
    for block in blocks:
        if not isinstance(block, Items):
            lists = 0
        if isinstance(block, Paragraph):
            yield _paragraph(block)
        elif isinstance(block, Code):
            yield _code(block.text)
        elif isinstance(block, Rule):
            yield "***"
        elif isinstance(block, Quotation):
            inner = "\n\n".join(_written(block.blocks))
            yield "\n".join(f"> {line}".rstrip() for line in inner.split("\n"))
        elif isinstance(block, Items):
            yield _items(block, lists % 2)
            lists += 1
        elif isinstance(block, Table):
            yield _table(block)


def _paragraph(block: Paragraph) -> str:
    if not block.level:
        return write_inlines(block.inlines)
    words = close_heading(write_inlines(block.inlines, in_line=True))
    return f"{'#' * min(block.level, 6)} {words}"


def _code(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"


def _items(block: Items, turn: int) -> str:
    is_tight = all(_is_tight(item) for item in block.items)
    rows = []
    for number, item in enumerate(block.items, block.start):
        sign = f"{number}{'.)'[turn]} " if block.is_ordered else f"{'-+'[turn]} "
        parts = list(_written(item))
        inner = ("\n" if is_tight else "\n\n").join(parts)
        margin = " " * len(sign)
        lines = [f"{margin}{line}" if line else "" for line in inner.split("\n")]
        rows.append(sign + "\n".join(lines)[len(sign) :])
    return ("\n" if is_tight else "\n\n").join(rows)


def _is_tight(item: Sequence[Piece]) -> bool:
    """Whether an item is a line of words, with at most lists of such lines below it."""
    first, *rest = item
    if not isinstance(first, Paragraph) or first.level:
        return False
    return all(isinstance(b, Items) and all(_is_tight(i) for i in b.items) for b in rest)


def _table(block: Table) -> str:
    width = max(len(row) for row in block.rows)
    rows = [_row(row, width) for row in block.rows]
    return "\n".join([rows[0], "|" + " --- |" * width, *rows[1:]])


def _row(row: Sequence[Inlines], width: int) -> str:
    cells = [write_inlines(cell, in_cell=True) for cell in row]
    return "| " + " | ".join(cells + [""] * (width - len(cells))) + " |"


def texts_of(blocks: Sequence[Piece]) -> Iterator[tuple[str, Inlines]]:
    """The words of each block that has some, in the order in which Postil's text has them.

    Beside them the inlines that they come from, none for code.
    """
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from _text(block.inlines)
        elif isinstance(block, Code):
            yield f"{block.text}\n", ()
        elif isinstance(block, Quotation):
            yield from texts_of(block.blocks)
        elif isinstance(block, Items):
            for item in block.items:
                yield from texts_of(item)
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield from _text(cell)


def _text(inlines: Inlines) -> Iterator[tuple[str, Inlines]]:
    if words := words_of(inlines):
        yield words, inlines
