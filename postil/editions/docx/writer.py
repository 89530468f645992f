"""From a flow to paragraphs of Word: runs, ruby, links, lists, tables, images."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from markupsafe import Markup

from postil.arrange.flow import (
    Flow,
    Inline,
    LineBreak,
    Paragraph,
    Picture,
    Ref,
    Ruby,
    Run,
    Table,
)
from postil.deferred import dataclass
from postil.editions.docx import wml
from postil.editions.docx.story import Manuscript, Story
from postil.editions.docx.styles import HANG, MARKS
from postil.editions.docx.wml import EMPTY, paragraph, run, styled, w
from postil.render.words import N_

# Translators: what stands in a Word file for a picture that Word cannot show.
_PICTURE = N_("Picture: %(words)s")
_SMALLEST = 11
"""Of a reading above words, in half points."""
_MONO = w("rFonts", ascii="Courier New", hAnsi="Courier New", cs="Courier New")


@dataclass(frozen=True)
class Writer:
    """Writes into one story. `ref` says what stands where a note has its number."""

    script: Manuscript
    story: Story
    ref: Callable[[Ref], Markup]
    style: str = ""
    """Of every paragraph, in the apparatus; `` for the styles of an article's text."""
    width: int = 0
    """Of a line, in twentieths of a point."""
    share: float = 1
    """The size of letters, as a share of the text's."""

    @property
    def shows_notes(self) -> bool:
        """Whether anything in the file is a note."""
        return self.script.page.notes != "none"

    def parts(self, flow: Flow, language: str, lead: Markup = EMPTY) -> Markup:
        """A flow as paragraphs and tables; `lead` begins its first paragraph."""
        made = []
        for i, part in enumerate(flow):
            begin = lead if i == 0 else EMPTY
            if isinstance(part, Paragraph):
                made.append(self.paragraph(part, language, begin))
                continue
            if begin:
                made.append(paragraph(self.style or "BodyText", begin))
            self.script.lists.leave()
            if isinstance(part, Table):
                # Two tables without a paragraph between them would be one.
                made += [self.table(part, language), paragraph("TableText")]
            else:
                made.append(paragraph("HorizontalLine"))
        return EMPTY.join(made) if made else paragraph(self.style or "BodyText", lead)

    def paragraph(self, part: Paragraph, language: str, lead: Markup = EMPTY) -> Markup:
        """A paragraph, with its number where it has one."""
        numbering = None
        if part.item is None:
            self.script.lists.leave()
        elif part.item.marker:
            numbering = self.script.lists.place(part.item)
        number = self._number(part, is_listed=numbering is not None)
        content = lead + number + self._content(part, language)
        style, indent, hanging = self._place(part)
        turn = self.script.tongues.turn(language)
        return paragraph(
            style, content, numbering=numbering, rtl=turn, indent=indent, hanging=hanging
        )

    def _content(self, part: Paragraph, language: str) -> Markup:
        inlines = part.inlines
        if part.style == "pre":
            inlines = tuple(
                replace(i, text=i.text.rstrip("\n"), code=False)
                if isinstance(i, Run) and i is inlines[-1]
                else i
                for i in inlines
            )
        elif self.style and part.style.startswith("h"):
            inlines = tuple(replace(i, strong=True) if isinstance(i, Run) else i for i in inlines)
        return self.inlines(inlines, language)

    def _number(self, part: Paragraph, *, is_listed: bool) -> Markup:
        """The number of the web page: words, not counted by Word, so that it stays the same."""
        if part.number is None or self.style:
            return EMPTY
        number = styled(str(part.number), "ParagraphNumber")
        return number + run("\u2002" if is_listed or part.item else "\t")

    def _place(self, part: Paragraph) -> tuple[str, int | None, int | None]:
        """Style, indent and hanging, the last two where they are not the style's."""
        item, quotes, step = part.item, part.quotes, self.script.page.step
        inside = quotes * step
        if item:
            level = (item.depth - 1) * step
            indent = inside + level + step
            if not item.marker:
                usual = "HTMLPreformatted" if part.style == "pre" else "ListContinue"
                return self.style or usual, indent, 0
            style = "ListNumber" if item.marker[:-1].isdigit() else "ListBullet"
            return self.style or style, (indent if quotes else None), (step if quotes else None)
        if self.style:
            return self.style, (inside or None), (0 if quotes else None)
        if part.style == "pre":
            return "HTMLPreformatted", (inside or None), (0 if quotes else None)
        if part.style.startswith("h"):
            return f"Heading{max(1, int(part.style[1:]) - 1)}", None, None
        if quotes:
            return "Quote", inside, HANG
        return "BodyText", None, None

    def table(self, part: Table, language: str) -> Markup:
        """A table: columns of one width, which a teacher can draw to another."""
        columns = max((len(cells) for cells in part.rows), default=1) or 1
        width = (self.width or self.script.page.measure) // columns
        turn = self.script.tongues.turn(language)
        rows = []
        for cells in part.rows:
            made = [
                wml.cell(
                    width,
                    paragraph(
                        "TableText",
                        self.inlines(cell.inlines, language),
                        rtl=turn,
                        align=cell.align if cell.align in ("center", "right") else "",
                    ),
                )
                for cell in cells
            ]
            made += [wml.cell(width, paragraph("TableText"))] * (columns - len(cells))
            rows.append(wml.row(made, is_head=all(cell.is_head for cell in cells)))
        rtl = self.script.tongues.is_rtl(language)
        return wml.table(rows, [width] * columns, rtl=rtl)

    def inlines(self, inlines: Sequence[Inline], language: str) -> Markup:
        """The runs of a paragraph. What leads to the same place is one link."""
        made = []
        for target, group in groupby(inlines, key=_target):
            content = EMPTY.join(self._in_a_row(group, language))
            made.append(self._link(content, target) if target else content)
        return EMPTY.join(made)

    def _in_a_row(self, inlines: Iterable[Inline], language: str) -> Iterator[Markup]:
        """Inline after inline. Numbers side by side stand in their order, parted by commas."""
        for are_refs, group in groupby(inlines, key=lambda inline: isinstance(inline, Ref)):
            if are_refs:
                refs = sorted((i for i in group if isinstance(i, Ref)), key=lambda i: i.number)
                comma = styled(",", "NoteNumber") if self.shows_notes else EMPTY
                yield comma.join(map(self.ref, refs))
            else:
                yield from (self._inline(inline, language) for inline in group)

    def _link(self, content: Markup, target: str) -> Markup:
        address, note = self.script.destination(target)
        if address:
            return wml.hyperlink(content, relation=self.story.link(address))
        if note is not None and self.shows_notes:
            return wml.hyperlink(content, anchor=note_bookmark(note))
        return content

    def _inline(self, inline: Inline, language: str) -> Markup:
        if isinstance(inline, Run):
            return self._begin(inline) + run(inline.text, self._look(inline, language))
        if isinstance(inline, Ruby):
            return self._ruby(inline, language)
        if isinstance(inline, LineBreak):
            return w("r", w("br"))
        if isinstance(inline, Picture):
            return self._picture(inline)
        return self.ref(inline)

    def _begin(self, part: Run) -> Markup:
        """Where words begin that a comment is about."""
        if self.script.page.notes != "comments" or self.style:
            return EMPTY
        new = [number for number in part.notes if number not in self.script.begun]
        self.script.begun.update(new)
        return EMPTY.join(w("commentRangeStart", id=number) for number in new)

    def _look(self, part: Run, language: str, size: Markup = EMPTY) -> Markup:
        tongues, spoken = self.script.tongues, part.language or language
        style = ""
        if part.families and self.shows_notes:
            style = MARKS[part.families[-1]][0]
        elif part.target and any(self.script.destination(part.target)):
            style = "Hyperlink"
        elif part.code:
            style = "HTMLCode"
        return wml.run_look(
            style,
            fonts=_MONO if part.code and style != "HTMLCode" else tongues.fonts(spoken),
            bold=part.strong,
            italic=part.emphasis,
            rtl=tongues.is_rtl(spoken),
            size=size,
            lang=tongues.lang(spoken),
        )

    def _ruby(self, ruby: Ruby, language: str) -> Markup:
        size = round(self.script.page.size * self.share)
        small = max(_SMALLEST, size // 2)
        first = ruby.base[0] if ruby.base else Run("")
        spoken = first.language or language
        looks = (
            w("rubyAlign", val="distributeSpace"),
            w("hps", val=small),
            w("hpsRaise", val=size - 2),
            w("hpsBaseText", val=size),
            w("lid", val=self.script.tongues.tag(spoken)),
        )
        reading = Run(ruby.reading, language=spoken)
        above = self._look(reading, language, w("sz", val=small) + w("szCs", val=small))
        base = EMPTY.join(run(part.text, self._look(part, language)) for part in ruby.base)
        made = w(
            "ruby", w("rubyPr", *looks), w("rt", run(ruby.reading, above)), w("rubyBase", base)
        )
        return EMPTY.join(self._begin(part) for part in ruby.base) + w("r", made)

    def _picture(self, picture: Picture) -> Markup:
        found = self.script.image(picture.source, self.width, is_small=bool(self.style))
        if found is None:
            said = self.script.translate(_PICTURE) % {"words": picture.alternative}
            return styled(f"[{said}]", "PictureInWords") if picture.alternative else EMPTY
        file, width, height = found
        number, relation = self.script.new_id(), self.story.image(file)
        return wml.picture(number, relation, picture.alternative, width, height)


def note_bookmark(number: int) -> str:
    """The name of the place where a note's number stands."""
    return f"note_{number}"


def _target(inline: Inline) -> str:
    if isinstance(inline, Ruby):
        return inline.base[0].target if inline.base else ""
    return inline.target if isinstance(inline, Run) else ""
