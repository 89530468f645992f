"""The whole way: read, validate, anchor, render, write."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from postil.anchor.anchoring import anchor_library
from postil.arrange.exercises import check_exercises
from postil.arrange.library import ArrangedLibrary, arrange_library
from postil.arrange.reader import arrange
from postil.diagnostics import Diagnostic, has_errors
from postil.editions.anki import build_decks
from postil.editions.bundle import (
    build_bundle,
    build_teachers_bundle,
    bundle_name,
    teachers_bundle_name,
    zips_among,
)
from postil.editions.docx import build_docx, build_docx_keys
from postil.editions.epub import build_epubs
from postil.editions.handout import build_handouts, build_keys, check_paper, own_fonts
from postil.editions.jsonld import build_jsonld
from postil.editions.single import build_single
from postil.editions.web import build_index, build_web
from postil.errors import CommandError, SurroundingsError
from postil.format.settings import EDITIONS, Checks, HandoutOptions
from postil.links import Targets, check_links, targets_of
from postil.model import AnchoredLibrary
from postil.read.library import LibrarySource, read_library
from postil.read.overrides import read_overrides
from postil.rebuild import NO_SOURCES, Sources, gather_sources
from postil.render.catalogues import check_language
from postil.render.press import Press
from postil.render.templates import Theme, template_folders
from postil.render.words import read_words
from postil.validate import validate_library
from postil.validate.shelf_life import check_shelf_life
from postil.validate.translations import check_translations
from postil.write import Output, Written, check_outputs, recover, write

Progress = Callable[[str], None]
"""Told the name of each stage as it begins."""


@dataclass(frozen=True, slots=True)
class Project:
    """The folders of a project. Relative ones are taken from the current folder."""

    content: Path = Path("content")
    output: Path = Path("site")
    teacher: Path | None = None
    """By default `teacher`, beside the output."""
    templates: Path | None = None
    """A folder of templates that override the theme's."""

    @property
    def teacher_folder(self) -> Path:
        """Where teachers' files go."""
        return self.teacher or self.output.absolute().parent / "teacher"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did and found."""

    diagnostics: tuple[Diagnostic, ...]
    written: Written | None
    """`None` where errors kept everything as it was."""

    @property
    def is_good(self) -> bool:
        """Whether the site was built."""
        return self.written is not None


@dataclass(frozen=True, slots=True)
class Proof:
    """The pages as their author sees them while writing. Nothing of it is on disk."""

    diagnostics: tuple[Diagnostic, ...]
    files: Mapping[str, bytes] | None
    """Path to bytes; `None` where an error other than an anchoring one stands in the way."""
    articles: tuple[str, ...] = ()
    """The slugs of the articles that have pages."""


PROOFED = ("web", "handout", "jsonld")
"""Editions that are files of their own, and so are proofread in a browser."""


def build(
    project: Project = Project(),
    *,
    only: Iterable[str] = (),
    editions: Iterable[str] = (),
    handout: HandoutOptions | None = None,
    strict: bool = False,
    bundle_alone: bool = False,
    progress: Progress = lambda stage: None,
    on_wait: Callable[[int | None], None] | None = None,
) -> Outcome:
    """Build the site. With an error in the content nothing is written.

    `only` names the slugs to write, `editions` what to build instead of what `site.yaml` says;
    what else was built before then stays. `handout` are options that win over those of the
    articles and of the site. With `strict`, warnings stop a build too. With `bundle_alone`, the
    zips are written and nothing else; `editions` are then what is in them.
    Raises SurroundingsError, and WriteError where the disk does not allow it.
    """
    content, output = _absolute(project.content), _absolute(project.output)
    teacher = _absolute(project.teacher_folder)
    check_outputs(content, output, teacher)
    recover([output, teacher], on_wait=on_wait)
    chosen, wanted = tuple(only), tuple(editions)
    source, anchored, diagnostics = _anchor(project, progress, editions=wanted, handout=handout)
    _check_slugs(chosen, anchored)
    if chosen:
        diagnostics = [d for d in diagnostics if _concerns(d, content.name, chosen, anchored)]
    if has_errors(diagnostics) or (strict and diagnostics):
        return Outcome(tuple(sorted(diagnostics)), None)
    progress("render")
    arranged = arrange_library(anchored)
    keep = (lambda path: True) if editions or bundle_alone else None  # what else was built stays
    wanted = wanted or anchored.library.config.editions
    if bundle_alone:
        wanted = (*wanted, "bundle")
    sources = NO_SOURCES
    if "bundle" in wanted:
        sources = gather_sources(source, arranged, read_overrides(project.templates), wanted)
    site_files, teacher_files = render(arranged, project.templates, wanted, handout, sources)
    if bundle_alone:
        site_files, teacher_files = zips_among(site_files), zips_among(teacher_files)
    if chosen:
        parts = {*chosen, "assets"}
        site_files = {p: d for p, d in site_files.items() if p.partition("/")[0] in parts}
        teacher_files = {p: d for p, d in teacher_files.items() if p.partition("/")[0] in chosen}
        keep = keep or _keeper(chosen)
    progress("write")
    outputs = [Output(output, site_files, keep), Output(teacher, teacher_files, keep)]
    return Outcome(tuple(sorted(diagnostics)), write(outputs, on_wait=on_wait))


def check(project: Project = Project(), *, today: date | None = None) -> Outcome:
    """Every diagnostic, also of what is untranslated, and out of date `today`; nothing is written.

    Raises SurroundingsError.
    """
    _, anchored, diagnostics = _anchor(project, lambda stage: None, drafts=True)
    library = anchored.library
    if library.drafts:  # without them, what links to them leads nowhere
        told = _anchor(project, lambda stage: None)[2]
        diagnostics += [d for d in told if d not in diagnostics]
    told = list(check_translations(library))
    if today is not None:
        told += check_shelf_life(anchored, today)
    diagnostics += _wanted(told, library.config.checks)
    read_words(template_folders(project.templates), library.config.language)  # or say what is wrong
    return Outcome(tuple(sorted(diagnostics)), None)


def proof(project: Project = Project()) -> Proof:
    """The pages of the site, drafts too. An annotation that cannot be attached is left out.

    Raises SurroundingsError.
    """
    _, anchored, diagnostics = _anchor(project, lambda stage: None, drafts=True)
    told = tuple(sorted(diagnostics))
    if has_errors(d for d in told if not d.code.startswith("a-")):
        return Proof(told, None)
    wanted = [e for e in PROOFED if e == "web" or e in anchored.library.config.editions]
    files, _ = render(arrange_library(anchored), project.templates, wanted)
    return Proof(told, files, tuple(a.article.slug for a in anchored.articles))


def render(
    arranged: ArrangedLibrary,
    templates: Path | None,
    editions: Sequence[str] = (),
    handout: HandoutOptions | None = None,
    sources: Sources = NO_SOURCES,
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The files of `site/` and of `teacher/`. Pure but for reading templates."""
    wanted = set(editions or arranged.library.config.editions)
    theme = Theme(template_folders(templates), arranged.library.config.language)
    press = Press(arranged, theme, frozenset(wanted), handout)
    site: dict[str, bytes] = {}
    teacher: dict[str, bytes] = {}
    if "web" in wanted:
        site |= build_web(press)
    if "single" in wanted:
        site |= build_single(press)
    if "handout" in wanted:
        site |= build_handouts(press)
        teacher |= build_keys(press)
    if "docx" in wanted:
        site |= build_docx(press)
        teacher |= build_docx_keys(press)
    if "epub" in wanted:
        site |= build_epubs(press)
    if "anki" in wanted:
        site |= build_decks(press)
    if "jsonld" in wanted:
        site |= build_jsonld(press)
    if "bundle" in wanted:
        offline = replace(press, editions=press.editions - {"bundle"} | {"web"})
        packed = site | (build_index(offline) if "web" in wanted else build_web(offline))
        site[bundle_name(press)] = build_bundle(offline, packed, sources.pupils)
        built = [edition for edition in EDITIONS if edition in wanted]
        teacher[teachers_bundle_name(press)] = build_teachers_bundle(
            offline, packed | site, teacher, sources.teacher, built
        )
    return site, teacher


