"""The content as it would be after an edit: read, changed in memory, and judged as a build does."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from postil.anchor.anchoring import anchor_library
from postil.diagnostics import Diagnostic, Severity
from postil.links import check_links, targets_of
from postil.model import AnchoredArticle, Library
from postil.read.library import ArticleSource, LibrarySource, YamlSource, read_library
from postil.read.yaml_reader import read_yaml
from postil.source import SourceFile
from postil.validate import validate_library


@dataclass(frozen=True)
class Judged:
    """One article as it was read or tried, with all that a build would tell of it."""

    source: LibrarySource
    raw: ArticleSource
    read: tuple[Diagnostic, ...]
    """What reading told; the rest of the diagnostics follows from the sources."""
    library: Library
    article: AnchoredArticle
    diagnostics: tuple[Diagnostic, ...]
    name: str
    """The content folder's name."""

    def file(self, path: str) -> YamlSource | None:
        """One of the article's annotation files."""
        return next((yaml for yaml in self.raw.annotations if yaml.file.path == path), None)

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the article's own annotations."""
        anchors = (*self.article.anchors, *self.article.evidence)
        return frozenset(a.annotation.id for a in anchors if not a.is_shared)


def judge_article(content: Path, slug: str) -> Judged | None:
    """An article as it is on the disk now; `None` if there is none."""
    source, told = read_library(content)
    return _judged(source, tuple(told), slug, content.name)


def judge_edit(before: Judged, path: str, text: str) -> Judged:
    """The same article with one annotation file as it would be, or new. Touches no disk."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    file = SourceFile(path, plain)
    root, told = read_yaml(file, 0, len(plain))
    changed = YamlSource(file, root, is_broken=root is None and bool(told))
    others = [yaml for yaml in before.raw.annotations if yaml.file.path != path]
    annotations = tuple(sorted([*others, changed], key=lambda yaml: yaml.file.path))
    raw = replace(before.raw, annotations=annotations)
    articles = tuple(raw if a.slug == raw.slug else a for a in before.source.articles)
    read = (*(d for d in before.read if d.position.path != path), *told)
    source = replace(before.source, articles=articles)
    after = _judged(source, read, raw.slug, before.name)
    assert after is not None
    return after


def new_errors(before: Judged, after: Judged, written: str) -> tuple[Diagnostic, ...]:
    """The errors that an edit would make. `written` are the words that it writes.

    Other articles matter only where links may lead into nothing: those that the words hold, and
    those to an annotation that would be gone.
    """
    is_linked = "](" in written or bool(before.ids - after.ids)
    told_before = [*before.diagnostics, *(_link_problems(before) if is_linked else ())]
    told_after = [*after.diagnostics, *(_link_problems(after) if is_linked else ())]
    return tuple(_new(told_before, told_after, Severity.ERROR))


def new_warnings(before: Judged, after: Judged) -> tuple[Diagnostic, ...]:
    """The same of warnings."""
    return tuple(_new(before.diagnostics, after.diagnostics, Severity.WARNING))


def _new(
    before: Sequence[Diagnostic], after: Sequence[Diagnostic], severity: Severity
) -> list[Diagnostic]:
    """Those of some diagnostics that were not there before, wherever they stood then."""
    known = Counter((d.position.path, d.code, d.message) for d in before)
    found = []
    for diagnostic in sorted(after):
        key = (diagnostic.position.path, diagnostic.code, diagnostic.message)
        if known[key]:
            known[key] -= 1
        elif diagnostic.severity is severity:
            found.append(diagnostic)
    return found


def _judged(
    source: LibrarySource, read: tuple[Diagnostic, ...], slug: str, name: str
) -> Judged | None:
    raw = next((article for article in source.articles if article.slug == slug), None)
    if raw is None:
        return None
    library, told = validate_library(replace(source, articles=(raw,)), name, drafts=True)
    anchored, more = anchor_library(library)
    article = anchored.articles[0]
    return Judged(source, raw, read, library, article, (*read, *told, *more), name)


def _link_problems(judged: Judged) -> list[Diagnostic]:
    """Links that lead nowhere, in the whole library."""
    library, _ = validate_library(judged.source, judged.name, drafts=True)
    anchored, _ = anchor_library(library)
    return list(check_links(anchored, targets_of(anchored)))
