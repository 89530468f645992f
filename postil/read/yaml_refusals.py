"""What YAML allows and we refuse: marks that make it a language, and keys that are slips."""

import re

from postil.read.nodes import YamlList, YamlMap, YamlText
from postil.read.yaml_hints import (
    Problem,
    changed_line,
    line_end,
    line_start,
    quoting_hint,
    with_yaml,
)

ODD_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b"
ODD_SPACES += "\u202f\u205f\u3000\ufeff"
"""They look like spaces, and to YAML they are letters."""

SUSPECT = frozenset(["", "<", "-", *ODD_SPACES])
"""A key that begins so is to be judged."""

_SIGNS = {"!": "tag", "&": "anchor", "*": "alias"}
_EXCERPT = 40


def refuse_mark(text: str, start: int, sign: str, *, quotable: bool, flow: bool) -> Problem:
    """Tell an alias, an anchor or a tag: `sign` is the first one at or after `start`."""
    at = text.find(sign, start)
    found = re.compile(r"[^\s,\[\]{}]+").match(text, at, at + _EXCERPT)
    shown = found.group() if found else sign
    advice = "if it is text, put it in quotation marks"
    hint = quoting_hint(text, start, flow=flow, advice=advice) if quotable else "take it out"
    return Problem(at, f"'{shown}' is a YAML {_SIGNS[sign]}, which is not allowed", hint)


def find_directive(text: str, start: int, end: int) -> list[Problem]:
    """Tell a line that begins with a percent sign, before the document."""
    at = start if text.startswith("%", start, end) else text.find("\n%", start, end) + 1
    if at == 0 and not text.startswith("%"):
        return []
    message = "a line that begins with '%' is a YAML directive, which is not allowed"
    return [Problem(at, message, "take it out, or begin it with # if it is a comment")]


def second_document(text: str, at: int, end: int) -> Problem:
    """Tell the line that begins a second document."""
    hint = "take this line out"
    if text[line_end(text, at) : end].strip():
        hint += "; what follows it belongs above, or in a file of its own"
    return Problem(at, "a second YAML document begins here, and a file holds one", hint)


def judge_key(text: str, key: YamlText) -> list[Problem]:
    """Tell a key that is a slip or that we refuse."""
    before = text[line_start(text, key.start) : key.start].rstrip()
    if before.endswith("?") and not before.strip("- ?"):
        at = text.rindex("?", 0, key.start)
        message = "a text without quotation marks cannot begin with '?'"
        return [Problem(at, message, quoting_hint(text, at))]
    name = key.text
    if not key.plain or (name and name[0] not in SUSPECT):
        return []
    if not name:
        return [no_name(key.start)]
    if name == "<<":
        hint = "write the fields themselves"
        message = "'<<' is a YAML merge key, which is not allowed"
        return [Problem(key.start, message, hint)]
    if name[0] == "-":
        return [missing_space_after_dash(text, key.start)]
    return [] if name[0] == "<" else [odd_space(text, key.start)]


def no_name(at: int) -> Problem:
    """Tell a colon without a name before it."""
    hint = "write it before the colon, or put the text in quotation marks"
    return Problem(at, "the name before the colon is missing", hint)


def missing_space_after_dash(text: str, at: int) -> Problem:
    """Tell a list item that YAML takes for text, as no space follows its dash."""
    rest = text[at + 1 : min(line_end(text, at), at + _EXCERPT)]
    inside = len(rest) - len(rest.lstrip(ODD_SPACES))
    hint = with_yaml("put one there", changed_line(text, at, at + 1 + inside, "- "))
    return Problem(at, "a space is missing after the dash", hint)


def odd_space(text: str, at: int) -> Problem:
    """Tell a space at the beginning of a line that is none to YAML."""
    first = line_start(text, at)
    lead = re.compile(rf"[ \t{ODD_SPACES}]*").match(text, first)
    assert lead
    end = lead.end()
    spaces = re.sub(r"[\t\u3000]", "  ", text[first:end])  # both are about two columns wide
    spaces = re.sub(r"[\u200b\ufeff]", "", spaces)
    spaces = re.sub(rf"[{ODD_SPACES}]", " ", spaces)
    if "\t" in lead[0] and (column := _begun_above(text, first, end)):
        spaces = " " * column
    fixed = changed_line(text, first, end, spaces)
    char = text[at]
    name = {
        "\t": "a tab",
        "\u3000": "a full-width space (U+3000)",
        "\u00a0": "a no-break space (U+00A0)",
    }.get(char, f"an invisible character (U+{ord(char):04X})")
    hint = with_yaml("use ordinary spaces", fixed)
    return Problem(at, f"{name} stands where YAML takes only ordinary spaces", hint)


_FIELD = re.compile(r"(?P<lead> *(?:- +)?)[a-z_]+:[ \n]")
"""A line with a field and a value after it, or none."""


def _begun_above(text: str, first: int, end: int) -> int:
    """The spaces before the field above, where a tab stands before a field; else 0."""
    above = text[line_start(text, first - 1) : first] if first else ""
    field = _FIELD.match(above)
    if field is None or not above[field.end() - 1 :].strip() or not _FIELD.match(text, end):
        return 0
    return len(field["lead"])


def twice(key: YamlText, first_line: int, line: int) -> Problem:
    """Tell a key that stands twice in a mapping."""
    name = key.text if len(key.text) <= _EXCERPT else key.text[:_EXCERPT] + "…"
    where = f"in lines {first_line} and {line}" if line != first_line else f"in line {line}"
    hint = "take one of them out; if a new entry begins here, begin its first line with '- '"
    return Problem(key.start, f"'{name}' stands twice, {where}", hint, "y-002")


def complex_key(node: YamlList | YamlMap) -> Problem:
    """Tell a list or mapping that stands where a name should."""
    hint = "a name comes before the colon; put a text that begins with a bracket in quotation marks"
    return Problem(node.start, "brackets cannot stand before the colon", hint)


def after_question_marks(text: str, start: int, end: int) -> frozenset[int]:
    """Where a key stands after a question mark that YAML takes as the sign of a key."""
    found = []
    at = text.find("? ", start, end)
    while at >= 0:
        if not text[line_start(text, at) : at].strip(" -"):
            found.append(at + 2)
        at = text.find("? ", at + 1, end)
    return frozenset(found)


def judge_braces(text: str, start: int, key: YamlText, value_at: int) -> list[Problem]:
    """Tell braces that hold words and no fields, as ruby does, by their first key."""
    if value_at > key.end or text[start] != "{":
        return []
    message = f"braces begin here that hold no fields: '{key.text[:_EXCERPT]}' is not name: value"
    alone = text[max(0, start - _EXCERPT) : start].rpartition("\n")[2].endswith((": ", "- "))
    hint = quoting_hint(text, start) if alone else "put the text in quotation marks"
    return [Problem(start, message, hint)]
