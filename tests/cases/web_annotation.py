"""What the W3C Web Annotation Data Model demands (its MUSTs), as a JSON Schema.

Written from the Recommendation of 23 February 2017; W3C's own samples judge it in their turn.
"""

from typing import Any

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MOTIVATIONS = [
    *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing"),
    *("highlighting", "identifying", "linking", "moderating", "questioning", "replying"),
    "tagging",
]

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
IRI: Schema = {"type": "string", "pattern": r'^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+$'}
TIME: Schema = {
    "type": "string",
    "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9:]+)$",
}
COUNT: Schema = {"type": "integer", "minimum": 0}


def one(schema: Schema) -> Schema:
    """Exactly one value, alone or as the only one of a list."""
    return {"anyOf": [schema, {"type": "array", "items": schema, "minItems": 1, "maxItems": 1}]}


def some(schema: Schema) -> Schema:
    """One value or several."""
    return {"anyOf": [schema, {"type": "array", "items": schema, "minItems": 1}]}


def includes(value: str) -> Schema:
    """A value, or a list that holds it."""
    return {"anyOf": [{"const": value}, {"type": "array", "contains": {"const": value}}]}


def when(key: str, value: str, then: Schema) -> Schema:
    """What must hold where a key has a value."""
    return {"if": {"required": [key], "properties": {key: includes(value)}}, "then": then}


def needs(**fields: Schema) -> Schema:
    return {"required": list(fields), "properties": fields}


AGENT: Schema = {"anyOf": [IRI, {"type": "object", "properties": {"id": one(IRI)}}]}
SELECTOR: Schema = {
    "type": "object",
    "required": ["type"],
    "properties": {
        "type": TEXT,
        "conformsTo": one(IRI),
        "refinedBy": some({"anyOf": [IRI, {"$ref": "#/$defs/selector"}]}),
    },
    "allOf": [
        *(
            when("type", f"{name}Selector", needs(value=one(TEXT)))
            for name in ("Fragment", "Css", "XPath")
        ),
        when(
            "type",
            "TextQuoteSelector",
            {
                "required": ["exact"],
                "properties": {"exact": one(TEXT), "prefix": one(TEXT), "suffix": one(TEXT)},
            },
        ),
        when("type", "TextPositionSelector", needs(start=one(COUNT), end=one(COUNT))),
        when("type", "DataPositionSelector", needs(start=one(COUNT), end=one(COUNT))),
        when("type", "RangeSelector", {"required": ["startSelector", "endSelector"]}),
    ],
}
ABOUT_ANYTHING: dict[str, Schema] = {
    "id": one(IRI),
    "created": one(TIME),
    "modified": one(TIME),
    "creator": some(AGENT),
    "rights": some(IRI),
    "via": some(IRI),
    "canonical": one(IRI),
}
SETS = ("Choice", "Composite", "List", "Independents")
RESOURCE: Schema = {
    "type": "object",
    "properties": {
        **ABOUT_ANYTHING,
        "format": some(TEXT),
        "language": some(TEXT),
        "processingLanguage": one(TEXT),
        "textDirection": one({"enum": ["ltr", "rtl", "auto"]}),
        "value": one(TEXT),
        "purpose": some({"enum": MOTIVATIONS}),
        "source": {"anyOf": [IRI, {"$ref": "#/$defs/resource"}]},
        "selector": some({"anyOf": [IRI, {"$ref": "#/$defs/selector"}]}),
        "items": {"type": "array", "items": {"$ref": "#/$defs/bodyOrTarget"}, "minItems": 1},
    },
    # What it is can be told.
    "anyOf": [{"required": [key]} for key in ("id", "value", "source", "items")],
    "dependentRequired": {"items": ["type"], "selector": ["source"]},
    "allOf": [
        when("type", "TextualBody", {"required": ["value"]}),
        when("type", "SpecificResource", {"required": ["source"]}),
        {"not": {"allOf": [needs(type=includes("Choice")), needs(type=includes("List"))]}},
    ],
}
ITEM: Schema = {
    "type": "object",
    "required": ["id", "type", "target"],
    "properties": {
        **ABOUT_ANYTHING,
        "generated": one(TIME),
        "generator": some(AGENT),
        "type": includes("Annotation"),
        "motivation": some({"enum": MOTIVATIONS}),
        "bodyValue": one(TEXT),
        "body": some({"$ref": "#/$defs/bodyOrTarget"}),
        "target": some({"$ref": "#/$defs/bodyOrTarget"}),
    },
    "not": {"required": ["body", "bodyValue"]},
}
PAGE: Schema = {
    "type": "object",
    "required": ["id", "type", "items"],
    "properties": {
        "id": one(IRI),
        "type": includes("AnnotationPage"),
        "partOf": {"anyOf": [IRI, {"type": "object", "required": ["id"]}]},
        "startIndex": COUNT,
        "items": {"type": "array", "items": {"$ref": "#/$defs/item"}, "minItems": 1},
    },
}
DEFS: Schema = {
    "item": ITEM,
    "resource": RESOURCE,
    "selector": SELECTOR,
    "bodyOrTarget": {"anyOf": [IRI, {"$ref": "#/$defs/resource"}]},
}
ANNOTATION: Schema = {
    "$defs": DEFS,
    "allOf": [needs(**{"@context": includes(CONTEXT)}), {"$ref": "#/$defs/item"}],
}
PAGE_ALONE: Schema = {"$defs": DEFS, "allOf": [needs(**{"@context": includes(CONTEXT)}), PAGE]}
COLLECTION: Schema = {
    "$defs": DEFS,
    "type": "object",
    "required": ["@context", "id", "type"],
    "properties": {
        **ABOUT_ANYTHING,
        "@context": includes(CONTEXT),
        "type": includes("AnnotationCollection"),
        "label": some(TEXT),
        "total": COUNT,
        "first": {"anyOf": [IRI, PAGE]},
        "last": IRI,
    },
    "if": needs(total={"minimum": 1}),
    "then": {"required": ["first"]},
}
