"""Files of the content folder to text and bytes, with every fault told at its place."""

import os
import re
from dataclasses import field
from operator import attrgetter
from pathlib import Path
from posixpath import splitext
from typing import NamedTuple

from postil.catalogue import diagnose
from postil.deferred import dataclass
from postil.diagnostics import Diagnostic
from postil.read.yaml_characters import find_bad_characters
from postil.source import Position, SourceFile

_DIRECTION = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_DIRECTION_IN_BYTES = re.compile(rb"\xe2(?:\x80[\xaa-\xae]|\x81[\xa6-\xa9])")
"""The same in UTF-8, where they are found in less time."""
_NEVER_CONTENT = re.compile(r"\.|~|Thumbs\.db\Z|desktop\.ini\Z", re.IGNORECASE)
_ARCHIVE = b"PK\x03\x04"
"""How Word, OpenDocument and zip files begin."""


class Entry(NamedTuple):
    """A file or a folder inside of the content folder."""

    path: str
    """In the content folder, with `/`."""
    is_folder: bool

    @property
    def name(self) -> str:
        """Its name in its folder."""
        return self.path.rpartition("/")[2]

    @property
    def suffix(self) -> str:
        """The last full stop of its name and what follows, as it is written."""
        return splitext(self.path)[1]


@dataclass
class Shelf:
    """The content folder: reads its files and collects what is wrong with them.

    What is in it is named by its path there, with `/`; the folder itself is the empty path.
    """

    content: Path
    diagnostics: list[Diagnostic] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    """What was read, byte for byte, by its path in the content folder."""

    def path(self, path: str) -> str:
        """How a file is named in messages: from the folder that holds the content folder."""
        named = f"{self.content.name}/{path}" if path else self.content.name
        return named if named.isascii() else _replaced(named)

    def tell(self, code: str, path: str, message: str, hint: str = "") -> None:
        """Add a diagnostic about a file as a whole."""
        self.diagnostics.append(diagnose(code, Position(self.path(path)), message, hint))

    def tell_at(self, code: str, source: SourceFile, at: int, message: str, hint: str = "") -> None:
        """Add a diagnostic about a place in a text."""
        self.diagnostics.append(diagnose(code, source.position(at), message, hint))

    def entries(self, folder: str) -> tuple[Entry, ...] | None:
        """What is in a folder, sorted by name; hidden files, backups and links left out.

        `None` after telling why it cannot be read.
        """
        try:
            with os.scandir(self._place_of(folder)) as there:
                found = sorted(there, key=attrgetter("name"))
        except OSError as error:
            self.tell("f-005", folder, f"this folder cannot be read: {_reason(error)}")
            return None
        inside = f"{folder}/" if folder else ""
        return tuple(
            Entry(inside + item.name, item.is_dir())
            for item in found
            if self._is_kept(inside + item.name, item)
        )

    def _is_kept(self, path: str, item: "os.DirEntry[str]") -> bool:
        if _NEVER_CONTENT.match(item.name) or item.name.endswith("~"):
            return False
        try:
            is_link = item.is_symlink()
            is_known = item.is_dir(follow_symlinks=False) or item.is_file(follow_symlinks=False)
        except OSError as error:
            self.tell("f-005", path, f"this file cannot be read: {_reason(error)}")
            return False
        if is_link:
            hint = "put the file itself here"
            self.tell("f-006", path, "this is a link to another place; it is left out", hint)
        elif not is_known:
            self.tell("f-005", path, "this is neither a file nor a folder", "take it out")
        elif not item.name.isascii() and _replaced(item.name) != item.name:
            self.tell("f-012", path, "this name is not UTF-8", "rename it")
        else:
            return True
        return False

    def _place_of(self, path: str) -> str:
        """Where what has a path in the content folder stands in the file system."""
        return os.path.join(self.content, path)  # noqa: PTH118  (made for each file)

    def read_bytes(self, path: str) -> bytes | None:
        """A file's bytes; `None` after telling why not."""
        try:
            with open(self._place_of(path), "rb") as file:  # noqa: PTH123
                data = file.read()
        except IsADirectoryError:
            hint = "give the folder another name"
            self.tell("f-005", path, "this is a folder where a file should be", hint)
        except OSError as error:
            self.tell("f-005", path, f"this file cannot be read: {_reason(error)}")
        else:
            self.files[path] = data
            return data
        return None

    def read_text(self, path: str) -> SourceFile | None:
        """A UTF-8 text file, with line ends as LF and without a byte order mark."""
        data = self.read_bytes(path)
        if data is None:
            return None
        try:
            text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
        except UnicodeDecodeError as error:
            self._tell_encoding(path, data, error)
            return None
        source = SourceFile(self.path(path), _with_plain_line_ends(text))
        if _DIRECTION_IN_BYTES.search(data) and (turn := _DIRECTION.search(source.text)):
            message = f"the invisible character U+{ord(turn[0]):04X} turns the writing direction"
            hint = "delete it unless it is meant"
            self.tell_at("x-004", source, turn.start(), message, hint)
        return source

    def check_characters(self, source: SourceFile, start: int) -> None:
        """Tell what no text can hold, from an offset on; YAML is checked by its own reader."""
        if source.is_printable:
            return
        for offset, message, hint, code in find_bad_characters(
            source.text, start, len(source.text)
        ):
            self.tell_at(code, source, offset, message, hint)

    def _tell_encoding(self, path: str, data: bytes, error: UnicodeDecodeError) -> None:
        hint = "save the file as UTF-8"
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            self.tell("f-001", path, "this file is UTF-16, not UTF-8", hint)
            return
        if data.startswith(_ARCHIVE):
            hint = "save the document as plain text, in UTF-8"
            self.tell("f-001", path, "this file is a Word document or an archive, not text", hint)
            return
        before = _with_plain_line_ends(error.object[: error.start].decode("utf-8", "replace"))
        byte = error.object[error.start]
        message = f"this file is not UTF-8: byte 0x{byte:02X} cannot be read"
        self.tell_at("f-001", SourceFile(self.path(path), before), len(before), message, hint)


def _replaced(name: str) -> str:
    """A name with a question mark for each byte that is not UTF-8."""
    return name.encode("utf-8", "replace").decode()


def _with_plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
