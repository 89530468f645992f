"""Names of folders and files, which must hold on every system."""

import os
import re
from pathlib import Path

import pytest
from conftest import Fill
from hypothesis import given
from hypothesis import strategies as st

import postil
from postil.validate.slugs import fault_of_file, fault_of_slug

FILE = Path(__file__).parent / "cases" / "paths" / "slugs.txt"
ARTICLE = "---\ntitle: Drones\n---\nTaiwan wants its own drones.\n"


def unescape(text: str) -> str:
    escape = re.compile(r"\\(?:t|n|\\|x[0-9a-f]{2}|u[0-9a-f]{4})")
    return escape.sub(lambda m: m[0].encode().decode("unicode_escape"), text)


ROWS = [
    (unescape(name), verdict)
    for name, arrow, verdict in (
        line.partition(" → ") for line in FILE.read_text(encoding="utf-8").split("\n")
    )
    if arrow
]


def told(content: Path) -> list[str]:
    diagnostics = postil.check(postil.Project(content)).diagnostics
    return [f"{d.position} {d.code}" for d in diagnostics]


# Slugs


def test_there_are_rows() -> None:
    assert len(ROWS) > 80


@pytest.mark.parametrize(("slug", "verdict"), ROWS)
def test_a_slug_is_good_or_another_is_suggested(slug: str, verdict: str) -> None:
    fault = fault_of_slug(slug)
    if verdict == "fine":
        assert fault is None
    else:
        assert fault
        assert fault[1] == f"name it {verdict}"
        assert fault_of_slug(verdict) is None


def test_an_empty_slug_is_none() -> None:
    assert fault_of_slug("")


@given(st.text(max_size=120))
def test_what_is_suggested_is_always_good(slug: str) -> None:
    fault = fault_of_slug(slug)
    if fault:
        assert fault_of_slug(fault[1].removeprefix("name it ")) is None


@given(st.text(alphabet=st.characters(categories=("L", "M", "N", "P")), max_size=20))
def test_a_good_slug_is_one_name_on_every_system(slug: str) -> None:
    if fault_of_slug(slug) is None:
        assert slug == slug.lower()
        assert not re.search(r'[<>:"/\\|?*\s.%#]', slug)
        assert slug not in ("con", "nul", "glossary")


@pytest.mark.parametrize(
    ("one", "other"),
    [("straße", "strasse"), ("ﬁsh", "fish"), ("ς", "σ"), ("ŉa", "ʼna")],
)
def test_folders_that_are_one_on_some_systems(fill: Fill, one: str, other: str) -> None:
    content = fill({f"{one}/article.md": ARTICLE, f"{other}/article.md": ARTICLE})
    assert any(place.endswith("f-004") for place in told(content))


def test_a_folder_with_a_bad_name_is_told_as_a_whole(fill: Fill) -> None:
    content = fill({"Lai Interview/article.md": ARTICLE, "assets/article.md": ARTICLE})
    assert told(content) == [
        "content/Lai Interview:1:1 f-003",
        "content/assets:1:1 f-003",
    ]


# Files of an article

NAMES = {
    "boat.svg": True,
    "pictures/boat at sea.svg": True,
    "lai.jpg": True,
    "index.png": True,
    "handouts.pdf": True,
    "pictures/index.html": True,
    "a,b;c'd!.txt": True,
    "船.svg": True,
    "x" * 255: True,
    "index.html": False,
    "INDEX.HTML": False,
    "lai.html": False,
    "Lai.pdf": False,
    "handout.pdf": False,
    "handout-key.pdf": False,
    "annotations.jsonld": False,
    "a:b": False,
    "a?": False,
    "a*b": False,
    "a|b": False,
    'a"b': False,
    "<a>": False,
    "a\\b": False,
    "a\nb": False,
    "a\x00b": False,
    "a\x1bb": False,
    "a.": False,
    "a ": False,
    " a": False,
    "pictures./a": False,
    "con": False,
    "CON.txt": False,
    "pictures/nul.tar.gz": False,
    "com1.svg": False,
    "x" * 256: False,
    "船" * 86: False,
}


@pytest.mark.parametrize(("name", "good"), NAMES.items())
def test_the_name_of_a_file_that_a_page_shows(name: str, *, good: bool) -> None:
    assert (fault_of_file(name, "lai") is None) is good


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        ("boat.svg", []),
        ("caf\u00e9.svg", []),
        ("cafe\u0301.svg", []),
        ("index.html", ["content/lai/article.md:3:8 f-012"]),
        ("a:b.svg", ["content/lai/article.md:3:8 f-012"]),
        ("../lai/boat.svg", ["content/lai/article.md:3:8 f-008"]),
        ("/etc/passwd", ["content/lai/article.md:3:8 f-008"]),
        ("https://example.org/boat.svg", ["content/lai/article.md:3:8 f-008"]),
        ("Boat.svg", ["content/lai/article.md:3:8 f-008"]),
    ],
)
def test_the_image_of_an_article(fill: Fill, image: str, expected: list[str]) -> None:
    files = dict.fromkeys(["boat.svg", "cafe\u0301.svg", "index.html", "a:b.svg"], "x")
    article = ARTICLE.replace("Drones\n", f"Drones\nimage: {image}\n")
    content = fill(
        {f"lai/{name}": text for name, text in files.items()} | {"lai/article.md": article}
    )
    assert told(content) == expected


def test_files_that_are_one_on_some_systems(fill: Fill) -> None:
    names = ["lai/article.md", "lai/Boat.svg", "lai/boat.svg", "lai/b/a", "lai/B/A"]
    content = fill(dict.fromkeys(names, ARTICLE))
    assert told(content) == ["content/lai/b/a:1:1 f-004", "content/lai/boat.svg:1:1 f-004"]


def test_a_decomposed_name_is_the_composed_one(fill: Fill) -> None:
    article = ARTICLE + "\n[x](caf\u00e9.txt) [y](cafe\u0301.txt)\n"
    assert told(fill({"lai/article.md": article, "lai/cafe\u0301.txt": "x"})) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows names are Unicode")
def test_a_name_that_is_no_text(fill: Fill) -> None:
    content = fill({"lai/article.md": ARTICLE})
    Path(os.fsdecode(os.fsencode(content / "lai") + b"/b\xff.svg")).write_text("x")
    assert told(content) == ["content/lai/b?.svg:1:1 f-012"]
