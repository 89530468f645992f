"""Search: a page, and the words of the whole site as scripts that it loads, also from a disk.

A page that was opened from a disk may not fetch data, but may load scripts. So each part of the
words is a script that hands its data to the page's own.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from postil.arrange.glossary import GlossaryItem, Listed
from postil.arrange.reader import ArrangedArticle
from postil.editions.web.lines import Lines, file_lines
from postil.editions.web.script_data import script_json
from postil.editions.web.search.fields import Field
from postil.editions.web.search.parts import in_parts as in_parts
from postil.editions.web.search.parts import shared_parts
from postil.editions.web.search.places import Place, article_places, entry_place
from postil.editions.web.senses import SharedLine
from postil.format.records import FAMILY_OF_KIND
from postil.render.press import Press
from postil.render.safety import policy
from postil.render.voice import Voice

PAGE = "search/index.html"


def search_record(arranged: ArrangedArticle, voice: Voice, own: Iterable[GlossaryItem]) -> bytes:
    """What a search can find in an article: its places, and the entries that are its `own`."""
    article = arranged.anchored.article
    return script_json(
        {
            "slug": article.slug,
            "places": [_written(place) for place in article_places(arranged, voice)],
            "entries": [_own_entry(item, article.language, voice) for item in own],
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


def build_shared_parts(press: Press, lines: Iterable[Lines]) -> dict[str, bytes]:
    """The words of the entries that all articles share, in the order of the glossary.

    `lines` are what each article gives to that.
    """
    entries = press.site.library.entries
    if not entries:
        return {}
    voice = press.voice(PAGE, None)
    items, _ = file_lines(press, lines)
    records = [
        script_json({"entries": [_shared_entry(item, item.shown, voice)]})
        for item in items
        if isinstance(item.shown, SharedLine)
    ]
    files: dict[str, bytes] = {}
    for name, places in shared_parts(len(entries)).items():
        files |= build_part(name, [records[n] for n in places])
    return files


def _own_entry(item: GlossaryItem, language: str, voice: Voice) -> dict[str, Any]:
    assert isinstance(item.shown, Listed)
    met = {use.context.words: language for use in item.shown.uses}
    return _written(entry_place(item.shown.entry, item.id, language, met, voice))


def _shared_entry(item: GlossaryItem, line: SharedLine, voice: Voice) -> dict[str, Any]:
    met = {use.words: use.language for use in line.uses}
    return _written(entry_place(line.entry, item.id, voice.language, met, voice))


def _written(place: Place) -> dict[str, Any]:
    """A place as its script gets it; what is empty is left out."""
    written: dict[str, Any] = {"kind": place.kind}
    if place.fragment:
        written["at"] = place.fragment
    for key, fields in (("names", place.names), ("bodies", place.bodies), ("also", place.also)):
        if fields:
            written[key] = [_field(field) if field.runs else field[:2] for field in fields]
    if place.said:
        written["said"] = [[words, *_field(field)] for words, field in place.said]
    return written


def _field(field: Field) -> Sequence[Any]:
    language, text, runs = field
    return (language, text, [*chain.from_iterable(runs)]) if runs else (language, text)
