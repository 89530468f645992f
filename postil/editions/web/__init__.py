"""The website: a page for each article, and the pages that join them."""

from collections.abc import Mapping

from postil.arrange.reader import ArrangedArticle
from postil.editions.web.glossary import build_glossary
from postil.editions.web.index import build_index
from postil.editions.web.not_found import build_not_found
from postil.editions.web.published import build_published
from postil.editions.web.reader import build_reader, build_redirects
from postil.editions.web.search import build_search, search_record
from postil.editions.web.timeline import build_timeline
from postil.render.press import Press

__all__ = ["build_article", "build_assets", "build_index", "build_site", "search_record"]


def build_article(press: Press, arranged: ArrangedArticle) -> dict[str, bytes]:
    """The pages of an article, and the files that they need, by their paths in `site/`."""
    return build_reader(press, arranged) | dict(build_redirects(press, arranged))


def build_assets(press: Press) -> dict[str, bytes]:
    """Style sheets and scripts, by their paths in `site/`."""
    assets = press.sheets(press.site.languages) | press.scripts
    return {f"assets/{name}": text.encode() for name, text in assets.items()}


def build_site(press: Press, records: Mapping[str, bytes]) -> dict[str, bytes]:
    """The pages that join articles, and what all pages share, by their paths in `site/`.

    `records` are what a search can find in each article, by slug.
    """
    files = build_assets(press)
    files |= build_index(press)
    files |= build_glossary(press)
    files |= build_timeline(press)
    files |= build_search(press, records)
    files |= build_not_found(press)
    files |= build_published(press)
    return files
