"""What stands in the content folder, in place of plain files with articles and notes."""

import os
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Fill

import postil

ARTICLE = "---\ntitle: Drones\n---\nTaiwan wants its own drones.\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'


def told(content: Path) -> list[str]:
    diagnostics = postil.check(postil.Project(content)).diagnostics
    return [f"{d.position} {d.code}" for d in diagnostics]


# What is in a folder

FOLDERS: list[tuple[str, dict[str, str], list[str]]] = [
    ("no article", {"lai/notes.yaml": ""}, ["content/lai:1:1 f-002"]),
    ("an empty folder", {"lai/pictures/x.svg": ""}, ["content/lai:1:1 f-002"]),
    (
        "two articles",
        {"lai/article.md": ARTICLE, "lai/article.txt": ARTICLE},
        ["content/lai:1:1 f-002"],
    ),
    ("an article without a folder", {"article.md": ARTICLE}, ["content/article.md:1:1 f-002"]),
    (
        "an article with a capital",
        {"lai/Article.md": ARTICLE},
        ["content/lai:1:1 f-002", "content/lai/Article.md:1:1 f-009"],
    ),
    (
        "a folder for an article",
        {"lai/article.md/x": "", "lai/a.yaml": ""},
        ["content/lai/article.md:1:1 f-005"],
    ),
    (
        "a folder for site.yaml",
        {"site.yaml/x": "", "lai/article.md": ARTICLE},
        ["content/site.yaml:1:1 f-002", "content/site.yaml:1:1 f-003"],
    ),
    (
        "files in .yml",
        {"lai/article.md": ARTICLE, "lai/a.yml": "", "lai/b.YAML": "", "site.yml": ""},
        [
            "content/lai/a.yml:1:1 f-009",
            "content/lai/b.YAML:1:1 f-009",
            "content/site.yml:1:1 f-009",
        ],
    ),
    (
        "site.yaml with a capital",
        {"lai/article.md": ARTICLE, "Site.yaml": "title: x"},
        ["content/Site.yaml:1:1 f-009"],
    ),
    (
        "notes in a folder inside",
        {"lai/article.md": ARTICLE, "lai/notes/a.yaml": "x: ["},
        ["content/lai/notes/a.yaml:1:1 f-011"],
    ),
    (
        "hidden files and backups",
        {
            "lai/article.md": ARTICLE,
            "lai/.#article.md": "x",
            "lai/.DS_Store": "x",
            "lai/a.yaml~": "x: [",
            "lai/~$a.yaml": "x: [",
            "lai/Thumbs.db": "x",
            ".schema.json": "{}",
            ".git/config": "x",
        },
        [],
    ),
    ("what is no article", {"lai/article.md": ARTICLE, "README.md": "x", "a.txt": "x"}, []),
    (
        "no words",
        {"lai/article.md": "---\ntitle: x\n---\n\n \n"},
        ["content/lai/article.md:4:1 f-007"],
    ),
    (
        "a picture without words",
        {"lai/article.md": "---\ntitle: x\n---\n![y](z.svg)\n", "lai/z.svg": SVG},
        ["content/lai/article.md:4:1 f-007"],
    ),
    (
        "front matter in two places",
        {"lai/article.md": ARTICLE, "lai/article.yaml": "title: x"},
        ["content/lai/article.yaml:1:1 f-010"],
    ),
    ("front matter beside", {"lai/article.md": "Taiwan.", "lai/article.yaml": "title: x"}, []),
    (
        "a line of hyphens in a plain text",
        {"lai/article.txt": "---\nTaiwan.", "lai/article.yaml": "title: x"},
        [],
    ),
    ("no front matter", {"lai/article.md": "Taiwan."}, ["content/lai/article.md:1:1 y-004"]),
    ("empty front matter", {"lai/article.md": "---\n---\nx"}, ["content/lai/article.md:1:1 y-004"]),
    (
        "an empty file",
        {"lai/article.md": ""},
        ["content/lai/article.md:1:1 f-007", "content/lai/article.md:1:1 y-004"],
    ),
    (
        "front matter without an end",
        {"lai/article.md": "---\ntitle: x\n\nTaiwan.\n"},
        ["content/lai/article.md:1:1 y-001"],
    ),
    (
        "front matter in the third line",
        {"lai/article.md": "\n\n---\ntitle: x\n---\nTaiwan.\n"},
        ["content/lai/article.md:3:1 y-001"],
    ),
    ("blanks behind the hyphens", {"lai/article.md": "--- \ntitle: x\n---\t\nTaiwan.\n"}, []),
    (
        "front matter and the end of the file",
        {"lai/article.md": "---\ntitle: x\n---"},
        ["content/lai/article.md:3:4 f-007"],
    ),
]


