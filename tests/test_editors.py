"""Editors: what VS Code's YAML extension says of Postil's files, asked of its own engine."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import NODE_MODULES, ROOT, need
from editor import Editor
from test_format import CASES, PATHS, SHAPE, Case, ids

import postil
from postil.format.json_schema import json_schema
from postil.format.records import FAMILY_OF_KIND

SERVER = NODE_MODULES / "yaml-language-server" / "bin" / "yaml-language-server"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a content folder for each case, written as `new` writes its files."""
    folder = tmp_path_factory.mktemp("editor")
    for i, case in enumerate(CASES):
        file = folder / f"{i}" / "content" / PATHS[case.kind]
        file.parent.mkdir(parents=True)
        schema = file.parents[PATHS[case.kind].count("/")] / ".schema.json"
        schema.write_text(json.dumps(json_schema()), encoding="utf-8")
        file.write_text(f"{modeline(case.kind)}\n{case.yaml}", encoding="utf-8")
    return folder


def modeline(kind: str) -> str:
    up = "../" * PATHS[kind].count("/")
    return f"# yaml-language-server: $schema={up}.schema.json#/$defs/{kind}"


@pytest.fixture(scope="module")
def editor(library: Path) -> Iterator[Editor]:
    """The language server, with all the cases open."""
    node = shutil.which("node")
    need(node, "no Node: sudo apt install nodejs npm, then python3 start.py test")
    need(SERVER.is_file(), "no yaml-language-server: install npm, then python3 start.py test")
    started = Editor(SERVER, str(node), library)
    for i, case in enumerate(CASES):
        started.open(library / f"{i}" / "content" / PATHS[case.kind])
    yield started
    started.close()


EMPTY = {"article: a title is needed"}
"""The language server says nothing of a file with nothing in it."""


@pytest.mark.parametrize(("number", "case"), list(enumerate(CASES)), ids=ids)
def test_an_editor_tells_the_same_slips(
    editor: Editor, library: Path, number: int, case: Case
) -> None:
    faults = editor.faults(library / f"{number}" / "content" / PATHS[case.kind])

    said = [(fault["range"]["start"]["line"], fault["message"]) for fault in faults]
    differs = bool(case.schema) and not case.is_old
    if f"{case.kind}: {case.name}" in EMPTY:
        assert case.is_misshapen
        assert said == []
    elif case.is_misshapen != differs:
        assert said, "an editor tells nothing"
    elif case.is_misshapen or not case.told:  # blind; or nothing is wrong
        assert said == []
    if said and not differs:
        # The modeline is one line more, and editors count from 0.
        told = {line for code, line, *_ in case.told if code in SHAPE}
        assert told <= {line for line, _ in said}


def unused(tmp_path: Path, kind: str, text: str) -> Path:
    (tmp_path / ".schema.json").write_text(json.dumps(json_schema()), encoding="utf-8")
    file = tmp_path / "lai" / f"{kind}.yaml"
    file.parent.mkdir()
    file.write_text(f"{modeline('annotations')}\n{text}", encoding="utf-8")
    return file


def test_an_editor_offers_the_fields_and_explains_them(editor: Editor, tmp_path: Path) -> None:
    file = unused(tmp_path, "notes", "notes:\n  - quote: Taiwan\n    note: An island.\n    \n")
    editor.open(file)
    offered = {item["label"]: item for item in editor.complete(file, 4, 4)}
    fields = json_schema()["$defs"]["note"]["properties"]
    assert fields.keys() - {"quote", "note"} <= offered.keys()
    for name in fields.keys() - {"quote", "note"}:
        assert offered[name]["documentation"] == fields[name]["description"]
    assert "Words of the article, as they stand there." in editor.hover(file, 2, 6)


def test_an_editor_offers_the_kinds(editor: Editor, tmp_path: Path) -> None:
    text = "notes:\n  - quote: Taiwan\n    note: An island.\n    kind: \n"
    file = unused(tmp_path, "kinds", text)
    editor.open(file)
    offered = {item["label"] for item in editor.complete(file, 4, 10)}
    assert FAMILY_OF_KIND.keys() - {"term"} <= offered


def test_an_editor_finds_nothing_wrong_with_what_new_and_import_make(
    editor: Editor, tmp_path: Path
) -> None:
    content = tmp_path / "content"
    postil.new_article(content, "a")
    (tmp_path / "b.txt").write_text("Words.\n", encoding="utf-8")
    postil.import_article(content, tmp_path / "b.txt")
    files = sorted(content.rglob("*.yaml"))
    assert [file.name for file in files] == [
        "annotations.yaml",
        "annotations.yaml",
        "article.yaml",
        "site.yaml",
    ]
    for file in files:
        # A slip below what was made shows that the editor found the schema, and the right one.
        editor.open(file)
        assert editor.faults(file) == []
        slip = file.with_name(f"slip-{file.name}")
        slip.write_text(file.read_text(encoding="utf-8") + "\nslip: x\n", encoding="utf-8")
        editor.open(slip)
        (fault,) = editor.faults(slip)
        assert fault["message"] == "Property slip is not allowed."


def test_an_editor_finds_nothing_wrong_with_the_sample(editor: Editor, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    (tmp_path / "content" / ".schema.json").write_text(json.dumps(json_schema()), encoding="utf-8")
    for file in sorted((tmp_path / "content").rglob("*.yaml")):
        kinds = {"site.yaml": "site", "shared.yaml": "shared", "article.yaml": "article"}
        up = "../" * (len(file.relative_to(tmp_path / "content").parts) - 1)
        kind = kinds.get(file.name, "annotations")
        first = f"# yaml-language-server: $schema={up}.schema.json#/$defs/{kind}\n"
        file.write_text(first + file.read_text(encoding="utf-8"), encoding="utf-8")
        editor.open(file)
        assert editor.faults(file) == []
