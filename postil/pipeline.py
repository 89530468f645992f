"""The whole way: read, validate, anchor, render, write."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from postil.diagnostics import Diagnostic
from postil.errors import CommandError
from postil.format.settings import HandoutOptions
from postil.making.frame import Wish, open_frame
from postil.making.site import MadeSite, Progress, make_site
from postil.reanchor.kept import keep_built
from postil.write import Output, Written, check_outputs, recover, write


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
    progress: Progress = lambda stage: None,
    on_wait: Callable[[int | None], None] | None = None,
) -> Outcome:
    """Build the site. With an error in the content nothing is written.

    `only` names the slugs to write, `editions` what to build instead of what `site.yaml` says;
    what else was built before then stays. `handout` are options that win over those of the
    articles and of the site. With `strict`, warnings stop a build too.
    Raises SurroundingsError, and WriteError where the disk does not allow it.
    """
    content, output = _absolute(project.content), _absolute(project.output)
    teacher = _absolute(project.teacher_folder)
    check_outputs(content, output, teacher)
    recover([output, teacher], on_wait=on_wait)
    wish = Wish(tuple(editions), handout=handout, only=frozenset(only))
    made = _make(project, wish, progress)
    for slug in sorted(wish.only.difference(made.slugs)):
        known = f"there are: {', '.join(made.slugs)}"
        raise CommandError(f"there is no article '{slug}' to build", known)
    if made.files is None or (strict and made.diagnostics):
        return Outcome(made.diagnostics, None)
    keep = (lambda path: True) if wish.editions else None  # what else was built stays
    if wish.only:
        keep = _keeper(wish.only)
    progress("write")
    outputs = [
        Output(output, made.files.site, keep),
        Output(teacher, made.files.teacher, keep),
    ]
    written = write(outputs, on_wait=on_wait)
    keep_built(content, made.anchors)
    return Outcome(made.diagnostics, written)


def check(project: Project = Project(), *, today: date | None = None) -> Outcome:
    """Every diagnostic, also of what is untranslated, and out of date `today`; nothing is written.

    Raises SurroundingsError.
    """
    wish = Wish(drafts=True, is_check=True, today=today)
    made = _make(project, wish)
    told = {*made.diagnostics}
    if made.has_drafts:  # without them, what links to them leads nowhere
        told |= {*_make(project, replace(wish, drafts=False)).diagnostics}
    return Outcome(tuple(sorted(told)), None)


def proof(project: Project = Project()) -> Proof:
    """The pages of the site, drafts too. An annotation that cannot be attached is left out.

    Raises SurroundingsError.
    """
    made = _make(project, Wish(drafts=True, lenient=True, among=PROOFED))
    if made.files is None:
        return Proof(made.diagnostics, None)
    return Proof(made.diagnostics, made.files.site, made.slugs)


def _make(project: Project, wish: Wish, progress: Progress = lambda stage: None) -> MadeSite:
    """The site, with the diagnostics that are wanted, in order."""
    frame, told = open_frame(_absolute(project.content), project.templates, wish)
    made = make_site(frame, told, progress)
    ignored = frame.config.checks.ignore if frame.config.checks else ()
    wanted = {d for d in made.diagnostics if d.severity == "error" or d.code not in ignored}
    return replace(made, diagnostics=tuple(sorted(wanted)))


def _keeper(chosen: Collection[str]) -> Callable[[str], bool]:
    return lambda path: path.partition("/")[0] not in chosen


def _absolute(path: Path) -> Path:
    """A path as the user means it, links in it resolved above its last part."""
    path = path.absolute()
    return path.parent.resolve() / path.name if path.name != ".." else path.resolve()
