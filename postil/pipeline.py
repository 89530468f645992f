"""The whole way: read, validate, anchor, render, write."""

import os
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from postil.deferred import dataclass
from postil.diagnostics import Diagnostic
from postil.errors import CommandError
from postil.keeping.index import Index
from postil.keeping.memory import Memory, open_memory
from postil.wish import Wish
from postil.write import Output, Transaction, Written, check_outputs, held, recover

if TYPE_CHECKING:
    from postil.format.settings import HandoutOptions
    from postil.keeping.spool import Spool
    from postil.making.made import Kept, MadeSite

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
    work: "tuple[Memory, MadeSite] | None" = None
    """What the pages were made of: the next proof makes again only what is due."""


_PATIENCE = 600.0
"""Seconds that a build waits for another one to end: with many articles it may take minutes."""
PROOFED = ("web", "handout", "jsonld")
"""Editions that are files of their own, and so are proofread in a browser."""


def build(
    project: Project = Project(),
    *,
    only: Iterable[str] = (),
    editions: Iterable[str] = (),
    handout: "HandoutOptions | None" = None,
    strict: bool = False,
    force: bool = False,
    bundle_alone: bool = False,
    jobs: int = 0,
    progress: Progress = lambda stage: None,
    on_wait: Callable[[int | None], None] | None = None,
) -> Outcome:
    """Build the site. With an error in the content nothing is written.

    `only` names the slugs to write, `editions` what to build instead of what `site.yaml` says;
    what else was built before then stays. `handout` are options that win over those of the
    articles and of the site. With `strict`, warnings stop a build too. What an earlier build made
    is not made again where nothing that it was made of has changed, unless `force` says so. With
    `bundle_alone`, the zips are written and nothing else; `editions` are then what is in them.
    `jobs` are the processes that share the work: as many as there are cores, where nobody says.
    Raises SurroundingsError, and WriteError where the disk does not allow it.
    """
    content, output = _absolute(project.content), _absolute(project.output)
    teacher = _absolute(project.teacher_folder)
    check_outputs(content, output, teacher)
    recover([output, teacher], wait=_PATIENCE, on_wait=on_wait)
    also = ("bundle",) if bundle_alone else ()
    wish = Wish(tuple(editions), also=also, handout=handout, only=frozenset(only))
    roots, waited = (output, teacher), list[int | None]()

    def wait(other: int | None) -> None:
        waited.append(other)
        if on_wait:
            on_wait(other)

    make = partial(_make, project, wish, progress, jobs=jobs)
    if wish.only or wish.also:
        with held(roots, wait=_PATIENCE, on_wait=wait) as transaction:
            return _build_part(project, transaction, wish, make, progress, strict=strict)
    look = partial(open_memory, content, project.templates, roots, wish)
    memory = look()
    if memory.is_current and not force:
        told = memory.index.diagnostics
        return Outcome(told, None if strict and told else memory.unchanged)
    with held(roots, wait=_PATIENCE, on_wait=wait) as transaction:
        memory = look() if waited else memory  # which the other build has changed
        memory = memory.emptied() if force else memory
        return _build_kept(memory, transaction, make, progress, strict=strict)


def _build_kept(
    memory: Memory,
    transaction: Transaction,
    make: "Callable[..., MadeSite]",
    progress: Progress,
    *,
    strict: bool,
) -> Outcome:
    """All that is due, of the site or of some editions."""
    from postil.keeping.spool import spooled
    from postil.making.kept import recall, remember
    from postil.sealing import NotBelievedError

    with spooled(transaction) as spool:
        try:
            made = make(recall=partial(recall, memory), spool=spool)
        except NotBelievedError:
            memory = memory.emptied()
            made = make(recall=partial(recall, memory), spool=spool)
        if made.files is None or (strict and made.diagnostics):
            return Outcome(made.diagnostics, None)
        progress("write")
        files = made.files.site, made.files.teacher
        standing = made.standing
        keep = _all_else if memory.is_part else None
        outputs = [
            Output(root, new, keep, frozenset(path for n, path in standing if n == number), aside)
            for number, (root, new, aside) in enumerate(
                zip(memory.roots, files, made.aside, strict=True)
            )
        ]
        written = transaction.write(outputs)
        remember(memory, made)
        _keep_anchors(memory.content, made)
        return Outcome(made.diagnostics, written)


