"""The house: which room may lead into which, and what the project says of itself."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

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


def test_public_names_are_there() -> None:
    for name in postil.__all__:
        assert getattr(postil, name) is not None


def test_help_and_version_wait_for_no_library() -> None:
    """`--help` imports none of the libraries that a build needs."""
    code = (
        "import sys, postil.cli; from postil.command_line import parser; parser().format_help(); "
        "print([m for m in ('jinja2', 'markdown_it', 'yaml', 'livereload', 'tornado') "
        "if m in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_every_library_is_named_and_held() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for requirement in project["dependencies"]:
        assert ">=" in requirement, requirement


def test_the_changelog_knows_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{postil.__version__}]" in changelog or "## [Unreleased]" in changelog
