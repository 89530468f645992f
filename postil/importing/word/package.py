"""Opening a Word file: what it may not be, and the parts that it has."""

import zipfile
import zlib
from pathlib import Path
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.parser import parse_xml

from postil.errors import SurroundingsError
from postil.importing.word.names import XML_FAULTS

_MOST_BYTES = 300_000_000
"""Of all parts unpacked; a text with pictures has less."""
_MOST_XML = 60_000_000
_MOST_PARTS = 5_000
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Compound files: .doc, and .docx under a password ([MS-CFB], section 2.2)."""
_SAVE = "open it in Word or LibreOffice and save it as .docx"


def open_word(file: Path) -> Any:
    """The file's document, as python-docx opens it. Raises SurroundingsError with advice."""
    _check(file)
    try:
        return docx.Document(str(file))
    except XML_FAULTS as error:
        raise SurroundingsError(f"{file}: its XML cannot be read ({error.msg})", _SAVE) from None
    except (ValueError, KeyError, OpcError, AttributeError, TypeError, NotImplementedError):
        message = f"{file}: this is a package, but not a Word document (.docx)"
        raise SurroundingsError(message, _SAVE) from None
    except (zipfile.BadZipFile, EOFError, OSError, RuntimeError, zlib.error):
        raise SurroundingsError(f"{file}: this file is damaged", _SAVE) from None


def _check(file: Path) -> None:
    with file.open("rb") as opened:
        start = opened.read(8)
    if start == _OLD:
        message = f"{file}: this is an old Word file (.doc), or one under a password"
        raise SurroundingsError(message, f"{_SAVE}, without a password")
    if not start.startswith(b"PK"):
        raise SurroundingsError(f"{file}: this is not a Word file (.docx)", _SAVE)
    try:
        with zipfile.ZipFile(file) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise SurroundingsError(f"{file}: this file is damaged", _SAVE) from None
    if any(part.flag_bits & 1 for part in parts):
        raise SurroundingsError(f"{file}: this file is under a password", "take it away in Word")
    xml = (part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    is_huge = sum(part.file_size for part in parts) > _MOST_BYTES or max(xml, default=0) > _MOST_XML
    if is_huge or len(parts) > _MOST_PARTS:
        message = f"{file}: this file is too large when it is unpacked"
        raise SurroundingsError(message, "make its pictures smaller, or part it into several files")


def related(part: Any, kind: str) -> Any:
    """The part that a part has of a kind (`footnotes`), or `None`."""
    for relation in part.rels.values():
        if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
            return relation.target_part
    return None


def root_of(part: Any) -> Any:
    """The XML of a part; `None` where there is none that can be read."""
    if part is None:
        return None
    try:
        return parse_xml(part.blob)
    except XML_FAULTS:
        return None
