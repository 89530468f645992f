"""Weaving: marks and controls into a block's atoms, so that the tree stays a tree.

Words are split wherever a mark begins or ends. Each place of an annotation has one control: a
link around its words where nothing else stands in the way, else its number alone after the last
word. No control ever stands inside a link, the author's or another annotation's.

Here is the short way, for marks that stand apart; `weave_any` knows all others.
"""

from collections.abc import Sequence
from itertools import islice

from postil.arrange.weave_any import weave_any
from postil.arrange.woven import (
    ControlClose,
    ControlOpen,
    Mark,
    MarkClose,
    Marked,
    MarkOpen,
    Woven,
)
from postil.document import Atom, Block, Break, Close, Open, Words


def weave(block: Block, marks: Sequence[Mark]) -> tuple[Woven, ...]:
    """A block's atoms with the marks that touch it. A control stands in its span's last block.

    Most marks stand apart, each in one run of words or across emphasis, and none in a link or ruby,
    where nothing is in the way of a control. From the first that does not, any way of standing is
    looked at.
    """
    if not marks:
        return block.atoms
    woven: list[Woven] = []
    waiting = sorted(marks, key=_begin, reverse=True)
    around: list[str] = []
    atoms = enumerate(block.atoms)
    for i, atom in atoms:
        if type(atom) is not Words:
            _step(around, atom)
            woven.append(atom)
            continue
        text, start = atom
        done, end = start, start + len(text)
        while waiting:
            first, last = waiting[-1].span
            if first >= end:
                break
            if first < done or (around and (last > end or not _CLOSED.isdisjoint(around))):
                return weave_any(block, marks)
            if last <= end:
                if done < first:
                    woven.append(Words(text[done - start : first - start], done))
                words = Words(text[first - start : last - start], first)
                woven.append(Marked(waiting.pop(), words))
                done = last
                continue
            rest = (Words(text[done - start :], done), *block.atoms[i + 1 :])
            across = _across(rest, waiting[-1])
            if across is None:
                return (*woven, *weave_any(block._replace(atoms=rest, start=done), waiting))
            passed, stands = across
            woven += stands
            waiting.pop()
            i, atom = next(islice(atoms, passed - 1, None))
            if type(atom) is not Words:
                done = end
                break
            (text, start), done = atom, last
            end = start + len(text)
        if done < end:
            woven.append(Words(text[done - start :], done) if done > start else atom)
    return weave_any(block, marks) if waiting else tuple(woven)


def _across(atoms: Sequence[Atom], mark: Mark) -> tuple[int, list[Woven]] | None:
    """How many more atoms a mark goes on over from the first, words, and what stands up to its end.

    `None` where it ends inside of markup, or where something on the way is in that of its control.
    """
    before = atoms[0]
    assert type(before) is Words
    (first, last), cut = mark.span, mark.span[0] - before.start
    opened, closed = MarkOpen((mark,)), MarkClose((mark,))
    woven: list[Woven] = [Words(before.text[:cut], before.start)] if cut else []
    woven += ControlOpen(mark), opened, Words(before.text[cut:], first)
    depth, is_marked = 0, True
    for passed, atom in enumerate(atoms[1:], 1):
        if type(atom) is Words or type(atom) is Break:
            if not is_marked:
                woven.append(opened)
            is_marked = True
            if last > atom.end:
                woven.append(atom)
                continue
            ends = atoms[passed + 1 : passed + 1 + depth]
            is_whole = not depth or (last == atom.end and all(type(end) is Close for end in ends))
            if type(atom) is not Words or last <= atom.start or not is_whole:
                return None
            words = Words(atom.text[: last - atom.start], atom.start)
            return passed + depth, [*woven, words, closed, *ends, ControlClose(mark)]
        if is_marked:
            woven.append(closed)
        is_marked = False
        if type(atom) is Open and atom.tag not in _CLOSED:
            depth += 1
        elif type(atom) is Close:
            depth -= 1
        else:
            return None
        woven.append(atom)
    return None


_CLOSED = frozenset({"a", "ruby"})
"""In these no link may begin."""


def _step(around: list[str], atom: Atom) -> None:
    """Into markup or out of it; `around` are the tags that one stands in."""
    if type(atom) is Open:
        around.append(atom.tag)
    elif type(atom) is Close:
        around.pop()


def _begin(mark: Mark) -> int:
    return mark.span[0]
