"""Kinds of values: how each is written in YAML, checked, and described to editors.

A kind is a reader (node → value, or `None` after telling what is wrong) and a JSON Schema.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from postil.catalogue import diagnose
from postil.dates import DateError, parse_date, parse_day
from postil.diagnostics import Diagnostic
from postil.format.texts import Texts, make_id, nearest
from postil.markdown.parser import LANGUAGE_TAG
from postil.read.nodes import YamlList, YamlMap, YamlNode, YamlText
from postil.source import SourceFile


@dataclass(slots=True)
class Scope:
    """What a value is read in: its file, the language of plain texts, the kinds of notes."""

    file: SourceFile
    language: str
    kinds: tuple[str, ...] = ()
    """Names of the kinds that `site.yaml` declares."""
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def tell(self, code: str, offset: int, message: str, hint: str = "") -> Any:
        """Add a diagnostic at an offset of the file. Gives `None`, which readers hand on."""
        self.diagnostics.append(diagnose(code, self.file.position(offset), message, hint))

    def wrong(self, node: YamlNode, message: str, hint: str = "") -> Any:
        """Add "a value of the wrong kind" at a node. Gives `None`."""
        return self.tell("y-005", node.start, message, hint)


Schema: TypeAlias = Mapping[str, Any]
Read: TypeAlias = Callable[[YamlNode, Scope], Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value."""

    read: Read
    schema: Schema
    is_text: bool = False
    """Words for readers, in which a `#` may well be meant."""


# What YAML would read as a number, date or boolean is text here; editors must not complain.
TEXT_SCHEMA: Schema = {"type": ["string", "number", "boolean"]}


def describe_node(node: YamlNode) -> str:
    """What a node is, in an author's words."""
    if isinstance(node, YamlList):
        return "a list"
    return "a mapping" if isinstance(node, YamlMap) else "a text"


def read_text(node: YamlNode, scope: Scope) -> str | None:
    """A text as typed, without white space at its ends."""
    if not isinstance(node, YamlText):
        hint = "put the text in quotation marks" if isinstance(node, YamlMap) else ""
        return scope.wrong(node, f"expected a text, found {describe_node(node)}", hint)
    text = node.text.strip()
    if not text:
        return scope.wrong(node, "the text is empty")
    return text


def read_texts(node: YamlNode, scope: Scope) -> Texts | None:
    """A text, or a mapping of language tags to texts."""
    if not isinstance(node, YamlMap):
        if isinstance(node, YamlList):
            return scope.wrong(node, "expected a text, found a list")
        text = read_text(node, scope)
        return Texts(((scope.language, text),)) if text is not None else None
    pairs = _read_by_language(node, scope, read_text)
    return Texts(pairs) if pairs else None


def read_translations(node: YamlNode, scope: Scope) -> tuple[tuple[str, str], ...] | None:
    """A mapping of language tags to texts."""
    if not isinstance(node, YamlMap):
        return scope.wrong(
            node,
            f"expected languages and texts, found {describe_node(node)}",
            "for example: {ja: 抑止力}",
        )
    return _read_by_language(node, scope, read_text)


def _read_by_language(node: YamlMap, scope: Scope, read: Read) -> tuple[tuple[str, Any], ...]:
    pairs = []
    for key, value in node.pairs:
        language = read_language(key, scope)
        if language is None:
            continue
        if isinstance(value, YamlText) and value.is_missing:
            scope.tell("y-004", key.start, f"'{key.text}' has no text")
            continue
        said = read(value, scope)
        if said is not None:
            pairs.append((language, said))
    if not node.pairs:
        scope.wrong(node, "the mapping is empty")
    return tuple(pairs)


def read_text_list(node: YamlNode, scope: Scope) -> tuple[str, ...] | None:
    """A list of texts; a single text is a list of one."""
    items = node.items if isinstance(node, YamlList) else (node,)
    texts = [read_text(item, scope) for item in items]
    return tuple(t for t in texts if t is not None)


