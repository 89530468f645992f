"""Printing: the files that editions make of an article, and those that they make of a site.

An edition is imported where it is built, so that nobody waits for one that is not.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import field, replace
from functools import partial
from typing import Any, NamedTuple

from postil.arrange.card import Card
from postil.arrange.glossary import own_entries
from postil.arrange.reader import ArrangedArticle
from postil.deferred import dataclass
from postil.rebuild.carried import Sources
from postil.render.press import Press


@dataclass(frozen=True)
class Printed:
    """Files by their paths, in the folder of the site and in the teacher's."""

    site: Mapping[str, bytes] = field(default_factory=dict)
    teacher: Mapping[str, bytes] = field(default_factory=dict)
    kept: Mapping[str, bytes] = field(default_factory=dict)
    """What goes into no folder: what is kept of an article, by names of its own."""

    @property
    def paths(self) -> tuple[tuple[int, str], ...]:
        """All of them: 0 and the path for the site, 1 and the path for the teacher's folder."""
        return tuple((n, p) for n, files in enumerate((self.site, self.teacher)) for p in files)


NOTHING_PRINTED = Printed()


class Given(NamedTuple):
    """What an article gives to the pages that join articles; they tell what is in it."""

    entries: Any = None
    events: Any = None
    record: bytes = b""
    """What a search can find in it."""


def print_article(press: Press, arranged: ArrangedArticle) -> Printed:
    """All that is made of one article alone."""
    wanted = press.editions
    site: dict[str, bytes] = {}
    teacher: dict[str, bytes] = {}
    if "web" in wanted:
        from postil.editions.web import build_article

        site.update(build_article(press, arranged))
    if "single" in wanted:
        from postil.editions.single import build_single

        site.update(build_single(press, arranged))
    if "handout" in wanted:
        from postil.editions.handout import build_handout, build_key

        site.update(build_handout(press, arranged))
        teacher.update(build_key(press, arranged))
    if "docx" in wanted:
        from postil.editions.docx import build_docx, build_docx_key

        site.update(build_docx(press, arranged))
        teacher.update(build_docx_key(press, arranged))
    if "epub" in wanted:
        from postil.editions.epub import build_epub

        site.update(build_epub(press, arranged))
    if "anki" in wanted:
        from postil.editions.anki import build_deck

        site.update(build_deck(press, arranged))
    if "jsonld" in wanted:
        from postil.editions.jsonld import build_jsonld

        site.update(build_jsonld(press, arranged))
    return Printed(site, teacher)


def give(press: Press, arranged: ArrangedArticle, card: Card) -> Given:
    """What an article gives to the pages that join articles; its card is whole."""
    if not press.editions & {"web", "bundle"}:
        return Given()
    from postil.editions.web import glossary_lines, home_of, search_record, timeline_lines

    own = own_entries(card)
    home = home_of(_offline(press), card)
    return Given(
        glossary_lines(card, home, own),
        timeline_lines(card, home),
        search_record(arranged, home.voice, own),
    )


def binds_articles(editions: Set[str]) -> bool:
    """Whether what joins articles needs them as a whole, beside what is printed of each."""
    return "epub" in editions or ("bundle" in editions and "web" not in editions)


@dataclass(frozen=True, slots=True)
class Stock:
    """What the files that join articles are made of, beside the cards."""

    articles: Sequence[ArrangedArticle]
    """Where an edition binds them as a whole; else none."""
    entries: Iterable[Any]
    """What each gives to the glossary, in the order of the articles."""
    events: Iterable[Any]
    """What each gives to the timeline, in the same order."""
    records: Mapping[str, bytes]
    """What a search can find in each, by slug."""
    sizes: Mapping[str, int]
    """How many bytes each of these has."""
    files: Mapping[str, bytes]
    """What was made before: of each article alone, then of them together, for `site/`."""
    teacher: Mapping[str, bytes]
    """The same for `teacher/`."""
    sources: Sources
    """What a bundle carries along."""


@dataclass(frozen=True, slots=True)
class Joint:
    """Files that join articles, and what they show of each."""

    name: str
    facet: str
    """Which part of the cards, or of what articles give: `front`, `entries`, `events`, `pages`
    (these three together), `record`, its `size`, `shared`; `` for all there is."""
    make: Callable[[Press, Stock], Iterable[Printed]]
    """In as many parts as memory should not have to hold all at once."""
    slugs: Sequence[str] | None = None
    """The articles that it joins, where that is not all of them."""
    is_of_files: bool = False
    """Whether it is made of files of others, which must be there before."""


