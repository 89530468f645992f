"""Annotations for machines and archives: a W3C AnnotationCollection for each article.

https://www.w3.org/TR/annotation-model/ is the model and its words; everything here is said with
the names that its JSON-LD context knows. Questions are no annotations: nothing of them is here.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import quote

from postil.arrange.reader import ArrangedArticle
from postil.format.records import Annotation, Source
from postil.render.addresses import address_of
from postil.render.bodies import Json, bodies_of, motivation_of
from postil.render.licences import licence_address
from postil.render.press import Press, known_sources
from postil.render.selectors import Selected, page_text, select
from postil.render.voice import Voice

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
FILE = "annotations.jsonld"
ABOUT = (
    "The selectors are about the text content of the element with the id 'text', after every "
    "element in it that has the attribute data-apparatus was removed. Positions count code points."
)


def build_jsonld(press: Press, arranged: ArrangedArticle) -> dict[str, bytes]:
    """The annotations of an article, by their path in `site/`."""
    path = f"{arranged.anchored.article.slug}/{FILE}"
    return {path: _write(_collection(press, arranged))}


def _write(collection: Json) -> bytes:
    return (json.dumps(collection, ensure_ascii=False, indent=1) + "\n").encode()


def _collection(press: Press, arranged: ArrangedArticle) -> Json:
    article, config = arranged.anchored.article, press.site.library.config
    here = _address(press, article.slug, FILE)
    items = list(_annotations(press, arranged))
    page = f"{here}#page"
    first = {
        "id": page,
        "type": "AnnotationPage",
        "partOf": here,
        "startIndex": 0,
        "items": items,
    }
    return {
        "@context": CONTEXT,
        "id": here,
        "type": "AnnotationCollection",
        "label": article.front.title,
        "rdfs:comment": ABOUT,
        **({"creator": {"name": config.author}} if config.author else {}),
        **_rights(config.licence),
        "total": len(items),
        **({"first": first, "last": page} if items else {}),
    }


def _address(press: Press, slug: str, file: str) -> str:
    """The IRI of a file of an article; without `base_url` relative to the collection's own."""
    return address_of(press.site.library.config.base_url, f"{slug}/{file}") or file


def _annotations(press: Press, arranged: ArrangedArticle) -> Iterator[Json]:
    """Everything that is marked in an article, in the order of its numbers."""
    article, library = arranged.anchored.article, press.site.library
    page = _address(press, article.slug, "index.html")
    voice = _voice(press, arranged)
    spans = [mark.span for note in arranged.notes for mark in note.marks]
    selected = select(page_text(article.document), spans)
    known = {source.id: source for source in known_sources(press, article)}
    for note in arranged.notes:
        annotation = note.annotation
        # A shared entry is written in the language of the site, an article's own in its own.
        language = library.config.language if note.shared_id else article.language
        targets = [_target(page, selected[mark.span]) for mark in note.marks]
        cited = list(_cited(annotation, known))
        yield {
            "id": f"{page}#note-{quote(annotation.id)}",
            "type": "Annotation",
            "motivation": motivation_of(note),
            **({"creator": {"name": annotation.by}} if annotation.by else {}),
            **({"schema:lastReviewed": annotation.as_of} if annotation.as_of else {}),
            "body": bodies_of(note, voice, language),
            "target": targets if len(targets) > 1 else targets[0],
            **({"schema:citation": cited} if cited else {}),
        }


def _voice(press: Press, arranged: ArrangedArticle) -> Voice:
    """How texts are said apart from any page: links lead from the collection's own address."""
    article = arranged.anchored.article
    voice = press.voice(f"{article.slug}/{FILE}", article, frozenset({""}))
    return replace(
        voice,
        setting=replace(voice.setting, root=address_of(press.site.library.config.base_url, "")),
    )


def _target(page: str, place: Selected) -> Json:
    start, end = place.span
    return {
        "source": page,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": place.exact,
                "prefix": place.prefix,
                "suffix": place.suffix,
            },
            {"type": "TextPositionSelector", "start": start, "end": end},
        ],
    }


def _cited(annotation: Annotation, known: Mapping[str, Source]) -> Iterator[Json]:
    """The sources of an annotation, in the words of schema.org."""
    for citation in annotation.sources:
        source = known.get(citation.id)
        if source is None:
            continue
        said = {
            "schema:name": source.title,
            "schema:author": source.author,
            "schema:publisher": source.publisher,
            "schema:datePublished": source.date,
            "schema:pagination": citation.at,
        }
        yield {
            "type": "schema:CreativeWork",
            **{name: value for name, value in said.items() if value},
            **({"schema:url": {"id": source.url}} if source.url else {}),
        }


def _rights(licence: str) -> Json:
    """A licence by its IRI, where it has one that is known; else in the site's own words."""
    address = licence_address(licence.strip())
    if address:
        return {"rights": address}
    return {"dc:rights": licence} if licence else {}
