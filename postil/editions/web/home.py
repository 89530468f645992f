"""Home: what pages that join articles show of the article whose entries and events they list."""

import re
from functools import cached_property
from urllib.parse import quote

from markupsafe import Markup

from postil.arrange.card import Card
from postil.deferred import dataclass
from postil.format.records import Source
from postil.links import Link, link_path
from postil.render.press import Press, known_sources
from postil.render.tongues import mark_runs
from postil.render.voice import Voice

_PAGE = "glossary/index.html"
"""One of the pages that join articles: from all of them, the way to an article is the same."""
_PLAIN = re.compile("[A-Za-z0-9_.-]*")
"""What needs no quoting in an address."""


@dataclass(frozen=True)
class Home:
    """An article as the lists of others show it."""

    press: Press
    card: Card | None
    """`None` for what belongs to no article."""
    voice: Voice
    """How its texts are said there."""
    title: Markup
    language: str
    href: str
    """Its page."""

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Those that its entries and events may cite."""
        return known_sources(self.press, self.card)

    def link(self, fragment: str) -> str:
        """The way to a place on its page."""
        is_plain = _PLAIN.fullmatch(fragment)
        return f"{self.href}#{fragment if is_plain else quote(fragment)}"


def home_of(press: Press, card: Card | None) -> Home:
    """The home of what is an article's own, or shared by all."""
    voice = press.voice(_PAGE, card)
    if card is None:
        return Home(press, card, voice, Markup(), voice.language, "")
    title = mark_runs(card.front.title, card.language, card.front.han)
    href = link_path(Link(page=f"{card.slug}/index.html"), voice.setting.to_root, "")
    return Home(press, card, voice, title, card.language, href)
