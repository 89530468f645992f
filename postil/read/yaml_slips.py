"""Malformed YAML, told in words for people who write articles, where the slip begins.

The parser's own words say where it could not go on. What the author did wrong stands there or
earlier; it is found again in the text, and not in the parser's words, as libyaml and PyYAML
differ in them.
"""

import re
from collections.abc import Callable

from postil.read.yaml_characters import tell_bad_escape
from postil.read.yaml_failure import Failure, Seen
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
from postil.read.yaml_layout import (
    colon_on_later_line,
    indentation,
    item_beside_key,
    misplaced_line,
    swallowed_lines,
)
from postil.read.yaml_lines import FIELD, stray_line
from postil.read.yaml_quoting import double_quote
from postil.read.yaml_refusals import find_directive, no_name

_WHOLE = "put the whole text in quotation marks"
_AFTER_APOSTROPHE = re.compile(r"'(?:\d|(?:cause|em|n|til|tis|twas)\b)", re.IGNORECASE)


def explain(failure: Failure) -> Problem:
    """Tell what was meant where the parser gave up."""
    problem = indentation(failure) or swallowed_lines(failure)
    for words, tell in _TOLD_BY.items():
        if problem:
            break
        if re.search(words, failure.words):
            problem = tell(failure)
    return problem or Problem(
        failure.at,
        "the YAML cannot be read from here on",
        "look here and in the line above for a missing colon, quotation mark or bracket",
    )


def _unclosed_quotation(failure: Failure) -> Problem:
    text, at = failure.text, failure.since
    mark = text[at]
    end = bare_end(text, at, flow=bool(failure.opened))
    if mark == "'" and _AFTER_APOSTROPHE.match(text, at):
        message = "the text begins with an apostrophe, which YAML takes for a quotation mark"
        return Problem(at, message, quoting_hint(text, at, flow=bool(failure.opened)))
    fixed = "" if failure.opened else changed_line(text, end, end, mark)
    advice = "put one at the end of the text"
    return Problem(at, "this quotation mark is not closed", with_yaml(advice, fixed))


def _wrong_escape(failure: Failure) -> Problem:
    return tell_bad_escape(failure.text, failure.since, failure.end)


def _colon(failure: Failure) -> Problem | None:
    """A colon where no field can be: mostly in a text, or a line in the wrong column."""
    text, at, last = failure.text, failure.at, failure.last
    if last.name in {"Alias", "Anchor", "Tag"}:
        return _first_character(failure, last.start)
    if last.quoted:
        return _after_quotation(failure, last)
    if last.start < line_start(text, at):
        return colon_on_later_line(failure)
    if text.startswith("---", line_start(text, at)):
        start = line_start(text, at)
        rest = text[start + 3 : line_end(text, at)].strip()
        hint = with_yaml("begin the fields on the next line", f"---\n{rest}")
        return Problem(start, "a field stands on the line of '---'", hint)
    return colon_in_text(failure, last)


def colon_in_text(failure: Failure, value: Seen) -> Problem:
    """A colon and a space in a text, which make a field of its first words."""
    text, at = failure.text, failure.at
    end = bare_end(text, value.start, flow=False)
    typed = text[value.start : end]
    ends = "cannot end with a colon" if at + 1 == line_end(text, at) else "cannot hold ': '"
    message = f"a text without quotation marks {ends}"
    if typed[:1] + typed[-1:] in {"“”", "„“", "„”", "‘’", "«»", "「」"}:
        message += ", and these quotation marks are letters to YAML"
        hint = with_yaml(
            "use straight ones", changed_line(text, value.start, end, double_quote(typed[1:-1]))
        )
        return Problem(at, message, hint)
    return Problem(at, message, quoting_hint(text, value.start))


def _after_quotation(failure: Failure, quoted: Seen) -> Problem:
    """Something follows a closing quotation mark, or one that was not meant to close."""
    text = failure.text
    start, closing = quoted.start, quoted.end - 1
    end = max(bare_end(text, quoted.end, flow=False), quoted.end)
    mark, rest = text[start], text[quoted.end : end]
    if rest.strip() == ",":
        at = text.index(",", quoted.end)
        hint = with_yaml("take it out", changed_line(text, at, at + 1, ""))
        return Problem(at, "a comma follows the value", hint)
    inside = rest[:1].isalnum() or text[closing - 1].isspace()
    if not inside or closing == start + 1:
        hint = with_yaml(_WHOLE, changed_line(text, start, end, double_quote(text[start:end])))
        return Problem(start, "the quotation marks end before the text does", hint)
    whole = text[start + 1 : end].removesuffix(mark)
    fixed = changed_line(text, start, end, double_quote(whole))
    if mark == "'":
        message = "this apostrophe ends the text, as the text is in single quotation marks"
        return Problem(closing, message, with_yaml("use double quotation marks", fixed))
    message = "this quotation mark ends the text"
    return Problem(closing, message, with_yaml('inside the text, write \\" for it', fixed))


def _character(failure: Failure) -> Problem:
    """A character with which nothing can begin."""
    text, at = failure.text, failure.at
    if text[at : at + 1] != "\t":
        return _first_character(failure, at)
    rest = text[at : line_end(text, at)]
    tabs = len(rest) - len(rest.lstrip("\t "))
    hint = with_yaml("use a space", changed_line(text, at, at + tabs, " "))
    return Problem(at, "a tab stands where YAML takes only ordinary spaces", hint)


def _mark_since(failure: Failure) -> Problem:
    return _first_character(failure, failure.since)


def _mark_at(failure: Failure) -> Problem:
    return _first_character(failure, failure.at)


