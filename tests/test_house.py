"""The house: which room may lead into which, and what the project says of itself."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from conftest import Fill

import postil

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "postil").rglob("*.py"))

# From the ground up: a room may be entered from the rooms below its line, never from above.
ROOMS = [
    {"deferred"},
    {"source"},
    {"diagnostics", "errors", "scripts", "document"},
    {"catalogue", "dates"},
    {"report"},
    {"read.nodes"},
    {"read.yaml"},
    {"markdown"},
    {"format"},
    {"sealing"},
    {"model"},
    {"read"},
    {"validate"},
    {"anchor"},
    {"entries"},
    {"links", "review"},
    {"arrange"},
    {"rebuild"},
    {"render"},
    {"editions"},
    {"printing"},
    {"write", "wish"},
    {"keeping"},
    {"making"},
    {"reanchor"},
    {"pipeline", "progress", "authoring", "handout_command"},
    {"importing"},
    {"serve"},
    {"command_line", "command_options"},
    {"cli"},
]
LEVEL = {room: level for level, rooms in enumerate(ROOMS) for room in rooms}


def room_of(module: str) -> str | None:
    """The room of a module `postil.….…`; `None` for the package itself."""
    name = module.removeprefix("postil").lstrip(".")
    if name.startswith("read.nodes"):
        return "read.nodes"
    if name.startswith("read.yaml"):
        return "read.yaml"
    return name.partition(".")[0] or None


def imports_of(file: Path) -> list[str]:
    """The modules of Postil that a file imports, wherever in it."""
    found = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("postil"):
            found += [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            found += [alias.name for alias in node.names if alias.name.startswith("postil")]
    return found


@pytest.mark.parametrize("file", MODULES, ids=lambda f: str(f.relative_to(ROOT)))
def test_imports_run_one_way(file: Path) -> None:
    """A module imports only from its own room and from rooms nearer to the ground."""
    name = ".".join(file.relative_to(ROOT).with_suffix("").parts)
    here = room_of(name)
    if name in ("postil.__init__", "postil.__main__"):
        return
    assert here in LEVEL, f"{here} has no place in the house"
    for imported in imports_of(file):
        there = room_of(imported)
        if there is not None and there in LEVEL:
            assert LEVEL[there] <= LEVEL[here], f"{here} leads up into {there}: {imported}"


EDITIONS = [file for file in MODULES if "editions" in file.parts and file.parent.name != file.stem]


@pytest.mark.parametrize("file", EDITIONS, ids=lambda f: str(f.relative_to(ROOT)))
def test_an_edition_knows_no_other(file: Path) -> None:
    edition = ".".join(file.relative_to(ROOT).with_suffix("").parts[:3])
    imported = [name for name in imports_of(file) if name.startswith("postil.editions")]
    assert not [name for name in imported if not name.startswith(f"{edition}.")]


@pytest.mark.parametrize("file", MODULES, ids=lambda f: str(f.relative_to(ROOT)))
def test_a_file_is_read_in_one_sitting(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("file", MODULES, ids=lambda f: str(f.relative_to(ROOT)))
def test_no_room_is_a_lumber_room(file: Path) -> None:
    assert not re.search("util|helper|common|manager|processor", file.stem)


@pytest.mark.parametrize("file", MODULES, ids=lambda f: f.stem)
def test_no_group_is_repeated_possessively(file: Path) -> None:
    """Before Python 3.11.5 `(?:..)*+` may match what `(?:..)*` does not (gh-106052, gh-100061).

    `(?>(?:..)*)` says the same, and the library `regex` has no such fault. (`()*+` stands among the
    characters of addresses.)
    """
    text = file.read_text(encoding="utf-8")
    assert "import regex" in text or not re.search(r"(?<!\()\)(?:[*+?]|\{+[0-9,]+\}+)\+", text)


def test_public_names_are_there() -> None:
    for name in postil.__all__:
        assert getattr(postil, name) is not None


NOT_AT_ONCE = ["dataclasses", "hashlib", "inspect", "postil.pipeline", "postil.write"]
"""What a command that builds needs, and `--help` does not."""
STAGES = ["jinja2", "json", "sqlite3", "yaml", "postil.printing", "postil.making", "postil.render"]
"""What a build needs that has something to do."""
SELDOM = [
    *("asyncio", "babel", "difflib", "html.entities", "logging", "markdown_it"),
    *("multiprocessing", "regex", "ssl", "subprocess", "typst", "urllib.request"),
    *("postil.anchor.advice", "postil.anchor.nearest", "postil.dates.faults", "postil.dates.hints"),
    *("postil.editions.handout", "postil.editions.bundle", "postil.editions.web.glossary"),
    *("postil.editions.web.index", "postil.editions.web.published", "postil.editions.web.timeline"),
    *("postil.format.json_schema", "postil.markdown.parser", "postil.read.yaml_failure"),
    *("postil.read.yaml_slips", "postil.reanchor.trail", "postil.rebuild.sources"),
    *("postil.render.density", "postil.validate.length"),
]
"""What few articles need, no usual page, and no page that joins articles and stands as it was."""


@pytest.mark.parametrize("asked", [["--help"], ["--version"], ["build", "--help"]])
def test_help_waits_for_nothing(asked: list[str], tmp_path: Path) -> None:
    assert imported(asked, tmp_path) & {*NOT_AT_ONCE, *STAGES, *SELDOM} == set()


def test_a_build_waits_for_nothing_that_it_does_not_need(fill: Fill) -> None:
    """First where an article was changed, then where nothing was."""
    usual = "---\ntitle: One\n---\nThe *lazy* dog — [a link](https://example.org).\n"
    notes = "notes:\n- quote: lazy\n  note: Not quick.\ntimeline:\n- date: 1970\n  event: Then.\n"
    content = fill(
        {
            "site.yaml": "title: A\neditions: [web]\n",
            **{f"{slug}/article.md": usual for slug in ("one", "two")},
            "one/annotations.yaml": notes,
        }
    )
    imported([], content.parent)
    (content / "one" / "annotations.yaml").write_text(f"{notes}# changed\n", "utf-8")
    found = imported([], content.parent)
    assert {*NOT_AT_ONCE, *STAGES} <= found
    assert found & {*SELDOM} == set()
    assert imported([], content.parent) & {*STAGES, *SELDOM} == set()


def imported(asked: list[str], project: Path) -> set[str]:
    """The modules that a command imports which is run in a project."""
    code = (
        "import atexit, sys, postil.cli; atexit.register(lambda: print('', *sys.modules)); "
        "postil.cli.run()"
    )
    command = [sys.executable, "-c", code, *asked]
    said = subprocess.run(command, cwd=project, capture_output=True, text=True, check=True).stdout
    return set(said.splitlines()[-1].split())


def test_every_library_is_named_and_held() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for requirement in project["dependencies"]:
        assert ">=" in requirement, requirement


def test_the_changelog_knows_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{postil.__version__}]" in changelog or "## [Unreleased]" in changelog
