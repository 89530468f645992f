"""The format as a JSON Schema, with which editors complete, explain and check YAML.

It tells the shape only. Each kind of file has a schema of its own in `$defs`, which a file may
name (`schema.json#/$defs/annotations`); the root finds out by a file's fields which it is.
"""

import inspect
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from postil.format.declare import Placed, Spec, specs
from postil.format.reader import SchemaOf
from postil.format.records import Annotations, SharedAnnotations
from postil.format.settings import FrontMatter, SiteConfig

Json = dict[str, Any]

FILES: Mapping[str, type[Placed]] = {
    "annotations": Annotations,
    "shared": SharedAnnotations,
    "article": FrontMatter,
    "site": SiteConfig,
}
"""The name in `$defs` → the record that a whole file of this kind is."""


def json_schema() -> Json:
    """The JSON Schema (2020-12) of every YAML file that authors write."""
    names = {record: name for name, record in FILES.items()}
    for record in _records(FILES.values()):
        names.setdefault(record, _plain_name(record))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Postil",
        "description": "Notes on articles, the front matter of articles, and site.yaml.",
        **_choose_file(),
        "$defs": {name: _record(record, names) for record, name in names.items()},
    }


def _records(waiting: Iterable[type[Placed]]) -> Iterator[type[Placed]]:
    """All records that stand inside of some, in the order of their fields."""
    for record in waiting:
        schemas = [spec.kind.schema for _, spec in specs(record).values()]
        inner = [schema.record for schema in schemas if isinstance(schema, SchemaOf)]
        yield from inner
        yield from _records(inner)


def _plain_name(record: type[Placed]) -> str:
    """`KindOfNote` as `kind_of_note`."""
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in record.__name__).lstrip("_")


def _record(record: type[Placed], names: Mapping[type[Placed], str]) -> Json:
    """A record: its fields, and no others."""
    fields = {name: spec for name, (_, spec) in specs(record).items()}
    required = [name for name, spec in fields.items() if spec.required]
    is_file = record in FILES.values()
    schema: Json = {
        "title": names[record].replace("_", " "),
        "description": (inspect.getdoc(record) or "").partition("\n")[0],
        "type": ["object", "null"] if is_file and not required else "object",
        "properties": {name: _field(spec, names) for name, spec in fields.items()},
        "additionalProperties": False,
    }
    return {**schema, "required": required} if required else schema


def _field(spec: Spec, names: Mapping[type[Placed], str]) -> Json:
    """A field. One that may be left out may also be empty: `forms:` with nothing behind it."""
    schema = spec.kind.schema
    shape = _reference(schema, names) if isinstance(schema, SchemaOf) else dict(schema)
    if not spec.required:
        shape = _or_nothing(shape)
    return {"description": spec.doc, **shape}


def _reference(schema: SchemaOf, names: Mapping[type[Placed], str]) -> Json:
    one: Json = {"$ref": f"#/$defs/{names[schema.record]}"}
    if not schema.is_list:
        return one
    if not schema.bare:
        return {"type": "array", "items": one}
    text = dict(specs(schema.record)[schema.bare][1].kind.schema)
    return {"anyOf": [{"type": "array", "items": {"anyOf": [text, one]}}, text, one]}


def _or_nothing(shape: Json) -> Json:
    """The same shape, or null, with which editors read an empty value."""
    if "type" in shape:
        types = [shape["type"]] if isinstance(shape["type"], str) else shape["type"]
        return {**shape, "type": [*types, "null"]}
    if "enum" in shape:
        return {**shape, "enum": [*shape["enum"], None]}
    if "anyOf" in shape:
        return {**shape, "anyOf": [*shape["anyOf"], {"type": "null"}]}
    return {"anyOf": [shape, {"type": "null"}]}


def _choose_file() -> Json:
    """The schema of a file by its fields; a file that has none yet is one of annotations.

    Editors complete best and tell most plainly what is wrong where one schema is chosen.
    """
    site, article = (list(specs(FILES[name])) for name in ("site", "article"))
    only_site = [name for name in site if name not in article]
    only_article = [name for name in article if name not in site]
    both = [name for name in site if name in article]
    either = {"anyOf": [{"$ref": "#/$defs/article"}, {"$ref": "#/$defs/site"}]}
    choice: Json = {"$ref": "#/$defs/annotations"}
    choice = {"if": _has_one_of(both), "then": either, "else": choice}
    choice = {"if": _has_one_of(only_article), "then": {"$ref": "#/$defs/article"}, "else": choice}
    return {"if": _has_one_of(only_site), "then": {"$ref": "#/$defs/site"}, "else": choice}


def _has_one_of(names: Iterable[str]) -> Json:
    return {"type": "object", "anyOf": [{"required": [name]} for name in names]}
