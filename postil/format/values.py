"""Kinds of values that are not words for readers: addresses, dates, numbers, ids and choices."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

from postil.catalogue import CATALOGUE
from postil.dates import DateError, parse_date, parse_day
from postil.format.scope import Kind, Schema, Scope, describe_node, said, short
from postil.format.texts import make_id, nearest
from postil.format.words import read_text
from postil.read.nodes import YamlList, YamlNode, YamlText


def _typed(node: YamlNode) -> str:
    return node.text.strip() if isinstance(node, YamlText) else ""


# Addresses


def read_url(node: YamlNode, scope: Scope) -> str | None:
    """A web address."""
    text = read_text(node, scope)
    if text is None or is_web_address(text):
        return text
    message = f"'{short(text)}' is not a web address that Postil links to"
    return scope.tell("x-002", node.start, message, _advise_address(text))


def read_site_url(node: YamlNode, scope: Scope) -> str | None:
    """The web address of a site. Its pages are found below it, so that nothing stands behind."""
    text = read_url(node, scope)
    end = re.search(r"[?#]", text or "")
    if text is None or end is None:
        return text
    message = f"the address of a site has no '{end[0]}' in it"
    return scope.wrong(node, message, f"write {text[: end.start()]}")


def _advise_address(text: str) -> str:
    if re.match(r"\w[\w-]*\.\w", text) and is_web_address(meant := f"https://{text}"):
        return f"write {meant}"
    if is_web_address(meant := re.sub(r"\s", "%20", text)):
        return f"write {meant}"
    return "a web address begins with https:// or http:// and has no user name in it"


_WEB_ADDRESS = re.compile(
    r"https?://(?P<host>[^\s\\<>\"\x00-\x20\x7f-\x9f/?#@]+)(?:[/?#][^\s\\<>\"\x00-\x20\x7f-\x9f]*)?",
    re.IGNORECASE,
)


def is_web_address(text: str) -> bool:
    """Whether a text is an absolute http or https address without a user's name in it."""
    return _WEB_ADDRESS.fullmatch(text) is not None


PREVIEWED = ("png", "jpg", "jpeg", "gif", "webp")
"""What those who show links show as their picture; drawings they do not."""


def read_preview(node: YamlNode, scope: Scope) -> str | None:
    """The name of a picture that can stand beside a link."""
    name = read_text(node, scope)
    if name is None or is_previewed(name):
        return name
    message = f"'{short(name)}' cannot be shown beside a link"
    return scope.wrong(node, message, "save the picture as PNG or JPEG")


def is_previewed(name: str) -> bool:
    """Whether a picture can stand beside a link, by its file's name."""
    return name.rpartition(".")[2].lower() in PREVIEWED


# Dates


def read_date(node: YamlNode, scope: Scope) -> Any:
    """An EDTF date."""
    return _read_dated(node, scope, parse_date)


def read_day(node: YamlNode, scope: Scope) -> str | None:
    """A year, a month or a day: 2025, 2025-05 or 2025-05-20."""
    return _typed(node) if _read_dated(node, scope, parse_day) is not None else None


def _read_dated(node: YamlNode, scope: Scope, parse: Callable[[str], Any]) -> Any:
    text = read_text(node, scope)
    if text is None:
        return None
    try:
        return parse(text)
    except DateError as error:
        return scope.tell("t-001", node.start, error.message, error.hint)


# Numbers


def read_whole_number(node: YamlNode, scope: Scope) -> int | None:
    """A whole number, ASCII digits only."""
    return _read_number(node, scope, r"-?[0-9]{1,9}", "a whole number")


def read_count(node: YamlNode, scope: Scope) -> int | None:
    """A whole number from 1."""
    return _read_number(node, scope, r"[1-9][0-9]{0,8}", "a whole number from 1")


ALL = 0
"""The `occurrence` that stands for every place."""


def read_occurrence(node: YamlNode, scope: Scope) -> int | None:
    """A number from 1, or `all`."""
    if _typed(node) == "all":
        return ALL
    return _read_number(node, scope, r"[1-9][0-9]{0,8}", "a number from 1, or all")


