"""The list of articles."""

from postil.arrange.paging import Stretch
from postil.render.metadata import page_metadata
from postil.render.pages import card_view
from postil.render.press import Press
from postil.render.safety import policy
from postil.render.vocabulary import site_nodes


def build_index(press: Press) -> dict[str, bytes]:
    """The list of articles, which also offers the other editions; in pages if it is long."""
    site = press.site
    names = [index_name(stretch) for stretch, _ in site.article_pages]
    return {
        page: press.render(
            "index.html.jinja" if stretch.number == 1 else "articles.html.jinja",
            page,
            meta=page_metadata(site, page, site_nodes(site) if stretch.number == 1 else ()),
            articles=[card_view(card) for card in cards],
            stretch=stretch,
            pages=names,
            policy=policy(),
        )
        for page, (stretch, cards) in zip(names, site.article_pages, strict=True)
    }


def index_name(stretch: Stretch) -> str:
    """The file of a page of the list. No slug is like it: a slug holds no full stop."""
    return f"page-{stretch.number}.html" if stretch.number > 1 else "index.html"
