"""XHTML: a page of our templates, written down as the XML that an e-book wants.

Templates make HTML. Here it is read as HTML and written as XML, so that what pages and e-books
share need not be said twice. What comes out is proved to be well-formed.
"""

import re
from html.parser import HTMLParser
from urllib.parse import quote
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from postil.errors import SurroundingsError

_VOID = frozenset({"br", "hr", "img", "link", "meta"})
_EPUB_TYPES = {
    "doc-backlink": "backlink",
    "doc-footnote": "footnote",
    "doc-noteref": "noteref",
}
"""The words of DPUB-ARIA that e-readers knew under another name first, and open notes by."""
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold (section 2.2)."""
_NOT_AN_ADDRESS = re.compile(r"""[\s"<>\[\]\\^`{|}]|%(?![0-9A-Fa-f]{2})""")
"""What browsers put up with in an address and the URL standard does not allow."""


def write_xhtml(page: bytes, template: str) -> bytes:
    """A page as well-formed XHTML. Raises SurroundingsError for a template that makes none."""
    writer = _Writer()
    writer.feed(page.decode())
    writer.close()
    return well_formed("".join(writer.out).encode(), template)


def well_formed(document: bytes, template: str) -> bytes:
    """The document itself, proved to be XML. Raises SurroundingsError, naming the template."""
    try:
        expat.ParserCreate().Parse(document, True)  # noqa: FBT003  (it takes no keywords)
    except expat.ExpatError as error:
        message = f"what the template '{template}' makes is not well-formed XML: {error}"
        raise SurroundingsError(message, "close every element in it that you open") from None
    return document


class _Writer(HTMLParser):
    """Writes what it reads. A language is told in HTML's way and in XML's.

    Every e-reader knows ruby, so that parentheses for those that do not are left out (EPUB 3.3,
    section 6.1.4).
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out = ['<?xml version="1.0" encoding="UTF-8"?>\n']
        self.is_left_out = False

    def handle_decl(self, decl: str) -> None:
        self.out.append(f"<!{decl}>")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.is_left_out = tag == "rp"
        if self.is_left_out:
            return
        given = {name: value or "" for name, value in attrs}
        given.pop("loading", None)
        if "href" in given:
            given["href"] = _address(given["href"])
        if "lang" in given:
            given["xml:lang"] = given["lang"]
        if given.get("role") in _EPUB_TYPES:
            given.setdefault("epub:type", _EPUB_TYPES[given["role"]])
        written = "".join(f" {name}={quoteattr(_clean(value))}" for name, value in given.items())
        self.out.append(f"<{tag}{written}{'/' if tag in _VOID else ''}>")

    def handle_endtag(self, tag: str) -> None:
        self.is_left_out = False
        if tag not in _VOID and tag != "rp":
            self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self.is_left_out:
            self.out.append(escape(_clean(data), {"\r": "&#13;"}))


def _address(written: str) -> str:
    """An address with what may not stand in it written as percent signs and figures."""
    return _NOT_AN_ADDRESS.sub(lambda found: quote(found[0], safe=""), written)


def _clean(text: str) -> str:
    # To HTML a form feed is white space.
    return _NOT_XML.sub("\ufffd", text.replace("\f", " "))
