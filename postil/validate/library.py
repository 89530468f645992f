"""The content folder's sources to a valid library."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import zip_longest
from operator import attrgetter
from typing import Protocol, TypeVar

from postil.catalogue import diagnose
from postil.deferred import dataclass
from postil.diagnostics import Diagnostic
from postil.format.reader import read_record
from postil.format.records import FAMILY_OF_KIND, Entry, SharedAnnotations
from postil.format.scope import Scope
from postil.format.settings import FrontMatter, SiteConfig
from postil.format.texts import Texts
from postil.model import Library
from postil.read.library import LibrarySource, SiteSource
from postil.source import Position
from postil.validate.article import check_records, validate_article
from postil.validate.ids import identify
from postil.validate.pictures import check_site_picture, picture_name
from postil.validate.slugs import check_yaml_names, fault_of_slug, one_name
from postil.validate.sources import check_sources, listed_sources


@dataclass(frozen=True)
class ValidSite:
    """What the site says beside its articles."""

    library: Library
    """Without articles."""
    kinds: tuple[str, ...] | None
    """That the site declares; `None` where they could not be read."""
    citable: frozenset[str] | None
    """Ids of the sources that every article may cite; `None` where they could not be read."""


def validate_library(
    source: LibrarySource, content: str, *, drafts: bool = False
) -> tuple[Library, list[Diagnostic]]:
    """Check everything against the format. `content` names the folder in messages."""
    site, told = validate_site(source.site, content)
    articles, hidden = [], []
    for raw in source.articles:
        article, faults = validate_article(
            raw, site.library.config.language, site.kinds, site.citable
        )
        told += faults
        if article.front.draft:
            hidden.append(article.slug)
        if drafts or not article.front.draft:
            articles.append(article)
    told += check_articles(articles, source.site.slugs, site.library.entries)
    return replace(site.library, articles=tuple(in_order(articles)), drafts=tuple(hidden)), told


def validate_site(source: SiteSource, content: str) -> tuple[ValidSite, list[Diagnostic]]:
    """Check what stands beside the articles."""
    config, told = _read_config(source)
    told += _check_slugs(source.slugs, content)
    told += check_yaml_names(source.shared)
    broken = source.site is not None and source.site.is_broken
    kinds = None if broken else tuple(kind.name for kind in config.kinds)
    shared = []
    for yaml in source.shared:
        scope = Scope(yaml.file, config.language, kinds)
        if yaml.root is not None and (read := read_record(SharedAnnotations, yaml.root, scope)):
            shared.append(read)
        told += scope.diagnostics
    entries = [entry for part in shared for entry in part.glossary]
    sources = [s for part in shared for s in part.sources]
    told += check_records(entries, (), (), ())
    citable = listed_sources(source.shared)
    told += check_sources(entries, sources, citable)
    identified, faults = identify(entries)
    told += faults
    library = Library(
        source.name,
        config,
        tuple(identified),
        tuple(sources),
        (),
        (),
        source.pictures.get(config.image, b""),
    )
    return ValidSite(library, kinds, citable), told


class _Listed(Protocol):
    """An article, or what is known of one."""

    @property
    def slug(self) -> str: ...
    @property
    def front(self) -> FrontMatter: ...
    @property
    def entries(self) -> tuple[Entry, ...]: ...
    @property
    def entry_ids(self) -> tuple[str, ...]: ...


_Some = TypeVar("_Some", bound=_Listed)


def check_articles(
    articles: Sequence[_Listed], slugs: Sequence[str], shared: Sequence[Entry]
) -> list[Diagnostic]:
    """Names that two articles claim. `slugs` are those of all articles that there are."""
    return _check_formerly(articles, slugs) + _check_entry_names(articles, shared)


def in_order(articles: Iterable[_Some]) -> list[_Some]:
    """By `order`, then newest `date`, then slug."""
    by_slug = sorted(articles, key=attrgetter("slug"))
    by_date = sorted(by_slug, key=attrgetter("front.date"), reverse=True)
    if all(article.front.order is None for article in by_date):
        return by_date
    return sorted(by_date, key=lambda a: (a.front.order is None, a.front.order or 0))


def _read_config(source: SiteSource) -> tuple[SiteConfig, list[Diagnostic]]:
    if source.site is None or source.site.root is None:
        return SiteConfig(title=Texts((("en", source.name),))), []
    scope = Scope(source.site.file, "en")
    config = read_record(SiteConfig, source.site.root, scope)
    if config is None:
        return SiteConfig(title=Texts((("en", source.name),))), scope.diagnostics
    told = scope.diagnostics
    told += check_site_picture(config, source.pictures)
    config = replace(config, image=picture_name(config))
    if config.title is None:
        config = _with_title(config, source.name)
    fault = fault_of_slug(config.slug)
    if fault:
        told.append(diagnose("f-003", config.place.of("slug"), *fault))
    seen: set[str] = set(FAMILY_OF_KIND)
    for kind in config.kinds:
        if kind.name in seen:
            message = f"there is a kind '{kind.name}' already"
            told.append(diagnose("y-009", kind.place.of("name"), message, "choose another name"))
        seen.add(kind.name)
    return config, told


def _with_title(config: SiteConfig, name: str) -> SiteConfig:
    return replace(config, title=Texts(((config.language, name),)))


def _check_slugs(slugs: Sequence[str], content: str) -> list[Diagnostic]:
    told = []
    seen: dict[str, str] = {}
    for slug in slugs:
        fault = fault_of_slug(slug)
        if fault:
            told.append(diagnose("f-003", Position(f"{content}/{slug}"), *fault))
        folded = one_name(slug)
        if folded in seen:
            message = f"'{slug}' and '{seen[folded]}' are one name on some systems"
            place = Position(f"{content}/{slug}")
            told.append(diagnose("f-004", place, message, "rename one of the folders"))
        seen.setdefault(folded, slug)
    return told


def _check_formerly(articles: Sequence[_Listed], slugs: Sequence[str]) -> list[Diagnostic]:
    told: list[Diagnostic] = []
    moved = [article for article in articles if article.front.formerly]
    taken = {one_name(slug) for slug in slugs} if moved else set()
    for article in moved:
        for old in article.front.formerly:
            place = article.front.place.of("formerly")
            fault = fault_of_slug(old)
            if fault:
                told.append(diagnose("f-003", place, *fault))
            elif one_name(old) in taken:
                whose = "this article" if old == article.slug else "another article"
                message, hint = f"'{old}' is the name of {whose}", "take it out of formerly"
                told.append(diagnose("f-004", place, message, hint))
            taken.add(one_name(old))
    return told


def _check_entry_names(articles: Sequence[_Listed], shared: Sequence[Entry]) -> list[Diagnostic]:
    """On the glossary page an article's entry is `<slug>-<id>`, a shared one `<id>`.

    What is told has no place where an article's entries are not at hand, only their ids.
    """
    names = [entry.id for entry in shared]
    names += [f"{article.slug}-{name}" for article in articles for name in article.entry_ids]
    if len(set(names)) == len(names):  # as ever: the entries need not be looked at
        return []
    entries: list[tuple[str, Entry | None]] = [(entry.id, entry) for entry in shared]
    for article in articles:
        entries += zip_longest(article.entry_ids, article.entries)
    told = []
    seen: set[str] = set()
    for name, (own, entry) in zip(names, entries, strict=True):
        if name in seen:
            message = f"another entry of the glossary page has the name '{name}'"
            hint = f"give this one an id of its own:\nid: {own}-2"
            place = entry.place.of("term") if entry else Position("")
            told.append(diagnose("y-009", place, message, hint))
        seen.add(name)
    return told
