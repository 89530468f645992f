"""The words of a whole library under review, as its articles add to them. Pure."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from postil.deferred import dataclass
from postil.format.records import Entry
from postil.review import (
    ArticleUses,
    Counted,
    Reviewed,
    Suggestion,
    Twice,
    gather,
    said_twice,
    suggest,
    unused,
)
from postil.serve.asking import Target

Key = tuple[str, int]
"""The path of an annotation file, and where an entry begins in it."""


@dataclass(frozen=True, slots=True)
class Own:
    """Where an article's own entry is written, and how it says which places it marks."""

    target: Target
    mark: str
    """As the form has it."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one article adds."""

    slug: str
    uses: ArticleUses
    own: Mapping[Key, Own]
    counted: Counted
    digest: str
    """Of the text that its page shows."""


@dataclass(frozen=True)
class Vocabulary:
    """The words of a library."""

    parts: Sequence[Part] = ()
    shared: tuple[Entry, ...] = ()

    @cached_property
    def reviewed(self) -> tuple[Reviewed, ...]:
        """Every entry with its places; those of one headword stand together."""
        gathered = gather([part.uses for part in self.parts], self.shared)
        return tuple(sorted(gathered, key=lambda one: (one.entry.term.casefold(), one.slug)))

    @cached_property
    def open(self) -> tuple[Reviewed, ...]:
        """Entries that are marked somewhere, of which nobody has said that this is right."""
        return tuple(one for one in self.reviewed if one.is_used and not one.is_accepted)

    @cached_property
    def unused(self) -> tuple[Reviewed, ...]:
        """Entries that are marked nowhere."""
        return unused(self.reviewed)

    @cached_property
    def twice(self) -> tuple[Twice, ...]:
        """Words that are explained in two ways."""
        return said_twice(self.reviewed)

    @cached_property
    def suggested(self) -> tuple[Suggestion, ...]:
        """Words that may want an entry."""
        return suggest([part.counted for part in self.parts], (r.entry for r in self.reviewed))

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """Slug → digest of the text that an article's page shows."""
        return {part.slug: part.digest for part in self.parts}

    @cached_property
    def _own(self) -> Mapping[Key, Own]:
        return {key: own for part in self.parts for key, own in part.own.items()}

    def own(self, one: Reviewed) -> Own | None:
        """Where an entry is written; `None` for one that cannot be changed from a page."""
        place = one.entry.place
        return self._own.get((place.file.path, place.start)) if one.slug else None
