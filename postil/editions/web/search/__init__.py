"""Search: a page, and the words of the whole site as scripts that it loads, also from a disk.

A page that was opened from a disk may not fetch data, but may load scripts. So each part of the
words is a script that hands its data to the page's own.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from postil.arrange.card import Card
from postil.arrange.glossary import own_entries
from postil.arrange.reader import ArrangedArticle
from postil.editions.web.script_data import script_json
from postil.editions.web.search.fields import Field
from postil.editions.web.search.parts import in_parts as in_parts
from postil.editions.web.search.parts import shared_parts
from postil.editions.web.search.places import Place, article_places, entry_place
from postil.format.records import FAMILY_OF_KIND
from postil.render.press import Press
from postil.render.safety import policy

PAGE = "search/index.html"


def search_record(press: Press, arranged: ArrangedArticle, card: Card) -> bytes:
    """What a search can find in an article: its places, and the entries that are its own."""
    article = arranged.anchored.article
    voice = press.voice(PAGE, article)
    entries = own_entries(card, press.site.library.config.language)
    return script_json(
        {
            "slug": article.slug,
            "places": [_written(place) for place in article_places(arranged, voice)],
            "entries": [_written(entry_place(item, voice)) for item in entries],
        }
    )


def build_search(press: Press, parts: Mapping[str, Sequence[str]]) -> dict[str, bytes]:
    """The page, and what tells it of the parts of the words: the slugs of articles in each."""
    # Where each record stands in the order of the site is told apart from the parts: they stay
    # what they are when an article is put before others. What is shared stands behind all.
    positions = {card.slug: n for n, card in enumerate(press.site.cards)}
    order = {name: [positions[slug] for slug in slugs] for name, slugs in parts.items()}
    shared = shared_parts(len(press.site.library.entries))
    order |= {name: [len(positions) + n for n in places] for name, places in shared.items()}
    voice = press.voice(PAGE, None)
    families = FAMILY_OF_KIND | {k.name: k.family for k in press.site.library.config.kinds}
    kinds = [(kind, family, voice.kind_label(kind)) for kind, family in families.items()]
    html = press.render("search.html.jinja", PAGE, kinds=kinds, policy=policy())
    return {PAGE: html, "search/parts.js": b"postilSearch.parts(%s);\n" % script_json(order)}


def build_part(name: str, records: Iterable[bytes]) -> dict[str, bytes]:
    """The words of some articles, or of some entries that all share: a part by its name."""
    words = b",\n".join(records)
    return {f"search/{name}.js": b'postilSearch.add("%s", [\n%s\n]);\n' % (name.encode(), words)}


def build_shared_parts(press: Press) -> dict[str, bytes]:
    """The words of the entries that all articles share, in the order of the glossary."""
    entries = press.site.library.entries
    if not entries:
        return {}
    voice = press.voice(PAGE, None)
    records = [
        script_json({"entries": [_written(entry_place(item, voice))]})
        for item in press.site.glossary
        if item.article is None
    ]
    files: dict[str, bytes] = {}
    for name, places in shared_parts(len(entries)).items():
        files |= build_part(name, [records[n] for n in places])
    return files


def _written(place: Place) -> dict[str, Any]:
    """A place as its script gets it; what is empty is left out."""
    written: dict[str, Any] = {"kind": place.kind}
    if place.fragment:
        written["at"] = place.fragment
    for key, fields in (("names", place.names), ("bodies", place.bodies), ("also", place.also)):
        if fields:
            written[key] = [_field(field) for field in fields]
    if place.said:
        written["said"] = [[words, *_field(field)] for words, field in place.said]
    return written


def _field(field: Field) -> Sequence[Any]:
    language, text, runs = field
    return (language, text, [*chain.from_iterable(runs)]) if runs else (language, text)