def _read_number(node: YamlNode, scope: Scope, pattern: str, expected: str) -> int | None:
    if re.fullmatch(pattern, _typed(node)):
        return int(_typed(node))
    return scope.wrong(node, f"expected {expected}; found {said(node)}")


# Words of the format


_TRUTHS = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false"}


def read_flag(node: YamlNode, scope: Scope) -> bool | None:
    """`true` or `false`."""
    text = _typed(node).lower()
    if text in ("true", "false"):
        return text == "true"
    meant = _TRUTHS.get(text) or nearest(text, ("true", "false"))
    hint = f"write {meant}" if meant else ""
    return scope.wrong(node, f"expected true or false; found {said(node)}", hint)


def one_of(*words: str) -> Kind:
    """One of a few words."""

    def read(node: YamlNode, scope: Scope) -> str | None:
        return _read_word(node, scope, words)

    return Kind(read, {"enum": list(words)})


def list_of(*words: str) -> Kind:
    """A list of some of a few words; a single one is a list of one."""

    def read(node: YamlNode, scope: Scope) -> tuple[str, ...] | None:
        items = node.items if isinstance(node, YamlList) else (node,)
        read = [_read_word(item, scope, words) for item in items]
        return tuple(dict.fromkeys(word for word in read if word is not None))

    return Kind(read, _some_of(words))


def kind_of_note(*words: str) -> Kind:
    """One of the kinds of notes that Postil knows, or that the site declares."""

    def read(node: YamlNode, scope: Scope) -> str | None:
        if scope.kinds is None:
            return read_text(node, scope)
        name = _typed(node)
        declare = f"declare it in site.yaml:\nkinds:\n  - name: {name}" if is_id(name) else ""
        return _read_word(node, scope, (*words, *scope.kinds), declare)

    # A schema of one file cannot know what another declares.
    return Kind(read, {"type": "string", "minLength": 1, "examples": list(words)})


def codes_of_warnings() -> Kind:
    """A list of codes of diagnostics that are warnings."""
    warnings = [code for code, (severity, _) in CATALOGUE.items() if severity == "warning"]

    def read_code(node: YamlNode, scope: Scope) -> str | None:
        code = _typed(node)
        if code in CATALOGUE and code not in warnings:
            return scope.wrong(node, f"'{code}' is an error, and only warnings can be left out")
        return _read_word(node, scope, warnings)

    def read(node: YamlNode, scope: Scope) -> tuple[str, ...]:
        items = node.items if isinstance(node, YamlList) else (node,)
        codes = [read_code(item, scope) for item in items]
        return tuple(dict.fromkeys(code for code in codes if code is not None))

    return Kind(read, _some_of(warnings))


def _some_of(words: Sequence[str]) -> Schema:
    one = {"enum": list(words)}
    return {"anyOf": [one, {"type": "array", "items": one}]}


def _read_word(
    node: YamlNode, scope: Scope, words: Sequence[str], otherwise: str = ""
) -> str | None:
    text = _typed(node)
    if text in words:
        return text
    meant = nearest(text, words) if text else None
    hint = f"did you mean '{meant}'?" if meant else otherwise
    return scope.wrong(node, f"expected one of {', '.join(words)}; found {said(node)}", hint)


# Ids


def read_id(node: YamlNode, scope: Scope) -> str | None:
    """An id: letters and digits of any script, and inside of it hyphens, `_` and full stops."""
    if not isinstance(node, YamlText):
        return scope.wrong(node, f"expected an id, found {describe_node(node)}")
    text = unicodedata.normalize("NFC", node.text.strip())
    if is_id(text):
        return text
    message = f"'{short(text)}' cannot be an id: letters, digits and hyphens only"
    if not text:
        message = "the id is empty"
    return scope.wrong(node, message, f"for example: {make_id(text, 'a-name-of-your-own')}")


def is_id(text: str) -> bool:
    """Whether a text can be an id. It begins with a letter or digit; `__proto__` does not."""
    return text[:1].isalnum() and all(
        c.isalnum() or c in "-_." or unicodedata.category(c)[0] == "M" for c in text
    )
