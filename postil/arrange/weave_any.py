"""Weaving wherever marks stand: over each other, across markup, in links."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from postil.arrange.woven import (
    ControlClose,
    ControlNumber,
    ControlOpen,
    Mark,
    MarkClose,
    MarkOpen,
    Unfolded,
)
from postil.document import Atom, Block, Break, Close, Open, Words
from postil.model import Span, overlaps


def weave_any(block: Block, marks: Sequence[Mark]) -> tuple[Unfolded, ...]:
    """A block's atoms with the marks that touch it."""
    return tuple(_Weaver(block, marks).run())


class _Wrap(NamedTuple):
    """A control around atoms `first` to `last`, as indices between which it is put."""

    mark: Mark
    first: int
    last: int


class _Weaver:
    def __init__(self, block: Block, marks: Sequence[Mark]) -> None:
        self.marks = sorted(marks, key=_longest_first)
        self.atoms = list(_split(block, self.marks))
        self.paths = list(_paths(self.atoms))
        self.closes = _closes(self.atoms)
        self.offsets = {
            i: atom.start
            for i, atom in enumerate(self.atoms)
            if type(atom) is Words or type(atom) is Break
        }
        """Where the atoms begin that are part of the text, by their indices."""
        self.content = list(self.offsets)
        self.starts = list(self.offsets.values())
        self.controlled = [m for m in self.marks if block.start < m.span[1] <= block.end]
        self.block = block

    def run(self) -> Iterator[Unfolded]:
        wraps = self._wraps()
        inserted = self._insertions(wraps)
        active: tuple[Mark, ...] = ()
        standing = _Standing(self.marks)
        for i in range(len(self.atoms) + 1):
            wanted = standing.at(self.offsets[i]) if i in self.offsets else ()
            if active and (wanted != active or i in inserted):
                yield MarkClose(active)
                active = ()
            yield from inserted.get(i, ())
            if wanted and not active:
                yield MarkOpen(wanted)
                active = wanted
            if i < len(self.atoms):
                yield self.atoms[i]

    def _wraps(self) -> list[_Wrap]:
        """Controls around their words: the shortest marks choose first."""
        wraps: list[_Wrap] = []
        taken: list[Span] = []
        ends = sorted(m.span[1] for m in self.controlled)
        for mark in reversed(self.controlled):
            if mark.span[0] < self.block.start:
                continue
            inside = bisect_left(ends, mark.span[0] + 1)
            if inside < len(ends) and ends[inside] < mark.span[1]:
                continue  # another control's number would stand inside this link
            if overlaps(mark.span, taken):
                continue
            wrap = self._wrap(mark)
            if wrap is not None:
                wraps.append(wrap)
                insort(taken, mark.span)
        return sorted(wraps, key=lambda wrap: wrap.last)

    def _wrap(self, mark: Mark) -> _Wrap | None:
        """Where a link around a mark's words can stand, or `None` where none can."""
        first, last = self._content_of(mark)
        before, after = self.paths[first], self.paths[last]
        shared = 0
        while shared < min(len(before), len(after)) and before[shared] == after[shared]:
            shared += 1
        tags = [self._tag(o) for o in before[:shared]]
        if "a" in tags:
            return None
        if "ruby" in tags:
            shared = tags.index("ruby")
        begin = before[shared] if len(before) > shared else first
        end = self.closes[after[shared]] + 1 if len(after) > shared else last + 1
        begins_whole = all(isinstance(a, Open) for a in self.atoms[begin:first])
        ends_whole = not any(
            isinstance(a, Open | Words | Break) for a in self.atoms[last + 1 : end]
        )
        has_link = any(isinstance(a, Open) and a.tag == "a" for a in self.atoms[begin:end])
        return _Wrap(mark, begin, end) if begins_whole and ends_whole and not has_link else None

    def _insertions(self, wraps: list[_Wrap]) -> dict[int, list[Unfolded]]:
        """What stands before which atom: ends of links, then numbers, then starts of links."""
        closing: dict[int, list[Unfolded]] = defaultdict(list)
        opening: dict[int, list[Unfolded]] = defaultdict(list)
        numbers: dict[int, list[Mark]] = defaultdict(list)
        wrapped = {id(wrap.mark) for wrap in wraps}
        for wrap in wraps:
            closing[wrap.last].append(ControlClose(wrap.mark))
            opening[wrap.first].append(ControlOpen(wrap.mark))
        for mark in self.controlled:
            if id(mark) not in wrapped:
                numbers[self._number_place(mark, wraps)].append(mark)
        inserted: dict[int, list[Unfolded]] = {}
        for i in {*closing, *numbers, *opening}:
            alone = sorted(numbers[i], key=lambda m: (m.number, m.control))
            inserted[i] = [*closing[i], *map(ControlNumber, alone), *opening[i]]
        return inserted

    def _number_place(self, mark: Mark, wraps: list[_Wrap]) -> int:
        """After the last word, outside of links, ruby and code that ends there."""
        _, last = self._content_of(mark)
        place = last + 1
        for o in self.paths[last]:
            if self._tag(o) in ("a", "ruby"):
                place = self.closes[o] + 1
                break
            if self._tag(o) == "code" and self.closes[o] == place:
                place += 1
                break
        i = bisect_left(wraps, place, key=lambda wrap: wrap.last)
        return wraps[i].last if i < len(wraps) and wraps[i].first < place else place

    def _content_of(self, mark: Mark) -> tuple[int, int]:
        """The first and last atom of a mark's words in this block."""
        first = self.content[bisect_left(self.starts, max(mark.span[0], self.block.start))]
        last = self.content[bisect_left(self.starts, mark.span[1]) - 1]
        return first, last

    def _tag(self, opener: int) -> str:
        atom = self.atoms[opener]
        assert isinstance(atom, Open)
        return atom.tag