def _anchor(
    project: Project,
    progress: Progress,
    *,
    drafts: bool = False,
    editions: Sequence[str] = (),
    handout: HandoutOptions | None = None,
) -> tuple[LibrarySource, AnchoredLibrary, list[Diagnostic]]:
    content = _absolute(project.content)
    if project.templates is not None and not project.templates.is_dir():
        raise SurroundingsError(f"there is no templates folder at {project.templates}")
    progress("read")
    try:
        source, diagnostics = read_library(content)
    except FileNotFoundError:
        hint = "go to the project's folder, or begin one: postil new my-first-reader"
        raise SurroundingsError(f"there is no content folder at {content}", hint) from None
    except NotADirectoryError:
        raise SurroundingsError(f"{content} is a file, not a folder") from None
    progress("validate")
    library, told = validate_library(source, content.name, drafts=drafts)
    diagnostics += told
    diagnostics += check_language(library.config, template_folders(project.templates))
    progress("anchor")
    anchored, told = anchor_library(library)
    diagnostics += told
    targets = targets_of(anchored)
    diagnostics += check_links(anchored, targets)
    if "handout" in (editions or library.config.editions):
        diagnostics += check_paper(
            anchored, own_fonts(template_folders(project.templates)), handout
        )
        if not has_errors(diagnostics):
            diagnostics += _check_exercises(anchored, targets)
    if not drafts:  # what is not published yet stops nobody
        hidden = tuple(f"{content.name}/{slug}/" for slug in library.drafts)
        diagnostics = [d for d in diagnostics if not d.position.path.startswith(hidden)]
    return source, anchored, list(_wanted(diagnostics, library.config.checks))


