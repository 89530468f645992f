"""Files of the content folder to text and bytes, with every fault told at its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from postil.catalogue import diagnose
from postil.diagnostics import Diagnostic
from postil.source import Position, SourceFile

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_DIRECTION = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_NEVER_CONTENT = re.compile(r"\.|~|Thumbs\.db\Z|desktop\.ini\Z", re.IGNORECASE)


@dataclass
class Shelf:
    """The content folder: reads its files and collects what is wrong with them."""

    content: Path
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def path(self, file: Path) -> str:
        """How a file is named in messages: from the folder that holds the content folder."""
        return file.relative_to(self.content.parent).as_posix()

    def tell(self, code: str, file: Path, message: str, hint: str = "") -> None:
        """Add a diagnostic about a file as a whole."""
        self.diagnostics.append(diagnose(code, Position(self.path(file)), message, hint))

    def entries(self, folder: Path) -> list[Path]:
        """What is in a folder, sorted by name; hidden files, backups and links left out."""
        try:
            names = sorted(folder.iterdir(), key=lambda p: p.name)
        except OSError as error:
            self.tell("f-005", folder, f"this folder cannot be read: {_reason(error)}")
            return []
        return list(self._kept(names))

    def _kept(self, entries: list[Path]) -> Iterator[Path]:
        for entry in entries:
            if _NEVER_CONTENT.match(entry.name) or entry.name.endswith("~"):
                continue
            if entry.is_symlink():
                hint = "put the file itself here"
                self.tell("f-006", entry, "this is a link to another place; it is left out", hint)
                continue
            yield entry

    def read_bytes(self, file: Path) -> bytes | None:
        """A file's bytes; `None` after telling why not."""
        try:
            return file.read_bytes()
        except IsADirectoryError:
            self.tell("f-005", file, "this is a folder where a file should be")
        except OSError as error:
            self.tell("f-005", file, f"this file cannot be read: {_reason(error)}")
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
        source = SourceFile(self.path(file), text.replace("\r\n", "\n").replace("\r", "\n"))
        self._check_characters(source)
        return source

    def _tell_encoding(self, file: Path, data: bytes, error: UnicodeDecodeError) -> None:
        hint = "save the file as UTF-8"
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            self.tell("f-001", file, "this file is UTF-16, not UTF-8", hint)
            return
        before = error.object[: error.start].decode("utf-8", "replace")
        before = before.replace("\r\n", "\n").replace("\r", "\n")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        byte = error.object[error.start]
        message = f"this file is not UTF-8: byte 0x{byte:02X} cannot be read"
        self.diagnostics.append(
            diagnose("f-001", Position(self.path(file), line, column), message, hint)
        )

    def _check_characters(self, source: SourceFile) -> None:
        """Control characters are errors; those that turn the direction are told once a file."""
        if source.text.isprintable():
            return
        for match in _CONTROL.finditer(source.text):
            message = f"the control character U+{ord(match[0]):04X} cannot be in a text"
            place = source.position(match.start())
            self.diagnostics.append(diagnose("x-003", place, message, "delete it"))
        turn = _DIRECTION.search(source.text)
        if turn:
            message = f"the invisible character U+{ord(turn[0]):04X} turns the writing direction"
            hint = "delete it unless it is meant"
            place = source.position(turn.start())
            self.diagnostics.append(diagnose("x-004", place, message, hint))


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
