"""The glossary of the site: every entry, with where it is used."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from markupsafe import escape

from postil.arrange.glossary import GlossaryItem, Headword, Use
from postil.arrange.glossary_pages import GlossaryPage, Scope
from postil.editions.web.homes import Home, Homes
from postil.editions.web.letters import SectionView, letters_of, letters_on, range_of
from postil.editions.web.onward import onward_files, parts_of
from postil.format.records import FAMILY_OF_KIND
from postil.render.metadata import Metadata, page_metadata
from postil.render.notes import credit_of, entry_view
from postil.render.press import Press
from postil.render.safety import policy
from postil.render.tongues import mark_runs
from postil.render.vocabulary import glossary_nodes
from postil.scripts import can_bear_ruby

_FRONT = "glossary/index.html"


def build_glossary(press: Press) -> dict[str, bytes]:
    """The glossary; none where there is no entry.

    Its only page, or its pages and the one that leads to them all.
    """
    if not press.site.has_glossary:
        return {}
    pages = press.site.glossary_pages
    sections = letters_of(press, pages)
    homes = Homes(press, _FRONT)
    if pages[0].scope == Scope.GLOSSARY:
        return {_FRONT: _page(press, homes, pages[0], sections, press.site.glossary)}
    ranges = [range_of(page) for page in pages]
    built = {}
    for number, page in enumerate(pages):
        first = number + 1 - page.stretch.number
        built[f"glossary/{page.file}"] = _page(
            press,
            homes,
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
    homes: Homes,
    page: GlossaryPage,
    sections: tuple[SectionView, ...],
    items: Iterable[GlossaryItem],
    **context: Any,
) -> bytes:
    """A page of entries; `context` is the way to its neighbours, where it has some."""
    path = f"glossary/{page.file}"
    shown, headwords = letters_on(page, sections)
    families = FAMILY_OF_KIND | {k.name: k.family for k in press.site.library.config.kinds}
    return press.render(
        "glossary-page.html.jinja" if context else "glossary.html.jinja",
        path,
        meta=_metadata(press, path, items),
        sections=sections,
        shown=shown,
        headwords={
            name: [_headword(headword, homes, families) for headword in held]
            for name, held in headwords.items()
        },
        policy=policy(),
        **context,
    )


def _metadata(press: Press, path: str, items: Iterable[GlossaryItem]) -> Metadata:
    nodes = glossary_nodes(press.site, press.theme.translate("Glossary"), items)
    return page_metadata(press.site, path, nodes)


def _items(page: GlossaryPage) -> list[GlossaryItem]:
    return [item for _, _, letter in page.letters for h in letter.headwords for item in h.senses]


def _headword(headword: Headword, homes: Homes, families: Mapping[str, str]) -> dict[str, Any]:
    senses = tuple(_sense(item, homes, families) for item in headword.senses)
    return {**senses[0], "language": headword.word.language, "senses": senses}


def _sense(item: GlossaryItem, homes: Homes, families: Mapping[str, str]) -> dict[str, Any]:
    entry, home = item.entry, homes.of(item.article)
    return {
        **entry_view(entry, home.voice, item.word.language),
        "id": item.id,
        "kind": entry.kind,
        "family": families[entry.kind],
        "label": home.voice.kind_label(entry.kind),
        "credit": credit_of(entry, known=home.sources if entry.sources else ()),
        "uses": [_use(use, homes.of(use.article)) for use in item.uses],
        "home": item.article
        and {
            "title": home.title,
            "language": home.language,
            "href": f"{home.href}#note-{quote(entry.id)}",
        },
    }


def _use(use: Use, home: Home) -> dict[str, Any]:
    before, words, after = (
        mark_runs(part, home.language, home.han) if can_bear_ruby(part) else escape(part)
        for part in (use.context.before, use.context.words, use.context.after)
    )
    return {
        "title": home.title,
        "language": home.language,
        "before": before,
        "words": words,
        "after": after,
        "places": [f"{home.href}#{quote(control)}" for control in use.controls],
    }