def _check_exercises(anchored: AnchoredLibrary, targets: Targets) -> Iterable[Diagnostic]:
    """What the articles give for the exercises that their handouts ask for."""
    config = anchored.library.config
    for article in anchored.articles:
        options = (article.article.front.handout, config.handout)
        if any(o.exercises for o in options if o is not None):
            arranged = arrange(article, config.kinds, anchored.library.sources, targets)
            yield from check_exercises(arranged, config)


def _wanted(diagnostics: Iterable[Diagnostic], checks: Checks | None) -> Iterable[Diagnostic]:
    """All errors, and the warnings that the site does not switch off."""
    ignored = checks.ignore if checks else ()
    return (d for d in diagnostics if d.severity == "error" or d.code not in ignored)


def _check_slugs(chosen: Sequence[str], anchored: AnchoredLibrary) -> None:
    known = [a.article.slug for a in anchored.articles]
    for slug in chosen:
        if slug not in known:
            raise CommandError(
                f"there is no article '{slug}' to build", f"there are: {', '.join(known)}"
            )


def _concerns(
    diagnostic: Diagnostic, content: str, chosen: Sequence[str], anchored: AnchoredLibrary
) -> bool:
    """Whether a diagnostic matters for some articles alone: theirs, and what all share."""
    others = {a.article.slug for a in anchored.articles} - set(chosen)
    parts = diagnostic.position.path.split("/")
    return not (len(parts) > 2 and parts[0] == content and parts[1] in others)


def _keeper(chosen: Sequence[str]) -> Callable[[str], bool]:
    return lambda path: path.partition("/")[0] not in chosen


def _absolute(path: Path) -> Path:
    """A path as the user means it, links in it resolved above its last part."""
    path = path.absolute()
    return path.parent.resolve() / path.name if path.name != ".." else path.resolve()
