"""Any change to any file: the data change as asked, and no byte outside of the entry does.

PyYAML says what a file holds and where; Postil's own reader has no part in the judgement.
"""

from typing import Any

import yaml
from annotation_files import FIELDS, SECTIONS, files
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from postil.diagnostics import has_errors
from postil.entries import Add, EditError, Remove, Replace, edit
from postil.read.yaml_reader import read_yaml
from postil.source import SourceFile


def plain_ends(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def load(text: str) -> dict[str, Any]:
    data = yaml.load(plain_ends(text), yaml.BaseLoader) or {}
    return {name: entries for name, entries in data.items() if entries}


def typed(value: Any) -> Any:
    """A value as YAML without types has it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, dict):
        return {key: typed(inner) for key, inner in value.items() if inner is not None}
    return [typed(item) for item in value] if isinstance(value, list) else value


def keeps_lines(source: str) -> bool:
    """Whether blank lines in the file may be some text's own: `|+`, which may stop a change."""
    return "|+" in source or ">+" in source


def readable(source: str) -> bool:
    return not has_errors(read_yaml(SourceFile("", plain_ends(source)))[1])


def inserted(old: str, new: str) -> bool:
    """Whether the new text is the old one with something put in at one place."""
    at = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(old))
    return len(new) > len(old) and new.endswith(old[at:])


def lines_of(source: str, section: str, index: int) -> tuple[list[str], list[str]]:
    """The lines of a file before an entry, and those after it, as PyYAML places it."""
    text = plain_ends(source)
    tree: Any = yaml.compose(text, yaml.SafeLoader)
    (entries,) = [value for key, value in tree.value if key.value == section]
    entry = entries.value[index]
    lines = text.split("\n")
    first = entry.start_mark.line
    while not lines[first].lstrip().startswith("-") and not entries.flow_style:
        first -= 1
    last = entry.end_mark.line if entry.end_mark.column else entry.end_mark.line - 1
    return lines[:first], lines[last + 1 :]


@st.composite
def chosen(draw: st.DrawFn) -> tuple[str, str, int]:
    """A file with something in it, and one of its entries."""
    source = draw(files().filter(lambda source: readable(source) and bool(load(source))))
    old = load(source)
    section = draw(st.sampled_from(sorted(old)))
    return source, section, draw(st.integers(0, len(old[section]) - 1))


@settings(max_examples=200, deadline=None)
@given(files(), st.sampled_from(SECTIONS), FIELDS)
def test_what_was_added_is_there_and_taking_it_out_gives_the_old_bytes(
    source: str, section: str, fields: dict[str, Any]
) -> None:
    assume(readable(source))
    old = load(source)
    try:
        new = edit(source, Add(section, fields))
    except EditError:
        event("refused")
        assert keeps_lines(source)
        return
    assert load(new) == {**old, section: [*old.get(section, []), typed(fields)]} or (
        # a block of text at the very end has a line end more
        not source.endswith(("\n", "\r")) and load(new) == added_below(source, section, fields)
    )
    there = yaml.load(plain_ends(source), yaml.BaseLoader) or {}
    if there.get(section) != []:  # `[]` gives way
        assert inserted(source, new)
    if section in old or there.get(section) == "":
        back = edit(new, Remove(section, len(old.get(section, []))))
        is_ended = load(new) != {**old, section: [*old.get(section, []), typed(fields)]}
        assert back == source or (is_ended and plain_ends(back) == plain_ends(source) + "\n")


def set_in(old: dict[str, Any], section: str, index: int, change: dict[str, Any]) -> dict[str, Any]:
    entry = {
        k: v for k, v in old[section][index].items() if k not in change or change[k] is not None
    }
    entry |= {k: typed(v) for k, v in change.items() if v is not None}
    entries = [entry if i == index else other for i, other in enumerate(old[section])]
    return {**old, section: entries}


def added_below(source: str, section: str, fields: dict[str, Any]) -> dict[str, Any]:
    old = load(source + "\n")
    return {**old, section: [*old.get(section, []), typed(fields)]}


@settings(max_examples=200, deadline=None)
@given(chosen())
def test_what_was_removed_is_gone_and_nothing_else(choice: tuple[str, str, int]) -> None:
    source, section, index = choice
    old = load(source)
    try:
        new = edit(source, Remove(section, index))
    except EditError:
        event("refused")
        assert keeps_lines(source)
        return
    left = [entry for i, entry in enumerate(old[section]) if i != index]
    expected = {**old, section: left} if left else {k: v for k, v in old.items() if k != section}
    assert load(new) == expected
    assert inserted(new, source)
    before, after = lines_of(source, section, index)
    lines = plain_ends(new).split("\n")
    while before and not before[-1].strip():
        before.pop()
    assert lines[: len(before)] == before
    while after and (not after[0].strip() or after[0].lstrip().startswith("#")):
        after.pop(0)
    assert not after or lines[-len(after) :] == after


@settings(max_examples=200, deadline=None)
@given(chosen(), FIELDS, st.sets(st.sampled_from(["quote", "note", "prefix", "id"])))
def test_fields_are_set_and_taken_out_and_no_line_outside_changes(
    choice: tuple[str, str, int], fields: dict[str, Any], gone: set[str]
) -> None:
    source, section, index = choice
    change = {**fields, **dict.fromkeys(gone)}
    try:
        new = edit(source, Replace(section, index, change))
    except EditError:
        event("refused")
        assert not set(load(source)[section][index]) - gone or keeps_lines(source)
        return
    assert load(new) in [
        set_in(load(old), section, index, change) for old in (source, source + "\n")
    ]
    before, after = lines_of(source, section, index)
    lines = plain_ends(new).split("\n")
    assert lines[: len(before)] == before
    assert not after or lines[-len(after) :] == after
