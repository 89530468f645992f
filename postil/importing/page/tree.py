"""The tree of a page: asked for classes, roles and words."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details"),
    *("div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3"),
    *("h4", "h5", "h6", "header", "hgroup", "hr", "li", "main", "menu", "nav", "ol", "p", "pre"),
    *("section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
}
UNSEEN = {
    *("script", "style", "template", "noscript", "head", "link", "meta", "title", "base", "source"),
    *("track", "param", "col", "colgroup", "datalist", "wbr", "rp", "map", "area", "dialog"),
}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def parse_page(text: str) -> Any:
    """The root of a page; `None` where there is nothing in it.

    Raises RecursionError for one that is nested too deeply to be read whole.
    """
    data = text.replace("\0", "").encode("utf-8", "replace")
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        root = None
    if any("depth" in fault.message.lower() for fault in parser.error_log):
        raise RecursionError  # the parser stops there, and would lose the rest without a word
    return root


def tag_of(element: Any) -> str:
    """An element's name, `` for what is none."""
    return element.tag.lower() if isinstance(element.tag, str) else ""


def classes(element: Any) -> set[str]:
    """The classes of an element, in small letters."""
    return set((element.get("class") or "").lower().split())


def is_unseen(element: Any) -> bool:
    """Whether a browser shows nothing of an element."""
    return (
        tag_of(element) in UNSEEN
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(element.get("style") or ""))
    )


def seen_words(element: Any) -> str:
    """The words that are seen of an element, without white space at their ends."""
    return " ".join("".join(_seen(element)).split())


def _seen(element: Any) -> Iterator[str]:
    skipped = None
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            if skipped is None and node is not element and is_unseen(node):
                skipped = node
            if skipped is None:
                yield " " if tag_of(node) in BLOCKS or tag_of(node) == "br" else ""
                yield node.text or ""
        else:
            if node is skipped:
                skipped = None
            elif skipped is None and tag_of(node) in BLOCKS:
                yield " "
            if skipped is None and node is not element:
                yield node.tail or ""
