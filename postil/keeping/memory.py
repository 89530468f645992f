"""Memory: the last build, seen from this one."""

import os
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from functools import cached_property
from itertools import chain
from pathlib import Path

from postil.deferred import dataclass
from postil.diagnostics import Diagnostic
from postil.keeping.engine import engine_key
from postil.keeping.index import (
    FOLDER,
    Index,
    Part,
    forget_parts,
    part_of,
    read_index,
    write_index,
)
from postil.keeping.inputs import look_again
from postil.keeping.stamps import NO_FILE, Stamp, digest, look, stamp_of, stamps_below
from postil.wish import Wish
from postil.write import Written
from postil.write.manifest import read_manifest
from postil.write.state import state_of

_FRAME = ""
"""What stands beside the articles, as if it were one of them."""
_OWN = "\0"
"""What the paths of the site's own templates begin with."""


@dataclass(frozen=True)
class Memory:
    """The last build for the same wish, seen from this one."""

    content: Path
    folder: Path
    """Where it is kept."""
    roots: tuple[Path, Path]
    """The folders of the site and of the teacher."""
    index: Index
    inputs: Mapping[str, tuple[Stamp, bytes]]
    """Everything below the content folder as it is now, and the site's own templates."""

    @cached_property
    def keys(self) -> Mapping[str, bytes]:
        """By slug, a digest of all that an article's files are made of, but other articles."""
        known = dict(self.unchanged_keys)
        frame = self.frame
        for slug, held in self._due.items():
            if slug != _FRAME:
                known[slug] = digest([frame, *chain.from_iterable(sorted(held))])
        return known

    @cached_property
    def frame(self) -> bytes:
        """A digest of all that the files of every article are made of."""
        return digest([self.index.wish, sorted(self._due.get(_FRAME, ()))])

    @cached_property
    def _due(self) -> Mapping[str, list[tuple[str, bytes]]]:
        """What is in the folders of articles that are not as noted, and beside them."""
        found: dict[str, list[tuple[str, bytes]]] = {}
        for path, (_, seen) in self.inputs.items():
            if (folder := _folder_of(path, seen)) not in self.unchanged_keys:
                found.setdefault(folder, []).append((path, seen))
        return found

    @cached_property
    def changed(self) -> Set[str]:
        """The folders of articles in which not all is as it was noted; `_FRAME` is beside them."""
        inputs, noted = self.inputs, self.index.inputs
        few = {p for p, found in inputs.items() if noted.get(p) != found or not found[1]}
        now = {(path, inputs[path][1]) for path in few}
        then = {(p, noted[p][1]) for p in (few & noted.keys()) | (noted.keys() - inputs.keys())}
        unreadable = {(path, seen) for path, seen in now if not seen}  # may hold anything
        return {_folder_of(*found) for found in (now ^ then) | unreadable}

    def is_as_noted(self, slug: str) -> bool:
        """Whether all that an article's files are made of, but other articles, is as it was."""
        return not self.changed & {_FRAME, slug}

    @property
    def is_part(self) -> bool:
        """Whether what else was built stays."""
        return self.folder.name != Path(FOLDER).name

    @cached_property
    def is_current(self) -> bool:
        """Whether all that was made stands, and would be made again just so."""
        if not self.index.noted_at or self.changed:
            return False
        owns = self._owns_outputs if self.is_part else self._owns_nothing_else
        return owns and len(self._standing) == len(self.index.outputs)

    @cached_property
    def _owns_outputs(self) -> bool:
        """Whether the outputs hold what was noted, by their manifests."""
        return all(noted <= owned for noted, owned in self._noted_and_owned)

    @cached_property
    def _owns_nothing_else(self) -> bool:
        """The same, and nothing else that a build wrote."""
        return all(noted == owned for noted, owned in self._noted_and_owned)

    @cached_property
    def _noted_and_owned(self) -> list[tuple[Set[str], Set[str]]]:
        """The paths in each output that were noted, and those that builds wrote there."""
        noted: tuple[set[str], ...] = (set(), set())
        for number, path in self.index.outputs:
            noted[number].add(path)
        owned = [read_manifest(state_of(root)) or frozenset() for root in self.roots]
        return list(zip(noted, owned, strict=True))

    def stands(self, paths: Iterable[tuple[int, str]]) -> bool:
        """Whether files stand as they were made."""
        return self._standing.issuperset(paths)

    @cached_property
    def _standing(self) -> frozenset[tuple[int, str]]:
        """The files that do, if the outputs are those of the last build."""
        return frozenset(self.index.standing(self.roots) if self._owns_outputs else ())

    @cached_property
    def unchanged_keys(self) -> Mapping[str, bytes]:
        """The keys of the articles that were made of what is there now."""
        return {s: key for s, key in self.index.articles.items() if key and self.is_as_noted(s)}

    @property
    def unchanged(self) -> Written:
        """What a build does that has nothing to do."""
        return Written(written=0, unchanged=len(self.index.outputs), removed=0)

    def seen(self, at: int) -> Index:
        """What was looked at, at a time in nanoseconds since 1970, without anything made of it."""
        return Index(self.index.wish, at, self.inputs)

    def emptied(self) -> "Memory":
        """The same, with nothing remembered."""
        return replace(self, index=Index(self.index.wish))

    def note(
        self,
        articles: Mapping[str, bytes],
        joined: Mapping[str, Part],
        standing: Set[tuple[int, str]],
        written: Iterable[Mapping[str, bytes]],
        diagnostics: tuple[Diagnostic, ...],
    ) -> None:
        """Remember this build; `written` are the digests of the files made, of each output.

        `articles` are keys; `standing` are the files that an earlier build made.
        """
        outputs = {p: noted for p, noted in self.index.outputs.items() if p in standing}
        outputs |= dict(_noted(self.roots, written))
        rewritten = self._rewritten()
        rewritten |= {path.rpartition("/")[0] for path in rewritten}  # to be listed again
        inputs = {p: found for p, found in self.inputs.items() if p not in rewritten}
        write_index(
            self.folder,
            Index(self.index.wish, 0, inputs, outputs, articles, joined, diagnostics),
        )
        if self.is_part:
            forget_parts(self.folder.parent)

    def _rewritten(self) -> Set[str]:
        """Files that were read for this build and are not those any more that it looked at first.

        They may have been others for a moment, and be again now what they were.
        """
        return {
            path
            for held in self._due.values()
            for path, seen in held
            if seen != NO_FILE and path[:1] != _OWN
            if stamp_of(f"{self.content}/{path}") != self.inputs[path][0]
        }


