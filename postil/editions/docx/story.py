"""Stories: the parts of a Word file that hold words, and what they remember while they are written.

Each part of the package has its own relations to addresses and images; ids of bookmarks, lists and
comments are those of the whole file.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import field
from urllib.parse import quote

from postil.deferred import dataclass
from postil.editions.docx.layout import Page
from postil.editions.docx.numbering import Lists
from postil.editions.docx.tongues import Tongues
from postil.links import Refusal, Targets, link_path

_NO_URI = re.compile(r'[\x00-\x20"<>\\^`{|}\x7f]')
_TWENTIETHS = 635
"""English Metric Units, in which images are measured, to the twentieth of a point."""


@dataclass
class Story:
    """A part that holds words: its relations."""

    links: dict[str, str] = field(default_factory=dict)
    """Address → id of the relation."""
    images: dict[str, str] = field(default_factory=dict)
    """File of the article's folder → id of the relation."""

    def link(self, address: str) -> str:
        """The relation to an address. Word opens no file in which one is no URI."""
        address = _NO_URI.sub(lambda found: quote(found[0]), address)
        return self.links.setdefault(address, f"link{len(self.links) + 1}")

    def image(self, file: str) -> str:
        """The relation to an image."""
        return self.images.setdefault(file, f"image{len(self.images) + 1}")


@dataclass
class Manuscript:
    """What the whole of a Word file shares while it is written."""

    page: Page
    tongues: Tongues
    translate: Callable[[str], str]
    targets: Targets
    slug: str
    base_url: str
    assets: Mapping[str, bytes]
    notes: Mapping[str, int]
    """Fragment of a note's place on the web page → its number."""
    lists: Lists = field(default_factory=Lists)
    begun: set[int] = field(default_factory=set)
    """Notes whose words have begun."""
    ids: int = 0

    def new_id(self) -> int:
        """An id for a bookmark or an image."""
        self.ids += 1
        return self.ids

    def destination(self, target: str) -> tuple[str, int | None]:
        """Where a link leads: (absolute address, number of a note); neither on paper alone."""
        link = self.targets.resolve(target, self.slug)
        if isinstance(link, Refusal):
            return "", None
        if link.page == f"{self.slug}/index.html" and link.fragment in self.notes:
            return "", self.notes[link.fragment]
        if link.address or not self.base_url:
            return link.address, None
        here = f"{self.slug}/index.html"
        return link_path(link, self.base_url.rstrip("/") + "/", here), None

    def image(
        self, source: str, width: int = 0, *, is_small: bool = False
    ) -> tuple[str, int, int] | None:
        """An image that Word can show: file, width and height; no larger than it may be.

        `width` is that of the line, by default the page's; the apparatus has small images.
        """
        link = self.targets.resolve_image(source, self.slug)
        if isinstance(link, Refusal):
            return None
        size = _size_of(self.assets[link.file])
        if size is None:
            return None
        part = 4 if is_small else 1
        across = (width or self.page.measure) * _TWENTIETHS // part
        upright = self.page.height * _TWENTIETHS // (2 * part)
        share = min(1.0, across / size[0], upright / size[1])
        return link.file, max(1, round(size[0] * share)), max(1, round(size[1] * share))


def _size_of(image: bytes) -> tuple[int, int] | None:
    """Width and height as printed, where Word can show such an image in all its versions."""
    from docx.image.exceptions import InvalidImageStreamError, UnrecognizedImageError
    from docx.image.exceptions import UnexpectedEndOfFileError as EndOfFileError
    from docx.image.image import Image

    try:
        known = Image.from_blob(image)
        width, height = int(known.width), int(known.height)
    except (InvalidImageStreamError, UnrecognizedImageError, EndOfFileError, ZeroDivisionError):
        return None
    return (width, height) if width > 0 and height > 0 else None
