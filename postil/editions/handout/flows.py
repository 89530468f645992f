"""Flows as data for templates: what is text stays text, whatever it holds."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from typing import Any

from postil.arrange.flow import (
    Cell,
    Flow,
    Inline,
    LineBreak,
    Paragraph,
    Part,
    Picture,
    Ref,
    Ruby,
    Run,
    Table,
    plain_text,
)
from postil.deferred import dataclass

Data = dict[str, Any]


@dataclass(slots=True)
class FlowWriter:
    """Turns flows into data, and remembers the languages and pictures that they need."""

    address: Callable[[str], str]
    """The address that a link target, as written, leads to on the web; `` for none."""
    picture: Callable[[str], str]
    """The file that an image source, as written, means; `` for what cannot be printed."""
    tags: set[str] = field(default_factory=set)
    pictures: set[str] = field(default_factory=set)
    noted: set[int] = field(default_factory=set)
    """Notes whose number has stood in the text."""
    level: int = 1
    """Of the last heading: none is skipped, as PDF/UA wants it."""

    def text(self, flow: Flow, language: str) -> list[Data]:
        """The parts of the article's text, with the numbers of its paragraphs."""
        self.tags.add(language)
        return [self._part(part) for part in flow]

    def body(self, flow: Flow, language: str) -> list[Data]:
        """The parts of a text of the apparatus, whose paragraphs nobody counts."""
        return [part | {"number": None} for part in self.text(flow, language)]

    def inlines(self, inlines: Sequence[Inline]) -> list[Data]:
        """The inlines of a paragraph."""
        return [self._inline(inline) for inline in inlines]

    def _part(self, part: Part) -> Data:
        if isinstance(part, Paragraph):
            return self._paragraph(part)
        if isinstance(part, Table):
            cells = [cell for row in part.rows for cell in row]
            notes = [n for cell in cells for n, _ in self._new_notes(cell.inlines)]
            rows = [[self._cell(cell) for cell in row] for row in part.rows]
            return {"kind": "table", "rows": rows, "notes": [_note(n, None) for n in notes]}
        return {"kind": "rule", "notes": []}

    def _paragraph(self, part: Paragraph) -> Data:
        notes = [_note(number, index) for number, index in self._new_notes(part.inlines)]
        # A heading without words would be none in the tree of tags, which PDF/UA refuses.
        is_wordless = part.style.startswith("h") and not plain_text(part.inlines).strip(" \ufeff")
        style = "p" if is_wordless else part.style
        data: Data = {
            "kind": "p",
            "style": style,
            "number": part.number,
            "depth": part.item.depth if part.item else 0,
            "marker": part.item.marker if part.item else "",
            "quotes": part.quotes,
            "inlines": self.inlines(part.inlines),
            "notes": notes,
        }
        if style.startswith("h"):
            self.level = min(int(style[1:]), self.level + 1)
            data["level"] = self.level
        return data

    def _new_notes(self, inlines: Sequence[Inline]) -> Iterator[tuple[int, int]]:
        """The notes whose number stands here for the first time, and where."""
        for index, inline in enumerate(inlines):
            if isinstance(inline, Ref) and not inline.is_again and inline.number not in self.noted:
                self.noted.add(inline.number)
                yield inline.number, index

    def _cell(self, cell: Cell) -> Data:
        return {"inlines": self.inlines(cell.inlines), "head": cell.is_head, "align": cell.align}

    def _inline(self, inline: Inline) -> Data:
        if isinstance(inline, Run):
            return self._run(inline)
        if isinstance(inline, Ruby):
            return {"base": [self._run(run) for run in inline.base], "rt": inline.reading}
        if isinstance(inline, Ref):
            return {"ref": inline.number, "again": inline.is_again}
        if isinstance(inline, Picture):
            name = self.picture(inline.source)
            if not name:
                return {"t": f"[{inline.alternative}]"}
            self.pictures.add(name)
            return {"img": name, "alt": inline.alternative}
        assert isinstance(inline, LineBreak)
        return {"br": True}

    def _run(self, run: Run) -> Data:
        data: Data = {"t": run.text}
        if run.language:
            self.tags.add(run.language)
            data["lang"] = run.language
        for name, value in (("strong", run.strong), ("em", run.emphasis), ("code", run.code)):
            if value:
                data[name] = True
        if run.families:
            data["marks"] = list(run.families)
        if run.target and (address := self.address(run.target)):
            data["url"] = address
        return data


def _note(number: int, index: int | None) -> Data:
    """A note of a part, and the index of its number among the part's inlines."""
    return {"number": number, "at": index}
