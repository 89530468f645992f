"""The files of an output, new ones and those that stand already."""

from collections.abc import Iterator, Mapping, Set
from pathlib import Path

from postil.deferred import dataclass


@dataclass(frozen=True)
class Standing(Mapping[str, bytes]):
    """Files by their paths in an output. Those that stand are read when they are asked for."""

    new: Mapping[str, bytes]
    roots: tuple[Path, ...]
    number: int
    """Of the output: 0 the site, 1 the teacher's."""
    standing: Set[tuple[int, str]]
    """(number of the output, path in it)."""

    def __getitem__(self, path: str) -> bytes:
        if path in self.new:
            return self.new[path]
        if (self.number, path) not in self.standing:
            raise KeyError(path)
        return (self.roots[self.number] / path).read_bytes()

    def __iter__(self) -> Iterator[str]:
        yield from self.new
        yield from (p for n, p in self.standing if n == self.number and p not in self.new)

    def __len__(self) -> int:
        return sum(1 for _ in self)
