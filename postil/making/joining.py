"""Joining: the files of all articles, and of what joins them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from postil.arrange.library import ArrangedLibrary
from postil.deferred import dataclass
from postil.keeping.index import Part
from postil.keeping.spool import Gathered, Spool, Token, in_a_row
from postil.keeping.stamps import digest
from postil.keeping.standing import Standing
from postil.keeping.store import Store
from postil.making.article import Made
from postil.making.facets import place_of
from postil.making.frame import Frame
from postil.making.made import Kept, MadeSite
from postil.making.workers import can_share, shared
from postil.printing import Joint, Printed, Stock, joints_of, merged
from postil.read.library import read_article
from postil.rebuild.carried import NO_SOURCES, Sources, join_sources, kept_sources, read_again
from postil.render.press import Press
from postil.sealing import NotBelievedError, from_bytes

_LARGE = frozenset({"entries", "events"})
"""The facets of the joints that take long."""


def join(
    frame: Frame,
    site: ArrangedLibrary,
    built: MadeSite,
    kept: Kept,
    left_out: Iterable[str],
    jobs: int,
    spool: Spool | None,
) -> MadeSite:
    """A site with its files; where a part of the articles is wanted, nothing joins them.

    `left_out` are drafts, of which a bundle carries along what can be read.
    """
    press = Press(site, frame.theme, frame.editions, frame.wish.handout)
    files = Gathered(), Gathered()

    def gather(made: Printed) -> Printed:
        for all_files, new in zip(files, (made.site, made.teacher), strict=True):
            all_files.add(new)
        return made

    by_slug = {one.slug: one for one in built.articles}
    for one in built.articles:
        if not one.standing:
            gather(one.files)
    standing = {path for one in built.articles for path in one.standing}
    stock = Stock(
        [one.arranged for one in built.articles if one.arranged is not None],
        _OfAll("entries", built.articles, kept.store),
        _OfAll("events", built.articles, kept.store),
        _OfEach("record", by_slug, kept.store),
        {slug: one.record_size for slug, one in by_slug.items()},
        Standing(files[0], kept.roots, 0, standing),
        Standing(files[1], kept.roots, 1, standing),
        _sources(frame, built.articles, left_out),
    )
    wanted = [
        joint
        for joint in joints_of(frame.editions, stock.sizes)
        if not frame.wish.only or joint.name == "assets"
    ]
    keys = _keys_of(wanted, site, by_slug, kept)
    due = [joint for joint in wanted if not _holds(kept.joined.get(joint.name), keys[joint.name])]
    ahead = _made_ahead(due, press, stock, jobs, spool) if spool is not None else {}
    is_due = {joint.name for joint in due}
    joined, printed = {}, {}
    for joint in wanted:
        name = joint.name
        if name not in is_due and name not in kept.printed:
            joined[name] = kept.joined[name]
            standing.update(joined[name].paths)
            continue
        if name in ahead:
            printed[name] = ahead[name]
        elif name in is_due:
            made = joint.make(press, stock)
            printed[name] = spool.take(spool.put_each(made)) if spool is not None else merged(made)
        else:
            printed[name] = kept.printed[name]
        gather(printed[name])
        joined[name] = Part(keys[name], printed[name].paths)
    return replace(built, files=Printed(*files), joined=joined, printed=printed, standing=standing)


def _holds(part: Part | None, key: bytes) -> bool:
    return part is not None and bool(key) and part.key == key


def _made_ahead(
    due: Iterable[Joint], press: Press, stock: Stock, jobs: int, spool: Spool
) -> dict[str, Printed]:
    """Where the large ones are due, these by workers, and meanwhile what needs no files of others.

    Empty where that does not pay.
    """
    alone = {joint.name: joint for joint in due if not joint.is_of_files}
    large = [name for name, joint in alone.items() if joint.facet in _LARGE]
    if len(large) < 2 or not can_share(jobs, len(stock.records)):
        return {}

    def put(name: str) -> Token:
        return spool.put_each(alone[name].make(press, stock))

    with shared(put, large, jobs) as there:
        tokens = {name: put(name) for name in alone if name not in large} | dict(there)
    return {name: spool.take(token) for name, token in tokens.items()}


@dataclass(frozen=True)
class _OfEach(Mapping[str, Any]):
    """One thing that articles give, by slug; looked at when it is asked for.

    Raises NotBelievedError where it is damaged.
    """

    name: str
    articles: Mapping[str, Made]
    store: Store

    def __getitem__(self, slug: str) -> Any:
        sealed = _sealed(self.name, slug, self.articles[slug].files.kept, self.store)
        return _opened(self.name, slug, sealed)

    def __iter__(self) -> Iterator[str]:
        return iter(self.articles)

    def __len__(self) -> int:
        return len(self.articles)


class _OfAll:
    """One thing that all articles give, in their order; looked at when it is asked for.

    Raises NotBelievedError where it is damaged.
    """

    def __init__(self, name: str, articles: Sequence[Made], store: Store) -> None:
        self._name = name
        self._store = store
        self._slugs = [one.slug for one in articles]
        self._parts = [one.files.kept for one in articles]
        self._row = in_a_row(self._parts, name)

    def __iter__(self) -> Iterator[Any]:
        if self._row is not None:  # of which this build itself wrote every byte
            return (_opened(self._name, "", sealed) for sealed in self._row)
        named = zip(self._slugs, self._parts, strict=True)
        return (
            _opened(self._name, slug, _sealed(self._name, slug, part, self._store))
            for slug, part in named
        )


def _sealed(name: str, slug: str, at_hand: Mapping[str, bytes], store: Store) -> bytes:
    """What an article gave by a name, in this build or in an earlier one."""
    return at_hand[name] if name in at_hand else store.given(name, slug)


def _opened(name: str, slug: str, sealed: bytes) -> Any:
    """What an article gave by a name; its slug is `` where nobody can have put another there."""
    match from_bytes(sealed):
        case (str(told), str(giver), found) if told == name and slug in ("", giver):
            return found
    raise NotBelievedError


def _sources(frame: Frame, articles: Iterable[Made], left_out: Iterable[str]) -> Sources:
    """What a bundle carries along; of drafts, for the teacher, all that can be read."""
    if not frame.is_bundled:
        return NO_SOURCES
    from postil.read.overrides import read_overrides
    from postil.rebuild.sources import site_sources

    overrides = read_overrides(frame.templates)
    beside = site_sources(frame.source, frame.site.library, overrides, frame.editions)
    drafts = [read_article(frame.content, slug)[0] for slug in left_out]
    kept = [kept_sources(draft.files) for draft in drafts if draft is not None]
    carried = (
        read_again(made.sources, frame.read_bytes) if made.standing else made.sources
        for made in articles
    )
    return join_sources([beside, *kept, *carried])


def _keys_of(
    joints: Iterable[Joint], site: ArrangedLibrary, made: Mapping[str, Made], kept: Kept
) -> Mapping[str, bytes]:
    """By name, a digest of all that a joint is made of; empty where that cannot be told."""
    if not kept.frame:
        return dict.fromkeys((joint.name for joint in joints), b"")
    facts = (site.has_glossary, site.has_timeline, site.is_dated, site.languages)
    facets = {slug: one.facets for slug, one in made.items()}

    def shown(joint: Joint) -> bytes:
        place = place_of(joint.facet)
        if joint.slugs is None:
            return b"".join([held[place] for held in facets.values()])
        return b"".join([facets[slug][place] for slug in joint.slugs])

    return {
        joint.name: digest([joint.name, kept.frame, facts, shown(joint)]) if joint.facet else b""
        for joint in joints
    }
