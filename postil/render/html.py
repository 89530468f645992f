"""The document and the apparatus in it, as HTML.

What is added inside the text carries `data-apparatus`, except elements that wrap the article's
own words. Nothing here comes from an author without being escaped.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import quote

from markupsafe import Markup, escape

from postil.arrange.weave import weave
from postil.arrange.woven import (
    ControlClose,
    ControlNumber,
    ControlOpen,
    Mark,
    MarkClose,
    Marked,
    MarkOpen,
    Woven,
)
from postil.deferred import dataclass
from postil.document import Attributes, Block, Break, Close, Document, Image, Open, Reading, Words
from postil.format.values import is_web_address
from postil.links import Refusal, Targets, link_path
from postil.render.apparatus import (
    IN_ENGLISH,
    Spoken,
    control_alone,
    control_begin,
    control_end,
    mark_begin,
    mark_end,
    marked,
)
from postil.render.escaping import as_html, escaped

_VOID = frozenset({"hr"})


@dataclass(frozen=True)
class Setting:
    """Where words are shown: whose links they hold, and how far the site's root is."""

    targets: Targets
    slug: str
    """The article whose words they are; `` for the shared glossary."""
    page: str
    """The page that shows them, by its path in the site."""
    fragments: frozenset[str] | None = None
    """What a sheet of paper has of the reader's page; `None` for that page itself."""
    has_pages: bool = True
    """Whether the other pages of the site are within reach."""
    spoken: Spoken = IN_ENGLISH
    embedded: Mapping[str, str] | None = None
    """For a page that stands alone: files of the article's folder as `data:` addresses."""
    root: str = ""
    """The absolute address of the site's root, for words that are read apart from any page."""
    is_book: bool = False
    """Whether it is a chapter of an e-book, where paragraph numbers are no links, and where nothing
    is put in for ears alone: not every e-reader can hide it from eyes."""

    @property
    def to_root(self) -> str:
        """The way from the page's folder to the site's root."""
        return self.root or "../" * self.page.count("/")

    def href(self, target: str) -> str | None:
        """A link target as the page must write it; `None` for one that is refused."""
        if is_web_address(target):
            return target
        link = self.targets.resolve(target, self.slug)
        if isinstance(link, Refusal):
            return None
        if link.address:
            return link.address
        is_own = link.page == f"{self.slug}/index.html" and self.page.startswith(f"{self.slug}/")
        if is_own and link.fragment and link.fragment in (self.fragments or {link.fragment}):
            return "#" + quote(link.fragment)
        if not self.has_pages:
            return None
        return link_path(link, self.to_root, f"{self.slug}/index.html")

    def image(self, source: str) -> str | None:
        """An image's source as the page must write it."""
        link = self.targets.resolve_image(source, self.slug)
        if self.embedded is not None and not isinstance(link, Refusal):
            return self.embedded.get(link.file)
        return None if isinstance(link, Refusal) else link_path(link, self.to_root, f"{self.slug}/")


class Passage(NamedTuple):
    """A block of the article that stands by itself, with the numbers of the notes below it."""

    html: Markup
    blocks: range
    """Indices of the document's blocks in it."""


def passages(document: Document, marks: dict[int, list[Mark]], setting: Setting) -> list[Passage]:
    """The article in passages: each paragraph, list, table or quotation of the outermost level."""
    found = []
    out: list[str] = []
    depth = first = index = 0
    for i, part in enumerate(document.parts):
        if isinstance(part, Block):
            item = _waits_for_item(document.parts, i)
            woven = weave(part, marks.get(index, ()))
            out.append(_block(part, woven, setting, in_item=item))
            index += 1
        elif isinstance(part, Open):
            depth += 1
            out.append(_open_structure(document.parts, i))
        else:
            depth -= 1
            if part.tag not in _VOID:
                out.append(f"</{part.tag}>")
        if depth == 0:
            found.append(Passage(as_html("".join(out)), range(first, index)))
            out, first = [], index
    return found


def body_html(document: Document, setting: Setting) -> Markup:
    """The body of a note: a document without numbers and marks."""
    if len(document.parts) == 1 and type(block := document.parts[0]) is Block and block.tag == "p":
        return as_html(f"<p>{_inline(block.atoms, setting)}</p>\n")
    out = []
    for part in document.parts:
        if type(part) is Block:
            # A heading in a note is a line of it, not a part of the page.
            tag = "p" if part.tag[:1] == "h" else part.tag
            words = _inline(part.atoms, setting)
            out.append(f"{_element(tag, part.attributes, words) if tag else words}\n")
        elif type(part) is Open:
            out.append(f"<{part.tag}{_attributes(part.attributes)}>")
        elif part.tag not in _VOID:
            out.append(f"</{part.tag}>")
    return as_html("".join(out))


