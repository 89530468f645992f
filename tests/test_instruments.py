"""The engines do what tests ask of them: an instrument that is deaf would find every page quiet."""

import struct
from pathlib import Path

import pytest
from engines import Engine

PAGE = """<!DOCTYPE html>
<html lang="en"><meta charset="utf-8"><title>Instrument</title>
<style>.lid { position: fixed; inset: 0 } .lid:empty { inset: auto }</style>
<body><p><a href="#end" id="one">one</a> <button id="two">two</button></p>
<div class="lid"></div><p id="end">end</p>
<script>
document.body.dataset.ran = "yes";
document.body.dataset.times = localStorage.times = Number(localStorage.times || 0) + 1;
two.onclick = () => { console.error("a bell"); throw new Error("a whistle"); };
addEventListener("keydown", e => { document.body.dataset.key = e.key + e.shiftKey; });
</script>"""


@pytest.fixture
def page(tmp_path: Path) -> str:
    file = tmp_path / "page.html"
    file.write_text(PAGE, encoding="utf-8")
    return file.as_uri()


BODY = "name => document.body.dataset[name]"


@pytest.mark.parametrize("dark", [False, True])
def test_a_page_is_light_or_dark(engine: Engine, page: str, dark: bool) -> None:
    engine.open(page, dark=dark)
    asked = "() => matchMedia('(prefers-color-scheme: dark)').matches"
    assert engine.evaluate(asked) is dark


@pytest.mark.parametrize("scripts", [False, True])
def test_scripts_are_off_or_on(engine: Engine, page: str, scripts: bool) -> None:
    engine.open(page, scripts=scripts)
    assert engine.evaluate(BODY, "ran") == ("yes" if scripts else None)


def test_a_page_remembers_until_somebody_else_comes(engine: Engine, page: str) -> None:
    engine.open(page)
    engine.reload()
    assert engine.evaluate(BODY, "times") == "2"
    engine.open(page)
    assert engine.evaluate(BODY, "times") == "1"


def test_keys_and_clicks_arrive(engine: Engine, page: str) -> None:
    engine.open(page)
    engine.press("Tab")
    engine.press("Enter")
    assert engine.until("() => location.hash") == "#end"
    engine.press("Shift+Escape")
    assert engine.until(BODY, "key") == "Escapetrue"
    engine.open(page)
    engine.click("#one")
    assert engine.until("() => location.hash") == "#end"


def test_what_is_covered_cannot_be_clicked(engine: Engine, page: str) -> None:
    engine.open(page)
    engine.evaluate("() => { document.querySelector('.lid').textContent = 'closed'; }")
    with pytest.raises(AssertionError, match="over #one lies"):
        engine.click("#one")


def test_errors_are_heard(engine: Engine, page: str) -> None:
    engine.open(page)
    assert engine.said() == []
    engine.click("#two")
    bell, _ = engine.said()  # of the second, WebKit says only that a script failed
    assert "a bell" in bell


def test_a_picture_is_as_large_as_the_window(engine: Engine, page: str, tmp_path: Path) -> None:
    engine.open(page, width=390, height=844)
    engine.screenshot(tmp_path / "page.png")
    picture = (tmp_path / "page.png").read_bytes()
    assert struct.unpack(">II", picture[16:24]) == (390, 844)  # PNG, IHDR: width, height
