"""From YAML nodes to records, telling everything that is wrong on the way."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from postil.format.declare import Place, Placed, Record, Spec, record_with, required, specs
from postil.format.languages import read_language
from postil.format.scope import Kind, Scope, describe_node
from postil.format.texts import nearest
from postil.read.nodes import YamlList, YamlMap, YamlNode, YamlText


def read_record(record: type[Record], node: YamlNode, scope: Scope) -> Record | None:
    """One record of a mapping; `None` where so much is wrong that there is none.

    An unknown field is told at its key, a missing one at the record's start. An unknown field
    that was most likely meant to be a missing one is one slip of the pen, and told once.
    """
    declared = specs(record)
    if not isinstance(node, YamlMap):
        _tell_no_fields(declared, node, scope)
        return None
    nodes = {key.text: value for key, value in node.pairs}
    is_known = nodes.keys() <= declared.keys()
    meant = set() if is_known else _tell_unknown(node, list(declared), scope)
    inner = scope if _LANGUAGES.isdisjoint(nodes) else _in_own_language(declared, nodes, scope)
    values: dict[str, Any] = {}
    faulty: set[str] = set()
    complete = True
    expected = nodes.keys() | required(record)
    for name in filter(expected.__contains__, declared):
        attribute, spec = declared[name]
        value = nodes.get(name)
        if value is None or (type(value) is YamlText and value.is_missing):
            if spec.required:
                complete = False
                if name not in meant:
                    _tell_missing(name, spec, node, scope)
            continue
        said = spec.kind.read(value, inner)
        if said is not None:
            values[attribute] = said
        else:
            faulty.add(name)
            complete = complete and not spec.required
    if not complete:
        return None
    told = frozenset(faulty | meant) if faulty or meant else _NONE
    values["place"] = Place(scope.file, node.start, node.pairs, told)
    return record_with(record, values)


def _tell_no_fields(declared: Mapping[str, Any], node: YamlNode, scope: Scope) -> None:
    known = ", ".join(f"{name}:" for name in list(declared)[:5])
    if isinstance(node, YamlText) and node.is_missing:
        hint = "write its fields behind the hyphen, or take the hyphen out"
        scope.wrong(node, "an entry with nothing in it", hint)
    else:
        hint = f"write its fields below each other, each as name: value (here {known} ..)"
        scope.wrong(node, f"expected fields, found {describe_node(node)}", hint)


def _tell_missing(name: str, spec: Spec, node: YamlMap, scope: Scope) -> None:
    key = next((key.start for key, _ in node.pairs if key.text == name), None)
    what = spec.doc[:1].lower() + spec.doc[1:].rstrip(".")
    if key is None:
        scope.tell("y-004", node.start, f"'{name}' is missing", f"add '{name}: ..': {what}")
    else:
        scope.tell("y-004", key, f"'{name}' is empty", f"write behind the colon: {what}")


_NONE: frozenset[str] = frozenset()
_LANGUAGES = frozenset({"lang", "language"})
"""The field that tells a record's language; no record has both."""


def _in_own_language(
    names: Mapping[str, Any], nodes: Mapping[str, YamlNode], scope: Scope
) -> Scope:
    """A record that says its language is read in it."""
    for name in _LANGUAGES.intersection(nodes):
        node = nodes[name]
        if name in names and isinstance(node, YamlText):
            silent = replace(scope, diagnostics=[])
            return replace(scope, language=read_language(node, silent) or scope.language)
    return scope


def _tell_unknown(node: YamlMap, known: list[str], scope: Scope) -> set[str]:
    """Tell the unknown fields; gives the known ones that were meant and are not there."""
    given = {key.text for key, _ in node.pairs}
    taken: set[str] = set()
    for key, _ in node.pairs:
        if key.text in known:
            continue
        missing = [name for name in known if name not in given | taken]
        same = [name for name in known if name == key.text.lower()]
        meant = same[0] if same else nearest(key.text, missing) or nearest(key.text, known)
        if meant in missing:
            taken.add(meant)
        hint = f"did you mean '{meant}'?" if meant else f"known fields: {', '.join(known)}"
        scope.tell("y-003", key.start, f"unknown field '{key.text[:60]}'", hint)
    return taken


def read_records(record: type[Record], node: YamlNode, scope: Scope) -> tuple[Record, ...]:
    """A list of records."""
    if not isinstance(node, YamlList):
        hint = "begin each entry with a hyphen and a space"
        scope.wrong(node, f"expected a list, found {describe_node(node)}", hint)
        return ()
    return _present(read_record(record, item, scope) for item in node.items)


def _present(records: Iterable[Record | None]) -> tuple[Record, ...]:
    return tuple(r for r in records if r is not None)


def records_of(record: type[Any], *, bare: str = "") -> Kind:
    """A list of records. With `bare`, a text alone is a record with only that field."""

    def read(node: YamlNode, scope: Scope) -> Any:
        if not bare:
            return read_records(record, node, scope)
        items = node.items if isinstance(node, YamlList) else (node,)
        return _present(_read_bare(record, bare, item, scope) for item in items)

    return Kind(read, SchemaOf(record, bare, is_list=True))


def _read_bare(record: type[Record], bare: str, node: YamlNode, scope: Scope) -> Record | None:
    if not isinstance(node, YamlText):
        return read_record(record, node, scope)
    value = specs(record)[bare][1].kind.read(node, scope)
    name = YamlText(bare, node.start, node.start, plain=True)
    place = Place(scope.file, node.start, ((name, node),))
    return record(**{bare: value}, place=place) if value is not None else None


def record_of(record: type[Any]) -> Kind:
    """One record."""

    def read(node: YamlNode, scope: Scope) -> Any:
        return read_record(record, node, scope)

    return Kind(read, SchemaOf(record, "", is_list=False))


class SchemaOf(dict[str, Any]):
    """Stands for the schema of a record, or of a list of them; `json_schema` writes it out."""

    def __init__(self, record: type[Placed], bare: str, *, is_list: bool) -> None:
        super().__init__()
        self.record = record
        self.bare = bare
        self.is_list = is_list
