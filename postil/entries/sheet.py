"""A file as lines, and changes to it that keep its line ends and its byte order mark."""

from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property

from postil.deferred import dataclass

_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Splice:
    """Characters from `start` to `end` give way to others. Offsets are those of `Sheet.text`."""

    start: int
    end: int
    new: str


@dataclass(frozen=True)
class Sheet:
    """A file as it stands, and as Postil reads it: without a mark, every line end one LF."""

    source: str

    @cached_property
    def _body(self) -> str:
        return self.source.removeprefix(_MARK)

    @cached_property
    def text(self) -> str:
        """What is read; lines and columns count from 0 in it."""
        return self._body.replace("\r\n", "\n").replace("\r", "\n")

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        while end := self.text.find("\n", starts[-1]) + 1:
            starts.append(end)
        return starts

    @cached_property
    def _pairs(self) -> list[int]:
        """Where a CR LF stands, in offsets of `text`."""
        found: list[int] = []
        at = self._body.find("\r\n")
        while at >= 0:
            found.append(at - len(found))
            at = self._body.find("\r\n", at + 2)
        return found

    @property
    def last(self) -> int:
        """The number of the last line; it is empty where the file ends with a line end."""
        return len(self._starts) - 1

    def line(self, offset: int) -> int:
        """The line that a character stands in."""
        return bisect_right(self._starts, offset) - 1

    def column(self, offset: int) -> int:
        """The column of a character in its line."""
        return offset - self._starts[self.line(offset)]

    def start(self, line: int) -> int:
        """Where a line begins."""
        return self._starts[line]

    def end(self, line: int) -> int:
        """Where a line ends, before its line end."""
        return self._starts[line + 1] - 1 if line < self.last else len(self.text)

    def words(self, line: int) -> str:
        """A line, without its line end."""
        return self.text[self.start(line) : self.end(line)]

    def is_blank(self, line: int) -> bool:
        """Whether there is nothing in a line, or nothing but white space."""
        return not self.words(line).strip()

    def indent(self, line: int) -> int:
        """How many spaces a line begins with."""
        words = self.words(line)
        return len(words) - len(words.lstrip(" "))

    def is_comment(self, line: int) -> bool:
        """Whether a line begins with `#`. That it is not inside a text, the caller knows."""
        return self.words(line).lstrip(" ").startswith("#")

    def below(self, line: int, lines: Iterable[str]) -> Splice:
        """New lines under a line. A file whose last line has no line end still has none."""
        at = self.end(line)
        return Splice(at, at, "".join("\n" + new for new in lines))

    def above(self, line: int, lines: Iterable[str]) -> Splice:
        """New lines over a line."""
        at = self.start(line)
        return Splice(at, at, "".join(new + "\n" for new in lines))

    def without(self, first: int, last: int) -> Splice:
        """Lines taken out, each with its line end."""
        if last < self.last:
            return Splice(self.start(first), self.start(last + 1), "")
        return Splice(max(self.start(first) - 1, 0), self.end(last), "")

    def changed(self, splices: Iterable[Splice]) -> str:
        """The file with some changes made, in the order in which they stand."""
        parts = [_MARK] if self.source.startswith(_MARK) else []
        body, done = self._body, 0
        for splice in sorted(splices, key=lambda splice: (splice.start, splice.end)):
            parts.append(body[done : self._original(splice.start)])
            parts.append(splice.new.replace("\n", self._line_end(splice.start)))
            done = self._original(splice.end)
        return "".join([*parts, body[done:]])

    def _original(self, offset: int) -> int:
        """The offset in the file, without its mark. The CR of a line end is before its LF."""
        return offset + bisect_right(self._pairs, offset - 1)

    def _line_end(self, offset: int) -> str:
        """How the line at an offset ends; the last one is taken to end like the one above."""
        line = self.line(offset)
        end = self.end(line if line < self.last or not line else line - 1)
        at = self._original(end)
        if self._body.startswith("\r\n", at):
            return "\r\n"
        return "\r" if self._body.startswith("\r", at) else "\n"
