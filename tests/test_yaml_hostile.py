"""No YAML file can stop the process, or make it large: hostile files end as diagnostics."""

import subprocess
import sys

import pytest
import yaml

from postil.diagnostics import Diagnostic, has_errors
from postil.read import yaml_reader
from postil.read.nodes import YamlMap, YamlNode
from postil.read.yaml_reader import MAX_BYTES, MAX_DEPTH, MAX_PROBLEMS, read_yaml
from postil.source import SourceFile

SIZE = 100_000


def fill(piece: str) -> str:
    return piece * (SIZE // len(piece))


def levels(first: str, step: str) -> str:
    """Nine levels, each of which names the one before nine times."""
    lines = [
        f"a{level}: &a{level} " + step.format(", ".join([f"*a{level - 1}"] * 9))
        for level in range(1, 10)
    ]
    return "\n".join([f"a0: &a0 {first}", *lines])


REFUSED = {
    "laughs": levels("[lol]", "[{}]"),
    "merge keys": levels("{x: 1}", "{{<<: [{}]}}"),
    "endless loop": "a: &a [*a]",
    "brackets": "[" * 30_000,
    "more brackets": fill("["),
    "braces": fill("{"),
    "braces and keys": fill("{a: "),
    "dashes": fill("- "),
    "question marks": fill("? "),
    "indentation": "".join(" " * depth + "a:\n" for depth in range(440)),
    "tags": fill("- !a x\n"),
    "tags in one line": "[" + fill("!a x, ") + "]",
    "anchors in one line": "[" + fill("&a x, ") + "]",
    "aliases in one line": "[" + fill("*a, ") + "]",
    "python objects": fill("- !!python/object/apply:os.system [ls]\n"),
    "duplicate keys": fill("a: 1\n"),
    "duplicate keys in one line": "{" + fill("a: 1, ") + "}",
    "odd keys in one line": "{" + fill("-a: 1, ") + "}",
    "ruby in one line": "[" + fill("{a|b}, ") + "]",
    "unclosed quotation": 'a: "' + fill("x\n"),
    "unclosed quotations": fill('"'),
    "colons": fill("a: "),
    "long key": fill("x") + ": 1",
    "tabs": fill("\t"),
    "control characters": fill("a: \0\n"),
    "CRLF": fill("a: b\r\n"),
    "escapes": 'a: "' + fill("\\d") + '"',
    "bad escapes": 'a: "' + fill("\\0") + '"',
    "documents": fill("---\n"),
    "version": "%YAML 1." + "9" * 5000 + "\n---\na",
    "directives": fill("%A b\n") + "---\na",
    "full-width spaces": fill("　a: b\n"),
    "commas": "[" + fill(","),
    "no fields": fill("x:y\n") + "a: b",
    "dents": "\n".join(["a: b", *(" " * (i % 50) + "x" * 20 for i in range(2000)), "c: d"]),
    "far colon": "a: b" + fill(" ") + "c: d",
}
READ = {
    "long plain": "a: " + fill("x"),
    "long plain of many lines": "a: " + fill("x\n  "),
    "huge number": "a: " + "9" * 5000,
    "empty lists": "a: [" + fill("[], ") + "]",
    "many empty blocks": "".join(f"k{i}: |\n\n\n\n" for i in range(9000)),
    "block of empty lines": "a: |\n  x" + fill("\n"),
    "line separators": "a: " + fill("x\u2028"),
    "comments": "a: b\n" + fill("# x\n"),
}


def read(text: str) -> tuple[YamlNode | None, list[Diagnostic]]:
    return read_yaml(SourceFile("a.yaml", text))


@pytest.fixture(params=[yaml.CSafeLoader, yaml.SafeLoader], ids=["libyaml", "PyYAML"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(yaml_reader, "Loader", request.param)
    return str(request.param.__name__)


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_ends_as_diagnostics(name: str) -> None:
    """How long each takes is measured by `benchmarks/hostile_yaml.py`."""
    _, diagnostics = read(REFUSED[name])
    assert has_errors(diagnostics)
    assert len(diagnostics) <= MAX_PROBLEMS + 50
    assert max(len(d.message) + len(d.hint) for d in diagnostics) < 1000


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("name", READ)
def test_a_large_file_is_read(name: str) -> None:
    tree, diagnostics = read(READ[name])
    assert tree is not None
    assert diagnostics == []


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}"), ("- ", "")])
def test_fifty_levels_are_read_and_no_more(opening: str, closing: str) -> None:
    fits = opening * MAX_DEPTH + "x" + closing * MAX_DEPTH
    assert read(fits)[1] == []
    tree, (told,) = read(opening * (MAX_DEPTH + 1) + "x" + closing * (MAX_DEPTH + 1))
    assert tree is None
    assert (told.code, told.position.column) == ("x-001", MAX_DEPTH * len(opening) + 1)


def test_ten_megabytes_are_read_and_no_more(loader: str) -> None:
    text = "a: " + "嚇" * (MAX_BYTES // 3)
    tree, (told,) = read(text)
    assert tree is None
    assert (told.code, told.position.line, told.position.column) == ("x-001", 1, 1)
    if loader == "CSafeLoader":
        assert read(text[: MAX_BYTES // 3])[1] == []


def test_an_article_may_be_longer_than_its_front_matter() -> None:
    file = SourceFile("article.md", "a: b\n" + "x" * MAX_BYTES)
    tree, diagnostics = read_yaml(file, 0, 5)
    assert isinstance(tree, YamlMap)
    assert diagnostics == []


def test_millions_of_problems_are_not_gathered() -> None:
    _, diagnostics = read("a: b\n" * 3_000 + "c: @")
    assert len(diagnostics) == MAX_PROBLEMS + 2  # and the one where the parser stopped


def test_a_file_with_many_warnings_is_still_read() -> None:
    tree, diagnostics = read("- x #\n" * 3_000)
    assert tree is not None
    assert len(diagnostics) == MAX_PROBLEMS


def test_the_worst_files_take_little_memory() -> None:
    code = (
        "import resource, sys; sys.path[:0] = ['.', 'tests']\n"
        "import test_yaml_hostile as t\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "for text in t.REFUSED.values(): t.read(text)\n"
        "print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 100
