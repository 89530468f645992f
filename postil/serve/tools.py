"""The tools for writing by pointing, and the files that the preview adds to pages."""

from functools import cache
from html import escape
from pathlib import Path

from postil.serve.preview import Latest

SCRIPT = "/livereload.js"
STYLE = "/livereload.css"
SCRIPTS = (
    "/pointing-text.js",
    "/pointing-desk.js",
    "/pointing-drafts.js",
    "/pointing-choose.js",
    "/pointing-form.js",
    "/pointing-article.js",
    "/pointing-review.js",
    "/pointing.js",
)
"""In the order in which they build on each other."""
STYLES = ("/pointing.css",)
DOOR = "/pointing.json"
"""Where pages write."""
REVIEW = "/pointing-review.html"
"""The page on which the glossary is looked through."""
OWN = frozenset({SCRIPT, STYLE, *SCRIPTS, *STYLES})
_HERE = Path(__file__).parent


def tools(latest: Latest, path: str, token: str) -> str:
    """The tools for the page at a path, as HTML; `` where there is nothing to point at."""
    slug, _, rest = path.partition("/")
    is_article = rest == "index.html" and slug in latest.articles
    if not is_article and path != "index.html":
        return ""
    return tools_for(slug if is_article else "", token)


def tools_for(article: str, token: str) -> str:
    """The tools for an article's page, or for one that belongs to none, as HTML."""
    return _page().replace("{{ article }}", escape(article)).replace("{{ token }}", escape(token))


@cache
def _page() -> str:
    return (_HERE / "pointing.html").read_text(encoding="utf-8")
