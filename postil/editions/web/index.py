"""The list of articles, and the page for addresses that lead nowhere."""

from postil.render.pages import article_view
from postil.render.press import Press
from postil.render.safety import policy, source_hash


def build_index(press: Press) -> dict[str, bytes]:
    """The list of articles, which also offers the other editions."""
    articles = [article_view(arranged) for arranged in press.site.articles]
    page = "index.html"
    return {page: press.render("index.html.jinja", page, articles=articles, policy=policy())}


def build_not_found(press: Press) -> dict[str, bytes]:
    """The page for addresses that lead nowhere; it stands alone, whatever the address was."""
    page = "404.html"
    style = press.theme.source("css/theme.css").strip()
    policies = policy(source_hash(style))
    return {page: press.render("404.html.jinja", page, style=style, policy=policies)}