def _folder_of(path: str, seen: bytes) -> str:
    """The folder that a path is in, or is itself, and so the slug; `_FRAME` for what is beside."""
    folder, inside, _ = path.partition("/")
    return folder if (inside or seen == NO_FILE) and folder[:1] != _OWN else _FRAME


def _noted(
    roots: Iterable[Path], written: Iterable[Mapping[str, bytes]]
) -> Iterator[tuple[tuple[int, str], tuple[Stamp, bytes]]]:
    """New files with their stamps, and the digests of what was to be written."""
    for number, (root, made) in enumerate(zip(roots, written, strict=True)):
        for path, seen in made.items():
            if (stamp := stamp_of(f"{root}/{path}")) is not None:
                yield (number, path), (stamp, seen)


def open_memory(
    content: Path,
    templates: Path | None,
    roots: tuple[Path, Path],
    wish: Wish,
    before: Index | None = None,
) -> Memory:
    """Look at the content as it is now, and at what was noted for the same wish.

    `before` is what this process knows itself; else what an earlier one wrote down is read.
    """
    asked = (str(content), str(templates), [str(root) for root in roots], wish)
    key = digest([engine_key(), os.environ.get("SOURCE_DATE_EPOCH", ""), asked])
    kept = content.parent / FOLDER
    folder = part_of(kept, key) if wish.editions else kept
    index = before or read_index(folder, key)
    seen = look_again(content, index.inputs, index.noted_at)
    if templates is not None:
        # As if they stood beside the articles, under names that nothing there can have.
        noted = {p.removeprefix(_OWN): n for p, n in index.inputs.items() if p.startswith(_OWN)}
        # Jinja reads through links.
        stamps = stamps_below(templates, through_links=True)
        own = look(templates, noted, index.noted_at, stamps)
        seen |= {_OWN + path: found for path, found in own.items()}
    return Memory(content, folder, roots, index, seen)