@pytest.mark.parametrize(
    ("files", "expected"), [row[1:] for row in FOLDERS], ids=[row[0] for row in FOLDERS]
)
def test_what_a_folder_holds(fill: Fill, files: dict[str, str], expected: list[str]) -> None:
    assert told(fill(files)) == expected


def test_one_bad_folder_hides_no_other(fill: Fill) -> None:
    content = fill({"a/x.yaml": "", "b/article.md": "x", "c/article.md": ARTICLE})
    assert told(content) == ["content/a:1:1 f-002", "content/b/article.md:1:1 y-004"]


# What is no plain file

needs_links = pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")


@needs_links
@pytest.mark.parametrize(
    ("at", "to", "is_read"),
    [
        ("lai/notes.yaml", "/etc/passwd", True),
        ("lai/notes.yaml", "../../outside.yaml", True),
        ("lai/notes.yaml", "notes.yaml", True),
        ("lai/pictures", "..", True),
        ("lai/pictures", "nowhere", True),
        ("site.yaml", "../outside.yaml", True),
        ("two", "lai", True),
        ("loop", "loop", True),
        ("lai/article.md", "../../outside.md", False),
    ],
)
def test_a_link_is_not_followed(fill: Fill, at: str, to: str, *, is_read: bool) -> None:
    content = fill({"lai/article.md": ARTICLE} if is_read else {"lai/a.yaml": ""})
    (content.parent / "outside.yaml").write_text("secret: [", encoding="utf-8")
    (content.parent / "outside.md").write_text(ARTICLE, encoding="utf-8")
    (content / at).symlink_to(to)

    expected = [f"content/{at}:1:1 f-006"]
    assert told(content) == (expected if is_read else ["content/lai:1:1 f-002", *expected])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_is_not_waited_for(fill: Fill) -> None:
    content = fill({"lai/article.md": ARTICLE})
    pipe = content / "lai" / "notes.yaml"
    os.mkfifo(pipe)
    # Somebody at the other end, so that a reader that waits fails here and does not hang.
    threading.Thread(target=lambda: pipe.open("wb").close(), daemon=True).start()
    assert told(content) == ["content/lai/notes.yaml:1:1 f-005"]


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="there are no sockets here")
def test_a_socket_is_told(fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    content = fill({"lai/article.md": ARTICLE})
    monkeypatch.chdir(content / "lai")
    with socket.socket(socket.AF_UNIX) as one:
        one.bind("notes.yaml")
        assert told(content) == ["content/lai/notes.yaml:1:1 f-005"]


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("lai/article.md", "content/lai/article.md:1:1 f-005"),
        ("lai/notes.yaml", "content/lai/notes.yaml:1:1 f-005"),
        ("lai/boat.svg", "content/lai/boat.svg:1:1 f-005"),
        ("content/lai", "content/lai:1:1 f-005"),
        ("content/site.yaml", "content/site.yaml:1:1 f-005"),
    ],
)
def test_what_cannot_be_read_is_named_and_hides_nothing(
    fill: Fill, monkeypatch: pytest.MonkeyPatch, name: str, place: str
) -> None:
    """As a disk fails; whoever runs the tests may be allowed to read everything."""
    files = dict.fromkeys(["lai/notes.yaml", "lai/boat.svg", "site.yaml"], "")
    content = fill({"lai/article.md": ARTICLE, "z/article.md": "x", **files})
    monkeypatch.setattr("postil.read.files.open", refusing(open, name), raising=False)
    monkeypatch.setattr("os.scandir", refusing(os.scandir, name))

    assert told(content) == [place, "content/z/article.md:1:1 y-004"]


def refusing(read: Callable[..., Any], name: str) -> Callable[..., Any]:
    def checked(path: str | Path, *rest: str) -> object:
        if Path(path).as_posix().endswith(name):
            raise PermissionError(13, "Permission denied", str(path))
        return read(path, *rest)

    return checked


def test_a_file_that_vanishes_while_it_is_read_is_named(
    fill: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = fill({"lai/article.md": ARTICLE, "lai/notes.yaml": ""})

    def vanish(path: str, mode: str) -> object:
        if path.endswith("notes.yaml"):
            Path(path).unlink()
        return Path(path).open(mode)

    monkeypatch.setattr("postil.read.files.open", vanish, raising=False)
    assert told(content) == ["content/lai/notes.yaml:1:1 f-005"]
