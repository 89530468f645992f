"""The styles of a Word file: what a teacher changes there to change all of the sheet.

Names of Word's own styles are English in every file; Word shows them in its user's language.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from postil.editions.docx.layout import Page
from postil.editions.docx.tongues import Tongues, east_asian_font, word_tag
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
        yield _paragraph_style("Normal", "Normal", EMPTY, own=False, default=True)
        yield w(
            "style",
            w("name", val="Default Paragraph Font"),
            w("uiPriority", val=1),
            w("semiHidden"),
            w("unhideWhenUsed"),
            type="character",
            default=1,
            styleId="DefaultParagraphFont",
        )
        yield w(
            "style",
            w("name", val="No List"),
            w("uiPriority", val=99),
            w("semiHidden"),
            w("unhideWhenUsed"),
            type="numbering",
            default=1,
            styleId="NoList",
        )
        yield from _tables()
        yield from self.text()
        yield from self.headings()
        yield from self.apparatus()
        yield from self.questions()
        yield from self.characters()

    def text(self) -> Iterator[Markup]:
        """The article's own paragraphs. Their lines are counted, those of all others are not."""
        gap = self.leading(0, 0.7)
        hang = w("ind", left=0, hanging=HANG)
        yield _paragraph_style("BodyText", "Body Text", gap + hang, own=False, counted=True)
        yield _paragraph_style(
            "Quote",
            "Quote",
            w("ind", left=self.page.step, hanging=HANG),
            based="BodyText",
            own=False,
            counted=True,
        )
        item = w("contextualSpacing")
        for name, label in (("ListBullet", "List Bullet"), ("ListNumber", "List Number")):
            hang = w("ind", left=self.page.step, hanging=self.page.step)
            yield _paragraph_style(
                name, label, hang + item, based="BodyText", own=False, counted=True
            )
        yield _paragraph_style(
            "ListContinue",
            "List Continue",
            w("ind", left=self.page.step, firstLine=0),
            based="BodyText",
            own=False,
            counted=True,
        )
        code = w("rFonts", ascii=_MONO, hAnsi=_MONO, cs=_MONO) + w("spacing", val=0)
        yield _paragraph_style(
            "HTMLPreformatted",
            "HTML Preformatted",
            w("ind", left=0, firstLine=0),
            code + self.size(0.9),
            based="BodyText",
            own=False,
            counted=True,
        )
        yield _paragraph_style("TableText", "Table Text", self.leading(0.1, 0.1))
        yield _paragraph_style("HorizontalLine", "Horizontal Line", _rule("bottom") + gap)

    def headings(self) -> Iterator[Markup]:
        sans = w("rFonts", ascii=_SANS, hAnsi=_SANS, cs=_SANS) + w("b") + w("bCs")
        keep = w("keepNext") + w("keepLines")
        yield _paragraph_style(
            "Title",
            "Title",
            self.leading(0.4, 0.3),
            sans + self.size(1.8),
            own=False,
            following="BodyText",
            before=keep,
        )
        yield _paragraph_style(
            "Subtitle",
            "Subtitle",
            self.leading(0, 0.5),
            w("i") + w("iCs") + self.size(1.15),
            own=False,
            following="BodyText",
            before=keep,
        )
        for level, share in enumerate((1.35, 1.15, 1, 1, 1), 1):
            yield _paragraph_style(
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
            yield _paragraph_style(name, label, close, small, own=False)
        tabs = (
            w("tab", val="left", leader="underscore", pos=round(self.page.measure * share))
            for share in (0.5, 0.7, 1)
        )
        yield _paragraph_style("PupilLine", "Pupil Line", w("tabs", *tabs) + self.leading(0, 0.8))
        yield _paragraph_style("TeacherCopy", "Teacher Copy", EMPTY, w("b") + w("bCs") + w("caps"))
        yield _paragraph_style("Legend", "Legend", self.leading(0, 0.8), small)
        yield _paragraph_style("Imprint", "Imprint", _rule("top") + self.leading(1.5, 0), small)
        yield _paragraph_style("Footer", "footer", w("jc", val="center"), small, own=False)

    def questions(self) -> Iterator[Markup]:
        hang = w("ind", left=self.page.step, hanging=self.page.step)
        yield _paragraph_style(
            "Question", "Question", self.leading(0.5, 0.3) + hang, before=w("keepNext")
        )
        keep = w("keepNext") + w("keepLines")
        yield _paragraph_style(
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
        yield _paragraph_style(
            "RuledLine", "Ruled Line", line + room + w("ind", left=self.page.step)
        )
        beside = self.leading(0, 0.3) + w("ind", left=self.page.step)
        yield _paragraph_style("Answer", "Answer", beside, before=keep)
        yield _paragraph_style("Evidence", "Evidence", beside)

    def characters(self) -> Iterator[Markup]:
        raised = w("vertAlign", val="superscript")
        yield _character_style("FootnoteReference", "footnote reference", raised, own=False)
        yield _character_style("NoteNumber", "Note Number", raised)
        yield _character_style(
            "CommentReference", "annotation reference", self.size(0.7), own=False
        )
        small = w("color", val=_GREY) + self.size(0.75)
        sans = w("rFonts", ascii=_SANS, hAnsi=_SANS, cs=_SANS)
        yield _character_style("ParagraphNumber", "Paragraph Number", sans + small)
        yield _character_style("LineNumber", "line number", sans + small, own=False)
        yield _character_style("Headword", "Headword", w("b") + w("bCs"))
        yield _character_style("KindOfNote", "Kind of Note", w("smallCaps"))
        yield _character_style("AnswerLabel", "Answer Label", w("b") + w("bCs"))
        yield _character_style("Hyperlink", "Hyperlink", w("u", val="single"), own=False)
        mono = w("rFonts", ascii=_MONO, hAnsi=_MONO, cs=_MONO)
        yield _character_style("HTMLCode", "HTML Code", mono, own=False)
        for name, label, line in MARKS.values():
            yield _character_style(name, label, w("u", val=line))


def styles(page: Page, tongues: Tongues) -> bytes:
    """The part `styles.xml`."""
    made = _Styles(page)
    tag = word_tag(tongues.language)
    rtl = tongues.is_rtl(tongues.language)
    body = _SANS if page.is_wide else _SERIF
    looks = w(
        "rPr",
        w("rFonts", ascii=body, hAnsi=body, cs=body, eastAsia=east_asian_font(tongues.east_asian)),
        # Letters of a script that joins them are not drawn apart.
        w("spacing", val=round(page.size * 1.2)) if page.is_wide and not rtl else EMPTY,
        made.size(),
        w(
            "lang",
            val="en-US" if rtl else tag,
            eastAsia=word_tag(tongues.east_asian),
            bidi=tag if rtl else "ar-SA",
        ),
    )
    line = w("spacing", after=0, line=360 if page.is_wide else 276, lineRule="auto")
    turn = w("bidi") if rtl else EMPTY
    defaults = w("docDefaults", w("rPrDefault", looks), w("pPrDefault", w("pPr", turn, line)))
    return root("styles", defaults, *made.made())


def _rule(side: str) -> Markup:
    return w("pBdr", w(side, val="single", sz=4, space=4, color="808080"))


def _paragraph_style(
    style: str,
    name: str,
    looks: Markup,
    run_looks: Markup = EMPTY,
    *,
    based: str = "Normal",
    following: str = "",
    own: bool = True,
    default: bool = False,
    counted: bool = False,
    before: Markup = EMPTY,
) -> Markup:
    """`before` are the properties that stand before `suppressLineNumbers`, `looks` those after."""
    uncounted = EMPTY if counted or default else w("suppressLineNumbers")
    properties = before + uncounted + looks
    return w(
        "style",
        w("name", val=name),
        w("basedOn", val=based) if not default else EMPTY,
        w("next", val=following) if following else EMPTY,
        w("qFormat"),
        w("pPr", properties) if properties else EMPTY,
        w("rPr", run_looks) if run_looks else EMPTY,
        type="paragraph",
        default=1 if default else None,
        customStyle=1 if own else None,
        styleId=style,
    )


def _character_style(style: str, name: str, looks: Markup, *, own: bool = True) -> Markup:
    return w(
        "style",
        w("name", val=name),
        w("basedOn", val="DefaultParagraphFont"),
        w("qFormat"),
        w("rPr", looks),
        type="character",
        customStyle=1 if own else None,
        styleId=style,
    )


def _tables() -> Iterator[Markup]:
    inside = [w(side, w=108, type="dxa") for side in ("left", "right")]
    margins = w(
        "tblCellMar", w("top", w=0, type="dxa"), inside[0], w("bottom", w=0, type="dxa"), inside[1]
    )
    yield w(
        "style",
        w("name", val="Normal Table"),
        w("uiPriority", val=99),
        w("semiHidden"),
        w("unhideWhenUsed"),
        w("tblPr", w("tblInd", w=0, type="dxa"), margins),
        type="table",
        default=1,
        styleId="TableNormal",
    )
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = w("tblBorders", *(w(s, val="single", sz=4, space=0, color="808080") for s in sides))
    yield w(
        "style",
        w("name", val="Postil Table"),
        w("basedOn", val="TableNormal"),
        w("qFormat"),
        w("tblPr", borders),
        w("tblStylePr", w("rPr", w("b"), w("bCs")), type="firstRow"),
        type="table",
        customStyle=1,
        styleId="PostilTable",
    )
