"""The manifest: which files under a root a build wrote, and so may replace and remove."""

from collections.abc import Iterable

from postil.write.output import are_plain
from postil.write.state import State, unseal

MANIFEST_TITLE = "postil manifest 1"


def read_manifest(state: State) -> frozenset[str] | None:
    """Paths relative to the root; None if the manifest is missing or cannot be trusted."""
    paths = unseal(state.manifest, MANIFEST_TITLE)
    if paths is None or not are_plain(paths):
        return None
    return frozenset(paths)


def manifest_lines(paths: Iterable[str]) -> list[str]:
    """What a manifest says, in the one order."""
    return sorted(paths)
