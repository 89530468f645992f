"""Lines by what they are: a field, a list item, or neither, and what was meant then."""

import re

from postil.read.nodes import YamlText
from postil.read.yaml_failure import Failure
from postil.read.yaml_hints import Problem, changed_line, line_end, line_of, line_start, with_yaml
from postil.read.yaml_refusals import ODD_SPACES, missing_space_after_dash

FIELD = re.compile(
    r"""(?P<indent>\ *)(?P<dashes>(?:-\ +)*)
    (?P<name>"[^"\n]*"|'[^'\n]*'|[\w.][\w.-]*)\ ?:(?=[ \t\n]|\Z)(?P<value>[^\n]*)""",
    re.VERBOSE,
)
"""A line that is a field in its author's eyes: one word, a colon, and a space."""

ITEM = re.compile(r" *(?:-(?: +|(?=\n|\Z)))+")
UNSPACED = re.compile(
    rf"(?P<name>[A-Za-z_][\w-]*) ?(?P<colon>：|:(?![ \t\n]|//|\Z))[ {ODD_SPACES}]*"
)
_EQUALS = re.compile(r"(?P<name>[A-Za-z_][\w-]*)(?P<sign> *= *)(?=[^=\s])")
_CONFLICT = re.compile(r"<{7}|={7}$|>{7}|\|{7}")
_REMARK = re.compile(r"//|/\*|<!--|;|[^\w\s]+\s*$")
_BLOCK_SIGN = re.compile(r"(?:^|[:\-] +)[|>][-+\d]*\s*(?:#.*)?$")

FAR = 20_000
"""So many characters above a line are looked through for its columns."""


def judge_only_line(text: str, value: YamlText) -> list[Problem]:
    """Tell a whole file that is one text for want of a space: `title:War`."""
    if value.plain and UNSPACED.match(text, value.start, value.end):
        return [_missing_space(text, value.start)]
    return []


def stray_line(failure: Failure) -> Problem:
    """A line without a colon among fields."""
    return no_field(failure, failure.since)


def no_field(failure: Failure, at: int) -> Problem:
    """A line that is not `name: value`, by what it is instead."""
    text = failure.text
    line = text[at : line_end(text, at)]
    if _CONFLICT.match(line):
        hint = "keep one of the two versions, and take out these marks"
        return Problem(at, "a merge of two versions of the file was left unfinished", hint)
    if line.startswith("-"):
        return missing_space_after_dash(text, at)
    if UNSPACED.match(line):
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
    found = UNSPACED.match(text, at)
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
    above = text[failure.start : line_start(text, at)].rstrip()[-FAR:].rpartition("\n")[2]
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
