"""The README's tour: what it says to write builds, and what it shows is what happens."""

import re
from dataclasses import is_dataclass

from conftest import ROOT, Fill
from markdown_it import MarkdownIt

import postil
from postil.command_line import parser
from postil.report import as_text

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = [
    (token.info.strip(), token.content)
    for token in MarkdownIt().parse(README)
    if token.type == "fence"
]


def block(language: str, holding: str) -> str:
    (found,) = [text for info, text in BLOCKS if info == language and holding in text]
    return found


def tour(fill: Fill, quote: str = "thirty years") -> postil.Outcome:
    content = fill(
        {
            "my-first-reader/article.md": block("markdown", "The last tram"),
            "my-first-reader/annotations.yaml": block("yaml", "depot").replace(
                "thirty years", quote
            ),
        }
    )
    return postil.build(postil.Project(content, content.parent / "site"))


def test_the_tour_builds_without_diagnostics(fill: Fill) -> None:
    outcome = tour(fill)
    assert outcome.is_good
    assert outcome.diagnostics == ()


def test_the_slip_is_told_as_shown(fill: Fill) -> None:
    (told,) = tour(fill, "forty years").diagnostics
    assert as_text(told) + "\n" == block("", "error a-003")


def test_every_command_in_it_exists() -> None:
    commands = re.findall(r"^(?:postil|python3 start.py) ([a-z]+)", README, re.M)
    known = parser().format_help()
    for command in commands:
        assert command == "test" or f"    {command} " in known, command


def test_every_file_that_the_documentation_links_to_is_there() -> None:
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists() or target.startswith("slug"), f"{page}: {target}"


def test_every_field_is_documented() -> None:
    """docs/format.md names every field that the format declares."""
    from postil.format import records
    from postil.format.declare import specs

    said = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
    declared: set[str] = set()
    for record in vars(records).values():
        if isinstance(record, type) and is_dataclass(record):
            declared |= set(specs(record))
    assert declared
    for name in sorted(declared):
        assert re.search(rf"\b{name}\b", said), name


def test_no_path_of_a_machine_is_in_the_documentation() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        assert not re.search(r"/(?:home|root|Users|work)/", page.read_text(encoding="utf-8")), page
