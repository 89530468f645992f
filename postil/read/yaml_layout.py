"""Slips in how YAML is laid out: indentation, columns, and lines that are no field.

Columns are looked up in the lines above, as their author sees them.
"""

import re

from postil.read.nodes import YamlText
from postil.read.yaml_failure import Failure
from postil.read.yaml_hints import (
    Problem,
    bare_end,
    changed_line,
    line_end,
    line_of,
    line_start,
    quoting_hint,
    with_yaml,
)
from postil.read.yaml_refusals import ODD_SPACES, missing_space_after_dash, odd_space

FIELD = re.compile(
    r"""(?P<indent>\ *)(?P<dashes>(?:-\ +)*)
    (?P<name>"[^"\n]*"|'[^'\n]*'|[\w.][\w.-]*)\ ?:(?=[ \t\n]|\Z)(?P<value>[^\n]*)""",
    re.VERBOSE,
)
"""A line that is a field in its author's eyes: one word, a colon, and a space."""

_ITEM = re.compile(r" *(?:-(?: +|(?=\n|\Z)))+")
_UNSPACED = re.compile(
    rf"(?P<name>[A-Za-z_][\w-]*) ?(?P<colon>：|:(?![ \t\n]|//|\Z))[ {ODD_SPACES}]*"
)
_EQUALS = re.compile(r"(?P<name>[A-Za-z_][\w-]*)(?P<sign> *= *)(?=[^=\s])")
_CONFLICT = re.compile(r"<{7}|={7}$|>{7}|\|{7}")
_REMARK = re.compile(r"//|/\*|<!--|;|[^\w\s]+\s*$")
_BLOCK_SIGN = re.compile(r"(?:^|[:\-] +)[|>][-+\d]*\s*(?:#.*)?$")

_FAR = 20_000
"""So many characters above a line are looked through for its columns."""


def indentation(failure: Failure) -> Problem | None:
    """A tab or an odd space before the line where the parser stopped, or began to go wrong."""
    if failure.opened:
        return None
    for at in (failure.since, failure.at):
        first = line_start(failure.text, at)
        line = line_of(failure.text, at)
        lead = line[: len(line) - len(line.lstrip(" \t" + ODD_SPACES))]
        odd = lead.lstrip(" ")
        if odd and first + len(lead) < len(line) + first:
            return odd_space(failure.text, first + len(lead) - len(odd))
    return None


def swallowed_lines(failure: Failure) -> Problem | None:
    """A quotation mark that was not closed, so that the next one in the file closed it."""
    text = failure.text
    for token in failure.seen:
        if token.quoted and re.search(
            r"\n *(?:- +)*[\w-]+:[ \n]", text[token.start : min(token.end, token.start + _FAR)]
        ):
            end = bare_end(text, token.start, flow=False)
            hint = with_yaml(
                "put one at the end of the text", changed_line(text, end, end, text[token.start])
            )
            return Problem(token.start, "this quotation mark is not closed in its line", hint)
    return None


def judge_only_line(text: str, value: YamlText) -> list[Problem]:
    """Tell a whole file that is one text for want of a space: `title:War`."""
    if value.plain and _UNSPACED.match(text, value.start, value.end):
        return [_missing_space(text, value.start)]
    return []


def stray_line(failure: Failure) -> Problem:
    """A line without a colon among fields."""
    return _no_field(failure, failure.since)


def colon_on_later_line(failure: Failure) -> Problem:
    """A field that YAML takes for more of the text above it."""
    text, at, value = failure.text, failure.at, failure.last
    before = failure.seen[-2].name if len(failure.seen) > 1 else ""
    unspaced = _UNSPACED.match(text, value.start)
    if unspaced or before not in {"Value", "BlockEntry"}:
        return _no_field(failure, value.start)
    first = line_start(text, at)
    line = line_of(text, at)
    field = FIELD.match(line)
    if (item := _ITEM.match(line)) or (field and first + field.end("name") in {at, at - 1}):
        column = len(line) - len(line.lstrip(" "))
        return _out_of_line(failure, first + column, is_item=bool(item))
    hint = "put the whole text in quotation marks, or write it beneath '|'"
    return Problem(at, "a text without quotation marks cannot hold ': '", hint)


