"""WordprocessingML: elements as text, each child in the place that the standard gives it.

Word refuses a file, or repairs it with a message, where children of a property element stand in
another order than ECMA-376-1, section 17, gives. So properties are written here alone.
"""

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML file can hold."""
NAMESPACES = Markup(
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
EMPTY = Markup("")
CELL_MARGINS = 216
"""Left and right together, in twentieths of a point."""


def w(tag: str, *children: Markup, **attributes: object) -> Markup:
    """An element of the word-processing namespace; attributes that are `None` are left out."""
    given = (
        Markup(' w:{}="{}"').format(name, safe(str(value)))
        for name, value in attributes.items()
        if value is not None
    )
    opening = Markup("<w:{}{}").format(tag, EMPTY.join(given))
    inside = EMPTY.join(children)
    return Markup("{}>{}</w:{}>").format(opening, inside, tag) if inside else opening + Markup("/>")


def root(tag: str, *children: Markup) -> bytes:
    """A whole part of the package."""
    head = Markup('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:{} {}>').format(
        tag, NAMESPACES
    )
    return str(head + EMPTY.join(children) + Markup("</w:{}>").format(tag)).encode()


def safe(text: str) -> str:
    """A text that XML can hold."""
    return _NO_XML.sub("\ufffd", text)


def words(text: str) -> Markup:
    """What a run says: its words, with tabs and line breaks."""
    made = []
    for piece in re.split("([\t\n])", safe(text)):
        if piece in ("\t", "\n"):
            made.append(w("tab") if piece == "\t" else w("br"))
        elif piece:
            made.append(Markup('<w:t xml:space="preserve">{}</w:t>').format(piece))
    return EMPTY.join(made)


def run_look(
    style: str = "",
    *,
    fonts: Markup = EMPTY,
    bold: bool = False,
    italic: bool = False,
    rtl: bool = False,
    size: Markup = EMPTY,
    lang: Markup = EMPTY,
) -> Markup:
    """How a run differs from its paragraph (`CT_RPr`)."""
    looks = [
        w("rStyle", val=style) if style else EMPTY,
        fonts,
        w("b") + w("bCs") if bold else EMPTY,
        w("i") + w("iCs") if italic else EMPTY,
        size,
        w("rtl") if rtl else EMPTY,
        lang,
    ]
    return w("rPr", *looks) if any(looks) else EMPTY


def run(text: str, look: Markup = EMPTY) -> Markup:
    """Words that look alike."""
    return w("r", look, words(text)) if text else EMPTY


def styled(text: str, style: str) -> Markup:
    """Words in a character style."""
    return run(text, run_look(style))


def paragraph(
    style: str,
    *content: Markup,
    numbering: tuple[int, int] | None = None,
    rtl: bool | None = None,
    indent: int | None = None,
    hanging: int | None = None,
    align: str = "",
    keep: bool = False,
    new_page: bool = False,
) -> Markup:
    """A paragraph in a style (`CT_PPr`).

    `numbering` is (list, level); `rtl` where the direction is not the document's; `indent` and
    `hanging` are in twentieths of a point; `keep` holds it on the page of the next one,
    with `new_page` it begins one.
    """
    looks = [w("pStyle", val=style), w("keepNext") if keep else EMPTY]
    if new_page:
        looks.append(w("pageBreakBefore"))
    if numbering:
        looks.append(w("numPr", w("ilvl", val=numbering[1]), w("numId", val=numbering[0])))
    if rtl is not None:
        looks.append(w("bidi", val=int(rtl)))
    if indent is not None:
        looks.append(w("ind", left=indent, hanging=hanging))
    if align:
        looks.append(w("jc", val=align))
    return w("p", w("pPr", *looks), *content)


def field(instruction: str, shown: str, look: Markup = EMPTY) -> Markup:
    """A field, with what it said when the file was made."""
    code = Markup('<w:instrText xml:space="preserve"> {} </w:instrText>').format(instruction)
    return (
        w("r", look, w("fldChar", fldCharType="begin"))
        + w("r", look, code)
        + w("r", look, w("fldChar", fldCharType="separate"))
        + run(shown, look)
        + w("r", look, w("fldChar", fldCharType="end"))
    )


def bookmark(number: int, name: str, content: Markup) -> Markup:
    """A place that fields and links can name."""
    return w("bookmarkStart", id=number, name=name) + content + w("bookmarkEnd", id=number)


def hyperlink(content: Markup, *, relation: str = "", anchor: str = "") -> Markup:
    """A link, to an address by its relation or to a bookmark."""
    if relation:
        return Markup('<w:hyperlink r:id="{}" w:history="1">{}</w:hyperlink>').format(
            relation, content
        )
    return w("hyperlink", content, anchor=anchor, history=1)


def table(
    rows: Iterable[Markup], widths: Iterable[int], *, has_head: bool = True, rtl: bool = False
) -> Markup:
    """A table; `widths` of its columns in twentieths of a point."""
    columns = list(widths)
    looks = [
        w("tblStyle", val="PostilTable"),
        w("bidiVisual") if rtl else EMPTY,
        w("tblW", w=sum(columns), type="dxa"),
        w(
            "tblLook",
            val="0420" if has_head else "0400",
            firstRow=int(has_head),
            lastRow=0,
            firstColumn=0,
            lastColumn=0,
            noHBand=0,
            noVBand=1,
        ),
    ]
    grid = w("tblGrid", *(w("gridCol", w=width) for width in columns))
    return w("tbl", w("tblPr", *looks), grid, *rows)


def row(cells: Iterable[Markup], *, is_head: bool = False) -> Markup:
    """A row; a head is said again on each page."""
    head = w("tblHeader") if is_head else EMPTY
    return w("tr", w("trPr", w("cantSplit"), head), *cells)


def cell(width: int, *paragraphs: Markup, is_open: bool = False) -> Markup:
    """A cell; it cannot be without a paragraph. An open one has no line above and below."""
    borders = EMPTY
    if is_open:
        borders = w("tcBorders", w("top", val="nil"), w("bottom", val="nil"))
    return w("tc", w("tcPr", w("tcW", w=width, type="dxa"), borders), *paragraphs)


def picture(number: int, relation: str, alternative: str, width: int, height: int) -> Markup:
    """An image in a line; width and height in EMU (914,400 to the inch)."""
    return Markup(
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        '<wp:extent cx="{width}" cy="{height}"/>'
        '<wp:docPr id="{number}" name="Picture {number}" descr="{alternative}"/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        "<a:graphic>"
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        '<pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}" descr="{alternative}"/>'
        '<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    ).format(
        width=width,
        height=height,
        number=number,
        relation=relation,
        alternative=escape(safe(alternative)),
    )
