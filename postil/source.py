"""Source files and places in them. Every message to a user points to one of these places."""

from bisect import bisect_right
from functools import cached_property

from postil.deferred import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a source file: line and column count characters from 1, as editors do."""

    path: str
    """Relative to the folder that holds the content folder, with `/`."""
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True)
class SourceFile:
    """A text file as its author sees it: decoded, no byte order mark, each line end one LF."""

    path: str
    """Relative to the folder that holds the content folder, with `/`."""
    text: str

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        end = self.text.find("\n")
        while end >= 0:
            starts.append(end + 1)
            end = self.text.find("\n", end + 1)
        return starts

    @cached_property
    def is_printable(self) -> bool:
        """Whether there is nothing in it but ends of lines and what can be seen, as in most."""
        return self.text.replace("\n", "").isprintable()

    def position(self, offset: int) -> Position:
        """Line and column of the character at `offset`."""
        line = bisect_right(self._line_starts, offset)
        return Position(self.path, line, offset - self._line_starts[line - 1] + 1)
