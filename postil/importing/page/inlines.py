"""Words inside of a block of a page: emphasis, links, ruby, pictures, numbers of notes."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from postil.importing.inline import can_be_ruby
from postil.importing.ledger import Ledger
from postil.importing.letters import lowered, raised
from postil.importing.links import absolute, allowed_link
from postil.importing.manuscript import PLAIN, Inline, LineBreak, Mark, Ruby, Style, Text
from postil.importing.page.main import is_aside
from postil.importing.page.notes import Footnotes, is_way_back
from postil.importing.page.pictures import PagePictures
from postil.importing.page.tree import BLOCKS, is_unseen, seen_words, tag_of

_STRONG, _EMPHASIS = {"b", "strong"}, {"i", "em", "cite", "dfn", "var"}
_CODE = {"code", "kbd", "samp", "tt"}
_LOOKS = {
    "u": "underlining was left out",
    "ins": "underlining was left out",
    "s": "lines through words were left out (the words are kept)",
    "strike": "lines through words were left out (the words are kept)",
    "del": "lines through words were left out (the words are kept)",
    "mark": "highlighting was left out",
}
_THINGS = {
    "iframe": "an embedded page",
    "frame": "an embedded page",
    "video": "a video",
    "audio": "a sound",
    "object": "an embedded object",
    "embed": "an embedded object",
    "canvas": "a drawing made by a script",
    "svg": "a drawing",
    "meter": "a gauge",
    "progress": "a gauge",
}
_DEEPEST = 150
Reader = Callable[[Any, Style, int], Iterator[Inline]]


class InlineReader:
    """Reads the words of elements."""

    def __init__(
        self, footnotes: Footnotes, pictures: PagePictures, ledger: Ledger, base: str
    ) -> None:
        self._footnotes = footnotes
        self._pictures = pictures
        self._ledger = ledger
        self._base = base
        self._told: set[int] = set()
        self._referred: set[int] = set()
        self._readers: dict[str, Reader] = {
            "a": self._link,
            "br": self._break,
            "img": self._picture,
            "math": self._formula,
            "ruby": self._ruby,
            "sub": self._turned,
            "sup": self._turned,
            "q": self._quoted,
        }

    def inside(self, element: Any, style: Style = PLAIN, depth: int = 0) -> Iterator[Inline]:
        """The words in an element."""
        if depth > _DEEPEST:
            yield Text(seen_words(element), style)
            return
        if element.text:
            yield Text(element.text, style)
        for child in element:
            yield from self.of(child, style, depth + 1)
            if child.tail:
                yield Text(child.tail, style)

    def of(self, element: Any, style: Style = PLAIN, depth: int = 0) -> Iterator[Inline]:
        """The words of an element with what it itself means."""
        tag = tag_of(element)
        if (
            not tag
            or is_unseen(element)
            or is_way_back(element)
            or element in self._footnotes.bodies
        ):
            return
        if tag in _THINGS:
            self._tell_thing(element, tag)
        elif is_aside(element):
            self.tell_aside(element)
        elif tag in self._readers:
            yield from self._readers[tag](element, style, depth)
        else:
            if tag in _LOOKS and seen_words(element):
                self._ledger.note(_LOOKS[tag])
            if tag in BLOCKS:
                yield Text(" ", style)
            yield from self.inside(element, _styled(style, tag), depth)
            if tag in BLOCKS:
                yield Text(" ", style)

    def tell_aside(self, element: Any) -> None:
        """Something that stands beside the text is left out, and told."""
        if words := seen_words(element):
            short = words if len(words) <= 50 else f"{words[:49]}…"
            self._ledger.add("left out, as not part of the text", f"“{short}”")

    def _tell_thing(self, element: Any, tag: str) -> None:
        address = element.get("src") or element.get("data") or ""
        about = f" ({address[:80]})" if address and not address.startswith("data:") else ""
        self._ledger.note(f"{_THINGS[tag]} was left out{about}")

    def _link(self, element: Any, style: Style, depth: int) -> Iterator[Inline]:
        if number := self._footnotes.number(element):
            if number in self._referred:
                self._ledger.note(f"footnote {number} is referred to again here")
                return
            self._referred.add(number)
            yield Mark(f"footnote {number}", is_end=True)
            return
        if self._is_in_note(element) and self._footnotes.is_back(element):
            return
        address = (element.get("href") or "").strip()
        link = absolute(address, self._base) if address else ""
        if link and not allowed_link(link):
            link = ""
            if seen_words(element):
                self._tell_link(address)
        yield from self.inside(element, replace(style, link=link or style.link), depth)

    def _tell_link(self, address: str) -> None:
        if address.startswith("#"):
            self._ledger.note("a link to another place in the page became plain words")
        else:
            said = f"a link became plain words: Postil does not link to {address[:60]}"
            self._ledger.note(said)

    def _is_in_note(self, element: Any) -> bool:
        return any(a in self._footnotes.bodies for a in element.iterancestors())

    def _break(self, element: Any, style: Style, depth: int) -> Iterator[Inline]:
        yield LineBreak()
        yield from self.inside(element, style, depth)

    def _picture(self, element: Any, style: Style, depth: int) -> Iterator[Inline]:
        yield from self._pictures.read(element, self._ledger)

    def _formula(self, element: Any, style: Style, depth: int) -> Iterator[Inline]:
        words = element.get("alttext") or seen_words(element)
        self._ledger.note(f"a formula became plain characters (“{words[:60]}”)")
        yield Text(words, style)

    def _quoted(self, element: Any, style: Style, depth: int) -> Iterator[Inline]:
        """Browsers set quotation marks around it."""
        yield Text("“", style)
        yield from self.inside(element, style, depth)
        yield Text("”", style)

    def _turned(self, element: Any, style: Style, depth: int) -> Iterator[Inline]:
        if any(self._footnotes.number(link) for link in element.iter("a")):
            for link in element.iter("a"):
                yield from self._link(link, style, depth)
            return
        words = seen_words(element)
        turned = raised(words) if tag_of(element) == "sup" else lowered(words)
        if turned is not None and element.find(".//a") is None:
            yield Text(turned, style)
            return
        if words:
            self._ledger.note(f"raised or lowered letters became ordinary ones (“{words[:30]}”)")
        yield from self.inside(element, style, depth)

    def _ruby(self, element: Any, style: Style, depth: int) -> Iterator[Inline]:
        """Pairs of a base and its reading, however they are nested."""
        base = ""
        for is_reading, words in _ruby_parts(element):
            if not is_reading:
                base += words
                continue
            ruby = Ruby(re.sub(r"\s+", " ", base).strip(), " ".join(words.split()), style)
            base = ""
            if can_be_ruby(ruby):
                yield ruby
                continue
            yield Text(ruby.text, style)
            if ruby.reading:
                what = f"the reading “{ruby.reading}” over “{ruby.text}” was left out"
                self._ledger.note(
                    f"{what}: ruby stands over Chinese, Japanese or Korean characters"
                )
        yield Text(base, style)


def _ruby_parts(element: Any) -> Iterator[tuple[bool, str]]:
    """Whether it is a reading, and the words."""
    if element.text:
        yield False, element.text
    for child in element:
        tag = tag_of(child)
        if tag == "rt":
            yield True, seen_words(child)
        elif tag == "ruby" or tag == "rb" or (tag and not is_unseen(child) and tag != "rtc"):
            yield from _ruby_parts(child)
        if child.tail:
            yield False, child.tail


def _styled(style: Style, tag: str) -> Style:
    if tag in _STRONG:
        return replace(style, strong=True)
    if tag in _EMPHASIS:
        return replace(style, emphasis=True)
    if tag in _CODE:
        return replace(style, code=True)
    return style
