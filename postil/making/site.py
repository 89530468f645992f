"""A site: its articles one by one, then what joins them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from postil.anchor.anchoring import check_shared
from postil.arrange.card import Card
from postil.arrange.library import ArrangedLibrary, join_cards
from postil.diagnostics import Diagnostic
from postil.keeping.index import Part
from postil.keeping.spool import Gathered
from postil.keeping.stamps import digest
from postil.keeping.standing import Standing
from postil.links import Targets, check_links
from postil.making.article import Made, Opened, make_article, open_up, stops, surroundings_of
from postil.making.frame import Frame
from postil.making.workers import can_share, make_shared
from postil.model import AnchoredLibrary
from postil.printing import Joint, Printed, Stock, binds_articles, joints_of
from postil.read.library import read_article
from postil.read.overrides import read_overrides
from postil.rebuild import (
    NO_SOURCES,
    Sources,
    join_sources,
    kept_sources,
    read_again,
    site_sources,
)
from postil.render.press import Press
from postil.source import Position
from postil.validate.length import check_length
from postil.validate.library import check_articles, in_order
from postil.validate.shelf_life import check_shelf_life
from postil.validate.translations import check_translations
from postil.validate.unsourced import check_sourced

Progress = Callable[[str], None]
"""Told the name of each stage as it begins."""
Hold = Callable[[Printed], Printed]
"""Puts files out of the way, and gives them to be asked for."""


@dataclass(frozen=True)
class Kept:
    """What an earlier build made, and what still holds of it."""

    articles: Mapping[str, Made] = field(default_factory=dict)
    """Those whose folders, and all else that they are made of, are what they were."""
    joined: Mapping[str, Part] = field(default_factory=dict)
    """What joins articles, by name, where its files stand."""
    printed: Mapping[str, Printed] = field(default_factory=dict)
    """The same files, where they do not stand but are at hand."""
    frame: bytes = b""
    """A digest of all that the files of every article depend on."""
    roots: tuple[Path, ...] = ()
    """The outputs."""


@dataclass(frozen=True, slots=True)
class MadeSite:
    """A site that was made, as far as nothing stands in the way."""

    diagnostics: tuple[Diagnostic, ...]
    slugs: tuple[str, ...]
    """Of all articles that are not left out as drafts, in their order."""
    has_drafts: bool
    files: Printed | None
    """What is new; `None` where an error stands in the way, or where nothing was to be made."""
    articles: tuple[Made, ...] = ()
    joined: Mapping[str, Part] = field(default_factory=dict)
    """What joins articles, by name."""
    printed: Mapping[str, Printed] = field(default_factory=dict)
    """The files of what joins articles, by name, as far as they do not stand."""

    @property
    def anchors(self) -> Mapping[str, bytes]:
        """By slug, what the anchors of the articles that were made stand on."""
        return {one.slug: one.anchors for one in self.articles if one.anchors}

    @property
    def standing(self) -> frozenset[tuple[int, str]]:
        """The files that stand where they belong, made by an earlier build."""
        assert self.files is not None
        parts = [one.paths for one in self.articles] + [p.paths for p in self.joined.values()]
        return frozenset(path for paths in parts for path in paths).difference(self.files.paths)


def make_site(
    frame: Frame,
    told: Sequence[Diagnostic],
    progress: Progress,
    kept: Kept = Kept(),
    jobs: int = 1,
    hold: Hold = lambda made: made,
) -> MadeSite:
    """Make every article, and what joins them; `told` is what is wrong beside the articles.

    `jobs` are the processes that may share the work; `hold` puts files out of the way that were
    made, and gives them to be asked for.

    Raises SurroundingsError.
    """
    progress("read")
    opened = {s: open_up(frame, s) for s in frame.source.slugs if s not in kept.articles}
    faults = [*told, *(d for one in opened.values() if not one.card for d in one.diagnostics)]
    cards = {slug: one.card for slug, one in opened.items() if one.card}
    cards |= {slug: made.card for slug, made in kept.articles.items()}
    drafts = {slug for slug, card in cards.items() if card.front.draft}
    if not frame.wish.drafts:
        cards = {slug: card for slug, card in cards.items() if slug not in drafts}
    progress("make")
    made, site = _make_all(frame, opened, cards, kept.articles, jobs, hold)
    faults += [d for one in made.values() for d in one.diagnostics]
    joining = list(_check_joined(frame, site, faults))
    if joining and (kept.articles or jobs > 1):  # what came from afar has lost its place
        return make_site(frame, told, progress, Kept(frame=kept.frame, roots=kept.roots), hold=hold)
    diagnostics = tuple(dict.fromkeys(_concerning(frame, [*faults, *joining])))
    articles = tuple(made[card.slug] for card in site.cards)
    built = MadeSite(diagnostics, tuple(one.slug for one in articles), bool(drafts), None, articles)
    if frame.wish.is_check or stops(diagnostics, lenient=frame.wish.lenient):
        return built
    progress("join")
    left_out = () if frame.wish.drafts else sorted(drafts)
    return _join(frame, site, built, kept, left_out, hold)


def _make_all(
    frame: Frame,
    opened: Mapping[str, Opened],
    cards: dict[str, Card],
    kept: Mapping[str, Made],
    jobs: int,
    hold: Hold,
) -> tuple[dict[str, Made], ArrangedLibrary]:
    """Every article, made for the site as it is when all of them are known.

    The first is made before the others: most sites have what their first article has.
    """
    made = {slug: kept[slug] for slug in cards if slug in kept}
    site = _joined(frame, cards, made)

    def make(slugs: Sequence[str]) -> ArrangedLibrary:
        known = _known(cards, made)

        def make_one(slug: str) -> Made | None:
            one = opened.get(slug) or open_up(frame, slug)
            return make_article(frame, one, site, known)

        alone = ((slug, make_one(slug)) for slug in slugs)
        for slug, found in make_shared(make_one, slugs, jobs) if is_shared else alone:
            if found:
                made[slug] = replace(found, files=hold(found.files))
                cards[slug] = found.card
            else:
                del cards[slug]
        return _joined(frame, cards, made)

    waiting = [card.slug for card in in_order(cards.values()) if card.slug not in made]
    is_shared = can_share(jobs, waiting) and not binds_articles(frame.editions)
    for batch in (waiting[:1], waiting[1:]):
        site = make(batch)
    while stale := [slug for slug in cards if _is_stale(made[slug], site, cards)]:
        site = make(stale)
    return made, site


def _known(
    cards: Mapping[str, Card], made: Mapping[str, Made]
) -> dict[str, Mapping[str, str] | None]:
    return {slug: card.fragments if slug in made else None for slug, card in cards.items()}


def _is_stale(made: Made, site: ArrangedLibrary, cards: Mapping[str, Card]) -> bool:
    """Whether an article was made for another site than this."""
    leads = all(
        slug in cards and cards[slug].fragments.get(name) == fragment
        for (slug, name), fragment in made.links.items()
    )
    return not leads or made.surroundings != surroundings_of(site, made.slug)


def _joined(frame: Frame, cards: Mapping[str, Card], made: Mapping[str, Made]) -> ArrangedLibrary:
    library = frame.site.library
    fragments = {slug: card.fragments for slug, card in cards.items()}
    files = {
        slug: frozenset(one.arranged.anchored.article.assets)
        for slug, one in made.items()
        if one.arranged
    }
    return join_cards(library, Targets(fragments, files), in_order(cards.values()))


def _check_joined(
    frame: Frame, site: ArrangedLibrary, told: Sequence[Diagnostic]
) -> Iterator[Diagnostic]:
    """What can be told only of all articles together, and of what they share."""
    library = frame.site.library
    yield from check_articles(site.cards, frame.source.slugs, library.entries)
    shared = AnchoredLibrary(library, ())
    yield from check_links(shared, site.targets)
    yield from _check_attached(site.cards, frame, {d.position for d in told})
    if frame.wish.is_check:
        yield from check_translations(library)
        yield from check_sourced(library)
        yield from check_length(library)
        if frame.wish.today is not None:
            yield from check_shelf_life(shared, frame.wish.today)


def _concerning(frame: Frame, told: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Those that matter for the wanted articles: theirs, and what all share."""
    for diagnostic in told:
        parts = diagnostic.position.path.split("/")
        is_others = len(parts) > 2 and parts[1] in frame.source.slugs
        if not (frame.wish.only and is_others and parts[1] not in frame.wish.only):
            yield diagnostic


