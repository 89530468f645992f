"""The website: a page for each article, and the pages that join them.

What most of these need is imported where it is made: a build after one change makes few.
"""

from postil.arrange.reader import ArrangedArticle
from postil.editions.web.home import home_of
from postil.editions.web.lines import glossary_lines, timeline_lines
from postil.editions.web.reader import build_reader, build_redirects
from postil.editions.web.search import (
    build_part,
    build_search,
    build_shared_parts,
    in_parts,
    search_record,
)
from postil.render.press import Press

__all__ = [
    "build_article",
    "build_assets",
    "build_part",
    "build_search",
    "build_shared_parts",
    "glossary_lines",
    "home_of",
    "in_parts",
    "search_record",
    "timeline_lines",
]


def build_article(press: Press, arranged: ArrangedArticle) -> dict[str, bytes]:
    """The pages of an article, and the files that they need, by their paths in `site/`."""
    return build_reader(press, arranged) | dict(build_redirects(press, arranged))


def build_assets(press: Press) -> dict[str, bytes]:
    """Style sheets and scripts, by their paths in `site/`."""
    assets = press.sheets(press.site.languages) | press.scripts
    return {f"assets/{name}": text.encode() for name, text in assets.items()}
