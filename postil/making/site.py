"""A site: its articles one by one, then what joins them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from postil.anchor.anchoring import check_shared
from postil.arrange.card import Card
from postil.arrange.library import ArrangedLibrary, join_cards
from postil.diagnostics import Diagnostic
from postil.links import Targets, check_links
from postil.making.article import Made, Opened, make_article, open_up, stops, surroundings_of
from postil.making.frame import Frame
from postil.model import AnchoredLibrary
from postil.printing import Printed, print_assets, print_site
from postil.render.press import Press
from postil.source import Position
from postil.validate.length import check_length
from postil.validate.library import check_articles, in_order
from postil.validate.shelf_life import check_shelf_life
from postil.validate.translations import check_translations
from postil.validate.unsourced import check_sourced

Progress = Callable[[str], None]
"""Told the name of each stage as it begins."""


@dataclass(frozen=True, slots=True)
class MadeSite:
    """A site that was made, as far as nothing stands in the way."""

    diagnostics: tuple[Diagnostic, ...]
    slugs: tuple[str, ...]
    """Of all articles that are not left out as drafts, in their order."""
    has_drafts: bool
    files: Printed | None
    """`None` where an error stands in the way, or where nothing was to be made."""


def make_site(frame: Frame, told: Iterable[Diagnostic], progress: Progress) -> MadeSite:
    """Make every article, and what joins them; `told` is what is wrong beside the articles.

    Raises SurroundingsError.
    """
    progress("read")
    opened = {slug: open_up(frame, slug) for slug in frame.source.slugs}
    told = [*told, *(d for one in opened.values() if not one.card for d in one.diagnostics)]
    found = {slug: one for slug, one in opened.items() if one.card}
    drafts = {slug for slug, one in found.items() if one.card and one.card.front.draft}
    left_out = set() if frame.wish.drafts else drafts
    kept = {slug: one for slug, one in found.items() if slug not in left_out}
    progress("make")
    articles, site = _make_all(frame, kept)
    told += [d for made in articles.values() for d in made.diagnostics]
    told += _check_joined(frame, site, told)
    slugs = tuple(card.slug for card in site.cards)
    diagnostics = tuple(dict.fromkeys(_concerning(frame, told)))
    files = None
    if not frame.wish.is_check and not stops(diagnostics, lenient=frame.wish.lenient):
        progress("join")
        files = _join(frame, site, articles)
    return MadeSite(diagnostics, slugs, bool(drafts), files)


def _make_all(
    frame: Frame, opened: Mapping[str, Opened]
) -> tuple[dict[str, Made], ArrangedLibrary]:
    """Every article, made for the site as it is when all of them are known.

    The first is made before the others: most sites have what their first article has.
    """
    cards = {slug: one.card for slug, one in opened.items() if one.card}
    made: dict[str, Made] = {}
    waiting = [card.slug for card in in_order(cards.values())]
    rounds = [waiting[:1], waiting[1:]]
    site = _joined(frame, cards, made)
    while any(rounds):
        for slug in rounds.pop(0) if rounds else ():
            if one := make_article(frame, opened[slug], site, _known(cards, made)):
                made[slug] = one
                cards[slug] = one.card
            else:
                del cards[slug]
        site = _joined(frame, cards, made)
        if not rounds:
            rounds = [[slug for slug in cards if _is_stale(made[slug], site, cards)]]
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
    library = replace(frame.site.library, drafts=())
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
    attached = {o.entry for card in cards for o in card.occurrences if o.is_shared}
    return check_shared(frame.site.library.entries, attached, known)


def _join(frame: Frame, site: ArrangedLibrary, articles: Mapping[str, Made]) -> Printed:
    """The files of all articles, and of what joins them; of a part of them, nothing joins."""
    press = Press(site, frame.theme, frame.editions, frame.wish.handout)
    made = [articles[card.slug] for card in site.cards]
    files = Printed()
    for one in made:
        files.site.update(one.files.site)
        files.teacher.update(one.files.teacher)
    if frame.wish.only:
        joined = Printed(print_assets(press), {})
    else:
        records = {one.slug: one.record for one in made}
        bound = [one.arranged for one in made if one.arranged is not None]
        joined = print_site(press, bound, records, files.site)
    files.site.update(joined.site)
    files.teacher.update(joined.teacher)
    return files
