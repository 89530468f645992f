"""Every slip in `cases/format/` is told at its place, and by the JSON Schema too."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import jsonschema
import pytest
import yaml
from conftest import ROOT, Fill

import postil
from postil.format.json_schema import FILES, json_schema

FOLDER = Path(__file__).parent / "cases" / "format"
PATHS = {
    "annotations": "lai/annotations.yaml",
    "article": "lai/article.yaml",
    "shared": "shared.yaml",
    "site": "site.yaml",
}
TEXT = "Taiwan wants its own drones. A drone is a small aircraft. The port of Kaohsiung is large.\n"
TOLD = re.compile(r"([a-z]-\d{3}) (\d+):(\d+)(?: \| (.*?))?(?: \| (.*))?\Z")
SHAPE = {"y-003", "y-004", "y-005"}
"""Codes for what a schema can see."""


@dataclass(frozen=True)
class Case:
    """A file, and what is to be told of it."""

    kind: str
    name: str
    told: tuple[tuple[str, int, int, str, str], ...]
    schema: str
    """`blind` or `stricter` where the schema is meant to differ."""
    is_old: bool
    """Whether it differs only where YAML is read as of old (1.1), not as editors do (1.2)."""
    yaml: str

    @property
    def is_misshapen(self) -> bool:
        return any(told[0] in SHAPE for told in self.told)


def read_cases(kind: str) -> list[Case]:
    _, *blocks = re.split(
        r"^### ", (FOLDER / f"{kind}.txt").read_text(encoding="utf-8"), flags=re.M
    )
    return [read_case(kind, block) for block in blocks]


def read_case(kind: str, block: str) -> Case:
    name, *lines = block.split("\n")
    told, schema, is_old = [], "", False
    while match := TOLD.match(lines[0]):
        code, line, column, message, hint = match.groups("")
        told.append((code, int(line), int(column), message, hint))
        lines.pop(0)
    assert told or lines.pop(0) == "fine", f"{kind}: {name}"
    if lines[0].startswith("schema: "):
        schema, _, version = lines.pop(0).removeprefix("schema: ").partition(" in ")
        is_old = version == "YAML 1.1"
    return Case(kind, name, tuple(told), schema, is_old, "\n".join(lines))


CASES = [case for kind in PATHS for case in read_cases(kind)]
ids = [f"{case.kind}: {case.name}" for case in CASES]


class EditorsLoader(yaml.SafeLoader):
    """Plain YAML, but for dates, which are no type of JSON (nor of YAML 1.2)."""

    yaml_implicit_resolvers: ClassVar[Any] = {
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def as_editors_read(text: str) -> Any:
    """What a schema judges."""
    return json.loads(json.dumps(yaml.load(text, EditorsLoader)))


def errors_of(value: Any, name: str = "") -> list[str]:
    schema = json_schema()
    if name:
        schema = {"$ref": f"#/$defs/{name}", "$defs": schema["$defs"]}
    return [e.message for e in jsonschema.Draft202012Validator(schema).iter_errors(value)]


def test_there_are_cases_and_no_two_of_a_name() -> None:
    assert len(CASES) > 200
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_a_slip_is_told_at_its_place(fill: Fill, case: Case) -> None:
    files = {"lai/article.txt": TEXT, "lai/article.yaml": "title: Drones\n"}
    content = fill(files | {PATHS[case.kind]: case.yaml})

    outcome = postil.check(postil.Project(content))

    told = [(d.code, d.position.line, d.position.column) for d in outcome.diagnostics]
    assert told == [expected[:3] for expected in case.told], outcome.diagnostics
    for diagnostic, (*_, message, hint) in zip(outcome.diagnostics, case.told, strict=True):
        assert diagnostic.position.path == f"content/{PATHS[case.kind]}"
        assert message in diagnostic.message
        assert hint in diagnostic.hint


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_the_schema_sees_the_same_slips(case: Case) -> None:
    errors = errors_of(as_editors_read(case.yaml), case.kind)
    if case.schema == "blind":
        assert case.is_misshapen
        assert not errors
    elif case.schema == "stricter":
        assert not case.is_misshapen
        assert errors
    elif case.is_misshapen:
        assert errors
    elif not case.told:
        assert errors == []


# The schema itself


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())
    jsonschema.Draft7Validator.check_schema(json_schema())  # which older editors read


def test_every_field_is_explained_to_editors() -> None:
    for name, record in json_schema()["$defs"].items():
        assert record["description"], name
        for field, schema in record["properties"].items():
            assert schema["description"].endswith("."), f"{name}.{field}"


@pytest.mark.parametrize("name", FILES)
def test_every_file_has_a_schema_of_its_own(name: str) -> None:
    schema = json_schema()["$defs"][name]
    assert schema["additionalProperties"] is False
    assert schema["type"] in ("object", ["object", "null"])


@pytest.mark.parametrize("file", sorted((ROOT / "content").rglob("*.yaml")), ids=lambda f: f.name)
def test_the_sample_library_keeps_to_it(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert errors_of(as_editors_read(text)) == []
    assert errors_of(json.loads(json.dumps(yaml.safe_load(text), default=str))) == []


@pytest.mark.parametrize("file", sorted((ROOT / "content").rglob("article.md")), ids=str)
def test_front_matter_of_the_sample_library_keeps_to_it(file: Path) -> None:
    _, front, _ = file.read_text(encoding="utf-8").split("---\n", 2)
    assert errors_of(as_editors_read(front)) == []


FINE = [case for case in CASES if not case.told and not case.schema]


@pytest.mark.parametrize("case", FINE, ids=[f"{case.kind}: {case.name}" for case in FINE])
def test_the_root_finds_out_which_file_it_is(case: Case) -> None:
    """One address serves every file."""
    assert errors_of(as_editors_read(case.yaml)) == []


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("notes: [{quote: a, note: b, kin: c}]", "'kin' was unexpected"),
        ("glosary: []", "'glosary' was unexpected"),
        ("slug: a\ntheme: b", "'theme' was unexpected"),
        ("subtitle: a\ntitle: b\ntheme: c", "'theme' was unexpected"),
    ],
)
def test_the_root_tells_one_thing_of_one_slip(text: str, error: str) -> None:
    (told,) = errors_of(as_editors_read(text))
    assert error in told