class _Standing:
    """Which marks stand over each of a block's words, asked in reading order."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self.waiting = sorted(marks, key=_begin, reverse=True)
        self.standing: tuple[Mark, ...] = ()
        self.until = 0
        """Where the first of them ends."""

    def at(self, offset: int) -> tuple[Mark, ...]:
        begins = bool(self.waiting) and self.waiting[-1].span[0] <= offset
        if begins or (self.standing and self.until <= offset):
            standing = [m for m in self.standing if m.span[1] > offset]
            while self.waiting and self.waiting[-1].span[0] <= offset:
                standing.append(self.waiting.pop())
            self.standing = tuple(sorted(standing, key=_longest_first))
            self.until = min([m.span[1] for m in standing], default=0)
        return self.standing


def _begin(mark: Mark) -> int:
    return mark.span[0]


def _longest_first(mark: Mark) -> tuple[int, int, Span]:
    return mark.span[0] - mark.span[1], mark.number, mark.span


def _split(block: Block, marks: Sequence[Mark]) -> Iterator[Atom]:
    """The atoms, with words cut wherever a mark begins or ends."""
    cuts = sorted({offset for mark in marks for offset in mark.span})
    for atom in block.atoms:
        if not isinstance(atom, Words):
            yield atom
            continue
        done = atom.start
        for cut in cuts[bisect_left(cuts, atom.start + 1) : bisect_left(cuts, atom.end)]:
            yield Words(atom.text[done - atom.start : cut - atom.start], done)
            done = cut
        if done < atom.end:  # an empty code block has empty words
            yield Words(atom.text[done - atom.start :], done)


def _paths(atoms: Sequence[Atom]) -> Iterator[tuple[int, ...]]:
    """For each atom, the indices of the starts of the markup that it stands in."""
    path: tuple[int, ...] = ()
    for i, atom in enumerate(atoms):
        if isinstance(atom, Close):
            path = path[:-1]
        yield path
        if isinstance(atom, Open):
            path = (*path, i)


def _closes(atoms: Sequence[Atom]) -> dict[int, int]:
    """For each start of markup, the index of its end."""
    closes, waiting = {}, []
    for i, atom in enumerate(atoms):
        if isinstance(atom, Open):
            waiting.append(i)
        elif isinstance(atom, Close):
            closes[waiting.pop()] = i
    return closes
