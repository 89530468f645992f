"""Reading built pages with parsers that are not Postil's."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from markdown_it import MarkdownIt

BLOCKS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "pre", "blockquote"}


def parse(html: str) -> Element:
    """A page as a browser would read it; raises for markup that is not HTML."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root: Element = parser.parse(html)
    return root


def by_id(root: Element, name: str) -> Element:
    found = [e for e in root.iter() if e.get("id") == name]
    assert len(found) == 1, f"{len(found)} elements with the id {name}"
    return found[0]


def without_apparatus(element: Element) -> Element:
    """Remove every element with `data-apparatus`; the text after it stays."""
    previous: Element | None = None
    for child in list(element):
        if child.get("data-apparatus") is None:
            without_apparatus(child)
            previous = child
            continue
        tail = child.tail or ""
        if previous is None:
            element.text = (element.text or "") + tail
        else:
            previous.tail = (previous.tail or "") + tail
        element.remove(child)
    return element


def blocks(element: Element) -> list[str]:
    """The text of each block in order, white space collapsed except in `pre`."""
    found = []
    for e in element.iter():
        if e.tag in BLOCKS:
            text = "".join(own_text(e)) if e.tag != "pre" else "".join(e.itertext())
            found.append(text if e.tag == "pre" else " ".join(text.split()))
    return [text for text in found if text]


def own_text(element: Element) -> Iterator[str]:
    """A block's text without that of the blocks in it."""
    yield element.text or ""
    for child in element:
        if child.tag not in BLOCKS:
            yield from own_text(child)
        yield child.tail or ""


def plain_blocks(markdown: str) -> list[str]:
    """The same, of the text rendered as plain Markdown; ruby and language marks taken out."""
    source = re.sub(r"\{([^{}|\n]+)\|[^{}|\n]+\}", r"\1", markdown)
    source = re.sub(r"\[([^\]]*)\]\{lang=[A-Za-z-]+\}", r"\1", source)
    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(source)
    return blocks(parse(f"<div>{html}</div>"))


def article_body(folder: Path) -> str:
    """An article's Markdown without its front matter."""
    text = (folder / "article.md").read_text(encoding="utf-8")
    return text.split("\n---\n", 1)[1] if text.startswith("---\n") else text


def attributes(root: Element, name: str) -> list[str]:
    return [value for e in root.iter() if isinstance(e.tag, str) and (value := e.get(name))]


def links_inside_links(root: Element) -> list[Any]:
    return [a for a in root.iter("a") for b in a.iter("a") if a is not b]
