"""Where a link's target stands in an article's source."""

import re
from bisect import bisect_left
from collections import defaultdict
from functools import cached_property
from itertools import accumulate

from postil.document import Block
from postil.source import Position, SourceFile

_BEFORE_TARGET = re.compile(r"\](?:\(|:)\s*|<(?=[^<>\s]+>)")


class LinkFinder:
    """Finds targets as they are written: with escapes, entities, or as a reference further on."""

    def __init__(self, file: SourceFile) -> None:
        self._file = file
        self._next: dict[str, int] = {}

    def find(self, block: Block, target: str) -> Position:
        """The next place of a target in a block, else outside of it, else the block's start.

        Blocks, and targets in a block, are asked for in reading order.
        """
        start, end = (self._lines[min(line, len(self._lines) - 1)] for line in block.lines)
        places = self._places[target]
        i = max(self._next.get(target, 0), bisect_left(places, start))
        if i < len(places) and places[i] < end:
            self._next[target] = i + 1
            return self._file.position(places[i])
        return self._file.position(places[-1] if places else start)

    @cached_property
    def _lines(self) -> list[int]:
        """Where each line begins; and the end of the file."""
        starts = accumulate(len(line) + 1 for line in self._file.text.split("\n"))
        return [0, *starts]

    @cached_property
    def _places(self) -> defaultdict[str, list[int]]:
        """Target, in the spelling that a page would get → where it is written."""
        from markdown_it.helpers import parseLinkDestination  # where a link leads nowhere

        from postil.markdown.parser import parser

        text = self._file.text
        markdown = parser()
        places: defaultdict[str, list[int]] = defaultdict(list)
        for match in _BEFORE_TARGET.finditer(text):
            at = match.end()
            if match[0] == "<":
                written = text[at : text.index(">", at)]
                places[markdown.normalizeLink(written)].append(at)
                places[markdown.normalizeLink(f"mailto:{written}")].append(at)
            elif text.startswith(")", at):
                places[""].append(at)
            elif (found := parseLinkDestination(text, at, len(text))).ok:
                at += text.startswith("<", at)
                places[markdown.normalizeLink(found.str)].append(at)
        return places
