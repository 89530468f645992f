"""The list of articles."""

from postil.render.metadata import page_metadata
from postil.render.pages import card_view
from postil.render.press import Press
from postil.render.safety import policy
from postil.render.vocabulary import site_nodes


def build_index(press: Press) -> dict[str, bytes]:
    """The list of articles, which also offers the other editions."""
    articles = [card_view(card) for card in press.site.cards]
    page = "index.html"
    meta = page_metadata(press.site, page, site_nodes(press.site))
    html = press.render("index.html.jinja", page, meta=meta, articles=articles, policy=policy())
    return {page: html}
