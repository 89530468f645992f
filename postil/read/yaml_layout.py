"""Slips in how YAML is laid out: indentation, columns, and where lists and texts begin.

Columns are looked up in the lines above, as their author sees them.
"""

import re

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
from postil.read.yaml_lines import FAR, FIELD, ITEM, UNSPACED, no_field
from postil.read.yaml_refusals import ODD_SPACES, odd_space


def indentation(failure: Failure) -> Problem | None:
    """A tab or an odd space before the line where the parser stopped, or began to go wrong."""
    if failure.opened:
        return None
    for at in (failure.since, failure.at):
        first = line_start(failure.text, at)
        line = line_of(failure.text, at)
        lead = line[: len(line) - len(line.lstrip(" \t" + ODD_SPACES))]
        odd = lead.lstrip(" ")
        if odd and len(lead) < len(line):
            return odd_space(failure.text, first + len(lead) - len(odd))
    return None


def swallowed_lines(failure: Failure) -> Problem | None:
    """A quotation mark that was not closed, so that the next one in the file closed it."""
    text = failure.text
    for token in failure.seen:
        if token.quoted and re.search(
            r"\n *(?:- +)*[\w-]+:[ \n]", text[token.start : min(token.end, token.start + FAR)]
        ):
            end = bare_end(text, token.start, flow=False)
            hint = with_yaml(
                "put one at the end of the text", changed_line(text, end, end, text[token.start])
            )
            return Problem(token.start, "this quotation mark is not closed in its line", hint)
    return None


def colon_on_later_line(failure: Failure) -> Problem:
    """A field that YAML takes for more of the text above it."""
    text, at, value = failure.text, failure.at, failure.last
    before = failure.seen[-2].name if len(failure.seen) > 1 else ""
    unspaced = UNSPACED.match(text, value.start)
    if unspaced or before not in {"Value", "BlockEntry"}:
        return no_field(failure, value.start)
    first = line_start(text, at)
    line = line_of(text, at)
    field = FIELD.match(line)
    if (item := ITEM.match(line)) or (field and first + field.end("name") in {at, at - 1}):
        column = len(line) - len(line.lstrip(" "))
        return _out_of_line(failure, first + column, is_item=bool(item))
    hint = "put the whole text in quotation marks, or write it beneath '|'"
    return Problem(at, "a text without quotation marks cannot hold ': '", hint)


def misplaced_line(failure: Failure) -> Problem | None:
    """A line that begins in a column where nothing is open."""
    text, at, last = failure.text, failure.at, failure.last
    line = line_of(text, at)
    above = text[failure.start : line_start(text, at)]
    is_item, field = bool(ITEM.match(line)), FIELD.match(line)
    if field and at == line_start(text, at) and (told := _first_line(failure, above, field)):
        return told
    if end := re.search(r"(?:^|\n)(?=\.\.\.[ \n])", above[-FAR:]):
        offset = line_start(text, at) - len(above[-FAR:]) + end.end()
        return Problem(offset, "'...' ends the YAML, and more follows it", "take this line out")
    if not is_item and not field:
        between = text[last.end : at]
        if last.style in {"|", ">"}:
            return _shallow_text(failure)
        if "#" in between:
            hint = "take the comment out, or put the whole text in quotation marks"
            comment = last.end + between.index("#")
            return Problem(comment, "a comment ends the text, and more of it follows", hint)
        return no_field(failure, at)
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
    end = line_end(text, at) + 1
    below = text[end : end + len(before) + 1]
    if below == " " * len(before) + "-":
        column = len(before)  # the items below stand under this one
    fixed = changed_line(text, at - 1, at, "\n" + " " * column)
    hint = with_yaml("begin it on the next line, or put the text in quotation marks", fixed)
    return Problem(at, "a list cannot begin on the line of its field", hint)


def _first_line(failure: Failure, above: str, field: re.Match[str]) -> Problem | None:
    """A first line that does not fit the field at the margin below: indented, or a list."""
    above = above[:FAR]
    begin = re.search(r"^ *(?=[^ \n#])", above, re.MULTILINE)
    if not begin:
        return None
    place = failure.start + begin.end()
    indent = len(begin.group())
    if ITEM.match(above, begin.start()):
        if field["value"]:
            return None
        hint = "write its name in a line above it, with a colon, as in 'notes:'"
        return Problem(place, "a list begins here that has no name", hint)
    if indent and len(re.findall(rf"^ {{0,{indent}}}[^ \n#]", above, re.MULTILINE)) == 1:
        fixed = changed_line(failure.text, place - indent, place, "")
        hint = with_yaml("begin it in column 1", fixed)
        return Problem(place, "this line is indented, and those below it are not", hint)
    return None


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
    columns = _open_columns(text[failure.start : line_start(text, at)][-FAR:], is_item=is_item)
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
    if last.quoted and [token.name for token in failure.seen[-2:-1]] != ["BlockEntry"]:
        return no_field(failure, last.start)
    hint = with_yaml("begin it with a dash", changed_line(text, at, at, "- "))
    return Problem(at, "a field stands where a list item is expected", hint)


def _open_columns(above: str, *, is_item: bool) -> list[int]:
    """Columns in which a field, or a list item, may begin beneath these lines."""
    found = []
    limit = len(above) + 1
    for line in reversed(above.split("\n")):
        field, item = FIELD.match(line), ITEM.match(line)
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
