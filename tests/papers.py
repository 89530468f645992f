"""Reading PDFs back with tools that are not Postil's: poppler and pikepdf."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conftest import need


def words_of(pdf: Path) -> list[str]:
    """All words in the order of the file."""
    need(shutil.which("pdftotext"), "no pdftotext: sudo apt install poppler-utils")
    command = ["pdftotext", "-raw", str(pdf), "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode().split()


def lines_of(pdf: Path) -> list[str]:
    """All lines in the order of the file."""
    need(shutil.which("pdftotext"), "no pdftotext: sudo apt install poppler-utils")
    command = ["pdftotext", "-raw", str(pdf), "-"]
    said = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    return [line.strip() for line in said.replace("\f", "\n").split("\n") if line.strip()]


def text_of(pdf: Path) -> str:
    """All words in the order of the file, without white space: lines may break anywhere."""
    return squeezed("".join(words_of(pdf)))


@dataclass(frozen=True)
class Word:
    """A word and where it is drawn, in points from the top left of its page."""

    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float
    fits: bool
    """Nothing of it is beyond the edges."""


def drawn_words(pdf: Path) -> list[Word]:
    """All words with their places."""
    need(shutil.which("pdftotext"), "no pdftotext: sudo apt install poppler-utils")
    command = ["pdftotext", "-bbox", str(pdf), "-"]
    said = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    page = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
    edge = r'="([-\d.]+)" '
    word = re.compile(f"<word xMin{edge}yMin{edge}xMax{edge}yMax{edge[:-1]}>(.*)<")
    found = []
    for number, (width, height, words) in enumerate(page.findall(said), 1):
        for *edges, text in word.findall(words):
            left, top, right, bottom = map(float, edges)
            fits = left > 0 and top > 0 and right < float(width) and bottom < float(height)
            found.append(Word(text, number, left, top, right, bottom, fits))
    return found


def squeezed(text: str) -> str:
    """Without white space and word joiners."""
    return re.sub(r"[\s\u2060]", "", text)


def pages_of(pdf: Path) -> int:
    import pikepdf

    with pikepdf.open(pdf) as opened:
        return len(opened.pages)


def tags_of(pdf: Path) -> list[str]:
    """The structure elements, in reading order."""
    import pikepdf

    with pikepdf.open(pdf) as opened:
        return list(_tags(opened.Root.StructTreeRoot))


def _tags(element: Any) -> Iterator[str]:
    import pikepdf

    if isinstance(element, pikepdf.Array):
        for child in element:
            yield from _tags(child)
    elif isinstance(element, pikepdf.Dictionary):
        if "/S" in element:
            yield str(element.S).removeprefix("/")
        yield from _tags(element.get("/K"))


def languages_of(pdf: Path) -> set[str]:
    """The languages that structure elements and marked content are said to be in."""
    import pikepdf

    with pikepdf.open(pdf) as opened:
        found = {str(o.Lang) for o in opened.objects if _has_language(o)}
        for page in opened.pages:
            for operands, _ in pikepdf.parse_content_stream(page):
                found |= {str(o.Lang) for o in operands if _has_language(o)}
    return found


def _has_language(thing: Any) -> bool:
    import pikepdf

    return isinstance(thing, pikepdf.Dictionary) and "/Lang" in thing


def outline_of(pdf: Path) -> list[str]:
    """The bookmarks, in order, deeper ones too."""
    import pikepdf

    def titles(items: Any) -> Iterator[str]:
        for item in items:
            yield str(item.title)
            yield from titles(item.children)

    with pikepdf.open(pdf) as opened, opened.open_outline() as outline:
        return list(titles(outline.root))


def is_grey(pdf: Path, folder: Path) -> bool:
    """Whether every point of every page is as red as it is green and blue."""
    need(shutil.which("pdftoppm"), "no pdftoppm: sudo apt install poppler-utils")
    subprocess.run(["pdftoppm", "-r", "40", str(pdf), str(folder / "page")], check=True)
    for page in sorted(folder.glob("page*.ppm")):
        _, _, points = page.read_bytes().partition(b"\n255\n")
        assert points
        if not points[0::3] == points[1::3] == points[2::3]:
            return False
    return True
