"""What a reader may choose on an article's page: kinds of notes, and how they are shown."""

from collections import Counter
from typing import NamedTuple

from postil.arrange.reader import ArrangedArticle
from postil.deferred import dataclass
from postil.document import Reading
from postil.format.records import Entry
from postil.render.voice import Voice
from postil.render.words import N_


@dataclass(frozen=True, slots=True)
class LegendItem:
    """A group of notes that the article has: a family, or a kind that the site declares."""

    name: str
    family: str
    group: str
    """The class of a declared kind's marks and notes; `` for a family."""
    label: str
    count: int


FAMILY_LABELS = {
    "word": N_("Word"),
    "background": N_("Background"),
    "time": N_("When"),
    "who-where": N_("Who & where"),
    "correction": N_("Correction"),
}


def legend(arranged: ArrangedArticle, voice: Voice) -> list[LegendItem]:
    """The groups of an article's notes: the families in a fixed order, each before its kinds."""
    counts = Counter((note.family, note.group) for note in arranged.notes)
    items = []
    for family, label in FAMILY_LABELS.items():
        groups = [family, *(name for name, kind in voice.kinds.items() if kind.family == family)]
        for group in groups:
            if (family, group) in counts:
                own = group != family
                said = voice.kind_label(group) if own else voice.translate(label)
                name, css = (f"kind-{group}", f"in-{group}") if own else (group, "")
                items.append(LegendItem(name, family, css, said, counts[family, group]))
    return items


class Offers(NamedTuple):
    """Which choices change anything on an article's page."""

    once: bool
    """Some note stands at several places."""
    key_notes: bool
    """Some notes are not among the key notes."""
    readings: bool
    """Some words have a reading above them."""


def offers(arranged: ArrangedArticle) -> Offers:
    """What to offer."""
    blocks = arranged.anchored.article.document.blocks
    return Offers(
        any(len(note.marks) > 1 for note in arranged.notes),
        any(note.annotation.more for note in arranged.notes),
        any(isinstance(n.annotation, Entry) and n.annotation.reading for n in arranged.notes)
        or any(isinstance(atom, Reading) for block in blocks for atom in block.atoms),
    )
