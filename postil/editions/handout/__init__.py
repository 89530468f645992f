"""The classroom handout: a sheet for pupils, and its key for the teacher, as HTML and as PDF."""

from postil.arrange.reader import ArrangedArticle
from postil.editions.handout.html import build_html, build_html_key
from postil.editions.handout.paper import check_paper as check_paper
from postil.editions.handout.pdf import build_pdf, build_pdf_key
from postil.editions.handout.typesetter import own_fonts as own_fonts
from postil.render.press import Press


def build_handout(press: Press, arranged: ArrangedArticle) -> dict[str, bytes]:
    """Pupils' sheets, by their path in `site/`. No answer and no evidence is in them."""
    return build_html(press, arranged) | build_pdf(press, arranged)


def build_key(press: Press, arranged: ArrangedArticle) -> dict[str, bytes]:
    """The keys, by their path in `teacher/`, for an article that has questions or exercises."""
    return build_html_key(press, arranged) | build_pdf_key(press, arranged)
