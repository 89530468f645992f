"""An article's page, and the pages that lead to it from its former addresses."""

from collections.abc import Iterator
from urllib.parse import quote

from postil.arrange.reader import ArrangedArticle
from postil.render.metadata import article_metadata, page_metadata
from postil.render.neighbours import neighbours_of
from postil.render.pages import article_view, assets_of
from postil.render.press import Press
from postil.render.reader import reader_view
from postil.render.safety import policy, source_hash


def build_reader(press: Press, arranged: ArrangedArticle) -> dict[str, bytes]:
    """An article's page and the files that it needs."""
    article = arranged.anchored.article
    page = f"{article.slug}/index.html"
    view = reader_view(press, arranged, press.voice(page, article))
    html = press.render(
        "reader.html.jinja",
        page,
        meta=article_metadata(press.site, arranged),
        neighbours=neighbours_of(press.site, article.slug),
        policy=policy(source_hash(view["style"])),
        **view,
    )
    return {page: html} | assets_of(arranged, arranged.files)


def build_redirects(press: Press, arranged: ArrangedArticle) -> Iterator[tuple[str, bytes]]:
    """Pages at an article's former addresses that lead to it, and to its handout.

    These two are what people link to and print. A link to a note keeps its fragment by a script;
    without, it leads to the top of the page.
    """
    formerly = arranged.anchored.article.front.formerly
    if not formerly:
        return
    view = article_view(arranged)
    names = ["index.html", *(["handout.html"] if "handout" in press.editions else [])]
    for old in formerly:
        for name in names:
            page, now = f"{old}/{name}", f"{view.slug}/{name}"
            yield (
                page,
                press.render(
                    "moved.html.jinja",
                    page,
                    meta=page_metadata(press.site, now),
                    article=view,
                    href=quote(now),
                    policy=policy(),
                ),
            )
