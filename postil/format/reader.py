"""From YAML nodes to records, telling everything that is wrong on the way."""

from dataclasses import replace
from typing import Any

from postil.format.declare import Place, Record, specs
from postil.format.kinds import Kind, Scope, describe_node, read_language
from postil.format.texts import nearest
from postil.read.nodes import YamlList, YamlMap, YamlNode, YamlText


def read_record(record: type[Record], node: YamlNode, scope: Scope) -> Record | None:
    """One record of a mapping; `None` where so much is wrong that there is none.

    An unknown field is told at its key, a missing one at the record's start. A single unknown
    field beside a missing one is mostly one slip of the pen: the hint joins them.
    """
    if not isinstance(node, YamlMap):
        hint = "write its fields below each other, each as name: value"
        scope.wrong(node, f"expected fields, found {describe_node(node)}", hint)
        return None
    declared = specs(record)
    nodes = {key.text: value for key, value in node.pairs}
    place = Place(
        scope.file,
        node.start,
        {key.text: key.start for key, _ in node.pairs},
        {key.text: value.start for key, value in node.pairs},
    )
    _tell_unknown(node, list(declared), scope)
    values: dict[str, Any] = {}
    scope = _in_own_language(declared.keys(), nodes, scope)
    complete = True
    for name, (attribute, spec) in declared.items():
        value = nodes.get(name)
        if value is None or (isinstance(value, YamlText) and value.is_missing):
            if spec.required:
                complete = False
                at = place.keys.get(name, node.start)
                scope.tell("y-004", at, f"'{name}' is {'missing' if value is None else 'empty'}")
            continue
        said = spec.kind.read(value, scope)
        if said is None:
            complete = complete and not spec.required
            continue
        values[attribute] = said
    if not complete:
        return None
    return record(**values, place=place)


def _in_own_language(names: Any, nodes: dict[str, YamlNode], scope: Scope) -> Scope:
    """A record with a `lang` is read in that language."""
    node = nodes.get("lang")
    if node is None or "lang" not in names or not isinstance(node, YamlText):
        return scope
    silent = replace(scope, diagnostics=[])
    return replace(scope, language=read_language(node, silent) or scope.language)


def _tell_unknown(node: YamlMap, known: list[str], scope: Scope) -> None:
    given = {key.text for key, _ in node.pairs}
    for key, _ in node.pairs:
        if key.text in known:
            continue
        meant = nearest(key.text, [name for name in known if name not in given])
        meant = meant or nearest(key.text, known)
        hint = f"did you mean '{meant}'?" if meant else f"known fields: {', '.join(known)}"
        scope.tell("y-003", key.start, f"unknown field '{key.text[:60]}'", hint)


def read_records(record: type[Record], node: YamlNode, scope: Scope) -> tuple[Record, ...]:
    """A list of records."""
    if isinstance(node, YamlText) and node.is_missing:
        return ()
    if not isinstance(node, YamlList):
        hint = "begin each entry with a hyphen and a space"
        scope.wrong(node, f"expected a list, found {describe_node(node)}", hint)
        return ()
    found = [read_record(record, item, scope) for item in node.items]
    return tuple(r for r in found if r is not None)


def records_of(record: type[Any], *, bare: str = "") -> Kind:
    """A list of records. With `bare`, a text alone is a record with only that field."""

    def read(node: YamlNode, scope: Scope) -> Any:
        items = node.items if isinstance(node, YamlList) else (node,)
        if not bare:
            return read_records(record, node, scope)
        return tuple(
            r for r in (_read_bare(record, bare, i, scope) for i in items) if r is not None
        )

    return Kind(read, SchemaOf(record, bare))


def _read_bare(record: type[Record], bare: str, node: YamlNode, scope: Scope) -> Record | None:
    if not isinstance(node, YamlText):
        return read_record(record, node, scope)
    value = specs(record)[bare][1].kind.read(node, scope)
    place = Place(scope.file, node.start, {}, {bare: node.start})
    return record(**{bare: value}, place=place) if value is not None else None


def record_of(record: type[Any]) -> Kind:
    """One record."""

    def read(node: YamlNode, scope: Scope) -> Any:
        return read_record(record, node, scope)

    return Kind(read, SchemaOf(record, None))


class SchemaOf(dict[str, Any]):
    """Stands for the schema of a record, which `json_schema` writes out."""

    def __init__(self, record: type[Any], bare: str | None) -> None:
        super().__init__()
        self.record = record
        self.bare = bare