def read_choices(node: YamlNode, scope: Scope) -> tuple[Texts, ...] | None:
    """A list of texts, or of mappings; or a mapping of language tags to lists."""
    if isinstance(node, YamlMap):
        lists = _read_by_language(node, scope, read_text_list)
        if len({len(texts) for _, texts in lists}) > 1:
            return scope.wrong(node, "each language must have the same number of choices")
        by_choice = zip(*[[(tag, t) for t in texts] for tag, texts in lists], strict=True)
        return tuple(Texts(tuple(pairs)) for pairs in by_choice)
    if not isinstance(node, YamlList):
        return scope.wrong(node, f"expected a list of choices, found {describe_node(node)}")
    choices = [read_texts(item, scope) for item in node.items]
    return tuple(c for c in choices if c is not None)


def read_language(node: YamlNode, scope: Scope) -> str | None:
    """A BCP 47 language tag, in its usual capitals (`zh-Hant-TW`)."""
    if not isinstance(node, YamlText) or not LANGUAGE_TAG.fullmatch(node.text.strip()):
        said = f"'{node.text.strip()}'" if isinstance(node, YamlText) else describe_node(node)
        return scope.wrong(
            node, f"{said} is not a language tag", "language tags look like en, ja or zh-Hant"
        )
    first, *rest = node.text.strip().split("-")
    return "-".join([first.lower(), *map(_subtag, rest)])


def read_languages(node: YamlNode, scope: Scope) -> tuple[str, ...] | None:
    """A list of language tags."""
    items = node.items if isinstance(node, YamlList) else (node,)
    tags = [read_language(item, scope) for item in items]
    return tuple(dict.fromkeys(t for t in tags if t is not None))


def _subtag(subtag: str) -> str:
    if len(subtag) == 4 and subtag.isalpha():
        return subtag.title()
    return subtag.upper() if len(subtag) == 2 and subtag.isalpha() else subtag.lower()


def read_url(node: YamlNode, scope: Scope) -> str | None:
    """A web address."""
    text = read_text(node, scope)
    if text is None:
        return None
    if not is_web_address(text):
        return scope.tell(
            "x-002",
            node.start,
            f"'{_short(text)}' is not a web address that Postil links to",
            "a web address begins with https:// or http://",
        )
    return text


_WEB_ADDRESS = re.compile(r"https?://(?!/)[^\s\\@<>\"'`{}|^\x00-\x20\x7f]+", re.IGNORECASE)


def is_web_address(text: str) -> bool:
    """Whether a text is an absolute http or https address without user information."""
    match = _WEB_ADDRESS.fullmatch(text)
    if match is None:
        # An `@` is fine in a path, but not before it: that would be a user's name.
        host, _, path = text.partition("://")[2].partition("/")
        return "@" not in host and "@" in path and is_web_address(text.replace("@", "%40"))
    return True


def read_date(node: YamlNode, scope: Scope) -> Any:
    """An EDTF date."""
    return _read_dated(node, scope, parse_date)


def read_day(node: YamlNode, scope: Scope) -> str | None:
    """A year, a month or a day: 2025, 2025-05 or 2025-05-20."""
    _read_dated(node, scope, parse_day)
    return node.text.strip() if isinstance(node, YamlText) else None


def _read_dated(node: YamlNode, scope: Scope, parse: Callable[[str], Any]) -> Any:
    text = read_text(node, scope)
    if text is None:
        return None
    try:
        return parse(text)
    except DateError as error:
        return scope.tell("t-001", node.start, error.message, error.hint)


def read_whole_number(node: YamlNode, scope: Scope) -> int | None:
    """A whole number, ASCII digits only."""
    text = node.text.strip() if isinstance(node, YamlText) else ""
    if not re.fullmatch(r"-?[0-9]{1,9}", text):
        return scope.wrong(node, f"expected a whole number, found {_said(node)}")
    return int(text)


def read_count(node: YamlNode, scope: Scope) -> int | None:
    """A whole number from 1."""
    text = node.text.strip() if isinstance(node, YamlText) else ""
    if not re.fullmatch(r"[1-9][0-9]{0,8}", text):
        return scope.wrong(node, f"expected a whole number from 1, found {_said(node)}")
    return int(text)


ALL = 0
"""The `occurrence` that stands for every place."""


def read_occurrence(node: YamlNode, scope: Scope) -> int | None:
    """A number from 1, or `all`."""
    if isinstance(node, YamlText) and node.text.strip() == "all":
        return ALL
    text = node.text.strip() if isinstance(node, YamlText) else ""
    if not re.fullmatch(r"[1-9][0-9]{0,8}", text):
        return scope.wrong(node, f"expected a number from 1, or all; found {_said(node)}")
    return int(text)


