"""The classroom handout: a sheet for pupils, and its key for the teacher, as HTML and as PDF."""

from postil.editions.handout.html import build_html, build_html_keys
from postil.editions.handout.paper import check_paper as check_paper
from postil.editions.handout.pdf import build_pdf_keys, build_pdfs
from postil.editions.handout.typesetter import own_fonts as own_fonts
from postil.render.press import Press


def build_handouts(press: Press) -> dict[str, bytes]:
    """Pupils' sheets, by their path in `site/`. No answer and no evidence is in them."""
    return build_html(press) | build_pdfs(press)


def build_keys(press: Press) -> dict[str, bytes]:
    """The keys, by their path in `teacher/`, for articles that have questions or exercises."""
    return build_html_keys(press) | build_pdf_keys(press)
