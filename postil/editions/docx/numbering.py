"""Lists: the part `numbering.xml`."""

from collections.abc import Callable

from markupsafe import Markup

from postil.arrange.flow import Item
from postil.editions.docx.wml import root, w

_LEVELS = 9  # as many as Word has
BULLETS, NUMBERS, QUESTIONS = 1, 2, 3
"""Lists that styles name: one for all that has bullets, one for numbers that a teacher begins, one
for the questions, which are counted through all stages."""
_OWN = 4
"""The first list that begins with a number of its own."""


class Lists:
    """Remembers the lists that a document needs while its paragraphs go by."""

    def __init__(self) -> None:
        self.starts: list[tuple[int, int]] = []
        """For each numbered list of the text: at which level it starts, and with what."""
        self.last: dict[int, tuple[int, int]] = {}
        """Level → list and number of the last item there."""
        self.asked, self.again = 0, 0
        """The number of the last question, and the list that it is in, where not its style's."""
        self.of_questions: set[int] = set()

    def place(self, item: Item) -> tuple[int, int]:
        """The list and the level of a paragraph that begins an item."""
        level = min(item.depth, _LEVELS) - 1
        self.last = {deep: held for deep, held in self.last.items() if deep <= level}
        if not item.marker[:-1].isdigit():
            self.last.pop(level, None)
            return BULLETS, level
        count = int(item.marker[:-1])
        known, before = self.last.get(level, (0, 0))
        if not known or count != before + 1:
            known = _OWN + len(self.starts)
            self.starts.append((level, count))
        self.last[level] = known, count
        return known, level

    def count(self, number: int) -> tuple[int, int]:
        """The list and the level of an item of an exercise, which is in no other list."""
        return self.place(Item(1, f"{number}."))

    def ask(self, number: int) -> tuple[int, int] | None:
        """The list and the level of a question; `None` where its style counts it rightly.

        Where questions before it stand among the exercises, it begins a list with its number.
        """
        if number != self.asked + 1:
            self.again = _OWN + len(self.starts)
            self.starts.append((0, number))
            self.of_questions.add(self.again)
        self.asked = number
        return (self.again, 0) if self.again else None

    def leave(self) -> None:
        """What follows stands in no list; the next one begins anew."""
        self.last = {}

    def part(self, step: int) -> bytes:
        """The part with all these lists; `step` is the indent of each level."""
        kinds = [
            _kind(BULLETS, "bullet", lambda level: "•" if level % 2 == 0 else "–", step),
            _kind(NUMBERS, "decimal", lambda level: f"%{level + 1}.", step),
            _kind(QUESTIONS, "decimal", lambda level: f"%{level + 1}.", step),
        ]
        lists = [
            w("num", w("abstractNumId", val=kind), numId=kind)
            for kind in (BULLETS, NUMBERS, QUESTIONS)
        ]
        for number, (level, start) in enumerate(self.starts, _OWN):
            begun = w("lvlOverride", w("startOverride", val=start), ilvl=level)
            kind = QUESTIONS if number in self.of_questions else NUMBERS
            lists.append(w("num", w("abstractNumId", val=kind), begun, numId=number))
        return root("numbering", *kinds, *lists)


def _kind(number: int, form: str, text: Callable[[int], str], step: int) -> Markup:
    levels = (
        w(
            "lvl",
            w("start", val=1),
            w("numFmt", val=form),
            w("lvlText", val=text(level)),
            w("lvlJc", val="left"),
            w("pPr", w("ind", left=step * (level + 1), hanging=step)),
            ilvl=level,
        )
        for level in range(_LEVELS)
    )
    return w(
        "abstractNum", w("multiLevelType", val="hybridMultilevel"), *levels, abstractNumId=number
    )
