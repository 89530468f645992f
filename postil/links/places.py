"""Where a link's target stands in an article's source."""

import re
from collections import defaultdict
from functools import cached_property

from markdown_it.helpers import parseLinkDestination

from postil.document import Block
from postil.markdown.parser import parser
from postil.source import Position, SourceFile

_BEFORE_TARGET = re.compile(r"\](?:\(|:)\s*|<(?=[^<>\s]+>)")


class LinkFinder:
    """Finds targets as they are written: with escapes, entities, or as a reference further on."""

    def __init__(self, file: SourceFile) -> None:
        self._file = file
        self._told: set[int] = set()

    def find(self, block: Block, target: str) -> Position:
        """The next place of a target in a block, else outside of it, else the block's start."""
        first, last = block.lines
        starts = self._starts[target]
        inside = [at for at in starts if first <= self._file.position(at).line - 1 < last]
        for at in (*inside, *starts):
            if at not in self._told:
                self._told.add(at)
                return self._file.position(at)
        if inside or starts:
            return self._file.position((inside or starts)[0])
        return Position(self._file.path, first + 1, 1)

    @cached_property
    def _starts(self) -> defaultdict[str, list[int]]:
        """Target, in the spelling that a page would get → where it is written."""
        text = self._file.text
        markdown = parser()
        starts: defaultdict[str, list[int]] = defaultdict(list)
        for match in _BEFORE_TARGET.finditer(text):
            at = match.end()
            if match[0] == "<":
                written = text[at : text.index(">", at)]
                starts[markdown.normalizeLink(written)].append(at)
                starts[markdown.normalizeLink(f"mailto:{written}")].append(at)
            elif text.startswith(")", at):
                starts[""].append(at)
            elif (found := parseLinkDestination(text, at, len(text))).ok:
                at += text.startswith("<", at)
                starts[markdown.normalizeLink(found.str)].append(at)
        return starts
