"""YAML written anew from nodes: the same words, and nothing that stood beside them."""

import re
from collections.abc import Iterator

from postil.read.nodes import YamlList, YamlMap, YamlNode, YamlText
from postil.read.yaml_quoting import double_quote, quote_yaml

_FITS_BLOCK = re.compile(
    r"[^\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]+\Z"
)
_STEP = "  "


def write_yaml(root: YamlMap) -> str:
    """A mapping as a YAML document that reads as the same nodes, places and styles apart.

    Texts lose the white space at their ends, as the format's readers take it away.
    """
    return "".join(f"{line}\n" for line in _map(root, ""))


def _map(node: YamlMap, indent: str) -> Iterator[str]:
    for key, value in node.pairs:
        yield from _led(f"{indent}{quote_yaml(key.text.strip())}:", value, indent + _STEP)


def _list(node: YamlList, indent: str) -> Iterator[str]:
    for item in node.items:
        if isinstance(item, YamlMap) and item.pairs:
            first, *rest = _map(item, indent + _STEP)
            yield f"{indent}- {first.removeprefix(indent + _STEP)}"
            yield from rest
        else:
            yield from _led(f"{indent}-", item, indent + _STEP)


def _led(lead: str, value: YamlNode, indent: str) -> Iterator[str]:
    """A value behind its key or hyphen: in the same line, or in lines of its own below."""
    if isinstance(value, YamlText):
        first, *rest = _text(value)
        yield f"{lead} {first}".rstrip(" ")
        yield from (f"{indent}{line}" if line else "" for line in rest)
    elif isinstance(value, YamlMap):
        yield lead if value.pairs else f"{lead} {{}}"
        yield from _map(value, indent)
    else:
        yield lead if value.items else f"{lead} []"
        yield from _list(value, indent)


def _text(node: YamlText) -> list[str]:
    """A text in one line, or as a block of its lines."""
    text = node.text.strip()
    if node.is_missing:
        return [""]
    if "\n" in text and _FITS_BLOCK.match(text):
        return ["|-", *text.split("\n")]
    return [double_quote(text) if "\n" in text else quote_yaml(text)]
