"""Kinds of values that are words: texts, also in several languages, and lists of them."""

from collections.abc import Callable
from typing import TypeVar

from postil.format.languages import read_language
from postil.format.scope import Schema, Scope, describe_node
from postil.format.texts import Texts
from postil.read.nodes import YamlList, YamlMap, YamlNode, YamlText
from postil.read.yaml_hints import changed_line, with_yaml
from postil.read.yaml_quoting import double_quote

# What YAML would read as a number, date or boolean is text here; editors must not complain.
TEXT_SCHEMA: Schema = {"type": ["string", "number", "boolean"], "pattern": r"\S"}


def read_text(node: YamlNode, scope: Scope) -> str | None:
    """A text as typed, without white space at its ends."""
    if not isinstance(node, YamlText):
        return scope.wrong(
            node, f"expected a text, found {describe_node(node)}", _hint(node, scope)
        )
    text = node.text.strip()
    if not text:
        return scope.wrong(node, "the text is empty", "write the text, or leave the field out")
    return text


def _hint(node: YamlList | YamlMap, scope: Scope) -> str:
    """What to do with a list or fields where a text should be."""
    if scope.is_in_brackets(node):
        text, start, end = scope.file.text, node.start, node.end
        fixed = changed_line(text, start, end, double_quote(text[start:end]))
        return with_yaml("put the text in quotation marks", fixed)
    if isinstance(node, YamlList):
        return "write one text, without a hyphen before it"
    return "write the text behind the colon, in quotation marks if it has a colon itself"


def read_texts(node: YamlNode, scope: Scope) -> Texts | None:
    """A text, or a mapping of language tags to texts."""
    if not isinstance(node, YamlMap):
        text = read_text(node, scope)
        return Texts(((scope.language, text),)) if text is not None else None
    pairs = _read_by_language(node, scope, read_text)
    return Texts(pairs) if pairs else None


def read_translations(node: YamlNode, scope: Scope) -> tuple[tuple[str, str], ...] | None:
    """A mapping of language tags to texts."""
    if not isinstance(node, YamlMap):
        message = f"expected languages and texts, found {describe_node(node)}"
        return scope.wrong(node, message, "write for example:\ntranslations: {ja: 抑止力}")
    return _read_by_language(node, scope, read_text)


Said = TypeVar("Said")


def _read_by_language(
    node: YamlMap, scope: Scope, read: Callable[[YamlNode, Scope], Said | None]
) -> tuple[tuple[str, Said], ...]:
    found: dict[str, Said] = {}
    seen: set[str] = set()
    for key, value in node.pairs:
        language = read_language(key, scope)
        if language is None:
            continue
        if language in seen:
            scope.tell("y-002", key.start, f"the language '{language}' stands twice", "keep one")
            continue
        seen.add(language)
        if isinstance(value, YamlText) and value.is_missing:
            hint = "write it behind the colon, or take the line out"
            scope.tell("y-004", key.start, f"'{key.text}' has no text", hint)
            continue
        value_read = read(value, scope)
        if value_read is not None:
            found[language] = value_read
    if not node.pairs:
        scope.wrong(node, "no language is given", "write for example: {en: .., ja: ..}")
    return tuple(found.items())


def read_text_list(node: YamlNode, scope: Scope) -> tuple[str, ...] | None:
    """A list of texts; a single text is a list of one."""
    items = node.items if isinstance(node, YamlList) else (node,)
    texts = [read_text(item, scope) for item in items]
    return tuple(t for t in texts if t is not None)


def read_choices(node: YamlNode, scope: Scope) -> tuple[Texts, ...] | None:
    """A list of texts, or of mappings; or a mapping of language tags to lists."""
    if isinstance(node, YamlMap):
        return _read_choices_by_language(node, scope)
    if not isinstance(node, YamlList):
        message = f"expected a list of choices, found {describe_node(node)}"
        return scope.wrong(node, message, "write for example:\nchoices: [yes, no, perhaps]")
    choices = [read_texts(item, scope) for item in node.items]
    return None if None in choices else tuple(c for c in choices if c is not None)


def _read_choices_by_language(node: YamlMap, scope: Scope) -> tuple[Texts, ...] | None:
    told = len(scope.diagnostics)
    lists = _read_by_language(node, scope, _read_list)
    if len(scope.diagnostics) > told:
        return None
    texts = [[(tag, text) for text in texts] for tag, texts in lists]
    if len({len(pairs) for pairs in texts}) > 1:
        hint = "give the choices in the same order in every language"
        return scope.wrong(node, "the languages have different numbers of choices", hint)
    return tuple(Texts(tuple(pairs)) for pairs in zip(*texts, strict=True))


def _read_list(node: YamlNode, scope: Scope) -> tuple[str, ...] | None:
    if isinstance(node, YamlList):
        return read_text_list(node, scope)
    message = f"expected a list of choices, found {describe_node(node)}"
    return scope.wrong(node, message, "write for example: {en: [yes, no], ja: [はい, いいえ]}")
