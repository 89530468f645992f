"""Files of the content folder to text and bytes, with every fault told at its place."""

import re
import stat
from dataclasses import dataclass, field
from pathlib import Path

from postil.catalogue import diagnose
from postil.diagnostics import Diagnostic
from postil.read.yaml_characters import find_bad_characters
from postil.source import Position, SourceFile

_DIRECTION = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_NEVER_CONTENT = re.compile(r"\.|~|Thumbs\.db\Z|desktop\.ini\Z", re.IGNORECASE)
_ARCHIVE = b"PK\x03\x04"
"""How Word, OpenDocument and zip files begin."""


@dataclass
class Shelf:
    """The content folder: reads its files and collects what is wrong with them."""

    content: Path
    diagnostics: list[Diagnostic] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    """What was read, byte for byte, by its path in the content folder."""

    def path(self, file: Path) -> str:
        """How a file is named in messages: from the folder that holds the content folder."""
        path = file.relative_to(self.content.parent).as_posix()
        return path.encode("utf-8", "replace").decode()

    def tell(self, code: str, file: Path, message: str, hint: str = "") -> None:
        """Add a diagnostic about a file as a whole."""
        self.diagnostics.append(diagnose(code, Position(self.path(file)), message, hint))

    def tell_at(self, code: str, source: SourceFile, at: int, message: str, hint: str = "") -> None:
        """Add a diagnostic about a place in a text."""
        self.diagnostics.append(diagnose(code, source.position(at), message, hint))

    def entries(self, folder: Path) -> list[Path] | None:
        """What is in a folder, sorted by name; hidden files, backups and links left out.

        `None` after telling why it cannot be read.
        """
        try:
            names = sorted(folder.iterdir(), key=lambda p: p.name)
        except OSError as error:
            self.tell("f-005", folder, f"this folder cannot be read: {_reason(error)}")
            return None
        return [entry for entry in names if self._is_kept(entry)]

    def _is_kept(self, entry: Path) -> bool:
        if _NEVER_CONTENT.match(entry.name) or entry.name.endswith("~"):
            return False
        try:
            mode = entry.lstat().st_mode
        except OSError as error:
            self.tell("f-005", entry, f"this file cannot be read: {_reason(error)}")
            return False
        if stat.S_ISLNK(mode):
            hint = "put the file itself here"
            self.tell("f-006", entry, "this is a link to another place; it is left out", hint)
        elif not stat.S_ISDIR(mode) and not stat.S_ISREG(mode):
            self.tell("f-005", entry, "this is neither a file nor a folder", "take it out")
        elif entry.name.encode("utf-8", "replace").decode() != entry.name:
            self.tell("f-012", entry, "this name is not UTF-8", "rename it")
        else:
            return True
        return False

    def read_bytes(self, file: Path) -> bytes | None:
        """A file's bytes; `None` after telling why not."""
        try:
            data = file.read_bytes()
        except IsADirectoryError:
            hint = "give the folder another name"
            self.tell("f-005", file, "this is a folder where a file should be", hint)
        except OSError as error:
            self.tell("f-005", file, f"this file cannot be read: {_reason(error)}")
        else:
            self.files[file.relative_to(self.content).as_posix()] = data
            return data
        return None

    def read_text(self, file: Path) -> SourceFile | None:
        """A UTF-8 text file, with line ends as LF and without a byte order mark."""
        data = self.read_bytes(file)
        if data is None:
            return None
        try:
            text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
        except UnicodeDecodeError as error:
            self._tell_encoding(file, data, error)
            return None
        source = SourceFile(self.path(file), _with_plain_line_ends(text))
        turn = _DIRECTION.search(source.text)
        if turn:
            message = f"the invisible character U+{ord(turn[0]):04X} turns the writing direction"
            hint = "delete it unless it is meant"
            self.tell_at("x-004", source, turn.start(), message, hint)
        return source

    def check_characters(self, source: SourceFile, start: int) -> None:
        """Tell what no text can hold, from an offset on; YAML is checked by its own reader."""
        end = len(source.text)
        for offset, message, hint, code in find_bad_characters(source.text, start, end):
            self.tell_at(code, source, offset, message, hint)

    def _tell_encoding(self, file: Path, data: bytes, error: UnicodeDecodeError) -> None:
        hint = "save the file as UTF-8"
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            self.tell("f-001", file, "this file is UTF-16, not UTF-8", hint)
            return
        if data.startswith(_ARCHIVE):
            hint = "save the document as plain text, in UTF-8"
            self.tell("f-001", file, "this file is a Word document or an archive, not text", hint)
            return
        before = _with_plain_line_ends(error.object[: error.start].decode("utf-8", "replace"))
        byte = error.object[error.start]
        message = f"this file is not UTF-8: byte 0x{byte:02X} cannot be read"
        self.tell_at("f-001", SourceFile(self.path(file), before), len(before), message, hint)


def _with_plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
