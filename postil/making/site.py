"""A site: its articles one by one, then what joins them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from postil.anchor.anchoring import check_shared
from postil.arrange.card import Card
from postil.arrange.library import ArrangedLibrary, join_cards
from postil.diagnostics import Diagnostic
from postil.keeping.spool import Spool
from postil.links import Targets, check_links
from postil.links.others import THERE
from postil.making.article import (
    Made,
    Opened,
    check_further,
    make_article,
    open_up,
    stops,
    surroundings_of,
)
from postil.making.frame import Frame
from postil.making.joining import join
from postil.making.made import NOTHING_KEPT, Kept, MadeSite
from postil.making.sending import put_away, receive, send
from postil.making.workers import can_share, shared
from postil.model import AnchoredLibrary
from postil.printing import binds_articles
from postil.source import Position
from postil.validate.library import check_articles, in_order

Progress = Callable[[str], None]
"""Told the name of each stage as it begins."""
_ROUNDS = 32
"""In how many portions each worker gets its share, so that none waits long for the last."""


def make_site(
    frame: Frame,
    told: Sequence[Diagnostic],
    progress: Progress,
    kept: Kept = NOTHING_KEPT,
    jobs: int = 1,
    spool: Spool | None = None,
) -> MadeSite:
    """Make every article, and what joins them; `told` is what is wrong beside the articles.

    `spool` is where files wait that were made. Where there is one, `jobs` processes may share the
    work.

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
    made, site = _make_all(frame, opened, cards, kept.articles, jobs, spool)
    faults += [d for one in made.values() for d in one.diagnostics]
    joining = list(_check_joined(frame, site, faults))
    is_afar = kept.articles or spool is not None
    if is_afar and any(not d.position.path for d in joining):  # cards that were shut have no places
        return make_site(frame, told, progress, Kept(frame=kept.frame, roots=kept.roots))
    diagnostics = tuple(dict.fromkeys(_concerning(frame, [*faults, *joining])))
    articles = tuple(made[card.slug] for card in site.cards)
    built = MadeSite(diagnostics, tuple(one.slug for one in articles), bool(drafts), None, articles)
    if frame.wish.is_check or stops(diagnostics, lenient=frame.wish.lenient):
        return built
    progress("join")
    left_out = () if frame.wish.drafts else sorted(drafts)
    return join(frame, site, built, kept, left_out, jobs, spool)


def _make_all(
    frame: Frame,
    opened: dict[str, Opened],
    cards: dict[str, Card],
    kept: Mapping[str, Made],
    jobs: int,
    spool: Spool | None,
) -> tuple[dict[str, Made], ArrangedLibrary]:
    """Every article, made for the site as it is when all of them are known.

    The first is made before the others: most sites have what their first article has.
    """
    made = {slug: kept[slug] for slug in cards if slug in kept}
    site = _joined(frame, cards, made)

    def make(slugs: Sequence[str], jobs: int = 1) -> ArrangedLibrary:
        known = _known(cards, made)

        def make_one(slug: str) -> Made | None:
            one = opened.get(slug) or open_up(frame, slug)
            return make_article(frame, one, site, known)

        for slug, found in _each(make_one, slugs, jobs, spool):
            opened.pop(slug, None)  # so what is made takes no more room than what was read
            if found:
                made[slug] = found
                cards[slug] = found.card
            else:
                del cards[slug]
        return _joined(frame, cards, made)

    waiting = [card.slug for card in in_order(cards.values()) if card.slug not in made]
    is_shared = can_share(jobs, len(waiting)) and not binds_articles(frame.editions)
    workers = jobs if is_shared and spool is not None else 1
    # Made here, it leaves the workers at hand what all articles call for; but a process in which
    # the typesetter has run must not be copied.
    if waiting:
        site = make(waiting[:1], workers if "handout" in frame.editions else 1)
    if workers > 1:
        from postil.markdown.parser import parser

        parser()  # not every first article calls for it, but one of the others in each worker may
    if waiting[1:]:
        site = make(waiting[1:], workers)
    while stale := [slug for slug in cards if _is_stale(made[slug], site, cards)]:
        site = make(stale, workers)
    return made, site


def _each(
    make: Callable[[str], Made | None], slugs: Sequence[str], jobs: int, spool: Spool | None
) -> Iterator[tuple[str, Made | None]]:
    """Articles one after the other, made in so many processes, their files out of the way."""
    if spool is None:
        yield from ((slug, make(slug)) for slug in slugs)
    elif jobs == 1:
        yield from ((slug, put_away(make(slug), spool)) for slug in slugs)
    else:
        portion = max(1, len(slugs) // (jobs * _ROUNDS))
        with shared(lambda slug: send(make(slug), spool), slugs, jobs, portion) as found:
            yield from ((slug, receive(sent, spool)) for slug, sent in found)


def _known(
    cards: Mapping[str, Card], made: Mapping[str, Made]
) -> dict[str, Mapping[str, str] | None]:
    return {slug: card.fragments if slug in made else None for slug, card in cards.items()}


def _is_stale(made: Made, site: ArrangedLibrary, cards: Mapping[str, Card]) -> bool:
    """Whether an article was made for another site than this."""
    for (slug, name), told in made.links.items():
        card = cards.get(slug)
        now = (THERE if card else "") if not name else card.fragments.get(name) if card else None
        if now != told:
            return True
    return made.surroundings != surroundings_of(site, made.slug)


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
    yield from check_further(frame, shared)


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
