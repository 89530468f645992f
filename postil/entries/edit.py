"""One change to a file: of the ways to write it, the first that reads back right."""

from collections.abc import Iterator, Sequence

from postil.diagnostics import Diagnostic, has_errors
from postil.entries.blocks import plans_in_block
from postil.entries.brackets import plans_in_brackets
from postil.entries.changes import (
    SECTIONS,
    Data,
    Edit,
    EditError,
    changed,
    data_of,
    same,
)
from postil.entries.sheet import Sheet, Splice
from postil.read.nodes import YamlMap, YamlNode
from postil.read.yaml_reader import read_yaml
from postil.source import SourceFile


def edit(source: str, change: Edit) -> str:
    """The YAML file with one entry changed; every byte outside of that entry stays.

    Comments, order, quoting, indentation, line ends, a byte order mark and a missing last line
    end are kept; in an entry, so is every field that the change does not name. The new file
    reads as the old one did, with this change alone. Raises EditError where that cannot be.
    """
    if change.section not in SECTIONS:
        raise EditError(f"there is no section '{change.section}'; there are {', '.join(SECTIONS)}")
    sheet = Sheet(source)
    tree, told = _read(sheet.text)
    if has_errors(told):
        first = next(problem for problem in told if has_errors([problem]))
        raise EditError(f"the file has an error in line {first.position.line}: {first.message}")
    wanted = changed(data_of(tree), change)
    if same(data_of(tree), wanted):
        return source
    accepted = [wanted]
    if not sheet.text.endswith("\n"):
        # A block of text at the very end has a line end more as soon as something is below it.
        closed, _ = _read(sheet.text + "\n")
        accepted.append(changed(data_of(closed), change))
    for plan in _plans(sheet, tree, change):
        new = sheet.changed(plan)
        if _reads_as(new, accepted, told):
            return new
    raise EditError("the file is written in a way in which this change cannot be made to it")


def _plans(sheet: Sheet, tree: YamlNode | None, change: Edit) -> Iterator[list[Splice]]:
    for plain in (True, False):
        if isinstance(tree, YamlMap) and sheet.text.startswith("{", tree.start):
            yield from plans_in_brackets(sheet, tree, change, plain=plain)
        else:
            yield from plans_in_block(sheet, tree, change, plain=plain)


def _read(text: str) -> tuple[YamlNode | None, list[Diagnostic]]:
    return read_yaml(SourceFile("", text))


def _reads_as(new: str, accepted: Sequence[Data], told: list[Diagnostic]) -> bool:
    tree, now = _read(Sheet(new).text)
    if has_errors(now) or len(now) > len(told):
        return False
    return any(same(data_of(tree), wanted) for wanted in accepted)
