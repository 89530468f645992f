"""The package: parts in a zip, as Word reads them. The same parts give the same bytes."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from postil.deferred import dataclass
from postil.editions.docx.story import Story

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.part import Part

_SMALLEST_STAMP = (1980, 1, 1, 0, 0, 0)
"""A zip cannot be older. No clock is asked."""
_PLAIN_FILE = 0o644 << 16
_KINDS = ("styles", "numbering", "settings", "footnotes", "comments", "footer")


@dataclass(frozen=True)
class Parts:
    """What a Word file is made of."""

    document: bytes
    story: Story
    """The relations of the document."""
    others: Mapping[str, bytes]
    """`styles`, `numbering`, `settings`, `footer`; `footnotes` or `comments`."""
    notes: Story
    """The relations of footnotes or comments."""
    images: Mapping[str, bytes]
    """File → bytes."""
    properties: Mapping[str, str] = field(default_factory=dict)
    """Title, author, language … as python-docx names them."""


def pack(parts: Parts) -> bytes:
    """The file."""
    from docx import Document
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml

    made = Document()
    _empty(made)
    main = made.part
    main._element = parse_xml(parts.document)
    for kind in _KINDS:
        if kind in parts.others:
            uri = PackURI(f"/word/{'footer1' if kind == 'footer' else kind}.xml")
            part = Part(uri, _content_type(kind), parts.others[kind], main.package)
            main.load_rel(_relation(kind), part, "footer1" if kind == "footer" else kind)
            if kind in ("footnotes", "comments"):
                _relate(part, parts.notes, parts.images)
    _relate(main, parts.story, parts.images)
    for name, value in parts.properties.items():
        setattr(made.core_properties, name, value[:255])
    packed = io.BytesIO()
    made.save(packed)
    return _with_fixed_stamps(packed.getvalue())


def _empty(made: "Document") -> None:
    """Leave out what python-docx's own template holds: styles, a thumbnail, times, its name."""
    kept = ("theme", "fontTable")
    main, package = made.part, made.part.package
    for source, keep in ((main, kept), (package, ("officeDocument", "core-properties"))):
        for name, relation in list(source.rels.items()):
            if not relation.reltype.endswith(keep):
                del source.rels[name]
    core = made.core_properties._element
    for child in list(core):
        core.remove(child)


def _content_type(kind: str) -> str:
    return f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"


def _relation(kind: str) -> str:
    return f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"


def _relate(part: "Part", story: Story, images: Mapping[str, bytes]) -> None:
    for address, name in story.links.items():
        part.load_rel(_relation("hyperlink"), address, name, is_external=True)
    for file, name in story.images.items():
        image = part.package.get_or_add_image_part(io.BytesIO(images[file]))
        part.load_rel(_relation("image"), image, name)


def _with_fixed_stamps(packed: bytes) -> bytes:
    """The same zip in the order of names, the list of contents first."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as made, zipfile.ZipFile(out, "w") as zipped:
        for name in sorted(made.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            entry = zipfile.ZipInfo(name, _SMALLEST_STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, on every system
            entry.external_attr = _PLAIN_FILE
            zipped.writestr(entry, made.read(name), compresslevel=9)
    return out.getvalue()
