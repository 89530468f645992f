"""Entries that nothing uses, and words that are explained in two ways."""

from collections import defaultdict
from collections.abc import Iterable

from postil.anchor.folding import fold_quote
from postil.deferred import dataclass
from postil.review.uses import Reviewed


@dataclass(frozen=True, slots=True)
class Twice:
    """A headword with several entries that do not say the same."""

    term: str
    entries: tuple[Reviewed, ...]


def unused(reviewed: Iterable[Reviewed]) -> tuple[Reviewed, ...]:
    """The entries that are marked nowhere."""
    return tuple(one for one in reviewed if not one.is_used)


def said_twice(reviewed: Iterable[Reviewed]) -> tuple[Twice, ...]:
    """Words with more than one entry, of different definitions, in the order of the words."""
    by_term: dict[str, list[Reviewed]] = defaultdict(list)
    for one in reviewed:
        by_term[fold_quote(one.entry.term)].append(one)
    found = []
    for _, several in sorted(by_term.items()):
        definitions = {_said(one) for one in several}
        if len(definitions) > 1:
            found.append(Twice(several[0].entry.term, tuple(several)))
    return tuple(found)


def _said(reviewed: Reviewed) -> str:
    definition = reviewed.entry.definition
    return fold_quote(definition.first) if definition else ""
