"""The notes of a Word file: as footnotes, as comments, or in a box after the text."""

from collections.abc import Callable, Mapping
from dataclasses import field, replace

from markupsafe import Markup

from postil.arrange.flow import Paragraph, Ref, Ruby, Run
from postil.deferred import dataclass
from postil.editions.docx import wml
from postil.editions.docx.story import Manuscript, Story
from postil.editions.docx.wml import EMPTY, paragraph, root, run, styled, w
from postil.editions.docx.writer import Writer, note_bookmark
from postil.render.languages import language_name
from postil.render.notes import Foreign
from postil.render.sheet import SheetNote

_SHARE = 0.82
"""The size of notes, as a share of the text's."""


@dataclass
class Notes:
    """The notes of one article, and what stands in the text for each."""

    script: Manuscript
    notes: Mapping[int, SheetNote]
    text_language: str
    language: str
    """Of the words around the notes."""
    author: str
    """Of comments whose notes name none."""
    story: Story = field(default_factory=Story)
    """The part that holds the notes, where that is not the document."""
    told: list[int] = field(default_factory=list)
    """Numbers in the order in which the text came to them."""

    def ref(self, ref: Ref) -> Markup:
        """What stands in the text where a note has its number."""
        kind = self.script.page.notes
        if kind == "none":
            return EMPTY
        if ref.is_again:
            return self._again(ref.number)
        self.told.append(ref.number)
        if kind == "footnotes":
            mark = w("footnoteReference", id=ref.number)
            return self._place(ref.number, w("r", wml.run_look("FootnoteReference"), mark))
        if kind == "comments":
            number = self._place(ref.number, styled(str(ref.number), "NoteNumber"))
            mark = w("commentReference", id=ref.number)
            shown = w("r", wml.run_look("CommentReference"), mark)
            # Words that the note is about have begun, unless there are none.
            begin = (
                EMPTY if ref.number in self.script.begun else w("commentRangeStart", id=ref.number)
            )
            return begin + number + w("commentRangeEnd", id=ref.number) + shown
        return self._again(ref.number)

    def _place(self, number: int, content: Markup) -> Markup:
        return wml.bookmark(self.script.new_id(), note_bookmark(number), content)

    def _again(self, number: int) -> Markup:
        """A number that leads to the note's place; Word counts it anew with the footnotes."""
        name = note_bookmark(number)
        if self.script.page.notes == "footnotes":
            look = wml.run_look("FootnoteReference")
            return wml.field(f"NOTEREF {name} \\f \\h", str(number), look)
        return wml.hyperlink(styled(str(number), "NoteNumber"), anchor=name)

    def footnotes(self) -> bytes:
        """The part `footnotes.xml`, with the lines that part notes from the text."""
        lines = [
            w("footnote", w("p", w("pPr", w("spacing", after=0)), w("r", w(name))), type=name, id=i)
            for i, name in ((-1, "separator"), (0, "continuationSeparator"))
        ]
        mark = w("r", wml.run_look("FootnoteReference"), w("footnoteRef")) + run(" ")
        made = [
            w("footnote", self._note(self.notes[number], "FootnoteText", mark), id=number)
            for number in self.told
        ]
        return root("footnotes", *lines, *made)

    def comments(self) -> bytes:
        """The part `comments.xml`. No comment has a time: the same sheet is the same file."""
        made = []
        for number in self.told:
            note = self.notes[number]
            author = note.by or self.author
            lead = w("r", wml.run_look("CommentReference"), w("annotationRef"))
            lead += run(f"{number} ")
            inside = self._note(note, "CommentText", lead)
            made.append(w("comment", inside, id=number, author=author, initials=author[:1]))
        return root("comments", *made)

    def box(self, document: Story) -> Markup:
        """A table of the notes: the number, then the note."""
        narrow = 2 * self.script.page.step
        widths = (narrow, self.script.page.measure - narrow)
        inside = widths[1] - wml.CELL_MARGINS
        rows = []
        for number in self.told:
            mark = self._place(number, styled(str(number), "Headword"))
            note = self._note(self.notes[number], "TableText", EMPTY, document, inside)
            beside = paragraph("TableText", mark)
            rows.append(wml.row([wml.cell(widths[0], beside), wml.cell(widths[1], note)]))
        turn = self.script.tongues.is_rtl(self.language)
        return (
            wml.table(rows, widths, has_head=False, rtl=turn) + paragraph("TableText")
            if rows
            else EMPTY
        )

    def _note(
        self,
        note: SheetNote,
        style: str,
        lead: Markup,
        story: Story | None = None,
        width: int = 0,
    ) -> Markup:
        share = 1 if style == "TableText" else _SHARE
        writer = Writer(self.script, story or self.story, _none, style, width, share)
        head = _Head(writer, self.text_language, self.language).said(note)
        foot = _facts(note, self.script.translate, writer, self.language)
        body, turn = note.body, self._turn()
        if body is None or not body.flow:
            return paragraph(style, lead, head, foot, rtl=turn)
        if _begins_plainly(body.flow[0]):
            begun = lead + head + run(" ")
            if len(body.flow) == 1:
                said = writer.inlines(body.inlines, body.language)
                turn = self.script.tongues.turn(body.language)
                return paragraph(style, begun, said, foot, rtl=turn)
            made = writer.parts(body.flow, body.language, begun)
        else:
            made = paragraph(style, lead, head, rtl=turn)
            made += writer.parts(body.flow, body.language)
        return made + (paragraph(style, foot, rtl=turn) if foot else EMPTY)

    def _turn(self) -> bool | None:
        return self.script.tongues.turn(self.language)


