"""A site that was made, and what an earlier one left."""

from collections.abc import Mapping, Set
from dataclasses import field
from pathlib import Path

from postil.deferred import dataclass
from postil.diagnostics import Diagnostic
from postil.keeping.index import Part
from postil.keeping.spool import Digests, Gathered
from postil.keeping.store import Store, open_store
from postil.making.article import Made
from postil.printing import Printed


@dataclass(frozen=True)
class Kept:
    """What an earlier build made, and what still holds of it."""

    articles: Mapping[str, Made] = field(default_factory=dict)
    """Those whose folders, and all else that they are made of, are what they were."""
    joined: Mapping[str, Part] = field(default_factory=dict)
    """What joins articles, by name, where its files stand."""
    printed: Mapping[str, Printed] = field(default_factory=dict)
    """The same files, where they do not stand but are at hand."""
    frame: bytes = b""
    """A digest of all that the files of every article depend on."""
    roots: tuple[Path, ...] = ()
    """The outputs."""
    store: Store = field(default_factory=lambda: open_store(Path(), {}))
    """What these articles give, where it is not at hand."""


NOTHING_KEPT = Kept()


@dataclass(frozen=True, slots=True)
class MadeSite:
    """A site that was made, as far as nothing stands in the way."""

    diagnostics: tuple[Diagnostic, ...]
    slugs: tuple[str, ...]
    """Of all articles that are not left out as drafts, in their order."""
    has_drafts: bool
    files: Printed | None
    """What is new; `None` where an error stands in the way, or where nothing was to be made."""
    articles: tuple[Made, ...] = ()
    joined: Mapping[str, Part] = field(default_factory=dict)
    """What joins articles, by name."""
    printed: Mapping[str, Printed] = field(default_factory=dict)
    """The files of what joins articles, by name, as far as they do not stand."""
    standing: Set[tuple[int, str]] = frozenset()
    """The files that stand where they belong, made by an earlier build."""

    @property
    def anchors(self) -> Mapping[str, bytes]:
        """By slug, what the anchors of the articles that were made stand on."""
        kept = {one.slug: one.files.kept for one in self.articles if not one.standing}
        return {slug: names["anchors"] for slug, names in kept.items() if "anchors" in names}

    @property
    def aside(self) -> tuple[Digests, Digests]:
        """The files of the site, and the teacher's, that wait to be written."""
        assert self.files is not None
        site, teacher = self.files.site, self.files.teacher
        assert isinstance(site, Gathered)
        assert isinstance(teacher, Gathered)
        return site.aside, teacher.aside
