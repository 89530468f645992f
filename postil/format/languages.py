"""Kinds of values that name languages, by BCP 47 tags."""

import re

from postil.format.scope import Scope, describe_node
from postil.read.nodes import YamlList, YamlNode, YamlText

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
"""The shape of a tag (RFC 5646, section 2.1). Longer first subtags are reserved or unused:
they are names such as `english`, or fields that stand where languages should."""

TAG_PATTERN = f"^{_TAG.pattern}$"

_MEANT = {
    "arabic": "ar",
    "chinese": "zh-Hant",
    "cn": "zh-Hans",
    "english": "en",
    "french": "fr",
    "german": "de",
    "indonesian": "id",
    "italian": "it",
    "japanese": "ja",
    "jp": "ja",
    "korean": "ko",
    "portuguese": "pt",
    "russian": "ru",
    "spanish": "es",
    "thai": "th",
    "vietnamese": "vi",
}
"""Names of languages, and of countries whose language has another tag."""


def read_language(node: YamlNode, scope: Scope) -> str | None:
    """A BCP 47 language tag, in its usual capitals (`zh-Hant-TW`)."""
    if not isinstance(node, YamlText):
        return scope.wrong(node, f"expected a language tag, found {describe_node(node)}", _LOOKS)
    text = node.text.strip()
    meant = _MEANT.get(text.lower()) or text.replace("_", "-")
    if meant == text and _TAG.fullmatch(text):
        first, *rest = text.split("-")
        return "-".join([first.lower(), *map(_subtag, rest)])
    if not text:
        return scope.wrong(node, "expected a language tag, found an empty text", _LOOKS)
    hint = f"did you mean '{meant}'?" if meant != text and _TAG.fullmatch(meant) else _LOOKS
    return scope.wrong(node, f"'{text[:40]}' is not a language tag", hint)


_LOOKS = "language tags look like en, ja or zh-Hant"


def read_languages(node: YamlNode, scope: Scope) -> tuple[str, ...] | None:
    """A list of language tags; a single one is a list of one."""
    items = node.items if isinstance(node, YamlList) else (node,)
    tags = [read_language(item, scope) for item in items]
    return tuple(dict.fromkeys(t for t in tags if t is not None))


def _subtag(subtag: str) -> str:
    if len(subtag) == 4 and subtag.isalpha():
        return subtag.title()
    return subtag.upper() if len(subtag) == 2 and subtag.isalpha() else subtag.lower()
