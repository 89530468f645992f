"""The glossary of the site: every entry, with where it is used."""

from collections.abc import Iterable, Iterator
from typing import Any

from postil.arrange.glossary import GlossaryItem, Sense
from postil.arrange.glossary_pages import GlossaryPage, Scope, page_glossary
from postil.editions.web.home import home_of
from postil.editions.web.letters import SectionView, letters_of, letters_on, range_of
from postil.editions.web.lines import Lines, file_lines
from postil.editions.web.onward import onward_files, parts_of
from postil.editions.web.senses import headword_view
from postil.render.metadata import Metadata, page_metadata
from postil.render.press import Press
from postil.render.safety import policy
from postil.render.vocabulary import glossary_nodes

_FRONT = "glossary/index.html"


def build_glossary(press: Press, lines: Iterable[Lines]) -> Iterator[tuple[str, bytes]]:
    """The glossary, file by file; none where there is no entry.

    Its only page, or its pages and the one that leads to them all. `lines` are what each article
    gives to it. Raises NotBelievedError.
    """
    if not press.site.has_glossary:
        return
    _, index = file_lines(press, lines, home_of(press, None))
    pages = page_glossary(index)
    sections = letters_of(press, index, pages)
    if pages[0].scope == Scope.GLOSSARY:
        yield _FRONT, _page(press, pages[0], sections)
        return
    ranges = [range_of(page) for page in pages]
    for number, page in enumerate(pages):
        first = number + 1 - page.stretch.number
        way = {
            "range": ranges[number],
            "begin": pages[first].file,
            "pages": ranges[first : first + page.stretch.count],
            "previous": ranges[number - 1] if number else None,
            "next": ranges[number + 1] if number + 1 < len(pages) else None,
        }
        html = _page(press, page, sections, **way)
        yield f"glossary/{page.file}", html
    parts = parts_of(
        (page.file, item.id) for page in pages for sense in _senses(page) for item in sense
    )
    html = press.render(
        "glossary-contents.html.jinja",
        _FRONT,
        meta=_metadata(press, _FRONT, ()),
        sections=sections,
        parts=len(parts),
        policy=policy(),
    )
    yield _FRONT, html
    yield from onward_files(press, "glossary", parts).items()


def _page(
    press: Press, page: GlossaryPage, sections: tuple[SectionView, ...], **context: Any
) -> bytes:
    """A page of entries; `context` is the way to its neighbours, where it has some."""
    path = f"glossary/{page.file}"
    shown, headwords = letters_on(page, sections)
    return press.render(
        "glossary-page.html.jinja" if context else "glossary.html.jinja",
        path,
        meta=_metadata(press, path, [sense[0] for sense in _senses(page)]),
        sections=sections,
        shown=shown,
        headwords={
            name: [headword_view(headword) for headword in held] for name, held in headwords.items()
        },
        policy=policy(),
        **context,
    )


def _metadata(press: Press, path: str, items: Iterable[GlossaryItem]) -> Metadata:
    nodes = glossary_nodes(press.site, press.theme.translate("Glossary"), items)
    return page_metadata(press.site, path, nodes)


def _senses(page: GlossaryPage) -> list[Sense]:
    return [sense for _, _, letter in page.letters for h in letter.headwords for sense in h.senses]
