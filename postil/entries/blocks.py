"""Sections in block style: each entry begins with a dash, on lines of its own."""

from collections.abc import Iterator, Sequence

from postil.deferred import dataclass
from postil.entries.brackets import plans_in_list
from postil.entries.changes import Add, Edit, Remove, fields_in
from postil.entries.fields import plans_for_fields
from postil.entries.sheet import Sheet, Splice
from postil.entries.writing import flow_yaml, item_yaml, key_yaml
from postil.read.nodes import YamlList, YamlMap, YamlNode, YamlText

_INDENT = 2


@dataclass(frozen=True, slots=True)
class _Manner:
    """How a file begins its entries; columns count from 0."""

    dash: int
    field: int
    own_line: bool = False
    """The dash stands alone in its line."""
    braces: bool = False
    """The entry is written in braces."""
    parted: bool = False
    """A blank line parts the entries."""


def plans_in_block(
    sheet: Sheet, tree: YamlNode | None, change: Edit, *, plain: bool
) -> Iterator[list[Splice]]:
    """Every way to make a change to a file whose sections stand at the margin."""
    pairs = tree.pairs if isinstance(tree, YamlMap) else ()
    for key, value in pairs:
        if key.text != change.section:
            continue
        if isinstance(value, YamlText):
            yield from _begin(sheet, tree, key, value.end, change, plain=plain)
        elif isinstance(value, YamlList) and sheet.text.startswith("[", value.start):
            if not value.items:
                yield from _begin(sheet, tree, key, value.start, change, plain=plain)
            yield from plans_in_list(sheet, value, change, plain=plain)
        elif isinstance(value, YamlList):
            yield from _plans_for_entry(sheet, value, change, plain=plain)
        return
    yield from _new_section(sheet, tree, change, plain=plain)


def _plans_for_entry(
    sheet: Sheet, entries: YamlList, change: Edit, *, plain: bool
) -> Iterator[list[Splice]]:
    if isinstance(change, Add):
        manner = _manner_of(sheet, entries)
        new = _entry(change, manner, plain=plain)
        last = _last_line(sheet, entries, len(entries.items) - 1)
        # A text that keeps its blank lines (`|+`) would take the one that parts for its own.
        for lines in [["", *new], new] if manner.parted else [new]:
            yield [sheet.below(last, lines)]
            yield [sheet.below(_after_blank(sheet, last), lines)]
            yield [sheet.below(_last_written(sheet, entries.items[-1]), lines)]
    elif isinstance(change, Remove):
        yield from _without(sheet, entries, change.index)
    else:
        entry = fields_in(entries.items[change.index], change)
        if entry is not None:
            yield from plans_for_fields(sheet, entry, change.fields, plain=plain)


def _entry(change: Add, manner: _Manner, *, plain: bool) -> list[str]:
    """The lines of a new entry."""
    if manner.braces:
        return [" " * manner.dash + "- " + flow_yaml(change.fields, plain=plain)]
    first, *below = item_yaml(change.fields, manner.dash, manner.field, plain=plain)
    if manner.own_line:
        return [" " * manner.dash + "-", first.replace("-", " ", 1), *below]
    return [first, *below]


def _manner_of(sheet: Sheet, entries: YamlList) -> _Manner:
    """How the last entry is written."""
    count = len(entries.items)
    last = entries.items[-1]
    dash = sheet.column(entries.start)
    line = _dash_line(sheet, entries, count - 1)
    parted = count > 1 and any(
        sheet.is_blank(between)
        for between in range(_last_written(sheet, entries.items[-2]) + 1, line)
    )
    if not isinstance(last, YamlMap):
        return _Manner(dash, dash + _INDENT, parted=parted)
    if sheet.text.startswith("{", last.start):
        one_line = sheet.line(last.start) == _last_written(sheet, last)
        return _Manner(dash, dash + _INDENT, braces=one_line, parted=parted)
    own_line = sheet.line(last.start) != line
    return _Manner(dash, sheet.column(last.start), own_line=own_line, parted=parted)


def _dash_line(sheet: Sheet, entries: YamlList, index: int) -> int:
    """The line with an entry's dash. Between the two are blank lines and comments at most."""
    column = sheet.column(entries.start)
    line = sheet.line(entries.items[index].start)
    while sheet.indent(line) != column or not sheet.words(line).startswith("-", column):
        line -= 1
    return line


