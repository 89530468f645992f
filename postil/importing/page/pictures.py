"""Pictures of a page: those beside it are copied, those on the web are only listed."""

import base64
import binascii
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, unquote_to_bytes

from postil.importing.folder import file_name
from postil.importing.ledger import Ledger
from postil.importing.manuscript import Inline, Picture
from postil.importing.page.tree import seen_words, tag_of
from postil.importing.pictures import kind_of

_DATA = re.compile(
    r"data:(?P<kind>[^,;]*)(?P<rest>[^,]*),(?P<data>.*)\Z", re.DOTALL | re.IGNORECASE
)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_DOT = 120
"""Bytes: a picture that the page itself holds and that is as small as this keeps a place empty."""


class PagePictures:
    """Takes the pictures that a page shows; `folder` is where the page lies."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self.files: dict[str, bytes] = {}
        self._names: dict[str, str] = {}
        self._taken: set[str] = set()
        self._count = 0

    def read(self, element: Any, ledger: Ledger) -> Iterator[Inline]:
        """The picture of an `img`."""
        source = next(iter(_sources(element)), "")
        if not source:
            return
        data, fault = self._data(source)
        if data is not None and source[:5].lower() == "data:" and len(data) < _DOT:
            return
        self._count += 1
        name = f"picture {self._count}"
        kind = kind_of(data) if data is not None else None
        if data is None or kind is None:
            shown = source if len(source) <= 100 else f"{source[:99]}…"
            fault = fault or "is of a kind that Postil does not show"
            ledger.note(f"{name} ({shown}) {fault}")
            return
        if source not in self._names:
            stem = "" if source[:5].lower() == "data:" else unquote(source)
            file = file_name(stem, self._count, kind, self._taken)
            self._names[source] = file
            self.files[file] = data
        alternative = " ".join((element.get("alt") or _caption(element)).split())[:500]
        if not alternative:
            alternative = name.capitalize()
            said = f"{name} has no description: write one between the brackets of ![{alternative}]"
            ledger.note(said)
        yield Picture(self._names[source], alternative)

    def _data(self, source: str) -> tuple[bytes | None, str]:
        """The bytes of a picture, or why there are none."""
        if found := _DATA.match(source):
            return _from_address(found), "cannot be read"
        if _SCHEME.match(source):
            is_web = source.lower().startswith(("http:", "https:", "//"))
            return None, "stands on the web and was not fetched" if is_web else "was not read"
        name = unquote(re.split(r"[?#]", source)[0])
        if name.startswith(("/", "\\")) or "\0" in name or re.match(r"[A-Za-z]:", name):
            return None, "stands outside of the page's folder and was not copied"
        try:
            file = (self._folder / name.replace("\\", "/")).resolve()
            if not file.is_relative_to(self._folder):
                return None, "stands outside of the page's folder and was not copied"
            if not file.is_file():
                return None, "was not found beside the page"
            return file.read_bytes(), ""
        except (OSError, ValueError):
            return None, "cannot be read"


def _sources(element: Any) -> Iterator[str]:
    """Addresses of a picture; what a script would put there later comes first."""
    first = (element.get("src") or "").strip()
    later = [(element.get(n) or "").strip() for n in ("data-src", "data-original", "data-lazy-src")]
    sets = [(element.get(n) or "").strip() for n in ("srcset", "data-srcset")]
    from_sets = [re.split(r"\s+|,\s", s)[0] for s in sets if s]
    is_empty = not first or first[:5].lower() == "data:"
    for source in (*later, *from_sets, first) if is_empty else (first,):
        if source:
            yield source


def _from_address(found: re.Match[str]) -> bytes | None:
    if ";base64" not in found["rest"].lower():
        return unquote_to_bytes(found["data"])
    try:
        return base64.b64decode(unquote(re.sub(r"\s", "", found["data"])), validate=True)
    except (binascii.Error, ValueError):
        return None


def _caption(element: Any) -> str:
    figure = next((a for a in element.iterancestors() if tag_of(a) == "figure"), None)
    caption = figure.find(".//figcaption") if figure is not None else None
    return seen_words(caption) if caption is not None else element.get("title") or ""
