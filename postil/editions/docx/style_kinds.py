"""How styles are declared, and those that every Word file has (`CT_Style`)."""

from collections.abc import Iterator

from markupsafe import Markup

from postil.editions.docx.wml import CELL_MARGINS, EMPTY, w

_HIDDEN = (w("uiPriority", val=99), w("semiHidden"), w("unhideWhenUsed"))


def paragraph_style(
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
    """A style for paragraphs; `own` is one that Word does not know.

    `before` are the properties that stand before `suppressLineNumbers`, `looks` those after it.
    """
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


def character_style(style: str, name: str, looks: Markup, *, own: bool = True) -> Markup:
    """A style for words."""
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


def usual_styles() -> Iterator[Markup]:
    """Those that a file has to have, and that of its tables."""
    for kind, style, name in (
        ("character", "DefaultParagraphFont", "Default Paragraph Font"),
        ("numbering", "NoList", "No List"),
    ):
        yield w("style", w("name", val=name), *_HIDDEN, type=kind, default=1, styleId=style)
    inside = [w(side, w=CELL_MARGINS // 2, type="dxa") for side in ("left", "right")]
    margins = w(
        "tblCellMar", w("top", w=0, type="dxa"), inside[0], w("bottom", w=0, type="dxa"), inside[1]
    )
    yield w(
        "style",
        w("name", val="Normal Table"),
        *_HIDDEN,
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
