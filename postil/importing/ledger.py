"""The ledger of what was not carried over, kept while a file is read."""

from collections.abc import Iterable, Iterator

from postil.importing.inline import words_of
from postil.importing.manuscript import Inlines, Loss

_WORDS, _CHARACTERS = 5, 40


class Ledger:
    """Collects losses; those of a paragraph get its first words as their place."""

    def __init__(self) -> None:
        self.losses: list[Loss] = []
        self._here: list[str] = []

    def note(self, what: str) -> None:
        """Something of the paragraph that is being read."""
        self._here.append(what)

    def add(self, what: str, place: str = "") -> None:
        """Something that has its own place, or none."""
        self.losses.append(Loss(what, place))

    def close(self, inlines: Inlines) -> None:
        """A paragraph was read: what was noted in it gets its place."""
        place = near(words_of(inlines))
        self.losses += [Loss(what, place) for what in self._here]
        self._here = []


def near(words: str) -> str:
    """A place by the first words of its paragraph."""
    whole = " ".join(words.split()).strip("“”‘’\"' ")
    first = " ".join(whole.split()[:_WORDS])[:_CHARACTERS]
    if not first:
        return ""
    return f"in “{first} …”" if len(first) < len(whole) else f"in “{first}”"


def tell_losses(losses: Iterable[Loss]) -> Iterator[str]:
    """Lines for a person: each thing once, with all its places."""
    places: dict[str, list[str]] = {}
    for loss in losses:
        places.setdefault(loss.what, []).append(loss.place)
    if places:
        yield "Not carried over as it was:"
    for what, where in places.items():
        named = list(dict.fromkeys(place for place in where if place))
        times = f" ({len(where)} times)" if len(where) > max(1, len(named)) else ""
        yield f"  - {what}{times}{': ' if named else ''}{'; '.join(named)}"
