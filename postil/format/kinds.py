"""The kinds of values: what `records` declares its fields with.

A kind is a reader (node → value, or `None` after telling what is wrong) and a JSON Schema.
"""

from postil.format import languages, values, words
from postil.format.scope import Kind, Schema

ALL = values.ALL
codes_of_warnings = values.codes_of_warnings
kind_of_note = values.kind_of_note
list_of = values.list_of
one_of = values.one_of

_TAG: Schema = {"type": "string", "pattern": languages.TAG_PATTERN}
_BY_LANGUAGE: Schema = {
    "type": "object",
    "propertyNames": {"pattern": languages.TAG_PATTERN},
    "additionalProperties": words.TEXT_SCHEMA,
    "minProperties": 1,
}
_TEXT_ITEMS: Schema = {"type": "array", "items": words.TEXT_SCHEMA}

TEXT = Kind(words.read_text, words.TEXT_SCHEMA)
TEXTS = Kind(words.read_texts, {"anyOf": [words.TEXT_SCHEMA, _BY_LANGUAGE]})
TRANSLATIONS = Kind(words.read_translations, _BY_LANGUAGE)
TEXT_LIST = Kind(words.read_text_list, {"anyOf": [words.TEXT_SCHEMA, _TEXT_ITEMS]})
CHOICES = Kind(
    words.read_choices,
    {
        "anyOf": [
            {"type": "array", "items": {"anyOf": [words.TEXT_SCHEMA, _BY_LANGUAGE]}},
            {**_BY_LANGUAGE, "additionalProperties": _TEXT_ITEMS},
        ]
    },
)
LANGUAGE = Kind(languages.read_language, _TAG)
LANGUAGES = Kind(languages.read_languages, {"anyOf": [_TAG, {"type": "array", "items": _TAG}]})
URL = Kind(values.read_url, {"type": "string", "pattern": r"^\s*[Hh][Tt][Tt][Pp][Ss]?://"})
SITE_URL = Kind(
    values.read_site_url,
    {"type": "string", "pattern": r"^\s*[Hh][Tt][Tt][Pp][Ss]?://[^?#]*$"},
)
PREVIEW = Kind(
    values.read_preview,
    {
        "type": "string",
        "pattern": r"\.(?:[Pp][Nn][Gg]|[Jj][Pp][Ee]?[Gg]|[Gg][Ii][Ff]|[Ww][Ee][Bb][Pp])\s*$",
    },
)
DATE = Kind(values.read_date, {"type": ["string", "number"], "pattern": r"\S"})
DAY = Kind(values.read_day, {"type": ["string", "number"], "pattern": r"^\s*[0-9]{4}"})
NUMBER = Kind(values.read_whole_number, {"type": "integer"})
COUNT = Kind(values.read_count, {"type": "integer", "minimum": 1})
OCCURRENCE = Kind(
    values.read_occurrence, {"anyOf": [{"type": "integer", "minimum": 1}, {"const": "all"}]}
)
FLAG = Kind(values.read_flag, {"type": "boolean"})
_MARK = r"\s!-,/:-@\[-^`{-~"
"""What no id holds, of ASCII; `-`, `.` and `_` may stand inside of one."""
ID = Kind(
    values.read_id,
    {"type": ["string", "number", "boolean"], "pattern": rf"^\s*[^{_MARK}._-][^{_MARK}]*\s*$"},
)
