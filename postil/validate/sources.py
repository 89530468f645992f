"""Sources: listed once each, and cited only where they are listed."""

from collections.abc import Iterable, Iterator, Sequence

from postil.catalogue import diagnose
from postil.diagnostics import Diagnostic
from postil.format.records import Annotation, Source
from postil.format.texts import nearest
from postil.read.library import YamlSource
from postil.read.nodes import YamlList, YamlMap, YamlNode, YamlText
from postil.source import Position


def check_sources(
    annotations: Iterable[Annotation], sources: Sequence[Source], citable: frozenset[str] | None
) -> Iterator[Diagnostic]:
    """Tell the sources that are listed twice, and those that are cited and not `citable`.

    `None` where not all lists could be read: then nothing is known of what is missing.
    """
    known: dict[str, Source] = {}
    for source in sources:
        first = known.setdefault(source.id, source)
        if first is not source:
            where = first.place.of("id")
            message = (
                f"the source '{source.id}' is listed twice, first in {where.path}:{where.line}"
            )
            yield diagnose("y-009", source.place.of("id"), message, "keep one, or rename one")
    if citable is None:
        return
    for annotation in annotations:
        for citation in annotation.sources:
            if citation.id not in citable:
                yield _unlisted(citation.place.of("id"), citation.id, citable)


def _unlisted(place: Position, name: str, citable: frozenset[str]) -> Diagnostic:
    meant = nearest(name, sorted(citable))
    listing = f"list it under sources:\nsources:\n  - id: {name}\n    title: Its title"
    hint = f"did you mean '{meant}'?" if meant else listing
    return diagnose("y-011", place, f"the source '{name}' is not listed", hint)


def listed_sources(files: Iterable[YamlSource]) -> frozenset[str] | None:
    """The ids of all sources in some files, also of those with other faults.

    `None` where a file could not be read: its sources are not known.
    """
    ids: set[str] = set()
    for file in files:
        if file.is_broken:
            return None
        for item in _items(_field(file.root, "sources")):
            name = _field(item, "id")
            if isinstance(name, YamlText):
                ids.add(name.text.strip())
    return frozenset(ids)


def _field(node: YamlNode | None, name: str) -> YamlNode | None:
    pairs = node.pairs if isinstance(node, YamlMap) else ()
    return next((value for key, value in pairs if key.text == name), None)


def _items(node: YamlNode | None) -> Sequence[YamlNode]:
    return node.items if isinstance(node, YamlList) else ()
