"""Fields of one entry in block style."""

from collections.abc import Iterator, Mapping, Sequence

from postil.entries.brackets import plans_in_map
from postil.entries.changes import Value
from postil.entries.sheet import Sheet, Splice
from postil.entries.writing import fields_yaml, value_yaml
from postil.read.nodes import YamlMap, YamlNode, YamlText

_SELECTOR = ("quote", "prefix", "suffix", "occurrence", "through", "within_word")


def plans_for_fields(
    sheet: Sheet, entry: YamlMap, fields: Mapping[str, Value], *, plain: bool
) -> Iterator[list[Splice]]:
    """Every way to set some fields of an entry, and to take those out that are `None`."""
    if sheet.text.startswith("{", entry.start):
        yield from plans_in_map(sheet, entry, fields, plain=plain)
        return
    there = {key.text: (key, value) for key, value in entry.pairs}
    set_ = {name: value for name, value in fields.items() if value is not None and name in there}
    new = {name: value for name, value in fields.items() if value is not None and name not in there}
    gone = [name for name, value in fields.items() if value is None and name in there]
    plan = []
    for name, value in set_.items():
        plan += _set(sheet, *there[name], value, plain=plain)
    column = sheet.column(entry.start)
    for below, part in _placed(new, entry, gone).items():
        lines = fields_yaml(part, column, plain=plain)
        plan.append(sheet.below(_last_line(sheet, *there[below]), lines))
    first = [key.text for key, _ in entry.pairs]
    leading = 0
    while leading < len(first) and first[leading] in gone:
        leading += 1
    if not leading:
        yield plan + [_without(sheet, *there[name]) for name in gone]
        return
    rest = [_without(sheet, *there[name]) for name in gone if name not in first[:leading]]
    if leading < len(first):
        # What follows takes the place of the first fields, behind the dash.
        follows = entry.pairs[leading][0]
        yield [*plan, Splice(entry.start, follows.start, ""), *rest]
        return
    # All fields give way to new ones, which `_placed` put below the last of the old.
    lines = fields_yaml(new, column, plain=plain)
    end = sheet.end(_last_line(sheet, *entry.pairs[-1]))
    yield [Splice(entry.start, end, "\n".join(lines)[column:])]


def _placed(
    new: Mapping[str, Value], entry: YamlMap, gone: Sequence[str]
) -> dict[str, dict[str, Value]]:
    """New fields by the field below which they go: the parts of a selector stay together."""
    names = [key.text for key, _ in entry.pairs if key.text not in gone] or [
        entry.pairs[-1][0].text
    ]
    quoted = [name for name in names if name in _SELECTOR]
    placed: dict[str, dict[str, Value]] = {}
    for name, value in new.items():
        below = quoted[-1] if quoted and name in _SELECTOR else names[-1]
        placed.setdefault(below, {})[name] = value
    return placed


def _set(sheet: Sheet, key: YamlText, value: YamlNode, new: Value, *, plain: bool) -> list[Splice]:
    """A field's new value in place of the old one; a remark behind it stays."""
    column = sheet.column(key.start)
    first, *below = value_yaml(new, column, plain=plain)
    line, last = sheet.line(key.start), _last_line(sheet, key, value)
    colon = sheet.text.index(":", key.end) + 1
    if last > line:
        return [Splice(colon, sheet.end(last), "\n".join([f" {first}".rstrip(" "), *below]))]
    if value.start == value.end:
        plan = [Splice(colon, colon, f" {first}".rstrip(" "))]
    else:
        plan = [Splice(value.start, value.end, first)]
    if below:
        plan.append(sheet.below(line, below))
    return plan


def _without(sheet: Sheet, key: YamlText, value: YamlNode) -> Splice:
    return sheet.without(sheet.line(key.start), _last_line(sheet, key, value))


def _last_line(sheet: Sheet, key: YamlText, value: YamlNode) -> int:
    return sheet.line(max(value.end - 1, key.end))
