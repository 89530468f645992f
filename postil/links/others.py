"""Links from an article to others, while it may not yet be known what stands in those.

An article's pages can be made before all others are read: where a link leads is guessed, and
what was answered is remembered, so that it can be looked up later.
"""

from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cached_property
from typing import Self

from postil.deferred import dataclass

Fragments = Mapping[str, str]
"""Id of an annotation → fragment of its place on the article's page."""
THERE = "there"
"""What is told of an article where no place on its page was asked for."""


@dataclass(frozen=True)
class KnownFragments(Mapping[str, str]):
    """The fragments of an article, in one string: a site knows those of all, and asks for few."""

    told: str
    """A line for each: its id, and, where that is not as most are, a space and its fragment."""

    @classmethod
    def of(cls, fragments: Fragments) -> Self:
        """The same in one string. No id has white space in it."""
        lines = [
            name if fragment == _guess(name) else f"{name} {fragment}"
            for name, fragment in fragments.items()
        ]
        return cls("\n".join(lines))

    @cached_property
    def _by_id(self) -> Fragments:
        told = (line.partition(" ") for line in self.told.split("\n") if line)
        return {name: fragment if space else _guess(name) for name, space, fragment in told}

    def __getitem__(self, name: str) -> str:
        return self._by_id[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)


@dataclass(frozen=True)
class Others(Mapping[str, Fragments]):
    """The fragments of all articles, by slug, as one article asks for them."""

    slug: str
    own: Fragments
    others: Mapping[str, Fragments | None]
    """`None` for an article that was not read yet."""
    asked: dict[tuple[str, str], str] = field(default_factory=dict)
    """What was asked of other articles, (slug, id) → the fragment that was told.

    Where no id was asked for, but whether there is such an article: (slug, ``) → `THERE` or ``.
    """

    def __contains__(self, slug: object) -> bool:
        is_there = slug == self.slug or slug in self.others
        if slug != self.slug and isinstance(slug, str):
            self.asked[slug, ""] = THERE if is_there else ""
        return is_there

    def __getitem__(self, slug: str) -> Fragments:
        if slug == self.slug:
            return self.own
        return _Asked(slug, self.others[slug], self.asked)

    def __iter__(self) -> Iterator[str]:
        return iter(self.others)

    def __len__(self) -> int:
        return len(self.others)


@dataclass(frozen=True)
class _Asked(Mapping[str, str]):
    """The fragments of another article."""

    slug: str
    known: Fragments | None
    asked: dict[tuple[str, str], str]

    def __getitem__(self, name: str) -> str:
        fragment = _guess(name) if self.known is None else self.known[name]
        self.asked[self.slug, name] = fragment
        return fragment

    def __iter__(self) -> Iterator[str]:
        return iter(self.known or ())

    def __len__(self) -> int:
        return len(self.known or ())


def _guess(name: str) -> str:
    """Most links lead to a paragraph or to a note."""
    return name if name[:1] == "p" and name[1:].isdecimal() else f"note-{name}"