def _first_character(failure: Failure, at: int) -> Problem:
    """A text that begins with a character that has a meaning at that place."""
    text = failure.text
    if text.startswith("* ", at) and not text[line_start(text, at) : at].strip(" -"):
        hint = with_yaml("begin it with a dash", changed_line(text, at, at + 1, "-"))
        return Problem(at, "a list item begins with '- ', not with '* '", hint)
    message = f"a text without quotation marks cannot begin with '{text[at : at + 1]}'"
    return Problem(at, message, quoting_hint(text, at, flow=bool(failure.opened)))


def _block_text(failure: Failure) -> Problem:
    """`|` or `>`, and text on the same line."""
    text, at = failure.text, failure.since
    sign = re.compile(r"[|>](?:[-+]?(?=\s))?").match(text, at)
    assert sign
    before = text[line_start(text, at) : at]
    deeper = " " * (len(before) - len(before.lstrip(" -")) + 2)
    rest = text[sign.end() : line_end(text, at)].strip()
    fixed = changed_line(text, at, line_end(text, at), f"{sign.group()}\n{deeper}{rest}")
    hint = with_yaml("begin the text on the next line, indented", fixed)
    return Problem(at, f"a text stands on the line of '{text[at]}'", hint)


def _directive(failure: Failure) -> Problem:
    text = failure.text
    at = line_start(text, failure.since)
    hint = with_yaml("begin a comment with #", changed_line(text, at, at + 1, "#"))
    return Problem(at, "a line cannot begin with '%'", hint)


def _brackets(failure: Failure) -> Problem:
    """The inside of a list or mapping in brackets."""
    text, at, last = failure.text, failure.at, failure.last
    opening = failure.opened[-1] if failure.opened else failure.since
    needed = {"[": "]", "{": "}"}.get(text[opening], "")
    char = text[at : at + 1]
    if line_end(text, opening) <= at or not char:
        return _unclosed_bracket(failure, opening)
    if char in "]}" and char != needed:
        if any(char == {"[": "]", "{": "}"}[text[outer]] for outer in failure.opened[:-1]):
            fixed = changed_line(text, at, at, needed)
            hint = with_yaml(f"put a '{needed}' where it ends", fixed)
            return Problem(opening, f"this '{text[opening]}' is not closed", hint)
        hint = with_yaml(f"write '{needed}'", changed_line(text, at, at + 1, needed))
        return Problem(at, f"a '{text[opening]}' is closed with '{char}'", hint)
    if char == ",":
        hint = with_yaml("take it out", changed_line(text, at, at + 1, ""))
        return Problem(at, "a comma stands here with nothing before it", hint)
    if char == ":" and last.name.endswith(("Start", "Entry")):
        return no_name(at)
    if char == ":":
        hint = "put a comma between two fields, and a text that holds ': ' in quotation marks"
        return Problem(at, "a second colon stands here, and no comma before it", hint)
    if last.quoted and char not in "[{\"'":
        hint = "put the whole text in quotation marks, or a comma before the next one"
        return Problem(at, "a text follows the closing quotation mark", hint)
    end = last.end
    hint = with_yaml("put one there", changed_line(text, end, end, ","))
    return Problem(at, "a comma is missing before this", hint)


def _colon_in_brackets(failure: Failure) -> Problem:
    at = failure.at
    message = f"a colon stands close to '{failure.text[at + 1 : at + 2]}'"
    return Problem(at, message, "put a space after it, or the text in quotation marks")


def _unclosed_bracket(failure: Failure, opening: int) -> Problem:
    text = failure.text
    end = line_end(text, opening)
    closers = "".join(
        {"[": "]", "{": "}"}[text[at]]
        for at in reversed(failure.opened)
        if line_start(text, opening) <= at < end
    )
    end = opening + len(text[opening:end].rstrip(" ,"))
    hint = with_yaml(
        f"put a '{closers[:1]}' where it ends, or the text in quotation marks if it begins with it",
        changed_line(text, end, end, closers),
    )
    return Problem(opening, f"this '{text[opening]}' is not closed", hint)


def _structure(failure: Failure) -> Problem | None:
    """Something that fits neither the list nor the fields around it."""
    text, at, last = failure.text, failure.at, failure.last
    char = text[at : at + 1]
    if "document start" in failure.words and (found := find_directive(text, failure.start, at)):
        return found[0]
    if char == ":":
        return no_name(at)
    if char in {"]", "}"}:
        hint = with_yaml("take it out", changed_line(text, at, at + 1, ""))
        return Problem(at, f"no '{'[' if char == ']' else '{'}' is open that '{char}' closes", hint)
    if last.quoted and not (FIELD.match(line_of(text, at)) and last.end < line_start(text, at)):
        return _after_quotation(failure, last)
    if not text[line_start(text, at) : at].strip():
        return misplaced_line(failure)
    if last.name.endswith("End") or last.name in {"Alias", "Anchor", "Tag"}:
        return _first_character(failure, last.start)
    return None


_TOLD_BY: dict[str, Callable[[Failure], Problem | None]] = {
    "quoted scalar found unexpected": _unclosed_quotation,
    "escape|hexdecimal|chr\\(\\)|too large": _wrong_escape,
    "mapping values are not": _colon,
    "could not find expected ':'": stray_line,
    "unexpected ':'": _colon_in_brackets,
    "cannot start any token|tab character": _character,
    "block scalar": _block_text,
    "anchor|alias|a tag|tag handle": _mark_since,
    "mapping keys are not": _mark_at,
    "sequence entries are not": item_beside_key,
    "directive|yaml document": _directive,
    "flow": _brackets,
    "node content": _mark_at,
    "block mapping|block collection|document start": _structure,
}
"""Words of the parsers, libyaml's and PyYAML's, and what to look for."""
