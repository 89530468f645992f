"""An author at the pages of `serve`: what they see, and what they do by mouse and by keys."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from test_serve import Served, serving

import postil

TEXT = """\
The tram left. The last tram left the *depot* at midnight, and Marta saw it.

She had driven it for thirty years. 櫻井翔 (𝔛) said that it was a good tram.

Nobody else was there.
"""
NOTES = """\
# Mine, as I like it.
glossary:
  - {term: depot, definition: A place for trams.}   # odd
notes:
    -   note: 'She was a driver.'
        quote: Marta   # who else

# The end."""
FILES = {
    "site.yaml": "title: A site\nkinds:\n  - {name: grammar, label: Grammar, family: word}\n",
    "one/article.md": f"---\ntitle: One\n---\n\n{TEXT}",
    "one/annotations.yaml": NOTES,
}
EXPECTED = re.compile("status of 4|INTERNET_DISCONNECTED|WebSocket")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    for name, text in FILES.items():
        file = tmp_path / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    with serving(tmp_path) as served:
        yield served
        assert served.complained.count("Traceback") == 0


Open = Callable[..., Any]


@pytest.fixture
def open_page(browser: Any, served: Served) -> Iterator[Open]:
    """Open a page of the preview, on some screen; nothing may fail on it."""
    contexts, told = [], []

    def opened(path: str = "/one/", width: int = 1280, height: int = 800, **screen: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": height}, **screen)
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("console", lambda line: told.append(line.text) if line.type == "error" else None)
        page.goto(f"http://127.0.0.1:{served.port}{path}")
        ready(page)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [line for line in told if not EXPECTED.search(line)] == []


def ready(page: Any) -> None:
    page.locator("#pd[data-ready]").wait_for(state="attached")


def box_of(page: Any, words: str, count: int = 1) -> dict[str, float]:
    """Where some words are on the screen."""
    return dict(
        page.evaluate(
            """([words, count]) => {
              let at = -1;
              for (let i = 0; i < count; i++) at = postilDesk.line.indexOf(words, at + 1);
              const place = {start: at, end: at + words.length};
              const all = postilDesk.rangesOf(place);
              all[0].startContainer.parentElement.scrollIntoView({block: 'center'});
              const [first, last] = [all[0], all.at(-1)].map(one => one.getBoundingClientRect());
              return {
                left: first.left, top: first.top + first.height / 2,
                right: last.right, bottom: last.bottom - last.height / 2,
              };
            }""",
            [words, count],
        )
    )


def drag_over(page: Any, words: str, count: int = 1) -> None:
    box = box_of(page, words, count)
    page.mouse.move(box["left"] + 1, box["top"])
    page.mouse.down()
    page.mouse.move(box["right"] - 1, box["bottom"], steps=4)
    page.mouse.up()


def after_loading(page: Any, act: Callable[[], None]) -> None:
    """Do something that makes the page load again, and wait until it has."""
    page.evaluate("window.isOld = true")
    act()
    page.wait_for_function("() => !window.isOld && document.readyState === 'complete'")
    ready(page)


def notes(served: Served) -> str:
    return (served.content / "one/annotations.yaml").read_bytes().decode()


def said(page: Any) -> str:
    return str(page.locator("#pd .pd-said").inner_text())


def field(page: Any, name: str) -> Any:
    return page.locator("#pd dialog").get_by_label(name, exact=True)


def edit(page: Any, name: str) -> None:
    page.locator(f"[id='note-{name}'] .pd-edit").click()
    page.locator("#pd dialog[open]").wait_for()


def save(page: Any) -> None:
    after_loading(page, page.get_by_role("button", name="Save").click)


def build(served: Served) -> str:
    """The page of readers, built as ever."""
    site = served.project / "site"
    outcome = postil.build(postil.Project(served.content, site), editions=["web"])
    assert outcome.is_good, outcome.diagnostics
    return (site / "one/index.html").read_text(encoding="utf-8")


def outside(text: str, start: str, lines: int, after: str = "") -> str:
    """A file without the entry that begins with `start`, and the blank line before it."""
    begin = text.index(start, text.index(after) + len(after))
    rest = text[begin:].split("\n", lines)[lines]
    return text[:begin] + rest


def note_line(text: str) -> str:
    return next(line for line in text.split("\n") if "A car on rails" in line)


def value(text: str) -> str:
    return note_line(text).partition("note: ")[2]