def _check_attached(
    cards: Iterable[Card], frame: Frame, known: set[Position]
) -> Iterator[Diagnostic]:
    """A shared entry that names its place must have one in some article."""
    attached = {name for card in cards for name in card.shared_ids}
    return check_shared(frame.site.library.entries, attached, known)


def _sources(frame: Frame, articles: Iterable[Made], left_out: Iterable[str]) -> Sources:
    """What a bundle carries along; of drafts, for the teacher, all that can be read."""
    if not frame.is_bundled:
        return NO_SOURCES
    overrides = read_overrides(frame.templates)
    beside = site_sources(frame.source, frame.site.library, overrides, frame.editions)
    drafts = [read_article(frame.content, slug)[0] for slug in left_out]
    kept = [kept_sources(draft.files) for draft in drafts if draft is not None]
    carried = (
        read_again(made.sources, frame.read_bytes) if made.standing else made.sources
        for made in articles
    )
    return join_sources([beside, *kept, *carried])


def _join(
    frame: Frame,
    site: ArrangedLibrary,
    built: MadeSite,
    kept: Kept,
    left_out: Iterable[str],
    hold: Hold,
) -> MadeSite:
    """The files of all articles, and of what joins them; a part of them joins nothing."""
    press = Press(site, frame.theme, frame.editions, frame.wish.handout)
    files = Gathered(), Gathered()

    def gather(made: Printed) -> Printed:
        for all_files, new in zip(files, (made.site, made.teacher), strict=True):
            all_files.add(new)
        return made

    for one in built.articles:
        gather(one.files)
    standing = {path for one in built.articles for path in one.standing}
    stock = Stock(
        [one.arranged for one in built.articles if one.arranged is not None],
        {one.slug: one.record for one in built.articles},
        Standing(files[0], kept.roots, 0, standing),
        Standing(files[1], kept.roots, 1, standing),
        _sources(frame, built.articles, left_out),
    )
    joined, printed = {}, {}
    for joint in joints_of(frame.editions):
        if frame.wish.only and joint.name != "assets":
            continue
        key = _key_of(joint, site, built.articles, kept)
        part = kept.joined.get(joint.name)
        is_due = part is None or not key or part.key != key
        if part is not None and not is_due and joint.name not in kept.printed:
            standing.update(part.paths)
            joined[joint.name] = part
            continue
        made = hold(joint.make(press, stock)) if is_due else kept.printed[joint.name]
        printed[joint.name] = gather(made)
        joined[joint.name] = Part(key, made.paths)
    return replace(built, files=Printed(*files), joined=joined, printed=printed)


def _key_of(joint: Joint, site: ArrangedLibrary, articles: Iterable[Made], kept: Kept) -> bytes:
    """A digest of all that a joint is made of."""
    facts = (site.has_glossary, site.has_timeline, site.is_dated, site.languages)
    if not kept.frame or not joint.facet:
        return b""  # never equal to another
    return digest([joint.name, kept.frame, facts, [one.facets[joint.facet] for one in articles]])
