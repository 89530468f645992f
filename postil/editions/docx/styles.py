"""The styles of a Word file: what a teacher changes there to change all of the sheet.

Names of Word's own styles are English in every file; Word shows them in its user's language.
"""

from collections.abc import Iterator

from markupsafe import Markup

from postil.deferred import dataclass
from postil.editions.docx.layout import Page
from postil.editions.docx.numbering import BULLETS, NUMBERS, QUESTIONS
from postil.editions.docx.style_kinds import character_style, paragraph_style, usual_styles
from postil.editions.docx.tongues import Tongues, east_asian_font
from postil.editions.docx.wml import EMPTY, root, w

MARKS = {
    "word": ("MarkWord", "Mark: word", "dotted"),
    "background": ("MarkBackground", "Mark: background", "single"),
    "time": ("MarkTime", "Mark: time", "dash"),
    "who-where": ("MarkWhoWhere", "Mark: who and where", "double"),
    "correction": ("MarkCorrection", "Mark: correction", "wave"),
}
"""Families: id and name of the style, and the line under its words."""
HANG = 567
"""The room for a paragraph's number, left of the text: 1 cm in twentieths of a point."""
_SERIF, _SANS, _MONO = "Times New Roman", "Arial", "Courier New"
"""Every system has these, or fonts of the same widths."""
_GREY = "404040"


