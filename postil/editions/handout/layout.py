"""How the handout of one article is laid out."""

from dataclasses import replace

from postil.arrange.reader import ArrangedArticle
from postil.render.handout_options import Layout, resolve
from postil.render.press import Press


def lay_out(press: Press, arranged: ArrangedArticle) -> tuple[ArrangedArticle, Layout]:
    """An article with what is wanted of it, and the layout.

    The command line decides before the article, and the article before the site.
    """
    own, config = arranged.anchored.article.front.handout, press.site.library.config
    layout = resolve((press.handout, own, config.handout))
    layout = replace(layout, language=layout.language or config.language)
    return (replace(arranged, notes=()) if layout.notes == "none" else arranged), layout
