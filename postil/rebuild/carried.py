"""What a bundle carries along, wherever it came from."""

from collections.abc import Callable, Iterable, Mapping

from postil.deferred import dataclass

Files = Mapping[str, bytes]
"""Path to bytes."""


@dataclass(frozen=True)
class Sources:
    """All that is needed to build again, by paths in a folder: `content/…` and `templates/…`."""

    pupils: Files
    """Without answers."""
    teacher: Files
    """As it was read."""
    alike: frozenset[str] = frozenset()
    """Where bytes are left out that stand in the content folder: what pupils get just so."""


NO_SOURCES = Sources({}, {})


def join_sources(parts: Iterable[Sources]) -> Sources:
    """Those of several articles, and of what stands beside them."""
    pupils: dict[str, bytes] = {}
    teacher: dict[str, bytes] = {}
    for part in parts:
        pupils.update(part.pupils)
        teacher.update(part.teacher)
    return Sources(pupils, teacher)


def without_read(sources: Sources) -> Sources:
    """The same without what can be read again: paths alone of what stands in the content."""
    pupils, teacher = sources.pupils, sources.teacher
    alike = frozenset(path for path, data in pupils.items() if teacher.get(path) == data)
    own = {path: data for path, data in pupils.items() if path not in alike}
    return Sources(own, dict.fromkeys(teacher, b""), alike)


def read_again(sources: Sources, read: Callable[[str], bytes]) -> Sources:
    """Whole sources; `read` gives what stands at a path of those that were left out."""
    teacher = {path: read(path) for path in sources.teacher}
    return Sources({**sources.pupils, **{path: teacher[path] for path in sources.alike}}, teacher)


def kept_sources(files: Files) -> Sources:
    """Files of the content folder that are for the teacher alone, such as those of a draft."""
    return Sources({}, {f"content/{path}": data for path, data in files.items()})
