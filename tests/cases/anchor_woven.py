"""Woven text: written out in one line for tables, and as the HTML that a page has of it.

In a line, `[x: words]` is a run marked for annotation x, `<x words>` its control around words,
and `#x` its control that is a number alone.
"""

from collections.abc import Mapping, Sequence

import html5lib

from postil.arrange.weave import weave
from postil.arrange.woven import (
    ControlClose,
    ControlNumber,
    ControlOpen,
    Mark,
    MarkClose,
    MarkOpen,
    unfold,
)
from postil.document import Break, Close, Document, Image, Open, Reading, Words
from postil.links import Targets
from postil.model import Span
from postil.render.html import Setting, passages

BLOCKS = {"p", "li", "ul", "ol", "pre", "blockquote", "table", "tr", "td", "th", "hr"}
BLOCKS |= {"h1", "h2", "h3", "h4", "h5", "h6", "thead", "tbody"}


def marks_of(spans: Mapping[str, Sequence[Span]]) -> list[Mark]:
    """Marks of annotations at their places, numbered as editions number them."""
    order = sorted(spans, key=lambda name: (spans[name][0][1], -spans[name][0][0]))
    return [
        Mark(
            id=name,
            number=order.index(name) + 1,
            family="background",
            group="background",
            span=span,
            control=f"ref-{name}" + (f"-{k + 1}" if k else ""),
            is_again=k > 0,
        )
        for name in spans
        for k, span in enumerate(spans[name])
    ]


def marks_by_block(document: Document, marks: Sequence[Mark]) -> dict[int, list[Mark]]:
    """The marks that touch each block."""
    return {
        i: [m for m in marks if m.span[0] < block.end and block.start < m.span[1]]
        for i, block in enumerate(document.blocks)
    }


def write_woven(document: Document, marks: Sequence[Mark]) -> str:
    """The woven blocks in one line, with ` | ` between them."""
    by_block = marks_by_block(document, marks)
    blocks = [weave(block, by_block[i]) for i, block in enumerate(document.blocks)]
    return " | ".join("".join(map(_write, unfold(block))) for block in blocks)


def _write(atom) -> str:
    match atom:
        case Words():
            return atom.text
        case Break():
            return " "
        case Open():
            return {"em": "*", "strong": "**", "code": "`", "a": "{a "}.get(
                atom.tag, f"{{{atom.tag} "
            )
        case Close():
            return {"em": "*", "strong": "**", "code": "`"}.get(atom.tag, "}")
        case Reading():
            return f"({atom.text})"
        case Image():
            return "!"
        case MarkOpen():
            return f"[{' '.join(m.id for m in atom.marks)}: "
        case MarkClose():
            return "]"
        case ControlOpen():
            return f"<{atom.mark.id} "
        case ControlClose():
            return ">"
        case ControlNumber():
            return f"#{atom.mark.id}"


def woven_html(document: Document, marks: Sequence[Mark]) -> str:
    """The text of a reader page."""
    targets = Targets({"a": {}}, {"a": frozenset({"boat.png"})})
    setting = Setting(targets, "a", "a/index.html")
    found = passages(document, marks_by_block(document, marks), setting)
    return "".join(str(passage.html) for passage in found)


def parse(html: str):
    """HTML as a tree, by a parser that refuses what is not well-formed."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(f"<!DOCTYPE html><title>T</title><div id=text>{html}</div>").find(".//div")


def texts_of(element) -> list[str]:
    """The text of each block, without what is added to it; white space collapsed but in `pre`."""
    said = "".join(_texts(element)).split("\0")
    return [t if t.startswith("\1") else " ".join(t.split()) for t in said if t.split()]


def _texts(element):
    border = "\0" if element.tag in BLOCKS else ""
    yield border + ("\1" if element.tag == "pre" else "")
    if "data-apparatus" not in element.attrib:
        yield element.text or ""
        for child in element:
            yield from _texts(child)
    yield border + (element.tail or "")
