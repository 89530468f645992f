"""The deck: what Anki imports. All ids are made of slugs, so that importing again updates."""

import itertools
import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime

from postil.editions.anki.cards import FIELDS, Card, stable_hash
from postil.render.packing import pack
from postil.render.press import Press

_VERSION = slice(96, 100)
"""Where a database says which SQLite wrote it (https://sqlite.org/fileformat2.html, 1.3.18)."""
_A_DAY = 86_400_000


def make_deck(
    press: Press, slug: str, name: str, cards: Sequence[Card], changed: datetime
) -> bytes:
    """A deck as Anki's package (.apkg). `changed` tells Anki which of two versions is newer."""
    # Imported late: a build without this edition does not wait for it.
    import genanki

    site = press.site.library.config.slug
    model = genanki.Model(
        _number("model", site),
        note_type(press),
        fields=[{"name": field} for field in FIELDS],
        templates=[
            {
                "name": "Postil",
                "qfmt": press.theme.source("anki/front.html"),
                "afmt": press.theme.source("anki/back.html"),
            }
        ],
        css=press.theme.source("css/anki.css"),
    )
    deck = genanki.Deck(_number("deck", site, slug), name)
    for due, card in enumerate(cards, 1):
        deck.add_note(
            genanki.Note(
                model=model, fields=list(card.fields), guid=card.guid, tags=[slug], due=due
            )
        )
    # Anki's ids are milliseconds: decks that were changed on the same day do not begin alike.
    stamp = int(changed.timestamp())
    first = stamp * 1000 + _number("first", site, slug) % _A_DAY
    database = sqlite3.connect(":memory:")
    genanki.Package(deck).write_to_db(database.cursor(), stamp, itertools.count(first))
    database.commit()
    data = bytearray(database.serialize())
    database.close()
    data[_VERSION] = bytes(4)
    return pack({"collection.anki2": bytes(data), "media": json.dumps({}).encode()})


def note_type(press: Press) -> str:
    """The name of the cards' kind in Anki: one for each site."""
    return f"{site_title(press)} (Postil)"


def site_title(press: Press) -> str:
    """The site's title, as Anki can name a deck by."""
    config = press.site.library.config
    assert config.title is not None
    return deck_word(config.title.pick(config.language)[1])


def deck_word(words: str) -> str:
    """A part of a deck's name: `::` would part it."""
    return " ".join(words.replace("::", ":").replace('"', "”").split())


def _number(*names: str) -> int:
    """An id as Anki takes it: as large as its own, and nobody else's."""
    return (1 << 40) + int(stable_hash(*names), 16) % (1 << 40)
