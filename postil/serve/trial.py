"""An article as it would be after an edit: read, changed in memory, and judged as a build does."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from postil.anchor.anchoring import SharedGlossary, anchor_article
from postil.deferred import dataclass
from postil.diagnostics import Diagnostic, Severity
from postil.editions.handout import check_paper
from postil.links import Targets, check_links, fragments_of
from postil.links.others import Fragments, Others
from postil.model import AnchoredArticle, AnchoredLibrary
from postil.read.library import ArticleSource, YamlSource, read_article, read_site
from postil.read.yaml_reader import read_yaml
from postil.source import SourceFile
from postil.validate.article import validate_article
from postil.validate.library import ValidSite, check_articles, validate_site

_TEXTS = (".md", ".txt", ".yaml")


@dataclass(frozen=True)
class Judged:
    """An article as it was read or tried, with what a build would tell of it."""

    content: Path
    site: ValidSite
    slugs: tuple[str, ...]
    raw: ArticleSource
    read: tuple[Diagnostic, ...]
    """What reading told; the rest of the diagnostics follows from the source."""
    article: AnchoredArticle
    told: tuple[Diagnostic, ...]

    @property
    def name(self) -> str:
        """The content folder's name."""
        return self.content.name

    def file(self, path: str) -> YamlSource | None:
        """One of the article's annotation files."""
        return next((yaml for yaml in self.raw.annotations if yaml.file.path == path), None)

    @cached_property
    def fragments(self) -> Fragments:
        """What can be linked to in it."""
        return fragments_of(self.article)

    def links(self, others: Mapping[str, Fragments]) -> tuple[list[Diagnostic], Others]:
        """What is wrong with its links, and what they asked of other articles.

        A link to an article that is not among the others is taken to be right.
        """
        known: dict[str, Fragments | None] = {slug: others.get(slug) for slug in self.slugs}
        asked = Others(self.raw.slug, self.fragments, known)
        targets = Targets(asked, {self.raw.slug: frozenset(self.raw.assets)})
        return list(check_links(self.alone, targets)), asked

    @cached_property
    def alone(self) -> AnchoredLibrary:
        """A library of it alone."""
        library = replace(self.site.library, entries=(), articles=(self.article.article,))
        return AnchoredLibrary(library, (self.article,))

    def paper(self, fonts: Sequence[Path]) -> list[Diagnostic]:
        """What its handout cannot show, if it gets one."""
        if "handout" not in self.site.library.config.editions:
            return []
        return list(check_paper(self.alone, fonts))


def judge_article(content: Path, slug: str) -> Judged | None:
    """An article as it is on the disk now; `None` if there is none. Raises OSError."""
    source, told = read_site(content)
    if slug not in source.slugs:
        return None
    raw, more = read_article(content, slug)
    site, faults = validate_site(source, content.name)
    if raw is None:
        return None
    return _judged(content, site, source.slugs, raw, (*told, *more, *faults))


def judge_edit(before: Judged, path: str, text: str) -> Judged:
    """The same article with one annotation file as it would be, or new. Touches no disk."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    file = SourceFile(path, plain)
    root, told = read_yaml(file, 0, len(plain))
    changed = YamlSource(file, root, is_broken=root is None and bool(told))
    others = [yaml for yaml in before.raw.annotations if yaml.file.path != path]
    annotations = tuple(sorted([*others, changed], key=lambda yaml: yaml.file.path))
    raw = replace(before.raw, annotations=annotations)
    read = (*(d for d in before.read if d.position.path != path), *told)
    return _judged(before.content, before.site, before.slugs, raw, read)


def _judged(
    content: Path,
    site: ValidSite,
    slugs: tuple[str, ...],
    raw: ArticleSource,
    read: tuple[Diagnostic, ...],
) -> Judged:
    article, told = validate_article(raw, site.library.config.language, site.kinds, site.citable)
    anchored, more = anchor_article(article, SharedGlossary.of(site.library.entries))
    named = check_articles([article], slugs, site.library.entries)
    return Judged(content, site, slugs, raw, read, anchored, (*read, *told, *named, *more))


def new_errors(before: Judged, after: Judged, fonts: Sequence[Path] = ()) -> list[Diagnostic]:
    """The errors that an edit would make, in this article and in those that link to it.

    `fonts` are folders of the site's own, for the handout.
    """
    links, asked = after.links({})
    known = before.links({})[1].asked
    wanted = {slug for slug, name in asked.asked if (slug, name) not in known}
    others = {slug: other.fragments for slug, other in _judged_all(after, wanted)}
    if others:
        links = after.links(others)[0]
    was = [*before.told, *before.links(others)[0], *before.paper(fonts)]
    found = _new(was, [*after.told, *links, *after.paper(fonts)])
    if before.fragments.keys() - after.fragments.keys():
        for _, other in _judged_all(after, _linking(after)):
            was = other.links({before.raw.slug: before.fragments})[0]
            found += _new(was, other.links({after.raw.slug: after.fragments})[0])
    return [d for d in found if d.severity is Severity.ERROR]


def new_warnings(before: Judged, after: Judged) -> list[Diagnostic]:
    """The warnings that an edit makes."""
    return [d for d in _new(before.told, after.told) if d.severity is Severity.WARNING]


def _new(before: Iterable[Diagnostic], after: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Those of some diagnostics that were not there before, wherever they stood then."""
    known = Counter((d.position.path, d.code, d.message) for d in before)
    found = []
    for diagnostic in sorted(set(after)):
        key = (diagnostic.position.path, diagnostic.code, diagnostic.message)
        if known[key]:
            known[key] -= 1
        else:
            found.append(diagnostic)
    return found


def _judged_all(judged: Judged, slugs: Iterable[str]) -> Iterator[tuple[str, Judged]]:
    for slug in sorted(slugs):
        if other := judge_article(judged.content, slug):
            yield slug, other


def _linking(judged: Judged) -> Iterator[str]:
    """The other articles in whose files a link to this one may stand."""
    link = f"{judged.raw.slug}#".encode()
    for slug in judged.slugs:
        if slug == judged.raw.slug:
            continue
        files = (judged.content / slug).glob("*")
        if any(f.suffix in _TEXTS and f.is_file() and link in f.read_bytes() for f in files):
            yield slug
