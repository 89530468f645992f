"""Lines: what an article gives to the glossary and the timeline of its site.

They are made with the article. So the pages that join articles file lines and show what is in
them, and need no article for it. What is shown stays packed until its page is printed: a page
holds a few lines of each of many articles.
"""

from collections.abc import Iterable
from typing import NamedTuple

from postil.arrange.card import Card
from postil.arrange.glossary import (
    Glossary,
    GlossaryItem,
    Listed,
    arrange_items,
    shared_item,
    shared_uses,
    weigh,
)
from postil.arrange.timeline import SharedEvent, Telling, share_events, telling_of
from postil.editions.web.home import Home
from postil.editions.web.senses import (
    OwnLine,
    SharedLine,
    SharedUse,
    own_uses,
    says_of,
    sense_view,
    use_view,
)
from postil.editions.web.tellings import telling_view
from postil.render.press import Press
from postil.sealing import pack


class Lines(NamedTuple):
    """What an article gives to the glossary."""

    items: tuple[GlossaryItem, ...] = ()
    """Its own entries, what is shown of each as an `OwnLine`."""
    uses: tuple[SharedUse, ...] = ()
    """Where shared ones stand in it."""


def glossary_lines(card: Card, home: Home, own: Iterable[GlossaryItem]) -> Lines:
    """What an article gives to the glossary: its `own` entries, and where shared ones stand in it.

    Its card is whole.
    """
    items = tuple([_own_line(item, home) for item in own])
    shared = [
        SharedUse(name, use.context.words, card.language, weigh(use), use_view(use, home))
        for name, use in shared_uses(card)
    ]
    return Lines(items, tuple(shared))


def _own_line(item: GlossaryItem, home: Home) -> GlossaryItem:
    assert isinstance(item.shown, Listed)
    entry, _, uses = item.shown
    said = sense_view(entry, item.word, home)
    line = OwnLine(pack(tuple(said)), pack(tuple(map(tuple, own_uses(entry, uses, home)))))
    return item._replace(shown=line, says=says_of(said))


def file_lines(press: Press, lines: Iterable[Lines], home: Home | None = None) -> Glossary:
    """The glossary of a site: what its articles give to it, in their order, and what they share.

    `home` is that of what they share, where it is to be shown.
    """
    items: list[GlossaryItem] = []
    uses: dict[str, list[SharedUse]] = {}
    for line in lines:
        items += line.items
        for use in line.uses:
            uses.setdefault(use.entry, []).append(use)
    library = press.site.library
    for entry in library.entries:
        used = tuple(uses.get(entry.id, ()))
        item = shared_item(library.config, entry, sum(use.weight for use in used), None)
        said = sense_view(entry, item.word, home) if home else None
        shown = SharedLine(entry, used, said)
        items.append(item._replace(shown=shown, says=says_of(said) if said else b""))
    return arrange_items(library.config, items)


def timeline_lines(card: Card, home: Home) -> tuple[Telling, ...]:
    """What an article gives to the timeline, as packed values of `TellingView`s.

    Its card is whole.
    """
    return tuple(
        telling_of(event, card)._replace(shown=pack(tuple(telling_view(event, home))))
        for event in card.contents.events
    )


def share_tellings(lines: Iterable[Iterable[Telling]]) -> list[SharedEvent]:
    """The events of a site, in order of time; what articles give to it comes in their order."""
    told = [telling for line in lines for telling in line]
    return share_events(sorted(told, key=lambda telling: telling.date.sort_key))
