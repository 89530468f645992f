"""The files of a site, new ones and those that stand already."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Standing(Mapping[str, bytes]):
    """Files by their paths in the site. Those that stand are read when they are asked for."""

    new: Mapping[str, bytes]
    roots: tuple[Path, ...]
    standing: Set[tuple[int, str]]
    """(number of the output, path in it); 0 is the site."""

    def __getitem__(self, path: str) -> bytes:
        if path in self.new:
            return self.new[path]
        if (0, path) not in self.standing:
            raise KeyError(path)
        return (self.roots[0] / path).read_bytes()

    def __iter__(self) -> Iterator[str]:
        yield from self.new
        yield from (path for n, path in self.standing if n == 0 and path not in self.new)

    def __len__(self) -> int:
        return sum(1 for _ in self)
