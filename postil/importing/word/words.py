"""The words of a Word paragraph: runs, links, fields, ruby, pictures, and marks of notes."""

from collections.abc import Iterator
from dataclasses import field, replace
from typing import Any

from postil.deferred import dataclass
from postil.importing.inline import can_be_ruby
from postil.importing.ledger import Ledger
from postil.importing.letters import lowered, raised
from postil.importing.links import allowed_link
from postil.importing.manuscript import PLAIN, Inline, LineBreak, Mark, Ruby, Style, Text
from postil.importing.word.fields import Fields
from postil.importing.word.names import MC, M, R, W, elements, is_on, name_of, value, words_in
from postil.importing.word.pictures import Pictures
from postil.importing.word.styles import Styles

_SILENT = {
    *("pPr", "rPr", "bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd"),
    *("lastRenderedPageBreak", "softHyphen", "footnoteRef", "endnoteRef", "annotationRef"),
    *("separator", "continuationSeparator", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr"),
    *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
    *("fldData", "delInstrText", "delText"),
}
_INSIDE = {"smartTag", "customXml", "dir", "bdo", "sdt", "sdtContent"}
_SIGNS = {"tab": " ", "ptab": " ", "noBreakHyphen": "\u2011"}
_LOOKS = (
    ("strike", "lines through words were left out (the words are kept)"),
    ("dstrike", "lines through words were left out (the words are kept)"),
    ("u", "underlining was left out"),
    ("highlight", "highlighting was left out"),
    ("smallCaps", "small capitals became ordinary letters"),
)


@dataclass
class Words:
    """Reads the words of paragraphs of one part of the file."""

    styles: Styles
    ledger: Ledger
    pictures: Pictures
    part: Any
    is_note: bool = False
    """Whether this is a footnote or a comment, in which no further notes stand."""
    fields: Fields = field(default_factory=Fields)
    open_comments: set[str] = field(default_factory=set)
    references: list[str] = field(default_factory=list)
    """Keys of footnotes and endnotes in the order in which the text refers to them."""

    def read(self, paragraph: Any) -> Iterator[Inline]:
        """The inlines of a paragraph, not yet tidy."""
        properties = paragraph.find(W + "pPr")
        yield from self._children(paragraph, properties, "")

    def _children(self, parent: Any, properties: Any, link: str) -> Iterator[Inline]:
        for child in elements(parent):
            yield from self._child(child, properties, link)

    def _child(self, child: Any, properties: Any, link: str) -> Iterator[Inline]:
        name = name_of(child)
        if name == "r":
            yield from self._run(child, properties, link)
        elif name == "hyperlink":
            yield from self._children(child, properties, self._address(child) or link)
        elif name == "fldSimple":
            self.fields.begin()
            self.fields.instruct(child.get(W + "instr", ""))
            self.fields.separate()
            yield from self._children(child, properties, link)
            self.fields.end()
        elif name in ("ins", "moveTo", "del", "moveFrom"):
            yield from self._change(child, name, properties, link)
        elif name in ("commentRangeStart", "commentRangeEnd"):
            yield from self.comment(child)
        elif name in _INSIDE:
            yield from self._children(child, properties, link)
        elif child.tag in (M + "oMath", M + "oMathPara"):
            yield from self._formula(child)
        elif child.tag == MC + "AlternateContent":
            yield from self._children(_choice(child), properties, link)
        elif name not in _SILENT:
            self.ledger.note(f"something that Postil does not know was left out ({_plain(child)})")

    def _change(self, child: Any, name: str, properties: Any, link: str) -> Iterator[Inline]:
        """A tracked change: the text as it would be when all are accepted."""
        if name == "del":
            self.ledger.note(f"a tracked deletion was carried out (“{_deleted(child)}”)")
        elif name == "ins":
            self.ledger.note("a tracked insertion was taken into the text")
        if name in ("ins", "moveTo"):
            yield from self._children(child, properties, link)

    def comment(self, element: Any) -> Iterator[Inline]:
        """The start or the end of what a comment is about."""
        key = f"comment {element.get(W + 'id')}"
        if self.is_note:
            return
        if name_of(element) == "commentRangeStart":
            self.open_comments.add(key)
        yield Mark(key, is_end=name_of(element) == "commentRangeEnd")

    def _address(self, element: Any) -> str:
        relation = self.part.rels.get(element.get(R + "id", "")) if self.part is not None else None
        if relation is None or not relation.is_external:
            self.ledger.note("a link to another place in the file became plain words")
            return ""
        return str(relation.target_ref)

    def _formula(self, element: Any) -> Iterator[Inline]:
        words = words_in(element, M + "t")
        self.ledger.note(f"a formula became plain characters (“{words}”)")
        yield Text(words)

    def _run(self, run: Any, paragraph: Any, link: str) -> Iterator[Inline]:
        properties = run.find(W + "rPr")
        if self.styles.switch("vanish", properties, paragraph) and not self.fields.is_hidden:
            if words := words_in(run):
                self.ledger.note(f"hidden words were left out (“{words}”)")
            return
        style = self._style(properties, paragraph, self._allowed(link or self.fields.link))
        has_own_mark = False
        for child in elements(run):
            name = name_of(child)
            if name in ("footnoteReference", "endnoteReference"):
                has_own_mark = child.get(W + "customMarkFollows") in ("1", "true", "on")
                yield from self._reference(child, name)
            elif has_own_mark and name in ("t", "sym"):
                continue
            elif name == "fldChar":
                yield from self._field(child, style)
            elif name == "instrText":
                self.fields.instruct(child.text or "")
            elif not self.fields.is_hidden:
                yield from self._content(child, name, properties, style, paragraph)

    def _content(
        self, child: Any, name: str, properties: Any, style: Style, paragraph: Any
    ) -> Iterator[Inline]:
        if name == "t":
            self._look(properties)
            yield Text(self._raised(child.text or "", properties), style)
        elif name in _SIGNS:
            yield Text(_SIGNS[name], style)
        elif name == "cr" or (name == "br" and child.get(W + "type") not in ("page", "column")):
            yield LineBreak()
        elif name == "ruby":
            yield self._ruby(child, style)
        elif name == "commentReference":
            key = f"comment {child.get(W + 'id')}"
            if not self.is_note and key not in self.open_comments:
                yield Mark(key, is_end=True)
        elif name == "sym":
            self.ledger.note(f"a sign of the font {child.get(W + 'font')} was left out")
        elif name in ("drawing", "pict", "object"):
            yield from self.pictures.read(child, self.part, self.ledger)
        elif child.tag == MC + "AlternateContent":
            for inner in elements(_choice(child)):
                yield from self._content(inner, name_of(inner), properties, style, paragraph)
        elif name not in _SILENT and name != "br":
            self.ledger.note(f"something that Postil does not know was left out ({_plain(child)})")

    def _reference(self, child: Any, name: str) -> Iterator[Inline]:
        key = f"{name.removesuffix('Reference')} {child.get(W + 'id')}"
        if self.is_note or self.fields.is_hidden:
            return
        self.references.append(key)
        yield Mark(key, is_end=True)

    def _field(self, child: Any, style: Style) -> Iterator[Inline]:
        kind = child.get(W + "fldCharType")
        if kind == "begin":
            self.fields.begin()
        elif kind == "separate":
            self.fields.separate()
            if self.fields.is_in_list:
                self.ledger.note("a table of contents or an index that Word makes was left out")
        elif kind == "end":
            found = self.fields.end()
            if isinstance(found, tuple):
                yield self._checked(Ruby(*found, style))
            elif found:
                self.ledger.note(f"a field was left out ({found})")

    def _allowed(self, link: str) -> str:
        if link and not allowed_link(link):
            self.ledger.note(f"a link became plain words: Postil does not link to {link[:60]}")
            return ""
        return link

    def _style(self, properties: Any, paragraph: Any, link: str) -> Style:
        if self.styles.level(paragraph) or self.styles.is_title(paragraph):
            return replace(PLAIN, link=link)  # a heading is bold by itself
        return Style(
            strong=self.styles.switch("b", properties, paragraph),
            emphasis=self.styles.switch("i", properties, paragraph),
            link=link,
        )

    def _look(self, properties: Any) -> None:
        for name, what in _LOOKS:
            if is_on(properties, name):
                if name == "u" and value(properties, "rStyle") == "Hyperlink":
                    continue
                self.ledger.note(what)

    def _raised(self, text: str, properties: Any) -> str:
        position = value(properties, "vertAlign")
        if position not in ("superscript", "subscript") or not text.strip():
            return text
        turned = raised(text) if position == "superscript" else lowered(text)
        if turned is None:
            self.ledger.note(f"raised or lowered letters became ordinary ones (“{text.strip()}”)")
            return text
        return turned

    def _ruby(self, element: Any, style: Style) -> Inline:
        base, reading = element.find(W + "rubyBase"), element.find(W + "rt")
        return self._checked(
            Ruby(
                words_in(base) if base is not None else "",
                words_in(reading) if reading is not None else "",
                style,
            )
        )

    def _checked(self, ruby: Ruby) -> Inline:
        if can_be_ruby(ruby):
            return ruby
        if ruby.reading:
            what = f"the reading “{ruby.reading}” over “{ruby.text}” was left out"
            self.ledger.note(f"{what}: ruby stands over Chinese, Japanese or Korean characters")
        return Text(ruby.text, ruby.style)


def _choice(element: Any) -> Any:
    """What a newer program shows of alternatives (ISO/IEC 29500-3, section 7.5)."""
    found = element.find(MC + "Choice")
    if found is None:
        found = element.find(MC + "Fallback")
    return () if found is None else found


def _deleted(element: Any) -> str:
    words = words_in(element, W + "delText")
    return words if len(words) <= 40 else f"{words[:39]}…"


def _plain(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