@dataclass(frozen=True, slots=True)
class _Styles:
    page: Page

    def size(self, share: float = 1) -> Markup:
        half_points = round(self.page.size * share)
        return w("sz", val=half_points) + w("szCs", val=half_points)

    def leading(self, before: float, after: float) -> Markup:
        """Room above and below a paragraph, as shares of the text's size."""
        unit = self.page.size * 10
        return w("spacing", before=round(unit * before), after=round(unit * after))

    def made(self) -> Iterator[Markup]:
        yield paragraph_style("Normal", "Normal", EMPTY, own=False, default=True)
        yield from usual_styles()
        yield from self.text()
        yield from self.headings()
        yield from self.apparatus()
        yield from self.questions()
        yield from self.characters()

    def text(self) -> Iterator[Markup]:
        """The article's own paragraphs. Their lines are counted, those of all others are not."""
        gap = self.leading(0, 0.7)
        hang = w("ind", left=0, hanging=HANG)
        yield paragraph_style("BodyText", "Body Text", gap + hang, own=False, counted=True)
        yield paragraph_style(
            "Quote",
            "Quote",
            w("ind", left=self.page.step, hanging=HANG),
            based="BodyText",
            own=False,
            counted=True,
        )
        item = w("contextualSpacing")
        for name, label, numbers in (
            ("ListBullet", "List Bullet", BULLETS),
            ("ListNumber", "List Number", NUMBERS),
        ):
            hang = w("ind", left=self.page.step, hanging=self.page.step)
            yield paragraph_style(
                name,
                label,
                hang + item,
                based="BodyText",
                own=False,
                counted=True,
                before=_numbered_by(numbers),
            )
        yield paragraph_style(
            "ListContinue",
            "List Continue",
            w("ind", left=self.page.step, firstLine=0),
            based="BodyText",
            own=False,
            counted=True,
        )
        code = w("rFonts", ascii=_MONO, hAnsi=_MONO, cs=_MONO) + w("spacing", val=0)
        yield paragraph_style(
            "HTMLPreformatted",
            "HTML Preformatted",
            w("ind", left=0, firstLine=0),
            code + self.size(0.9),
            based="BodyText",
            own=False,
            counted=True,
        )
        yield paragraph_style("TableText", "Table Text", self.leading(0.1, 0.1))
        yield paragraph_style("HorizontalLine", "Horizontal Line", _rule("bottom") + gap)

    def headings(self) -> Iterator[Markup]:
        sans = w("rFonts", ascii=_SANS, hAnsi=_SANS, cs=_SANS) + w("b") + w("bCs")
        keep = w("keepNext") + w("keepLines")
        yield paragraph_style(
            "Title",
            "Title",
            self.leading(0.4, 0.3),
            sans + self.size(1.8),
            own=False,
            following="BodyText",
            before=keep,
        )
        yield paragraph_style(
            "Subtitle",
            "Subtitle",
            self.leading(0, 0.5),
            w("i") + w("iCs") + self.size(1.15),
            own=False,
            following="BodyText",
            before=keep,
        )
        for level, share in enumerate((1.35, 1.15, 1, 1, 1), 1):
            yield paragraph_style(
                f"Heading{level}",
                f"heading {level}",
                self.leading(1, 0.4) + w("outlineLvl", val=level - 1),
                sans + self.size(share),
                own=False,
                following="BodyText",
                before=keep,
            )

    def apparatus(self) -> Iterator[Markup]:
        small, close = self.size(0.82), self.leading(0, 0.2)
        for name, label in (("FootnoteText", "footnote text"), ("CommentText", "annotation text")):
            yield paragraph_style(name, label, close, small, own=False)
        tabs = (
            w("tab", val="left", leader="underscore", pos=round(self.page.measure * share))
            for share in (0.5, 0.7, 1)
        )
        yield paragraph_style("PupilLine", "Pupil Line", w("tabs", *tabs) + self.leading(0, 0.8))
        yield paragraph_style("TeacherCopy", "Teacher Copy", EMPTY, w("b") + w("bCs") + w("caps"))
        yield paragraph_style("Legend", "Legend", self.leading(0, 0.8), small)
        yield paragraph_style("Imprint", "Imprint", _rule("top") + self.leading(1.5, 0), small)
        yield paragraph_style("Footer", "footer", w("jc", val="center"), small, own=False)

    def questions(self) -> Iterator[Markup]:
        hang = w("ind", left=self.page.step, hanging=self.page.step)
        yield paragraph_style(
            "Question",
            "Question",
            self.leading(0.5, 0.3) + hang,
            before=w("keepNext") + _numbered_by(QUESTIONS),
        )
        keep = w("keepNext") + w("keepLines")
        yield paragraph_style(
            "Choice", "Choice", w("ind", left=2 * self.page.step, hanging=self.page.step)
        )
        height = max(480, self.page.size * 22)
        # `between` too: Word draws one border around paragraphs whose borders are alike.
        line = w(
            "pBdr",
            *(
                w(side, val="single", sz=4, space=0, color="808080")
                for side in ("bottom", "between")
            ),
        )
        room = w("spacing", before=0, after=0, line=height, lineRule="exact")
        yield paragraph_style(
            "RuledLine", "Ruled Line", line + room + w("ind", left=self.page.step)
        )
        beside = self.leading(0, 0.3) + w("ind", left=self.page.step)
        yield paragraph_style("Answer", "Answer", beside, before=keep)
        yield from self.exercises(hang)
        yield paragraph_style("Evidence", "Evidence", beside)

    def exercises(self, hang: Markup) -> Iterator[Markup]:
        """Items are counted by lists that each exercise begins anew."""
        small, step = self.size(0.82), self.page.step
        yield paragraph_style("Lot", "Lot", self.leading(0, 0.3), small)
        look = EMPTY if self.page.is_wide else w("i") + w("iCs")
        keep = w("keepNext") + w("keepLines")
        after = self.leading(0, 0.4)
        yield paragraph_style("Instruction", "Instruction", after, look, before=keep)
        item = self.leading(0.3, 0.3)
        yield paragraph_style("ExerciseItem", "Exercise Item", item + hang, before=w("keepLines"))
        yield paragraph_style("CellItem", "Cell Item", self.leading(0.25, 0.25) + hang)
        sides = ("top", "left", "bottom", "right")
        frame = w("pBdr", *(w(s, val="single", sz=6, space=6, color="808080") for s in sides))
        room = w("spacing", before=self.page.size * 3, after=self.page.size * 5)
        inside = w("ind", left=step, right=step)
        middle = w("jc", val="center")
        yield paragraph_style("WordBank", "Word Bank", frame + room + inside + middle, before=keep)
        yield paragraph_style("Solution", "Solution", self.leading(0, 0.2) + hang)

    def characters(self) -> Iterator[Markup]:
        raised = w("vertAlign", val="superscript")
        yield character_style("FootnoteReference", "footnote reference", raised, own=False)
        yield character_style("NoteNumber", "Note Number", raised)
        yield character_style("CommentReference", "annotation reference", self.size(0.7), own=False)
        small = w("color", val=_GREY) + self.size(0.75)
        sans = w("rFonts", ascii=_SANS, hAnsi=_SANS, cs=_SANS)
        yield character_style("ParagraphNumber", "Paragraph Number", sans + small)
        yield character_style("LineNumber", "line number", sans + small, own=False)
        yield character_style("Headword", "Headword", w("b") + w("bCs"))
        yield character_style("KindOfNote", "Kind of Note", w("smallCaps"))
        yield character_style("PictureInWords", "Picture in Words", w("i") + w("iCs"))
        yield character_style("AnswerLabel", "Answer Label", w("b") + w("bCs"))
        yield character_style("Letter", "Letter", w("b") + w("bCs"))
        yield character_style("Wrong", "Wrong", w("strike"))
        yield character_style("Hyperlink", "Hyperlink", w("u", val="single"), own=False)
        mono = w("rFonts", ascii=_MONO, hAnsi=_MONO, cs=_MONO)
        yield character_style("HTMLCode", "HTML Code", mono, own=False)
        for name, label, line in MARKS.values():
            yield character_style(name, label, w("u", val=line))


def styles(page: Page, tongues: Tongues) -> bytes:
    """The part `styles.xml`."""
    made = _Styles(page)
    rtl = tongues.is_rtl(tongues.language)
    body = _SANS if page.is_wide else _SERIF
    looks = w(
        "rPr",
        w("rFonts", ascii=body, hAnsi=body, cs=body, eastAsia=east_asian_font(tongues.east_asian)),
        # Letters of a script that joins them are not drawn apart.
        w("spacing", val=round(page.size * 1.2)) if page.is_wide and not rtl else EMPTY,
        made.size(),
        tongues.usual,
    )
    line = w("spacing", after=0, line=360 if page.is_wide else 276, lineRule="auto")
    turn = w("bidi") if rtl else EMPTY
    defaults = w("docDefaults", w("rPrDefault", looks), w("pPrDefault", w("pPr", turn, line)))
    return root("styles", defaults, *made.made())


def _numbered_by(numbers: int) -> Markup:
    return w("numPr", w("numId", val=numbers))


def _rule(side: str) -> Markup:
    return w("pBdr", w(side, val="single", sz=4, space=4, color="808080"))
