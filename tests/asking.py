"""Asking the search of a built site in a real browser, from the disk."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Found:
    """A place that the search shows."""

    group: str
    name: str
    kind: str
    below: str
    marked: tuple[str, ...]
    href: str


_READ = """() => [...document.querySelectorAll('#found section')].flatMap(section => {
  const words = element => element ? element.textContent : '';
  const marks = element => [...element.querySelectorAll('mark')].map(words);
  const paragraphs = element => [...element.querySelectorAll('p[dir]')].map(words).join('\\n');
  const [head, list] = section.children, title = head.querySelector('a'), group = words(title);
  const own = marks(head).length
    ? [[group, group, 'Article', paragraphs(head), marks(head), title.getAttribute('href')]]
    : [];
  return [...own, ...[...list.children].map(item => {
    const link = item.querySelector('a');
    const kind = words(item.querySelector('.name > :last-child'));
    return [group, words(link), kind, paragraphs(item), marks(item), link.getAttribute('href')];
  })];
})"""

SETTLED = """() => document.querySelector('#found').getAttribute('aria-busy') === 'false'
  && !['', document.querySelector('#said-looking').content.textContent]
    .includes(document.querySelector('#told').textContent)"""


def ask(page: Any, site: Path, asked: str) -> list[Found]:
    """Open the search, ask, and read what it shows once it has told how many places there are."""
    page.goto((site / "search" / "index.html").as_uri())
    page.locator("#asked").fill(asked)
    return answer(page)


def answer(page: Any) -> list[Found]:
    """What the search shows, once it has told how many places there are."""
    page.wait_for_function(SETTLED)
    return [
        Found(group, name, kind, below, tuple(marked), href)
        for group, name, kind, below, marked, href in page.evaluate(_READ)
    ]


def told(page: Any) -> str:
    """What the live region says."""
    text: str = page.locator("#told").inner_text()
    return text
