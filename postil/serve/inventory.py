"""Which entry of which file an annotation is: the way back from a page to the YAML."""

from collections.abc import Iterator
from typing import Any, TypeAlias

from postil.deferred import dataclass
from postil.format.records import Annotation
from postil.model import Anchor
from postil.read.library import YamlSource
from postil.read.nodes import YamlList, YamlMap, YamlNode, YamlText
from postil.serve.asking import SECTIONS
from postil.serve.trial import Judged
from postil.source import Position

Json: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Written:
    """An entry as it stands in its file."""

    file: str
    section: str
    index: int
    node: YamlNode

    @property
    def fields(self) -> Json:
        """Its fields as texts, lists and mappings of them."""
        value = plain(self.node)
        return value if isinstance(value, dict) else {}


def plain(node: YamlNode) -> Any:
    """A node's value: every scalar is a text, as it was typed."""
    if isinstance(node, YamlText):
        return node.text
    if isinstance(node, YamlList):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.pairs}


def entries_of(yaml: YamlSource) -> Iterator[Written]:
    """Every entry of a file."""
    if not isinstance(yaml.root, YamlMap):
        return
    for key, value in yaml.root.pairs:
        if key.text in SECTIONS and isinstance(value, YamlList):
            for index, node in enumerate(value.items):
                yield Written(yaml.file.path, key.text, index, node)


def sections_of(yaml: YamlSource) -> frozenset[str]:
    """The sections that a file has, empty ones too."""
    if not isinstance(yaml.root, YamlMap):
        return frozenset()
    return frozenset(key.text for key, _ in yaml.root.pairs)


def written_at(judged: Judged, file: str, section: str, index: int) -> Written | None:
    """The entry of a file that has a number in a section."""
    yaml = judged.file(file)
    entries = entries_of(yaml) if yaml else iter(())
    return next((e for e in entries if (e.section, e.index) == (section, index)), None)


def anchors_of(judged: Judged) -> tuple[Anchor, ...]:
    """The annotations of an article with their places, those of the shared glossary too."""
    return (*judged.article.anchors, *judged.article.evidence)


def anchor_with(judged: Judged, name: str, at: str) -> Anchor | None:
    """An annotation by its id, or by the place `path:line:column` that a message names."""
    for anchor in anchors_of(judged):
        if name and anchor.annotation.id == name:
            return anchor
        if at and not anchor.is_shared and at in _places(anchor.annotation):
            return anchor
    return None


def _places(annotation: Annotation) -> frozenset[str]:
    """Where a message about an annotation, or about one of its fields, may point."""
    place = annotation.place
    offsets = {place.start, *place.keys.values(), *place.values.values()}
    return frozenset(map(str, (place.file.position(offset) for offset in offsets)))


def written_as(judged: Judged, annotation: Annotation) -> Written | None:
    """Where an annotation of the article is written."""
    yaml = judged.file(annotation.place.file.path)
    entries = entries_of(yaml) if yaml else iter(())
    return next((e for e in entries if e.node.start == annotation.place.start), None)


def anchor_of(judged: Judged, written: Written) -> Anchor | None:
    """The annotation that an entry of a file is."""
    for anchor in anchors_of(judged):
        place = anchor.annotation.place
        if (place.file.path, place.start) == (written.file, written.node.start):
            return anchor
    return None


def position_of(judged: Judged, written: Written) -> Position:
    """Where an entry begins."""
    yaml = judged.file(written.file)
    assert yaml is not None
    return yaml.file.position(written.node.start)


def excerpt(judged: Judged, written: Written) -> str:
    """The lines of an entry, as they stand in its file."""
    yaml = judged.file(written.file)
    assert yaml is not None
    text = yaml.file.text
    start = text.rfind("\n", 0, written.node.start) + 1
    return text[start : written.node.end].rstrip()
