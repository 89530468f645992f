"""Pictures: which files of an article an e-book may hold, and what they are.

EPUB 3.3, section 3.2, names the formats that every e-reader must know. What is something else, or
not what its name says, is told by its alternative text.
"""

from xml.parsers import expat

from postil.deferred import dataclass

_SVG = "http://www.w3.org/2000/svg"
_BEGINNINGS = (
    (b"\x89PNG\r\n\x1a\n", "png", "image/png"),
    (b"\xff\xd8\xff", "jpg", "image/jpeg"),
    (b"GIF87a", "gif", "image/gif"),
    (b"GIF89a", "gif", "image/gif"),
)
_MOVING = ("animate", "animateMotion", "animateTransform", "set", "style")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in a book."""

    name: str
    media_type: str
    data: bytes
    may_move: bool
    """Whether it is of a kind that can flash; nobody has looked."""


def picture_of(data: bytes, stem: str) -> Picture | None:
    """A file as a picture of a book, by what is in it; `None` where it is none."""
    for beginning, ending, media_type in _BEGINNINGS:
        if data.startswith(beginning):
            may_move = ending == "gif" or (ending == "png" and b"acTL" in data[:4096])
            return Picture(f"{stem}.{ending}", media_type, data, may_move)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Picture(f"{stem}.webp", "image/webp", data, b"ANIM" in data[:4096])
    drawing = _Drawing()
    if drawing.is_good(data):
        return Picture(f"{stem}.svg", "image/svg+xml", data, drawing.may_move)
    return None


class _Drawing:
    """Looks whether a file is an SVG that stands by itself: it runs and fetches nothing."""

    def __init__(self) -> None:
        self.root = ""
        self.is_alone = True
        self.may_move = False

    def is_good(self, data: bytes) -> bool:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._element
        parser.EntityDeclHandler = self._entity
        try:
            parser.Parse(data, True)  # noqa: FBT003  (it takes no keywords)
        except (expat.ExpatError, ValueError):
            return False
        return self.root == f"{_SVG} svg" and self.is_alone

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        self.root = self.root or name
        tag = name.rpartition(" ")[2]
        self.may_move |= tag in _MOVING
        self.is_alone &= tag not in ("script", "foreignObject")
        for key, value in attributes.items():
            if key.rpartition(" ")[2] == "href":
                self.is_alone &= value.startswith(("#", "data:image/"))
            self.is_alone &= not key.startswith("on")

    def _entity(self, *declared: object) -> None:
        self.is_alone = False
