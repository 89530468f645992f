"""Finding the main text of a page, and what inside of it is none of it."""

import re
from typing import Any

from postil.importing.page.tree import classes, is_unseen, seen_words, tag_of

_ROLES = {"navigation", "complementary", "banner", "contentinfo", "search", "menu", "dialog"}
_ASIDE = {"nav", "aside", "form", "button", "select", "textarea", "input", "footer"}
_WORDS_OF_CLASSES = {
    *("share", "sharing", "social", "related", "newsletter", "advert", "advertisement", "ad"),
    *("ads", "promo", "promotion", "breadcrumb", "breadcrumbs", "cookie", "cookies", "paywall"),
    *("subscribe", "subscription", "recommended", "comments", "sidebar", "byline", "dateline"),
    *("pagination", "navbox", "infobox", "toc", "catlinks", "noprint", "hatnote", "editsection"),
    *("authorship", "postmeta", "metadata", "masthead"),
}
_CLASSES = {"entry-meta", "post-meta", "posted-on", "jump-link", "skip-link", "printfooter"}
_FACTS = {"author", "datepublished", "datemodified", "publisher"}
_SHARE = 0.6
"""Of the words of `<main>`: an `<article>` with fewer is one of many."""


def main_of(root: Any) -> Any:
    """The element that holds the main text; the whole body where nothing tells."""
    body = root.find(".//body")
    body = root if body is None else body
    for wanted in (
        [e for e in body.iter() if "articlebody" in (e.get("itemprop") or "").lower()],
        [e for e in body.iter("div") if "mw-parser-output" in classes(e)],
    ):
        if found := _longest(wanted):
            return found[1]
    mains = [e for e in body.iter() if tag_of(e) == "main" or e.get("role") == "main"]
    main = _longest(mains)
    article = _longest(list((main[1] if main else body).iter("article")))
    if article and article[0] >= _SHARE * _weight(main[1] if main else body):
        return article[1]
    return main[1] if main else _densest(body)


def _longest(elements: list[Any]) -> tuple[int, Any] | None:
    found = [(_weight(e), e) for e in elements[:2000] if not is_unseen(e)]
    found = [pair for pair in found if pair[0]]
    return max(found, key=lambda pair: pair[0], default=None)


def _weight(element: Any) -> int:
    """How many characters the paragraphs below an element have; else all of its words."""
    in_paragraphs = sum(len(seen_words(p)) for p in element.iter("p"))
    return in_paragraphs or len(seen_words(element)) // 4


def _densest(body: Any) -> Any:
    """The element whose own paragraphs have the most words."""
    weights: dict[Any, int] = {}
    for paragraph in body.iter("p", "blockquote", "pre"):
        parent = paragraph.getparent()
        if parent is not None and not any(is_aside(a) for a in paragraph.iterancestors()):
            weights[parent] = weights.get(parent, 0) + len(seen_words(paragraph))
    if not weights:
        return body
    best = max(weights, key=lambda e: weights[e])
    return best if weights[best] * 2 > sum(weights.values()) else body


def is_aside(element: Any) -> bool:
    """Whether an element of the main text stands beside it: navigation, sharing, a byline."""
    tag = tag_of(element)
    if tag in ("html", "body", "main", "article", ""):
        return False
    if tag == "time" and tag_of(element.getparent()) in ("header", "div", "article", "section"):
        return True
    if tag in _ASIDE or element.get("role") in _ROLES:
        return True
    if (
        _FACTS & set((element.get("itemprop") or "").lower().split())
        or element.get("rel") == "author"
    ):
        return True
    found = classes(element)
    words = {word for name in found for word in re.split(r"[-_]+", name)}
    return bool(found & _CLASSES or words & _WORDS_OF_CLASSES)
