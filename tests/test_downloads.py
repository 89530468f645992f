"""What can be taken along of an article: the page leads to all of it, and to nothing else."""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import pytest
from conftest import Fill
from pages import attributes, parse
from test_exercises_handout import HEAD, NOTES, ONE, TEXT, words

import postil
from postil.format.settings import EDITIONS

TAKEN = {".html", ".pdf", ".docx", ".epub", ".apkg", ".tsv"}


def build(fill: Fill, editions: Sequence[str], head: str = HEAD, notes: str = "") -> Path:
    """The folder of a site with one article, whose slug is not of ASCII."""
    notes = notes or NOTES.format(*ONE)
    content = fill({"é/article.md": head.format("match, gaps") + TEXT, "é/n.yaml": notes})
    project = postil.Project(content, content.parent / "site")
    assert postil.build(project, editions=editions).is_good
    return content.parent / "site"


def page(site: Path, name: str = "é/index.html") -> Element:
    return parse((site / name).read_text(encoding="utf-8"))


def taken(site: Path) -> list[str]:
    """Where the links of the page's own list lead to."""
    (nav,) = [e for e in page(site).iter("nav") if e.get("class") == "jump"]
    links = [unquote(href) for href in attributes(nav, "href") if not href.startswith("#")]
    assert len(set(links)) == len(links)
    return links


@pytest.mark.parametrize(
    "editions",
    [EDITIONS, ("web",), ("web", "handout"), ("web", "docx"), ("web", "epub"), ("web", "anki")],
)
@pytest.mark.parametrize("notes", ["", "notes: [{quote: A drone, note: It flies.}]\n"])
def test_the_page_leads_to_all_that_is_built(
    fill: Fill, editions: Sequence[str], notes: str
) -> None:
    head = HEAD if not notes else "---\ntitle: T\n---\n"
    site = build(fill, editions, head, notes)
    files = {p.name for p in (site / "é").iterdir() if p.suffix in TAKEN}
    assert set(taken(site)) == files - {"index.html", "é.html"}


def test_what_is_one_thing_is_told_in_the_line_and_what_is_more_is_folded(fill: Fill) -> None:
    one = page(build(fill, ("web", "handout"), "---\ntitle: T\n---\n"))
    (line,) = [e for e in one.iter("li") if e.get("class") == "take"]
    assert words(line) == "Handout to print Handout to print: Page Handout to print: PDF"
    more = page(build(fill, ("web", "handout")))
    (line,) = [e for e in more.iter("li") if e.get("class") == "take"]
    assert [e.tag for e in line] == ["details"]
    assert "Version B Version B: Page Version B: PDF" in words(line)


def test_the_first_page_leads_to_the_book_of_all(fill: Fill) -> None:
    site = build(fill, ("web", "epub"))
    (book,) = [h for h in attributes(page(site, "index.html"), "href") if h.endswith(".epub")]
    assert (site / book).is_file()
    assert not [
        h
        for h in attributes(page(build(fill, ("web",)), "index.html"), "href")
        if h.endswith((".epub", ".zip"))
    ]


def test_the_single_file_leads_to_nothing_beside_it(fill: Fill) -> None:
    single = page(build(fill, EDITIONS), "é/é.html")
    assert not [e for e in single.iter("li") if e.get("class") == "take"]