def _begins_plainly(part: object) -> bool:
    return isinstance(part, Paragraph) and not (part.item or part.quotes or part.style != "p")


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands before a note's body."""

    writer: Writer
    text_language: str
    language: str

    def said(self, note: SheetNote) -> Markup:
        """The kind in words, the date, the headword, what is known of it, the correction."""
        pieces = [self.plain(note.label, "KindOfNote")]
        if note.when:
            pieces.append(self.plain(note.when.words))
        pieces += self._headword(note)
        if note.corrected:
            pieces.append(self._correction(note))
        return run(" ").join(pieces)

    def plain(self, words: str, style: str = "") -> Markup:
        """Words of the page itself."""
        tongues = self.writer.script.tongues
        look = wml.run_look(
            style,
            fonts=tongues.fonts(self.language),
            rtl=tongues.is_rtl(self.language),
            lang=tongues.lang(self.language),
        )
        return run(words, look)

    def _headword(self, note: SheetNote) -> list[Markup]:
        original, heading = note.original, note.heading
        pieces = []
        if heading and not (original and original.is_headword):
            strong = tuple(
                replace(i, strong=True) if isinstance(i, Run) else i for i in heading.inlines
            )
            pieces.append(self.writer.inlines(strong, heading.language))
        if original:
            pieces.append(self._foreign(original, strong=original.is_headword))
        if note.details:
            pieces.append(self.plain(" · ".join(note.details)))
        if note.details and note.body:
            pieces.append(run("—"))
        return pieces

    def _foreign(self, word: Foreign, *, strong: bool) -> Markup:
        base = Run(word.text, language=word.language, strong=strong)
        said = Ruby((base,), word.reading) if word.reading else base
        return self.writer.inlines((said,), self.language)

    def _correction(self, note: SheetNote) -> Markup:
        translate = self.writer.script.translate
        printed, corrected = translate("As printed"), translate("As corrected")
        colon = translate(": ")
        return EMPTY.join(
            [
                self.plain(printed + colon),
                self.writer.inlines((Run(note.words, emphasis=True),), self.text_language),
                self.plain(f" · {corrected}{colon}"),
                self.writer.inlines((Run(note.corrected, strong=True),), self.text_language),
                run("." if note.body else ""),
            ]
        )


def _facts(
    note: SheetNote, translate: Callable[[str], str], writer: Writer, language: str
) -> Markup:
    """Translations; who wrote it, and as of when. A mark parts each from what is before it."""
    head = _Head(writer, language, language)
    said = [
        head.plain(f"{language_name(tag)} ") + writer.inlines((Run(word),), tag)
        for tag, word in note.translations
    ]
    if note.by:
        said.append(head.plain(translate("By %(name)s") % {"name": note.by}))
    if note.as_of:
        said.append(head.plain(translate("As of %(day)s") % {"day": note.as_of}))
    return EMPTY.join(run(" · ") + piece for piece in said)


def _none(ref: Ref) -> Markup:
    """Notes have no notes."""
    return EMPTY