def _build_part(
    project: Project,
    transaction: Transaction,
    wish: Wish,
    make: "Callable[..., MadeSite]",
    progress: Progress,
    *,
    strict: bool,
) -> Outcome:
    """Some articles, or the zips alone; what else was built stays."""
    from postil.keeping.spool import spooled
    from postil.printing import zips_among

    with spooled(transaction) as spool:
        made = make(spool=spool)
        for slug in sorted(wish.only.difference(made.slugs)):
            known = f"there are: {', '.join(made.slugs)}"
            raise CommandError(f"there is no article '{slug}' to build", known)
        if made.files is None or (strict and made.diagnostics):
            return Outcome(made.diagnostics, None)
        keep = _all_else if wish.editions or wish.also else _keeper(wish.only)
        wanted = zips_among if wish.also else _all
        progress("write")
        files = made.files.site, made.files.teacher
        outputs = [
            Output(state.root, wanted(new), keep, aside=aside)
            for state, new, aside in zip(transaction.states, files, made.aside, strict=True)
        ]
        written = transaction.write(outputs)
        _keep_anchors(_absolute(project.content), made)
        return Outcome(made.diagnostics, written)


def check(project: Project = Project(), *, today: date | None = None) -> Outcome:
    """Every diagnostic; nothing is written.

    Also what a build does not look at: what is untranslated, unsourced, too long, too close, and
    out of date `today`.

    Raises SurroundingsError.
    """
    wish = Wish(drafts=True, is_check=True, today=today)
    made = _make(project, wish)
    told = {*made.diagnostics}
    if made.has_drafts:  # without them, what links to them leads nowhere
        told |= {*_make(project, replace(wish, drafts=False)).diagnostics}
    return Outcome(tuple(sorted(told)), None)


def proof(project: Project = Project(), before: Proof | None = None) -> Proof:
    """The pages of the site, drafts too. An annotation that cannot be attached is left out.

    What has not changed since the proof `before` is not made again. Raises SurroundingsError.
    """
    wish = Wish(drafts=True, lenient=True, among=PROOFED)
    content, began = _absolute(project.content), time.time_ns()
    work = before.work if before else None
    known = work[0].index if work else Index()
    memory = open_memory(content, project.templates, (content, content), wish, known)
    made = _make(project, wish, recall=lambda _: _recall_made(memory, work))
    if made.files is None:
        return Proof(made.diagnostics, None, work=work)
    seen = replace(memory, index=memory.seen(began))
    return Proof(made.diagnostics, made.files.site, made.slugs, (seen, made))


def _recall_made(memory: Memory, work: "tuple[Memory, MadeSite] | None") -> "Kept":
    from postil.making.kept import recall_made
    from postil.making.made import Kept

    return recall_made(memory, work[1]) if work else Kept(frame=memory.frame)


def _make(
    project: Project,
    wish: Wish,
    progress: Progress = lambda stage: None,
    recall: "Callable[[frozenset[str]], Kept] | None" = None,
    jobs: int = 1,
    spool: "Spool | None" = None,
) -> "MadeSite":
    """The site, with the diagnostics that are wanted, in order; with 0 `jobs` as it is best.

    `recall` gives what still holds of an earlier one, where these editions are made; `spool` is
    where files wait until they are written.
    """
    # Imported here: a build that has nothing to do should not wait for the stages.
    from postil.making.frame import open_frame
    from postil.making.made import Kept
    from postil.making.site import make_site

    frame, told = open_frame(_absolute(project.content), project.templates, wish)
    kept = recall(frame.editions) if recall else Kept()
    made = make_site(frame, told, progress, kept, jobs or _cores(), spool)
    ignored = frame.config.checks.ignore if frame.config.checks else ()
    wanted = {d for d in made.diagnostics if d.severity == "error" or d.code not in ignored}
    return replace(made, diagnostics=tuple(sorted(wanted)))


def _keep_anchors(content: Path, made: "MadeSite") -> None:
    """Note what the anchors of new pages stand on, for `reanchor`."""
    from postil.reanchor.kept import keep_built

    keep_built(content, made.anchors)


def _cores() -> int:
    """The cores that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _all(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    return files


def _all_else(path: str) -> bool:
    return True


def _keeper(chosen: Collection[str]) -> Callable[[str], bool]:
    return lambda path: path.partition("/")[0] not in chosen


def _absolute(path: Path) -> Path:
    """A path as the user means it, links in it resolved above its last part."""
    path = path.absolute()
    return path.parent.resolve() / path.name if path.name != ".." else path.resolve()