def joints_of(editions: Set[str], sizes: Mapping[str, int]) -> Iterator[Joint]:
    """What joins articles, in the order of making.

    `sizes` are the bytes of what a search can find in each, by slug.
    """
    if "web" in editions:
        from postil.editions import web

        yield Joint("assets", "languages", lambda press, _: [Printed(web.build_assets(press))])
        yield Joint("index", "front", _index)
        yield Joint("glossary", "entries", _glossary)
        yield Joint("timeline", "events", _timeline)
        parts = web.in_parts(sizes)
        yield Joint("search", "size", lambda press, _: [Printed(web.build_search(press, parts))])
        yield Joint("search/shared", "shared", _shared_search)
        for name, slugs in parts.items():
            yield Joint(f"search/{name}", "record", partial(_search_part, name, slugs), slugs)
        yield Joint("lost", "front", _not_found)
        yield Joint("published", "pages", _published, is_of_files=True)
    if "epub" in editions:
        yield Joint("epub", "", _bind_whole)
    if "bundle" in editions:
        yield Joint("bundle", "", _print_bundles, is_of_files=True)


def merged(parts: Iterable[Printed]) -> Printed:
    """All files of several parts."""
    site: dict[str, bytes] = {}
    teacher: dict[str, bytes] = {}
    for part in parts:
        site.update(part.site)
        teacher.update(part.teacher)
    return Printed(site, teacher)


def _index(press: Press, stock: Stock) -> Iterator[Printed]:
    from postil.editions.web.index import build_index

    yield Printed(build_index(press))


def _glossary(press: Press, stock: Stock) -> Iterator[Printed]:
    from postil.editions.web.glossary import build_glossary

    for path, data in build_glossary(press, stock.entries):
        yield Printed({path: data})


def _timeline(press: Press, stock: Stock) -> Iterator[Printed]:
    from postil.editions.web.timeline import build_timeline

    for path, data in build_timeline(press, stock.events):
        yield Printed({path: data})


def _shared_search(press: Press, stock: Stock) -> Iterator[Printed]:
    from postil.editions.web import build_shared_parts

    yield Printed(build_shared_parts(press, stock.entries))


def _search_part(name: str, slugs: Sequence[str], press: Press, stock: Stock) -> Iterator[Printed]:
    from postil.editions.web import build_part

    yield Printed(build_part(name, (stock.records[slug] for slug in slugs)))


def _not_found(press: Press, stock: Stock) -> Iterator[Printed]:
    from postil.editions.web.not_found import build_not_found

    yield Printed(build_not_found(press))


def _published(press: Press, stock: Stock) -> Iterator[Printed]:
    from postil.editions.web.published import build_published

    yield Printed(build_published(press, stock.files))


def _bind_whole(press: Press, stock: Stock) -> Iterator[Printed]:
    from postil.editions.epub import build_whole_epub

    yield Printed(build_whole_epub(press, stock.articles))


def _print_bundles(press: Press, stock: Stock) -> Iterator[Printed]:
    """The zips, with pages of their own where these differ."""
    from postil.editions.bundle import (
        build_bundle,
        build_teachers_bundle,
        bundle_name,
        teachers_bundle_name,
    )
    from postil.editions.web import build_article
    from postil.editions.web.index import build_index

    offline = _offline(press)
    files = dict(stock.files)
    packed = dict(files)
    if "web" in press.editions:
        packed |= build_index(offline)
    else:
        for arranged in stock.articles:
            packed |= build_article(offline, arranged)
        for joint in joints_of({"web"}, stock.sizes):
            packed |= merged(joint.make(offline, stock)).site
    made = {bundle_name(press): build_bundle(offline, packed, stock.sources.pupils)}
    whole = packed | files | made
    teachers = build_teachers_bundle(press, whole, dict(stock.teacher), stock.sources.teacher)
    yield Printed(made, {teachers_bundle_name(press): teachers})


def _offline(press: Press) -> Press:
    """As a bundle has pages: also where the site has none. They offer no zip."""
    return replace(press, editions=press.editions - {"bundle"} | {"web"})


def zips_among(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The zips of bundles among the files of a folder."""
    return {p: data for p, data in files.items() if "/" not in p and p.endswith(".zip")}
