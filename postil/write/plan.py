"""What has to be done to a root, and what stands in the way. Looks, changes nothing."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import field
from functools import cached_property
from pathlib import Path

from postil.deferred import dataclass
from postil.write.error import WriteError
from postil.write.journal import Put
from postil.write.manifest import read_manifest
from postil.write.output import Output, folded, folders
from postil.write.state import State
from postil.write.tree import holds_file, is_file, is_folder, is_link, leaves, name_limit, status_of


@dataclass(frozen=True)
class Plan:
    """The difference between a root as it is and as it shall be; all in order of code points."""

    state: State
    clear: tuple[str, ...]
    puts: tuple[Put, ...]
    remove: tuple[str, ...]
    manifest: tuple[str, ...]
    """What is ours afterwards."""
    unchanged: int
    is_idle: bool
    """Whether nothing is to be done, not even to the manifest."""
    obstacles: tuple[WriteError, ...]


def plan(output: Output, state: State) -> Plan:
    """Compare an output with what stands on disk."""
    owned = read_manifest(state) or frozenset()
    names = {path: folded(path) for path in owned}
    coming = {folded(path) for path in output.files}
    taken = coming | {above for name in coming for above in folders(name)}

    def is_in_the_way(path: str) -> bool:
        name = names[path]
        return name in taken or not coming.isdisjoint(folders(name))

    old = sorted(owned.difference(output.files))
    kept = {
        p
        for p in old
        if (p in output.standing or (output.keep and output.keep(p))) and not is_in_the_way(p)
    }
    stale = [p for p in old if p not in kept and holds_file(state.root, p)]
    clear = tuple(p for p in stale if is_in_the_way(p))
    survey = _Survey(state.root, {name: path for path, name in names.items()}, frozenset(clear))
    puts = tuple(
        Put(path, is_ours)
        for path in sorted(output.files)
        if (is_ours := survey.judge(path, output.files)) is not None
    )
    survey.check_names(output.files, name_limit(state.folder))
    survey.check_rights([put.path for put in puts] + stale)
    after = tuple(sorted(kept.union(output.files)))
    return Plan(
        state=state,
        clear=clear,
        puts=puts,
        remove=tuple(p for p in stale if not is_in_the_way(p)),
        manifest=after,
        unchanged=len(output.files) - len(puts) + len(kept & output.standing),
        is_idle=not puts and not stale and owned == set(after),
        obstacles=tuple(survey.obstacles),
    )


@dataclass
class _Survey:
    """What stands in a root, seen with the eyes of a build that wants to write there."""

    root: Path
    owned: dict[str, str]
    """The manifest, by folded path."""
    clear: frozenset[str]
    """Our files that will be gone before a new one comes."""
    obstacles: list[WriteError] = field(default_factory=list)
    _folders: dict[str, bool] = field(default_factory=dict)

    @cached_property
    def _device(self) -> int:
        return self.root.stat().st_dev

    def judge(self, path: str, files: Mapping[str, bytes]) -> bool | None:
        """None where nothing is to be put; else whether a file that stands there is ours."""
        place = self.root / path
        status = status_of(place) if self._stands(path.rpartition("/")[0]) else None
        known = self.owned.get(folded(path))
        if status is None:
            return known is not None
        if is_link(status):
            return self._refuse(path, "a link stands in the way, and links are not followed")
        if is_folder(status):
            foreign = next((leaf for leaf in leaves(self.root, path) if leaf not in self.clear), "")
            if foreign:
                return self._refuse(foreign, f"no build wrote this, and {path} must be a file")
            return False
        if not is_file(status):
            return self._refuse(path, "what stands in the way is not a file")
        # Under another name, as `A.html` for `a.html`, it goes before the new one comes.
        if known in {None, path} and _holds(place, status.st_size, files[path]):
            return None
        if self._is_ours(path, status):
            return True
        return self._refuse(path, "no build wrote this file, and a new one must stand here")

    def check_names(self, paths: Iterable[str], limit: int) -> None:
        """Note each name that is too long to be made; a rename that fails would come too late."""
        for path in sorted(path for path in paths if len(path) * 4 > limit):
            if any(len(part.encode()) > limit for part in path.split("/")):
                hint = "choose a shorter name"
                self.obstacles.append(
                    WriteError(self.root / path, "the name is too long for this disk", hint)
                )

    def check_rights(self, paths: Iterable[str]) -> None:
        """Note each folder in which these paths cannot be made or removed."""
        touched = {next((f for f in folders(p) if self._stands(f)), "") for p in paths}
        for folder in sorted(touched):
            place = self.root / folder
            if place.is_dir() and not os.access(place, os.W_OK | os.X_OK):
                self._refuse(folder, "nothing can be written in this folder: permission denied")

    def _stands(self, folder: str) -> bool:
        """Whether a folder is there and stays; what is wrong with it is noted once."""
        if folder not in self._folders:
            self._folders[folder] = self._look(folder)
        return self._folders[folder]

    def _look(self, folder: str) -> bool:
        is_reached = not folder or self._stands(folder.rpartition("/")[0])
        status = status_of(self.root / folder) if is_reached else None
        if status is None:
            return False
        if is_link(status):
            return self._refuse(folder, "a link stands in the way, and links are not followed")
        if is_folder(status):
            if status.st_dev == self._device:
                return True
            return self._refuse(folder, "this folder is on another disk")
        if is_file(status) and self._is_ours(folder, status):
            return False
        return self._refuse(folder, "no build wrote this file, and a folder must stand here")

    def _is_ours(self, path: str, status: os.stat_result) -> bool:
        known = self.owned.get(folded(path))
        if known is None or known == path:
            return known is not None
        # Where case does not count, our `A.html` is what stands at `a.html`; elsewhere not.
        other = status_of(self.root / known)
        return other is not None and os.path.samestat(other, status)

    def _refuse(self, path: str, message: str) -> bool:
        """Note an obstacle: what stands there is not ours, and does not serve."""
        hint = "move or remove it, or choose another output folder"
        if not self.owned:  # as after somebody deleted what lies beside the output
            hint += f"; if builds made all of {self.root.name}/, delete that"
        self.obstacles.append(WriteError(self.root / path, message, hint))
        return False


def _holds(place: Path, size: int, data: bytes) -> bool:
    try:
        return size == len(data) and place.read_bytes() == data
    except OSError:
        return False
