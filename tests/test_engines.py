"""The main paths of a reader in three engines, from the disk and from a web server."""

import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import need
from engines import Engine
from reader_page import (
    ARTICLES,
    CLASHES,
    CONTROLS,
    HELP,
    KINDS,
    PAGES,
    READABLE,
    SHOWN,
    SIDEWAYS,
    UNREADABLE,
)

ARTICLE = "lai-nippon-interview/index.html"
WIDTHS = [1440, 768, 390]


@pytest.mark.parametrize(
    ("address", "width"), [("file", 1440), ("http", 390)], indirect=["address"]
)
def test_pages_open_without_a_complaint(engine: Engine, address: str, width: int) -> None:
    for path in PAGES:
        engine.open(f"{address}/{path}", width=width)
        assert engine.evaluate("() => [document.readyState, innerWidth]") == ["complete", width]
        assert engine.evaluate("() => document.title.length > 0")
        assert engine.said() == [], path


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("address", "by"), [("file", "click"), ("http", "keyboard")], indirect=["address"]
)
def test_every_control_leads_to_its_note(engine: Engine, address: str, width: int, by: str) -> None:
    engine.open(f"{address}/{ARTICLE}", width=width)
    controls = engine.evaluate(CONTROLS)
    assert len(controls) > 10
    for control, note in controls:
        if by == "click":
            engine.click(f"[id='{control}'] sup")
        else:
            engine.evaluate("id => document.getElementById(id).focus()", control)
            engine.press("Enter")
        assert engine.until(READABLE, note), f"{note}: {engine.evaluate(UNREADABLE, note)}"
        engine.press("Escape")
    assert engine.said() == []


@pytest.mark.parametrize("width", WIDTHS)
def test_every_note_is_there_without_scripts(engine: Engine, on_disk: str, width: int) -> None:
    for slug in ARTICLES:
        engine.open(f"{on_disk}/{slug}/index.html", width=width, scripts=False)
        notes = {note for _, note in engine.evaluate(CONTROLS)}
        assert set(engine.evaluate(SHOWN)) == notes
        for _, note in engine.evaluate(CONTROLS):
            engine.evaluate("id => document.getElementById(id).scrollIntoView()", note)
            assert engine.evaluate(UNREADABLE, note) == ""


@pytest.mark.parametrize("path", PAGES)
def test_nothing_scrolls_sideways(engine: Engine, on_disk: str, path: str) -> None:
    """WCAG 1.4.10: 320 px, which is also 1280 px at 400 % zoom."""
    engine.open(f"{on_disk}/{path}", width=320, height=640)
    assert engine.evaluate("() => innerWidth") == 320
    assert engine.evaluate(SIDEWAYS) == []


@pytest.mark.parametrize("slug", ARTICLES)
def test_the_key_hides_notes_and_none_ever_overlap(engine: Engine, on_disk: str, slug: str) -> None:
    engine.open(f"{on_disk}/{slug}/index.html")
    everything = engine.evaluate(SHOWN)
    assert engine.evaluate(CLASHES) == []
    gone: list[str] = []
    for kind in engine.evaluate(f'() => [...document.querySelectorAll("{KINDS}")].map(k => k.id)'):
        engine.click(f"[id='{kind}']")
        left = engine.evaluate(SHOWN)
        assert len(left) < len(everything)
        assert engine.evaluate(CLASHES) == []
        gone += [note for note in everything if note not in left]
        engine.click(f"[id='{kind}']")
        assert engine.evaluate(SHOWN) == everything
    assert sorted(gone) == sorted(everything)  # each note is of one kind
    for choice in engine.evaluate(f'() => [...document.querySelectorAll("{HELP}")].map(h => h.id)'):
        engine.click(f"[id='{choice}']")
        assert engine.evaluate(CLASHES) == []
    assert engine.evaluate(SHOWN) == []  # the last choice is the text alone


def test_paper_has_the_text_and_every_note(engine: Engine, on_disk: str, tmp_path: Path) -> None:
    if not engine.prints:
        return  # WebKitGTK's driver has no print command
    need(shutil.which("pdftotext"), "no pdftotext: sudo apt install poppler-utils")
    engine.open(f"{on_disk}/{ARTICLE}")
    engine.print(tmp_path / "page.pdf")
    command = ["pdftotext", "-raw", tmp_path / "page.pdf", "-"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    letters = "".join(printed.split())
    notes = {note for _, note in engine.evaluate(CONTROLS)}
    assert len(notes) > 10
    for note in notes:
        body = engine.evaluate(
            "id => document.getElementById(id).querySelector('.body, dd')?.textContent", note
        )
        assert body, note
        assert "".join(body.split())[:40] in letters, note
