"""What pages are, for machines: JSON-LD in the words of schema.org.

It tells of an article what its page tells at a glance, and repeats no note. Addresses stand in
it only where the site has one. https://schema.org/docs/schemas.html lists types and properties.
"""

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from markupsafe import Markup

from postil.arrange.glossary import GlossaryItem
from postil.arrange.library import ArrangedLibrary
from postil.arrange.reader import ArrangedArticle
from postil.format.records import Entry, Source
from postil.format.settings import FrontMatter
from postil.render.addresses import address_of
from postil.render.licences import licence_address

Node = dict[str, Any]
"""A thing with its type and properties. What is empty is left out when it is written."""

_NAMED = {"person": "Person", "place": "Place", "organisation": "Organization"}


def as_script(nodes: Sequence[Node]) -> Markup:
    """Nodes as the content of a `<script>`, which no text in them can end.

    The three characters that could begin a tag, a comment or an entity are escaped, as are the
    two that end a line in older JavaScript.
    """
    kept = [_without_empty(node) for node in nodes]
    whole = kept[0] if len(kept) == 1 else {"@graph": kept}
    written = _ENCODER.encode({"@context": "https://schema.org", **whole})
    return Markup(_ENDING.sub(lambda found: f"\\u{ord(found[0]):04x}", written))


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_ENDING = re.compile("[<>&\u2028\u2029]")


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_empty(part) for key, part in value.items() if part}
    return [_without_empty(part) for part in value] if isinstance(value, list) else value


def article_nodes(site: ArrangedLibrary, arranged: ArrangedArticle) -> list[Node]:
    """An article, and the way to it from the first page."""
    article = arranged.anchored.article
    front, base = article.front, site.library.config.base_url
    page = f"{article.slug}/index.html"
    node = {
        "@type": ["Article", "LearningResource"],
        "url": address_of(base, page),
        "headline": front.title,
        "alternativeHeadline": front.subtitle,
        "description": front.summary,
        "inLanguage": article.language,
        "author": [{"@type": "Person", "name": name} for name in authors_of(front)],
        "datePublished": front.date,
        "dateModified": front.updated,
        "educationalLevel": front.level,
        "keywords": list(front.tags),
        "license": _licence(licence_of(site, front)),
        "image": front.image and address_of(base, f"{article.slug}/{front.image}"),
        "isBasedOn": front.source
        and {"@type": "CreativeWork", "name": front.source.name, "url": front.source.url},
        "citation": [_cited(source) for _, source in arranged.sources],
        "teaches": [entry.term for entry in _entries(arranged, families=("word",))],
        "mentions": [_named(entry) for entry in _entries(arranged, kinds=_NAMED)],
        "isPartOf": {"@type": "WebSite", "name": _title(site), "url": address_of(base, "")},
    }
    return [node, *_trail(site, front.title)]


def authors_of(front: FrontMatter) -> tuple[str, ...]:
    """All who wrote an article."""
    return front.authors or ((front.author,) if front.author else ())


def licence_of(site: ArrangedLibrary, front: FrontMatter) -> str:
    """An article's licence; where it has none, the site's, if it was not taken from elsewhere."""
    return front.licence or ("" if front.source else site.library.config.licence)


def _entries(
    arranged: ArrangedArticle, *, families: Iterable[str] = (), kinds: Iterable[str] = ()
) -> list[Entry]:
    """The key entries of the glossary that stand in the text, by family or by kind."""
    return [
        note.annotation
        for note in arranged.notes
        if isinstance(note.annotation, Entry)
        and not note.annotation.more
        and (note.family in families or note.kind in kinds)
    ]


def _named(entry: Entry) -> Node:
    other = entry.original if entry.original != entry.term else ""
    return {"@type": _NAMED[entry.kind], "name": entry.term, "alternateName": other}


def _cited(source: Source) -> Node:
    return {"@type": "CreativeWork", "name": source.title, "url": source.url}


def _licence(words: str) -> Any:
    return licence_address(words) or (words and {"@type": "CreativeWork", "name": words})


def _title(site: ArrangedLibrary) -> str:
    config = site.library.config
    assert config.title is not None
    return config.title.pick(config.language)[1]


def _trail(site: ArrangedLibrary, title: str) -> list[Node]:
    """The way from the first page; without addresses there is none to tell."""
    home = address_of(site.library.config.base_url, "")
    if not home:
        return []
    steps = [{"name": _title(site), "item": home}, {"name": title}]
    items = [{"@type": "ListItem", "position": n, **step} for n, step in enumerate(steps, 1)]
    return [{"@type": "BreadcrumbList", "itemListElement": items}]


def site_nodes(site: ArrangedLibrary) -> list[Node]:
    """The site as a whole, for its first page."""
    config = site.library.config
    assert config.title is not None
    title = _title(site)
    return [
        {
            "@type": "WebSite",
            "name": title,
            "alternateName": [text for _, text in config.title.by_language if text != title],
            "description": config.description and config.description.pick(config.language)[1],
            "inLanguage": config.language,
            "url": address_of(config.base_url, ""),
            "creditText": config.author,
            "license": _licence(config.licence),
        }
    ]


def glossary_nodes(site: ArrangedLibrary, name: str, items: Iterable[GlossaryItem]) -> list[Node]:
    """The glossary, the terms on a page named and linked to; what they mean stands there."""
    config = site.library.config
    return [
        {
            "@type": "DefinedTermSet",
            "name": name,
            "url": address_of(config.base_url, "glossary/index.html"),
            "license": _licence(config.licence),
            "hasDefinedTerm": [
                {
                    "@type": "DefinedTerm",
                    "@id": f"#{item.id}",
                    "name": item.word.text,
                    "alternateName": item.original,
                }
                for item in items
            ],
        }
    ]