def misplaced_line(failure: Failure) -> Problem | None:
    """A line that begins in a column where nothing is open."""
    text, at, last = failure.text, failure.at, failure.last
    line = line_of(text, at)
    above = text[failure.start : line_start(text, at)]
    is_item = bool(_ITEM.match(line))
    lone = above.strip("\n")
    if at == line_start(text, at) and lone.startswith(" ") and "\n" not in lone:
        first = at - len(above.lstrip("\n "))
        hint = with_yaml("begin it in column 1", above.strip())
        return Problem(first, "this line is indented, and those below it are not", hint)
    if end := re.search(r"(?:^|\n)(?=\.\.\.[ \n])", above[-_FAR:]):
        offset = line_start(text, at) - len(above[-_FAR:]) + end.end()
        return Problem(offset, "'...' ends the YAML, and more follows it", "take this line out")
    if not is_item and not FIELD.match(line):
        between = text[last.end : at]
        if last.style in {"|", ">"}:
            return _shallow_text(failure)
        if "#" in between:
            hint = "take the comment out, or put the whole text in quotation marks"
            comment = last.end + between.index("#")
            return Problem(comment, "a comment ends the text, and more of it follows", hint)
        return _no_field(failure, at)
    return _out_of_line(failure, at, is_item=is_item)


def item_beside_key(failure: Failure) -> Problem:
    """`note: - text`: a dash where a text begins."""
    text, at = failure.text, failure.at
    before = line_of(text, at)[: at - line_start(text, at)]
    field = FIELD.match(before)
    if not field or not text.startswith("- ", at):
        message = "a text without quotation marks cannot begin with '-'"
        return Problem(at, message, quoting_hint(text, at))
    column = len(field["indent"] + field["dashes"]) + 2
    below = text[line_end(text, at) + 1 :][: len(before) + 1]
    if below == " " * len(before) + "-":
        column = len(before)  # the items below stand under this one
    fixed = changed_line(text, at - 1, at, "\n" + " " * column)
    hint = with_yaml("begin it on the next line, or put the text in quotation marks", fixed)
    return Problem(at, "a list cannot begin on the line of its field", hint)


def _no_field(failure: Failure, at: int) -> Problem:
    """A line that is not `name: value`, by what it is instead."""
    text = failure.text
    line = text[at : line_end(text, at)]
    if _CONFLICT.match(line):
        hint = "keep one of the two versions, and take out these marks"
        return Problem(at, "a merge of two versions of the file was left unfinished", hint)
    if line.startswith("-"):
        return missing_space_after_dash(text, at)
    if _UNSPACED.match(line):
        return _missing_space(text, at)
    if found := _EQUALS.match(line):
        sign = at + found.start("sign")
        hint = with_yaml("use a colon", changed_line(text, sign, at + found.end("sign"), ": "))
        return Problem(at + line.index("="), "an equals sign stands where a colon should", hint)
    if _REMARK.match(line):
        hint = with_yaml("begin a comment with #", changed_line(text, at, at, "# "))
        return Problem(at, "this line is neither a field nor a comment", hint)
    if re.fullmatch(r"[A-Za-z_]\w*\s*", line) and _has_lines_of_its_own(text, at):
        end = at + len(line.rstrip())
        hint = with_yaml("put one there", changed_line(text, end, end, ":"))
        return Problem(end, f"a colon is missing after '{line.strip()}'", hint)
    return _unfinished_text(failure, at)


