"""The website: a page for each article, and the pages that join them."""

from postil.editions.web.glossary import build_glossary
from postil.editions.web.index import build_index
from postil.editions.web.not_found import build_not_found
from postil.editions.web.published import build_published
from postil.editions.web.reader import build_reader, build_redirects
from postil.editions.web.search import build_search
from postil.editions.web.timeline import build_timeline
from postil.render.press import Press

__all__ = ["build_index", "build_web"]


def build_web(press: Press) -> dict[str, bytes]:
    """Every file of the website, by its path in `site/`."""
    assets = press.sheets | press.scripts
    files = {f"assets/{name}": text.encode() for name, text in assets.items()}
    for arranged in press.site.articles:
        files |= build_reader(press, arranged)
        files |= dict(build_redirects(press, arranged))
    files |= build_index(press)
    files |= build_glossary(press)
    files |= build_timeline(press)
    files |= build_search(press)
    files |= build_not_found(press, files)
    files |= build_published(press, files)
    return files