def inline_html(document: Document, setting: Setting) -> Markup:
    """A body that is one paragraph, without the paragraph."""
    first, *others = document.parts or (None,)
    if isinstance(first, Block) and first.tag == "p" and not others:
        return as_html(_inline(first.atoms, setting))
    return body_html(document, setting)


# Blocks


def _waits_for_item(parts: Sequence[Open | Close | Block], i: int) -> bool:
    """Whether a block is the first thing of a tight list item, which then bears its number."""
    before = parts[i - 1] if i else None
    return isinstance(before, Open) and before.tag == "li"


def _open_structure(parts: Sequence[Open | Close | Block], i: int) -> str:
    part = parts[i]
    assert isinstance(part, Open)
    name = ""
    after = parts[i + 1] if i + 1 < len(parts) else None
    if part.tag == "li" and isinstance(after, Block) and not after.tag and after.number:
        name = f' id="p{after.number}"'
    return f"<{part.tag}{name}{_attributes(part.attributes)}>"


def _block(block: Block, atoms: Sequence[Woven], setting: Setting, *, in_item: bool) -> str:
    words = _inline(atoms, setting)
    number = _paragraph_number(block.number, setting) if block.number else ""
    if not block.tag:
        if in_item or not number:
            return f"{number}{words}\n"
        return f'<span id="p{block.number}">{number}{words}</span>\n'
    name = f' id="p{block.number}"' if number else ""
    return f"<{block.tag}{name}{_attributes(block.attributes)}>{number}{words}</{block.tag}>\n"


def _element(tag: str, attributes: Attributes, content: str) -> str:
    return f"<{tag}{_attributes(attributes)}>{content}</{tag}>"


def _paragraph_number(number: int, setting: Setting) -> str:
    if setting.is_book:
        return f'<span class="pn" data-apparatus>{number} </span>'
    spoken = setting.spoken
    return (
        f'<a class="pn" href="#p{number}" data-apparatus>'
        f'<span class="vh"{spoken.language}>{escaped(spoken.paragraph)} </span>{number}</a>'
    )


def _attributes(attributes: Attributes) -> str:
    if not attributes:
        return ""
    return "".join(f' {name}="{escaped(value)}"' for name, value in attributes)


# Inline


def _inline(atoms: Sequence[Woven], setting: Setting) -> str:
    if len(atoms) == 1 and type(atoms[0]) is Words:
        return escaped(atoms[0].text)
    out: list[str] = []
    links: list[bool] = []
    for atom in atoms:
        if type(atom) is Words:
            out.append(escaped(atom.text))
        elif type(atom) is Open:
            out.append(_open(atom, setting, links) if atom.attributes else f"<{atom.tag}>")
        elif type(atom) is Close:
            if atom.tag != "a" or links.pop():
                out.append(f"</{atom.tag}>")
        elif type(atom) is Marked:
            out.append(marked(atom, setting.spoken, is_book=setting.is_book))
        elif type(atom) is MarkOpen:
            out.append(mark_begin(atom.marks))
        elif type(atom) is MarkClose:
            out.append(mark_end(atom.marks))
        elif type(atom) is ControlOpen:
            out.append(control_begin(atom.mark))
        elif type(atom) is ControlClose:
            out.append(control_end(atom.mark, setting.spoken, is_book=setting.is_book))
        else:
            out.append(_seldom(atom, setting))
    return "".join(out)


def _seldom(atom: Woven, setting: Setting) -> str:
    if isinstance(atom, Break):
        return "<br>\n" if atom.hard else "\n"
    if isinstance(atom, Image):
        return _image(atom, setting)
    if isinstance(atom, ControlNumber):
        return control_alone(atom.mark, setting.spoken, is_book=setting.is_book)
    assert isinstance(atom, Reading)
    return (
        f"<rp data-apparatus>(</rp><rt data-apparatus>{escaped(atom.text)}</rt>"
        "<rp data-apparatus>)</rp>"
    )


def _open(atom: Open, setting: Setting, links: list[bool]) -> str:
    if atom.tag != "a":
        return f"<{atom.tag}{_attributes(atom.attributes)}>"
    given = dict(atom.attributes)
    href = setting.href(given["href"])
    links.append(href is not None)
    if href is None:
        return ""
    title = f' title="{escaped(given["title"])}"' if given.get("title") else ""
    return f'<a href="{escaped(href)}"{title}>'


def _image(atom: Image, setting: Setting) -> str:
    source = setting.image(atom.source)
    if source is None and setting.is_book:
        return f"<span data-apparatus>[{escape(atom.alternative)}]</span>"
    if source is None:
        return str(escape(atom.alternative))
    title = f' title="{escape(atom.title)}"' if atom.title else ""
    return f'<img src="{escape(source)}" alt="{escape(atom.alternative)}"{title} loading="lazy">'
