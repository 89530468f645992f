"""The single file: an article with all of its apparatus in one file that stands alone."""

import base64
import mimetypes
from collections.abc import Mapping
from dataclasses import replace

from postil.arrange.reader import ArrangedArticle
from postil.render.metadata import article_metadata
from postil.render.press import Press
from postil.render.reader import reader_view
from postil.render.safety import policy, source_hash

_SHEETS = ("postil.css", "seek.css")
_SCRIPTS = ("finder.js", "seek.js")
"""In the order in which they need each other. A reader's own notes and listening are left to the
site: they would be a third of the file."""


def build_single(press: Press, arranged: ArrangedArticle) -> dict[str, bytes]:
    """The file of an article, by its path in `site/`."""
    slug = arranged.anchored.article.slug
    page = f"{slug}/{slug}.html"
    alone = replace(press, editions=frozenset({"single"}))  # nothing else is within reach
    return {page: _file(alone, arranged, page)}


def _file(press: Press, arranged: ArrangedArticle, page: str) -> bytes:
    article = arranged.anchored.article
    voice = press.voice(page, article)
    setting = replace(voice.setting, embedded=_embedded(article.assets))
    view = reader_view(press, arranged, replace(voice, setting=setting))
    sheets = press.sheets([tag for tag, _ in view["languages"]])
    sheet = "".join(sheets[name] for name in _SHEETS)
    first, *scripts = (press.scripts[name].strip() for name in ("postil.js", *_SCRIPTS))
    styles = (source_hash(sheet), source_hash(view["style"]))
    meta = article_metadata(press.site, arranged)._replace(feed="")
    return press.render(
        "single.html.jinja",
        page,
        meta=meta,
        neighbours=None,
        sheet=sheet,
        first=first,
        inline=scripts,
        policy=policy(*styles, scripts=tuple(map(source_hash, (first, *scripts)))),
        **view,
    )


def _embedded(assets: Mapping[str, bytes]) -> dict[str, str]:
    types = mimetypes.MimeTypes()  # not the system's table, which differs from machine to machine
    types.add_type("image/avif", ".avif")
    types.add_type("image/webp", ".webp")
    return {
        name: f"data:{kind};base64,{base64.b64encode(data).decode()}"
        for name, data in assets.items()
        if (kind := types.guess_type(name)[0]) and kind.startswith("image/")
    }
