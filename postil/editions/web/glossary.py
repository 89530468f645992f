"""The glossary of the site: every entry, with where it is used."""

from collections.abc import Iterable
from typing import Any

from postil.arrange.glossary import GlossaryItem
from postil.arrange.glossary_pages import GlossaryPage, Scope
from postil.editions.web.homes import Homes
from postil.editions.web.letters import SectionView, letters_of, letters_on, range_of
from postil.editions.web.onward import onward_files, parts_of
from postil.editions.web.senses import headword_view
from postil.format.records import FAMILY_OF_KIND
from postil.render.metadata import Metadata, page_metadata
from postil.render.press import Press
from postil.render.safety import policy
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
    voice = homes.shared.voice
    kinds = {kind: (family, voice.kind_label(kind)) for kind, family in families.items()}
    return press.render(
        "glossary-page.html.jinja" if context else "glossary.html.jinja",
        path,
        meta=_metadata(press, path, items),
        sections=sections,
        shown=shown,
        headwords={
            name: [headword_view(headword, homes, kinds) for headword in held]
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