def read_flag(node: YamlNode, scope: Scope) -> bool | None:
    """`true` or `false`."""
    text = node.text.strip().lower() if isinstance(node, YamlText) else ""
    if text not in ("true", "false"):
        return scope.wrong(node, f"expected true or false, found {_said(node)}")
    return text == "true"


def read_id(node: YamlNode, scope: Scope) -> str | None:
    """An id: letters and digits of any script, hyphens, underscores and full stops."""
    text = read_text(node, scope)
    if text is None:
        return None
    text = unicodedata.normalize("NFC", text)
    if not all(c.isalnum() or c in "-_." or unicodedata.category(c)[0] == "M" for c in text):
        return scope.wrong(
            node,
            f"the id '{_short(text)}' may hold letters, digits and hyphens only",
            f"for example: {make_id(text, 'note')}",
        )
    return text


def one_of(*words: str) -> Kind:
    """One of a few words."""

    def read(node: YamlNode, scope: Scope) -> str | None:
        return _read_word(node, scope, words)

    return Kind(read, {"enum": list(words)})


def list_of(*words: str) -> Kind:
    """A list of some of a few words."""

    def read(node: YamlNode, scope: Scope) -> tuple[str, ...] | None:
        items = node.items if isinstance(node, YamlList) else (node,)
        said = [_read_word(item, scope, words) for item in items]
        return tuple(dict.fromkeys(s for s in said if s is not None))

    return Kind(read, {"type": "array", "items": {"enum": list(words)}})


def kind_of_note(*words: str) -> Kind:
    """One of the kinds of notes that Postil knows, or that the site declares."""

    def read(node: YamlNode, scope: Scope) -> str | None:
        return _read_word(node, scope, (*words, *scope.kinds))

    # A schema of one file cannot know what another declares.
    return Kind(read, {"type": "string", "examples": list(words)})


def _read_word(node: YamlNode, scope: Scope, words: Sequence[str]) -> str | None:
    text = node.text.strip() if isinstance(node, YamlText) else ""
    if text in words:
        return text
    meant = nearest(text, words) if text else None
    hint = f"did you mean '{meant}'?" if meant else ""
    return scope.wrong(node, f"expected one of {', '.join(words)}; found {_said(node)}", hint)


def _said(node: YamlNode) -> str:
    return f"'{_short(node.text.strip())}'" if isinstance(node, YamlText) else describe_node(node)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."


_TAG_PATTERN = f"^{LANGUAGE_TAG.pattern}$"
TEXT = Kind(read_text, TEXT_SCHEMA, is_text=True)
_BY_LANGUAGE: Schema = {"type": "object", "additionalProperties": TEXT_SCHEMA, "minProperties": 1}
TEXTS = Kind(read_texts, {"anyOf": [TEXT_SCHEMA, _BY_LANGUAGE]}, is_text=True)
TRANSLATIONS = Kind(read_translations, _BY_LANGUAGE)
TEXT_LIST = Kind(
    read_text_list, {"anyOf": [TEXT_SCHEMA, {"type": "array", "items": TEXT_SCHEMA}]}, is_text=True
)
CHOICES = Kind(
    read_choices,
    {
        "anyOf": [
            {"type": "array", "items": {"anyOf": [TEXT_SCHEMA, _BY_LANGUAGE]}},
            {
                "type": "object",
                "additionalProperties": {"type": "array", "items": TEXT_SCHEMA},
                "minProperties": 1,
            },
        ]
    },
    is_text=True,
)
LANGUAGES = Kind(
    read_languages, {"type": "array", "items": {"type": "string", "pattern": _TAG_PATTERN}}
)
LANGUAGE = Kind(read_language, {"type": "string", "pattern": _TAG_PATTERN})
URL = Kind(read_url, {"type": "string", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://"})
DATE = Kind(read_date, {"type": ["string", "number"]})
DAY = Kind(read_day, {"type": ["string", "number"]})
NUMBER = Kind(read_whole_number, {"type": "integer"})
COUNT = Kind(read_count, {"type": "integer", "minimum": 1})
OCCURRENCE = Kind(read_occurrence, {"anyOf": [{"type": "integer", "minimum": 1}, {"const": "all"}]})
FLAG = Kind(read_flag, {"type": "boolean"})
ID = Kind(read_id, {"type": ["string", "number"], "minLength": 1})
