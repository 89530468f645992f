"""Lists and mappings in brackets: `[..]` and `{..}`."""

from collections.abc import Iterator, Mapping, Sequence

from postil.entries.changes import Add, Edit, Remove, Value, fields_in
from postil.entries.sheet import Sheet, Splice
from postil.entries.writing import flow_yaml, key_yaml
from postil.read.nodes import YamlList, YamlMap, YamlNode, YamlText


def plans_in_brackets(
    sheet: Sheet, tree: YamlMap, change: Edit, *, plain: bool
) -> Iterator[list[Splice]]:
    """Every way to make a change to a file that is one mapping in braces."""
    for key, value in tree.pairs:
        if key.text != change.section:
            continue
        if isinstance(value, YamlList):
            yield from plans_in_list(sheet, value, change, plain=plain)
        elif isinstance(change, Add):
            new = f" [{flow_yaml(change.fields, plain=plain)}]"
            yield [Splice(value.start, value.end, new)]
            yield [Splice(key.end, value.end, ":" + new)]
        return
    if isinstance(change, Add):
        entry = flow_yaml(change.fields, plain=plain)
        yield [
            _more(sheet, tree, [value for _, value in tree.pairs], f"{change.section}: [{entry}]")
        ]


def plans_in_list(
    sheet: Sheet, entries: YamlList, change: Edit, *, plain: bool
) -> Iterator[list[Splice]]:
    """Every way to make a change to a section in square brackets."""
    items = entries.items
    if isinstance(change, Add):
        yield [_more(sheet, entries, items, flow_yaml(change.fields, plain=plain))]
    elif isinstance(change, Remove):
        yield _less(sheet, entries, change.index)
    elif entry := fields_in(items[change.index], change):
        yield from plans_in_map(sheet, entry, change.fields, plain=plain)


def plans_in_map(
    sheet: Sheet, entry: YamlMap, fields: Mapping[str, Value], *, plain: bool
) -> Iterator[list[Splice]]:
    """Every way to set the fields of an entry in braces."""
    names = [key.text for key, _ in entry.pairs]
    plan = []
    new = []
    for name, value in fields.items():
        if value is None:
            continue
        written = flow_yaml(value, plain=plain)
        if name not in names:
            new.append(f"{key_yaml(name)}: {written}")
            continue
        key, old = entry.pairs[names.index(name)]
        if old.start == old.end:
            plan.append(Splice(key.end, old.end, f": {written}"))
        else:
            plan.append(Splice(old.start, old.end, written))
    gone = [i for i, name in enumerate(names) if name in fields and fields[name] is None]
    if len(gone) == len(names):
        start, end = entry.pairs[0][0].start, entry.pairs[-1][1].end
        yield [Splice(start, end, ", ".join(new))]
        return
    if gone:
        plan += _runs_out(list(entry.pairs), gone)
    if new:
        plan.append(_more(sheet, entry, [value for _, value in entry.pairs], ", ".join(new)))
    yield plan


def _more(sheet: Sheet, around: YamlNode, inside: Sequence[YamlNode], new: str) -> Splice:
    """Something more before the closing bracket, on a line of its own where the last one is."""
    if not inside:
        return Splice(around.start + 1, around.start + 1, new)
    last = inside[-1]
    line = sheet.line(last.start)
    own_line = isinstance(around, YamlList) and _begins_line(sheet, last)
    before = "\n" + " " * sheet.indent(line) if own_line else " "
    return Splice(last.end, last.end, f",{before}{new}")


def _less(sheet: Sheet, entries: YamlList, index: int) -> list[Splice]:
    """One of the items taken out, with a comma. Remarks behind the others stay."""
    text, item = sheet.text, entries.items[index]
    if index < len(entries.items) - 1:
        return [Splice(item.start, entries.items[index + 1].start, "")]
    comma = len(text[item.end : entries.end]) - len(text[item.end : entries.end].lstrip(" \n"))
    end = item.end + comma + 1 if text[item.end + comma] == "," else item.end
    if not index:
        return [Splice(item.start, end, "")]
    before = entries.items[index - 1].end
    if not _begins_line(sheet, item):
        return [Splice(before, item.end, "")]
    out = Splice(sheet.start(sheet.line(item.start)) - 1, end, "")
    if end > item.end:
        return [out]
    comma = text.index(",", before)
    return [Splice(comma, comma + 1, ""), out]


def _begins_line(sheet: Sheet, node: YamlNode) -> bool:
    line = sheet.line(node.start)
    return sheet.start(line) + sheet.indent(line) == node.start


def _runs_out(pairs: Sequence[tuple[YamlText, YamlNode]], gone: list[int]) -> list[Splice]:
    """Several fields taken out; those at the end go with the comma before them."""
    kept = [i for i in range(len(pairs)) if i not in gone]
    plan = [Splice(pairs[i][0].start, pairs[i + 1][0].start, "") for i in gone if i < kept[-1]]
    if kept[-1] < len(pairs) - 1:
        plan.append(Splice(pairs[kept[-1]][1].end, pairs[-1][1].end, ""))
    return plan
