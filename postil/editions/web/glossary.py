"""The glossary of the site: every entry, with where it is used."""

from collections.abc import Iterable
from typing import Any

from postil.arrange.card import Card
from postil.arrange.glossary import GlossaryItem, Headword, Use
from postil.arrange.glossary_pages import GlossaryPage, Scope
from postil.editions.web.letters import SectionView, letters_of, letters_on, range_of
from postil.editions.web.onward import onward_files, parts_of
from postil.format.records import FAMILY_OF_KIND
from postil.links import Link, link_path
from postil.render.metadata import Metadata, page_metadata
from postil.render.notes import credit_of, entry_view
from postil.render.press import Press, known_sources
from postil.render.safety import policy
from postil.render.tongues import mark_runs
from postil.render.vocabulary import glossary_nodes

_FRONT = "glossary/index.html"


def build_glossary(press: Press) -> dict[str, bytes]:
    """The glossary; none where there is no entry.

    Its only page, or its pages and the one that leads to them all.
    """
    if not press.site.has_glossary:
        return {}
    pages = press.site.glossary_pages
    sections = letters_of(press, pages)
    if pages[0].scope == Scope.GLOSSARY:
        return {_FRONT: _page(press, pages[0], sections, press.site.glossary)}
    ranges = [range_of(page) for page in pages]
    built = {}
    for number, page in enumerate(pages):
        first = number + 1 - page.stretch.number
        built[f"glossary/{page.file}"] = _page(
            press,
            page,
            sections,
            _items(page),
            range=ranges[number],
            begin=pages[first].file,
            pages=ranges[first : first + page.stretch.count],
            previous=ranges[number - 1] if number else None,
            next=ranges[number + 1] if number + 1 < len(pages) else None,
        )
    parts = parts_of((page.file, item.id) for page in pages for item in _items(page))
    built[_FRONT] = press.render(
        "glossary-contents.html.jinja",
        _FRONT,
        meta=_metadata(press, _FRONT, ()),
        sections=sections,
        parts=len(parts),
        policy=policy(),
    )
    return built | onward_files(press, "glossary", parts)


def _page(
    press: Press,
    page: GlossaryPage,
    sections: tuple[SectionView, ...],
    items: Iterable[GlossaryItem],
    **context: Any,
) -> bytes:
    """A page of entries; `context` is the way to its neighbours, where it has some."""
    path = f"glossary/{page.file}"
    shown, headwords = letters_on(page, sections)
    return press.render(
        "glossary-page.html.jinja" if context else "glossary.html.jinja",
        path,
        meta=_metadata(press, path, items),
        sections=sections,
        shown=shown,
        headwords={name: [_headword(press, h) for h in held] for name, held in headwords.items()},
        policy=policy(),
        **context,
    )


def _metadata(press: Press, path: str, items: Iterable[GlossaryItem]) -> Metadata:
    nodes = glossary_nodes(press.site, press.theme.translate("Glossary"), items)
    return page_metadata(press.site, path, nodes)


def _items(page: GlossaryPage) -> list[GlossaryItem]:
    return [item for _, _, letter in page.letters for h in letter.headwords for item in h.senses]


def _headword(press: Press, headword: Headword) -> dict[str, Any]:
    senses = tuple(_sense(press, item) for item in headword.senses)
    return {**senses[0], "language": headword.word.language, "senses": senses}


def _sense(press: Press, item: GlossaryItem) -> dict[str, Any]:
    article = item.article
    voice = press.voice(_FRONT, article)
    families = FAMILY_OF_KIND | {k.name: k.family for k in press.site.library.config.kinds}
    return {
        **entry_view(item.entry, voice, item.word.language),
        "id": item.id,
        "kind": item.entry.kind,
        "family": families[item.entry.kind],
        "label": voice.kind_label(item.entry.kind),
        "credit": credit_of(item.entry, known=known_sources(press, article)),
        "uses": [_use(use) for use in item.uses],
        "home": article
        and {
            "title": mark_runs(article.front.title, article.language, article.front.han),
            "language": article.language,
            "href": _href(article, f"note-{item.entry.id}"),
        },
    }


def _use(use: Use) -> dict[str, Any]:
    article = use.article
    language, han = article.language, article.front.han
    context = use.context
    return {
        "title": mark_runs(article.front.title, language, han),
        "language": language,
        "before": mark_runs(context.before, language, han),
        "words": mark_runs(context.words, language, han),
        "after": mark_runs(context.after, language, han),
        "places": [_href(article, control) for control in use.controls],
    }


def _href(card: Card, fragment: str) -> str:
    page = f"{card.slug}/index.html"
    return link_path(Link(page=page, fragment=fragment), "../", page)
