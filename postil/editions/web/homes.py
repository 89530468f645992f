"""Homes: what pages that join articles show of each article whose entries and events they list."""

import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from markupsafe import Markup

from postil.arrange.card import Card
from postil.format.records import Source
from postil.links import Link, link_path
from postil.render.press import Press, known_sources
from postil.render.tongues import mark_runs
from postil.render.voice import Voice

_PLAIN = re.compile("[A-Za-z0-9_.-]*")
"""What needs no quoting in an address."""
_MOST = 1_000
"""Homes that are kept: some hundred kilobytes."""


@dataclass(frozen=True)
class Home:
    """An article as the lists of others show it."""

    press: Press
    card: Card | None
    """`None` for what belongs to no article."""
    voice: Voice
    """How its texts are said there."""
    language: str
    han: str
    title: Markup
    href: str
    """Its page."""

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Those that its entries and events may cite: few do, and others need not be opened."""
        return known_sources(self.press, self.card)

    def link(self, fragment: str) -> str:
        """The way to a place on its page."""
        is_plain = _PLAIN.fullmatch(fragment)
        return f"{self.href}#{fragment if is_plain else quote(fragment)}"


class Homes:
    """The homes of a list; an article that comes again, as most do, is not looked at again."""

    def __init__(self, press: Press, page: str) -> None:
        self._press = press
        self._page = page
        self._known: dict[str, Home] = {}
        self.shared = self._home(None)
        """What belongs to no article."""

    def of(self, card: Card | None) -> Home:
        """The home of what is an article's own, or shared by all."""
        if card is None:
            return self.shared
        if card.slug not in self._known:
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known[card.slug] = self._home(card)
        return self._known[card.slug]

    def _home(self, card: Card | None) -> Home:
        press = self._press
        voice = press.voice(self._page, card)
        if card is None:
            return Home(press, card, voice, voice.language, voice.han, Markup(), "")
        language, han = card.language, card.front.han
        title = mark_runs(card.front.title, language, han)
        href = link_path(Link(page=f"{card.slug}/index.html"), voice.setting.to_root, "")
        return Home(press, card, voice, language, han, title, href)
