"""A reader who makes notes of their own in a real browser: the article, and what they do."""

import time
from pathlib import Path
from typing import Any

from conftest import Fill

import postil

TEXT = """It was the best of times, it was the worst of times, it was the age of wisdom, \
it was the age of foolishness.

We had everything before us, we had *nothing* before us, we were all going direct to Heaven.

{吾輩|わがはい}は{猫|ねこ}である。名前はまだ無い。

A family 👨‍👩‍👧‍👦 wrote "nai\u0308ve" bills.

- It is a far, far better thing
  - that I do
- It is a far, far better rest
"""
NOTES = """glossary:
  - term: wisdom
    definition: Knowing what is right.
  - term: better
    definition: More than good.
"""
OTHER = "It is a truth universally acknowledged, that a man must be in want of a wife.\n"

SELECT = """words => {
  const nodes = [], walker = document.createTreeWalker(document.getElementById("text"), 4);
  for (let node; (node = walker.nextNode());) {
    if (!node.parentElement.closest("[data-apparatus]")) nodes.push(node);
  }
  const start = nodes.map(node => node.data).join("").indexOf(words), range = new Range();
  if (start < 0) throw Error(words);
  let at = 0;
  for (const node of nodes) {
    const from = start - at, to = start + words.length - at;
    if (from >= 0 && from < node.length) range.setStart(node, from);
    if (to > 0 && to <= node.length) range.setEnd(node, to);
    at += node.length;
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  range.startContainer.parentElement.scrollIntoView({block: "center"});
}"""
"""Select words of the article, wherever they begin and end."""

PAINTED = """() => [...CSS.highlights.get("own-note")].map(range => range.toString()).join("|")"""
MARKED = """() => {
  const walker = document.createTreeWalker(document.getElementById("text"), 4), found = [];
  const ranges = [...CSS.highlights.get("own-note")];
  for (let node; (node = walker.nextNode());) {
    if (node.parentElement.closest("[data-apparatus]")) continue;
    const range = ranges.find(range => range.startContainer === node);
    const { startOffset: start, endOffset: end } = range || {}, words = node.data;
    if (!range) found.push(words);
    else found.push(words.slice(0, start), "[", words.slice(start, end), "]", words.slice(end));
  }
  return found.join("").replaceAll("][", "").replace(/\\s+/g, " ");
}"""
"""The text, with brackets around what is painted; one place in each text node."""
QUOTES = "[...document.querySelectorAll('.own-note blockquote')].map(e => e.textContent)"
LOST = "[...document.querySelectorAll('.own-lost:not([hidden])')].length"
SAID = "document.querySelector('.own-said [role=status]').textContent"


def build_tale(fill: Fill, text: str = TEXT) -> str:
    """Build the article with a text; gives the page's address, which stays the same."""
    content = fill(
        {
            "site.yaml": "title: Two cities\nslug: cities\n",
            "tale/article.md": f"---\ntitle: A tale\n---\n{text}",
            "tale/notes.yaml": NOTES,
            "pride/article.md": f"---\ntitle: Pride\n---\n{OTHER}",
        }
    )
    outcome = postil.build(postil.Project(content, content.parent / "site"))
    assert outcome.is_good
    return (content.parent / "site" / "tale" / "index.html").as_uri()


def until(page: Any, expression: str) -> None:
    """Wait for something in the page, from outside: its policy lets no other script in."""
    last = time.monotonic() + 20
    while not page.evaluate(expression):
        assert time.monotonic() < last, expression
        page.wait_for_timeout(20)


def open_page(reader: Any, url: str, *, faults: list[str] | None = None) -> Any:
    """Open an article and ask for own notes, as a reader does."""
    page = reader.new_page()
    heard = faults if faults is not None else []
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("console", lambda said: heard.append(said.text) if said.type == "error" else None)
    page.goto(url)
    ask(page)
    return page


def ask(page: Any) -> None:
    if page.locator("#own").count():
        page.evaluate(
            "document.getElementById('own').checked || document.getElementById('own').click()"
        )
    else:
        page.evaluate("postil.load('own-notes.css'); postil.load('own-notes.js')")
    page.locator("[data-own=add]").first.wait_for()
    until(page, "!!window.postil.own?.acts?.save")


def highlight(page: Any, words: str) -> None:
    page.evaluate(SELECT, words)
    page.locator("[data-own=mark]").click()


def write_note(page: Any, words: str, note: str) -> None:
    highlight(page, words)
    page.locator("[data-own=open]").click()
    page.keyboard.insert_text(note)


def save(page: Any, act: str = "save") -> str:
    with page.expect_download() as download:
        page.locator(f"[data-own={act}]").click()
    return Path(download.value.path()).read_text(encoding="utf-8")


def add_file(page: Any, content: str) -> str:
    """Add a file of notes; gives what the page says to it."""
    page.evaluate("document.querySelector('.own-said [role=status]').textContent = ''")
    file = {"name": "n.json", "mimeType": "application/json", "buffer": content.encode()}
    page.locator("#own-notes input[type=file]").set_input_files(file)
    until(page, SAID)
    return str(page.evaluate(SAID))
