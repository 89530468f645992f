"""New values as YAML that a person would like to read.

A value is its first line, which stands behind its colon or dash, and the lines below it.
`plain=False` gives the same value in a way that nothing around it can change.
"""

import re
from collections.abc import Mapping, Sequence

from postil.entries.changes import Value
from postil.read.yaml_quoting import double_quote, quote_yaml

_IN_BRACKETS = re.compile(r"[,\[\]{}?]|:\Z|\A[-:]|:[^ \w]")
_ESCAPED_ONLY = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_KEY = re.compile(r"[^\W\d_][\w-]*\Z")
_NO_BLOCK = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]"
    r"|^[ \t]+$|\A[ \t\n]*\Z",
    re.MULTILINE,
)
_FULL = 88
"""So many characters a list or mapping in brackets may have; a longer one has lines of its own."""


def key_yaml(name: str) -> str:
    """A field's name."""
    return name if _KEY.match(name) else double_quote(name)


def text_yaml(text: str, *, plain: bool = True, brackets: bool = False) -> str:
    """A text in one line; `brackets` where it stands inside `[..]` or `{..}`."""
    if not plain:
        return double_quote(text)
    written = quote_yaml(text)
    if written[:1] == '"' and written != text:
        if '"' in text and "'" not in text and not _ESCAPED_ONLY.search(text):
            return f"'{text}'"
        return written
    return double_quote(text) if brackets and _IN_BRACKETS.search(text) else written


def flow_yaml(value: Value, *, plain: bool = True) -> str:
    """Any value in one line, as it may stand inside brackets."""
    if isinstance(value, int):  # a flag too
        written = str(value).lower()
        return written if plain else f'"{written}"'
    if isinstance(value, str):
        return text_yaml(value, plain=plain, brackets=True)
    if isinstance(value, Mapping):
        pairs = [
            f"{key_yaml(name)}: {flow_yaml(inner, plain=plain)}"
            for name, inner in value.items()
            if inner is not None
        ]
        return "{" + ", ".join(pairs) + "}"
    return "[" + ", ".join(flow_yaml(item, plain=plain) for item in value or ()) + "]"


def value_yaml(value: Value, column: int, *, plain: bool = True) -> list[str]:
    """A field's value; `column` is that of its name, and what stands below is deeper."""
    if isinstance(value, str):
        return _text(value, column, plain=plain)
    if not isinstance(value, (Mapping, Sequence)):
        return [flow_yaml(value, plain=plain)]
    written = flow_yaml(value, plain=plain)
    if not value or (len(written) <= _FULL and _is_flat(value)):
        return [written]
    if isinstance(value, Mapping):
        return ["", *fields_yaml(value, column + 2, plain=plain)]
    lines = [""]
    for item in value:
        lines += item_yaml(item, column + 2, column + 4, plain=plain)
    return lines


def fields_yaml(fields: Mapping[str, Value], column: int, *, plain: bool = True) -> list[str]:
    """Fields, each on a line of its own."""
    lines = []
    for name, value in fields.items():
        if value is not None:
            first, *below = value_yaml(value, column, plain=plain)
            lines += [" " * column + f"{key_yaml(name)}: {first}".rstrip(" "), *below]
    return lines


def item_yaml(value: Value, dash: int, column: int, *, plain: bool = True) -> list[str]:
    """A list's item: the column of its dash, and that of what stands behind it."""
    if isinstance(value, Mapping) and value:
        first, *below = fields_yaml(value, column, plain=plain)
        return [" " * dash + "-" + first[dash + 1 :], *below]
    first, *below = value_yaml(value, dash, plain=plain)
    return [" " * dash + "- " + first, *below]


def _text(text: str, column: int, *, plain: bool) -> list[str]:
    """A text: in one line, or as a block where it has several."""
    if not plain or "\n" not in text or _NO_BLOCK.search(text):
        return [text_yaml(text, plain=plain)]
    ends = len(text) - len(text.rstrip("\n"))
    body = text[:-1] if ends else text
    sign = (
        "|" + ("2" if body.lstrip("\n")[:1] in (" ", "\t") else "") + "-+"[bool(ends)] * (ends != 1)
    )
    pad = " " * (column + 2)
    return [sign, *(pad + line if line else "" for line in body.split("\n"))]


def _is_flat(value: Mapping[str, Value] | Sequence[Value]) -> bool:
    """Whether a list or mapping holds short things alone, and so reads well in brackets."""
    inner = list(value.values()) if isinstance(value, Mapping) else list(value)
    return all(
        _is_short(item)
        or (isinstance(item, Mapping) and all(_is_short(part) for part in item.values()))
        for item in inner
    )


def _is_short(value: Value) -> bool:
    if isinstance(value, str):
        return len(value) <= _FULL // 2 and "\n" not in value
    return value is None or isinstance(value, int)
