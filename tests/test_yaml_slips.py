"""Every slip in `cases/yaml/slips.txt` is told where it begins, with what to write instead."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from postil.diagnostics import Diagnostic
from postil.read import yaml_reader
from postil.read.yaml_reader import read_yaml
from postil.source import SourceFile

FILE = Path(__file__).parent / "cases" / "yaml" / "slips.txt"
LOADERS = {"libyaml": yaml.CSafeLoader, "PyYAML": yaml.SafeLoader}
TOLD = re.compile(r"(\d+):(\d+)(?: ([a-z]-\d{3}))?( libyaml)? \| ")


@dataclass(frozen=True)
class Told:
    """One diagnostic that a case expects."""

    line: int
    column: int
    code: str
    message: str
    hint: str
    alone: bool


@dataclass(frozen=True)
class Case:
    name: str
    told: tuple[Told, ...]
    yaml: str
    libyaml_only: bool


def parse(block: str) -> Case:
    name, *lines = block.split("\n")
    told = []
    libyaml_only = False
    while lines and (match := TOLD.match(lines[0])):
        message, hint, *rest = lines.pop(0)[match.end() :].split(" | ")
        code = match[3] or "y-001"
        libyaml_only = libyaml_only or bool(match[4])
        alone = hint == "alone" or rest == ["alone"]
        hint = "" if hint == "alone" else hint
        told.append(Told(int(match[1]), int(match[2]), code, message, hint, alone))
    return Case(name, tuple(told), "\n".join(lines), libyaml_only)


def read_cases() -> list[Case]:
    text = FILE.read_text(encoding="utf-8")
    return [parse(block) for block in re.split(r"^### ", text, flags=re.MULTILINE)[1:]]


def pasted(text: str, diagnostic: Diagnostic) -> str | None:
    """The text with the hint's YAML in place of the line that the diagnostic names."""
    _, found, new = diagnostic.hint.partition(":\n")
    lines = text.split("\n")
    lines[diagnostic.position.line - 1] = new
    return "\n".join(lines) if found else None


CASES = read_cases()
RUNS = [
    pytest.param(case, LOADERS[loader], id=f"{case.name}-{loader}")
    for case in CASES
    for loader in LOADERS
    if loader == "libyaml" or not case.libyaml_only
]
IN_FRONT_MATTER = [case for case in CASES if not re.search(r"^(---|\.\.\.)", case.yaml, re.M)]


@pytest.mark.parametrize(("case", "loader"), RUNS)
def test_a_slip_is_told_where_it_begins_with_yaml_that_mends_it(
    case: Case, loader: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_reader, "Loader", loader)
    _, diagnostics = read_yaml(SourceFile("notes.yaml", case.yaml))
    places = [(d.position.line, d.position.column, d.code) for d in diagnostics]
    assert places == [(told.line, told.column, told.code) for told in case.told], diagnostics
    for told, diagnostic in zip(case.told, diagnostics, strict=True):
        assert told.message in diagnostic.message
        assert told.hint in diagnostic.hint
        assert not diagnostic.message.endswith(".")
    if len(case.told) == 1 and not case.told[0].alone:
        mended = pasted(case.yaml, diagnostics[0])
        if mended is not None:
            assert read_yaml(SourceFile("notes.yaml", mended))[1] == [], mended


@pytest.mark.parametrize("case", IN_FRONT_MATTER, ids=lambda case: case.name)
def test_a_slip_in_front_matter_is_told_at_its_line_of_the_file(case: Case) -> None:
    before, after = "---\n", '---\nThe *article*: it\'s "here" @ [1\n'
    end = len(before) + len(case.yaml)
    _, alone = read_yaml(SourceFile("article.md", case.yaml))
    _, diagnostics = read_yaml(
        SourceFile("article.md", before + case.yaml + after), len(before), end
    )
    assert [(d.position.line - 1, d.position.column, d.code, d.hint) for d in diagnostics] == [
        (d.position.line, d.position.column, d.code, d.hint) for d in alone
    ]


def test_the_cases_have_names_of_their_own_and_tell_something() -> None:
    assert len({case.name for case in CASES}) == len(CASES) > 100
    assert all(case.told for case in CASES)