def _missing_space(text: str, at: int) -> Problem:
    """A field that is none for want of a space, or of an ordinary colon."""
    found = _UNSPACED.match(text, at)
    assert found
    fixed = changed_line(text, found.start("colon"), found.end(), ": ")
    if found["colon"] == ":":
        message, advice = "a space is missing after the colon", "put one there"
    else:
        message, advice = "a full-width colon is a letter to YAML", "use a colon and a space"
    return Problem(found.start("colon"), message, with_yaml(advice, fixed))


def _has_lines_of_its_own(text: str, at: int) -> bool:
    """Whether the line below is a list item, or stands deeper."""
    end = line_end(text, at)
    return bool(re.compile(r"\n *[- ]").match(text, end))


def _unfinished_text(failure: Failure, at: int) -> Problem:
    """A line of words: more of the text above, or a remark."""
    text = failure.text
    above = text[failure.start : line_start(text, at)].rstrip()[-_FAR:].rpartition("\n")[2]
    column = at - line_start(text, at)
    field = FIELD.match(above)
    if field and not field["value"].lstrip().startswith(('"', "'", "[", "{")):
        column = len(field["indent"] + field["dashes"]) + 2
        fixed = " " * column + line_of(text, at).strip()
        if _BLOCK_SIGN.search(above):
            hint = with_yaml(f"indent each of its lines to column {column + 1}", fixed)
            return Problem(at, "the text is not indented beneath its field", hint)
        hint = with_yaml("if it goes on with the text above, indent it", fixed)
        return Problem(at, "this line is not a field, which is name: value", hint)
    hint = with_yaml("if it is a remark, make it a comment", changed_line(text, at, at, "# "))
    return Problem(at, "this line is not a field, which is name: value", hint)


def _shallow_text(failure: Failure) -> Problem:
    """A line of a block of text, with less indentation than the first."""
    text, at = failure.text, failure.at
    block = text[line_end(text, failure.last.start) + 1 : at].lstrip("\n")
    column = len(block) - len(block.lstrip(" "))
    fixed = " " * column + line_of(text, at).strip()
    hint = with_yaml(f"begin it in column {column + 1} too", fixed)
    return Problem(at, "this line is indented less than the first line of its text", hint)


def _out_of_line(failure: Failure, at: int, *, is_item: bool) -> Problem:
    """A field or list item that is not in line with the others."""
    text = failure.text
    column = at - line_start(text, at)
    columns = _open_columns(text[failure.start : line_start(text, at)][-_FAR:], is_item=is_item)
    line = line_of(text, at)
    if not columns and is_item:
        hint = "a list needs a field above it with nothing after its colon"
        return Problem(at, "a list item stands where a field is expected", hint)
    if not columns:
        return _field_in_list(failure, at)
    best = min(columns, key=lambda open_column: (abs(open_column - column), -open_column))
    fixed = " " * best + line.strip()
    what = "this list item is" if is_item else "this field is"
    hint = with_yaml(f"begin it in column {best + 1}", fixed)
    return Problem(at, f"{what} not in line with those above", hint)


def _field_in_list(failure: Failure, at: int) -> Problem:
    text, last = failure.text, failure.last
    if last.name == "Scalar" and last.end > at:
        message = "this list item is a text, so no field can stand beneath it"
        return Problem(last.start, message, "write it as a field too, as in '- name: text'")
    hint = with_yaml("begin it with a dash", changed_line(text, at, at, "- "))
    return Problem(at, "a field stands where a list item is expected", hint)


def _open_columns(above: str, *, is_item: bool) -> list[int]:
    """Columns in which a field, or a list item, may begin beneath these lines."""
    found = []
    limit = len(above) + 1
    for line in reversed(above.split("\n")):
        field, item = FIELD.match(line), _ITEM.match(line)
        if not field and not item:
            continue
        indent = len(line) - len(line.lstrip(" "))
        if is_item and item:
            found += [at for at, char in enumerate(item.group()) if char == "-" and at < limit]
        elif field and not is_item:
            column = len(field["indent"] + field["dashes"])
            found += [column] if column < limit else []
        limit = min(limit, indent)
    return found
