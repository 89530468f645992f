"""The sitemap, which tells search engines what there is (sitemaps.org), and who may read it."""

import re
from collections.abc import Iterable, Iterator

from postil.editions.web.index import index_name
from postil.render.addresses import address_of, is_root_of_host
from postil.render.press import Press

SITEMAP = "sitemap.xml"
MOST = 50_000
"""Pages that one sitemap may list."""
_JOINED = ("glossary/", "timeline/")
_WHOLE_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def build_sitemap(press: Press, paths: Iterable[str], most: int = MOST) -> dict[str, bytes]:
    """The sitemap of the pages; in parts where there are too many for one.

    `paths` are those of the files of the site: they tell how many pages glossary and timeline have.
    """
    base = press.site.library.config.base_url
    pages = [(address_of(base, page), day) for page, day in _pages(press, paths)]
    if len(pages) <= most:
        return {SITEMAP: press.render("sitemap.xml.jinja", SITEMAP, pages=pages)}
    parts = {
        f"sitemap-{start // most + 1}.xml": press.render(
            "sitemap.xml.jinja", SITEMAP, pages=pages[start : start + most]
        )
        for start in range(0, len(pages), most)
    }
    addresses = [address_of(base, name) for name in parts]
    return parts | {SITEMAP: press.render("sitemaps.xml.jinja", SITEMAP, addresses=addresses)}


def _pages(press: Press, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The pages that are worth finding, each with the day of its last change where one is told.

    A month or a year is no such day: the schema of sitemaps wants a whole one.
    """
    site = press.site
    for stretch, _ in site.article_pages:
        yield index_name(stretch), ""
    joined = [p for p in paths if p.startswith(_JOINED) and p.endswith(".html")]
    for page in sorted(joined, key=lambda p: (not p.endswith("/index.html"), p)):
        yield page, ""
    yield "search/index.html", ""
    for card in site.cards:
        day = card.front.updated or card.front.date
        yield f"{card.slug}/index.html", day if _WHOLE_DAY.fullmatch(day) else ""


def build_robots(press: Press) -> dict[str, bytes]:
    """`robots.txt`, with the way to the sitemap. It is looked for at the root of a host alone."""
    base = press.site.library.config.base_url
    if not is_root_of_host(base):
        return {}
    page = "robots.txt"
    return {page: press.render("robots.txt.jinja", page, sitemap=address_of(base, SITEMAP))}
