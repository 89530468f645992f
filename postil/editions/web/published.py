"""What only a site with an address of its own has: it tells others where things are."""

from collections.abc import Iterable

from postil.editions.web.feed import build_feed
from postil.editions.web.sitemap import build_robots, build_sitemap
from postil.render.press import Press


def build_published(press: Press, paths: Iterable[str]) -> dict[str, bytes]:
    """Feed, sitemap, `robots.txt`, and the picture for links to the site.

    `paths` are those of the other files of the site. Without `base_url` there is nothing to tell.
    """
    library = press.site.library
    if not library.config.base_url:
        return {}
    built = build_feed(press) | build_sitemap(press, paths) | build_robots(press)
    if library.config.image:
        built[library.config.image] = library.picture
    return built
