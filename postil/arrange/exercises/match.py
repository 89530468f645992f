"""Match words and definitions."""

from functools import partial
from string import ascii_lowercase

from postil.arrange.exercises.lot import draw
from postil.arrange.exercises.material import Material
from postil.arrange.exercises.model import (
    Deal,
    Exercise,
    ExerciseKey,
    Item,
    Made,
    Phrase,
    Solution,
)


def make_match(material: Material) -> Deal:
    """Words in one list, definitions in another; each drawn by its own words alone."""
    return partial(_deal, _pairs(material))


def _deal(pairs: list[tuple[Phrase, Phrase]], most: int, seed: str) -> Made:
    most = min(most, len(ascii_lowercase))
    chosen = draw(f"{seed}\nwords", pairs, lambda pair: pair[0].plain)[:most]
    bank = draw(f"{seed}\ndefinitions", [d for _, d in chosen], lambda d: d.plain)
    items = tuple(Item(number, word) for number, (word, _) in enumerate(chosen, 1))
    solutions = tuple(
        Solution(number, word, ascii_lowercase[bank.index(definition)])
        for number, (word, definition) in enumerate(chosen, 1)
    )
    return Made(Exercise("match", items, tuple(bank)), ExerciseKey("match", solutions), len(pairs))


def _pairs(material: Material) -> list[tuple[Phrase, Phrase]]:
    """Words with their definitions: no two words and no two definitions are alike."""
    pairs: list[tuple[Phrase, Phrase]] = []
    taken: set[tuple[str, str]] = set()
    heads: set[str] = set()
    for word in material.words:
        if word.entry.definition is None or word.claims & taken:
            continue
        head, definition = word.head, material.tell(word.entry.definition)
        said = definition.plain.casefold()
        # A definition that says the word itself needs no thought.
        gives_away = any(w.casefold() in said for w in (head, word.form, word.entry.term))
        if not said.strip() or gives_away or head.casefold() in heads:
            continue
        taken |= word.claims
        heads.add(head.casefold())
        pairs.append((material.plain(head), definition))
    return pairs