def _last_written(sheet: Sheet, entry: YamlNode) -> int:
    """The last line with something of an entry in it."""
    return sheet.line(max(entry.end - 1, entry.start - 1))


def _last_line(sheet: Sheet, entries: YamlList, index: int) -> int:
    """The last line of an entry. Remarks right below that are deeper than its dash are its own."""
    line = _last_written(sheet, entries.items[index])
    column = sheet.column(entries.start)
    while line < sheet.last and sheet.is_comment(line + 1) and sheet.indent(line + 1) > column:
        line += 1
    return line


def _after_blank(sheet: Sheet, line: int) -> int:
    """The last of the blank lines below a line, which may belong to a block of text above them."""
    while line + 1 < sheet.last and sheet.is_blank(line + 1):
        line += 1
    return line


def _without(sheet: Sheet, entries: YamlList, index: int) -> Iterator[list[Splice]]:
    """An entry taken out, with the blank line that would part nothing any more."""
    first, last = _dash_line(sheet, entries, index), _last_line(sheet, entries, index)
    begin = first
    if index and sheet.is_blank(first - 1):
        is_end = index == len(entries.items) - 1
        if is_end or sheet.is_blank(last + 1):
            begin = first - 1
    yield [sheet.without(begin, last)]
    yield [sheet.without(first, last)]
    yield [sheet.without(first, _after_blank(sheet, last))]
    # At the end of a file without a last line end: one is kept for a text above that has it.
    yield [Splice(sheet.start(first), sheet.end(last), "")]


def _begin(
    sheet: Sheet, tree: YamlNode | None, key: YamlText, at: int, change: Edit, *, plain: bool
) -> Iterator[list[Splice]]:
    """The first entry of a section of which only the name stands there, or `[]`."""
    if not isinstance(change, Add):
        return
    new = _entry(change, _manner_elsewhere(sheet, tree), plain=plain)
    line, column = sheet.line(key.start), sheet.column(key.start)
    last = line
    for below in range(line + 1, sheet.last + 1):
        if not sheet.is_blank(below):
            if not sheet.is_comment(below) or sheet.indent(below) <= column:
                break
            last = below
    brackets = []
    if sheet.text.startswith("[", at):
        end = sheet.text.index("]", at) + 1
        before = len(sheet.text[:at].rstrip(" "))
        brackets = [Splice(before, end, "")]
        if sheet.line(end) != line:  # with remarks inside, or over several lines
            return
    yield [*brackets, sheet.below(last, new)]
    yield [*brackets, sheet.below(line, new)]


def _manner_elsewhere(sheet: Sheet, tree: YamlNode | None) -> _Manner:
    """How another section of the file begins its entries; else two spaces deeper than its name."""
    margin = sheet.column(tree.start) if tree is not None else 0
    for _, value in tree.pairs if isinstance(tree, YamlMap) else ():
        if isinstance(value, YamlList) and value.items and sheet.text[value.start] == "-":
            return _manner_of(sheet, value)
    return _Manner(margin + _INDENT, margin + 2 * _INDENT)


def _new_section(
    sheet: Sheet, tree: YamlNode | None, change: Edit, *, plain: bool
) -> Iterator[list[Splice]]:
    """A section that is not there yet, at the end of the file."""
    if not isinstance(change, Add):
        return
    margin = sheet.column(tree.start) if tree is not None else 0
    manner = _manner_elsewhere(sheet, tree)
    new = [" " * margin + f"{key_yaml(change.section)}:", *_entry(change, manner, plain=plain)]
    end = sheet.last
    if end and not sheet.words(end):
        end -= 1
    parted = tree is not None and not _is_tight(sheet, tree) and not sheet.is_blank(end)
    lines = ["", *new] if parted else new
    if not sheet.text:
        yield [Splice(0, 0, "".join(line + "\n" for line in new))]
    elif isinstance(tree, YamlMap):
        last = _last_written(sheet, tree.pairs[-1][1]) if tree.pairs else end
        yield [sheet.below(end, lines)]
        yield [sheet.below(last, lines)]
    else:
        yield [sheet.below(end, lines)]
        yield [sheet.below(end, ["", *new])]


def _is_tight(sheet: Sheet, tree: YamlNode) -> bool:
    """Whether the file's sections follow each other without a blank line."""
    keys: Sequence[YamlText] = [key for key, _ in tree.pairs] if isinstance(tree, YamlMap) else ()
    return len(keys) > 1 and not any(sheet.is_blank(sheet.line(key.start) - 1) for key in keys[1:])
