"""Footnotes of a page: a number in the text that leads to an element with a note."""

import re
from typing import Any
from urllib.parse import unquote

from postil.importing.page.tree import classes, is_unseen, seen_words, tag_of

_SIGN = re.compile(
    r"[\W_]*(?:\d{1,4}|[a-z]|[ivx]{1,5}|[*†‡§¶]{1,3}|note \d+)[\W_]*\Z", re.IGNORECASE
)
_BODIES = ("li", "p", "div", "aside", "dd", "section", "tr", "td")


class Footnotes:
    """Which links of the main text are numbers of notes, and which elements their notes."""

    def __init__(self, root: Any, main: Any, address: str) -> None:
        self._address = address.partition("#")[0]
        self._by_id: dict[str, Any] = {}
        for element in root.iter():
            for name in (
                element.get("id"),
                element.get("name") if tag_of(element) == "a" else None,
            ):
                if name:
                    self._by_id.setdefault(name, element)
        self.bodies: dict[Any, int] = {}
        """Elements that are notes, with their numbers in the order of the text."""
        self._numbers: dict[Any, int] = {}
        for link in main.iter("a"):
            body = self._body(link)
            leads_back = any(ancestor in self.bodies for ancestor in link.iterancestors())
            if body is not None and not leads_back:
                self._numbers[link] = self.bodies.setdefault(body, len(self.bodies) + 1)

    def number(self, link: Any) -> int:
        """The number of the note that a link leads to; 0 for another link."""
        return self._numbers.get(link, 0)

    def is_back(self, link: Any) -> bool:
        """Whether a link in a note leads back to its number."""
        if self._fragment(link) is None:
            return False
        words = seen_words(link)
        return link.get("role") == "doc-backlink" or len(words) <= 3 or "↩" in words

    def _body(self, link: Any) -> Any:
        fragment = self._fragment(link)
        target = self._by_id.get(fragment or "")
        if target is None or not self._is_number(link):
            return None
        while target is not None and tag_of(target) not in _BODIES:
            target = target.getparent()
        if target is None or is_unseen(target) or link in target.iter("a"):
            return None
        return target if seen_words(target) else None

    def _fragment(self, link: Any) -> str | None:
        """The place in this page to which a link leads."""
        address, sign, fragment = (link.get("href") or "").partition("#")
        is_here = not address or address == self._address
        return unquote(fragment) if sign and fragment and is_here else None

    @staticmethod
    def _is_number(link: Any) -> bool:
        if link.get("role") == "doc-noteref" or "noteref" in (link.get("epub:type") or ""):
            return True
        in_sup = any(tag_of(e) == "sup" for e in (link, *link.iterancestors(), *link.iter()))
        return in_sup and bool(_SIGN.match(seen_words(link)))


def is_way_back(element: Any) -> bool:
    """Whether an element holds the links back, as Wikipedia's notes have them."""
    return any("backlink" in name or "backref" in name for name in classes(element))
