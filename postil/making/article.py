"""An article by itself: read, validated, anchored, arranged and printed."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from postil.anchor.anchoring import anchor_article
from postil.arrange.card import (
    NO_CONTENTS,
    Card,
    Contents,
    blank_card,
    card_of,
    filled_card,
)
from postil.arrange.library import ArrangedLibrary
from postil.arrange.reader import ArrangedArticle, arrange
from postil.deferred import dataclass
from postil.diagnostics import Diagnostic, has_errors
from postil.keeping import anchors
from postil.keeping.store import MADE
from postil.links import Targets, check_links, fragments_of
from postil.links.others import Fragments, Others
from postil.making.facets import facets_of
from postil.making.frame import Frame
from postil.model import AnchoredLibrary, Article
from postil.printing import NOTHING_PRINTED, Printed, binds_articles, give, print_article
from postil.read.library import ArticleText, open_article, read_article
from postil.rebuild.carried import NO_SOURCES, Sources, without_read
from postil.render.press import Press
from postil.sealing import to_bytes
from postil.validate.article import validate_article, validate_front


@dataclass(frozen=True, slots=True)
class Opened:
    """An article of which only the front matter was looked at."""

    slug: str
    text: ArticleText | None
    """`None` where it cannot be read."""
    card: Card | None
    diagnostics: tuple[Diagnostic, ...]


class Surroundings(NamedTuple):
    """The facts of the site that an article's files show."""

    before: tuple[str, str, str] | None
    """Slug, title and language of the article before it."""
    after: tuple[str, str, str] | None
    has_glossary: bool
    has_timeline: bool
    is_dated: bool


@dataclass(frozen=True)
class Made:
    """An article that was made."""

    slug: str
    card: Card
    diagnostics: tuple[Diagnostic, ...]
    surroundings: Surroundings
    """What it was made for."""
    links: Mapping[tuple[str, str], str]
    """Where its links to other articles lead: (slug, id) → fragment."""
    files: Printed = NOTHING_PRINTED
    """Empty where an error stands in the way, or where nothing is to be made. Kept are itself as
    `made`, what it gives (`Given`) by name, and the `anchors` on which `reanchor` stands."""
    facets: bytes = b""
    """What pages that join articles show of it: a digest for each of them, one behind the other."""
    record_size: int = 0
    """Bytes of what a search can find in it."""
    sources: Sources = NO_SOURCES
    """What a bundle carries along of it."""
    arranged: ArrangedArticle | None = None
    """Kept for the editions that bind whole articles together."""
    standing: tuple[tuple[int, str], ...] = ()
    """Its files that stand where they belong, made by an earlier build."""

    @property
    def paths(self) -> tuple[tuple[int, str], ...]:
        """Its files, by the number of their output (0 the site, 1 the teacher's) and path."""
        return self.standing or self.files.paths


def open_up(frame: Frame, slug: str) -> Opened:
    """Look at an article's front matter."""
    text, diagnostics = open_article(frame.content, slug)
    if text is None:
        return Opened(slug, None, None, tuple(diagnostics))
    if not frame.is_bundled:
        text = replace(text, files={})  # nobody will ask for them
    front, _ = validate_front(text, frame.config.language)
    card = blank_card(slug, front, front.language or frame.config.language)
    return Opened(slug, text, card, tuple(diagnostics))


def surroundings_of(site: ArrangedLibrary, slug: str) -> Surroundings:
    """What the files of an article show of a site."""
    before, after = site.neighbours[slug]
    return Surroundings(
        _neighbour(before), _neighbour(after), site.has_glossary, site.has_timeline, site.is_dated
    )


def _neighbour(card: Card | None) -> tuple[str, str, str] | None:
    return (card.slug, card.front.title, card.language) if card else None


def make_article(
    frame: Frame,
    opened: Opened,
    site: ArrangedLibrary,
    others: Mapping[str, Fragments | None],
) -> Made | None:
    """Make an article as part of a site; `None` after an error that was told as it was opened.

    `others` are the fragments of all articles, `None` for those that are not known yet.
    """
    source, told = read_article(frame.content, opened.slug, opened.text)
    if source is None:
        return None
    shared = frame.site.library
    article, faults = validate_article(
        source, frame.config.language, frame.site.kinds, frame.site.citable
    )
    told += faults
    anchored, faults = anchor_article(article, frame.glossary)
    told += faults
    links = Others(article.slug, fragments_of(anchored), others)
    targets = Targets(links, {article.slug: frozenset(article.assets)})
    library = replace(shared, entries=(), articles=(article,))
    alone = AnchoredLibrary(library, (anchored,))
    told += check_links(alone, targets)
    arranged = None
    if not frame.is_faulty and not stops(told, lenient=True):
        arranged = arrange(anchored, frame.config.kinds, shared.sources, targets)
    told += _check_paper(frame, alone, arranged)
    told += check_further(frame, alone)
    if frame.wish.is_check and arranged is not None and not has_errors(told):
        from postil.render.density import check_density

        told += check_density(_press(frame, site, targets), arranged)
    made = Made(
        article.slug,
        card_of(arranged) if arranged else _card_of_faulty(article, links.own),
        tuple(dict.fromkeys((*opened.diagnostics, *told))),
        surroundings_of(site, article.slug),
        links.asked,
    )
    if arranged is None or not _is_printed(frame, made):
        return made
    if frame.is_bundled:
        from postil.rebuild.sources import article_sources

        made = replace(made, sources=article_sources(source, arranged))
    return _printed(made, _press(frame, site, targets), arranged)


def _press(frame: Frame, site: ArrangedLibrary, targets: Targets) -> Press:
    seen = replace(site, targets=targets)
    return Press(seen, frame.theme, frame.editions, frame.wish.handout)


def _card_of_faulty(article: Article, fragments: Fragments) -> Card:
    """The card of an article that cannot be arranged: what others may name and link to."""
    card = blank_card(article.slug, article.front, article.language)
    return replace(filled_card(card, Contents(entries=article.entries)), fragments=fragments)


def _is_printed(frame: Frame, made: Made) -> bool:
    wish = frame.wish
    if wish.is_check or (wish.only and made.slug not in wish.only):
        return False
    return not stops(made.diagnostics, lenient=wish.lenient)


def stops(diagnostics: Iterable[Diagnostic], *, lenient: bool) -> bool:
    """Whether any of these stands in the way; leniently, that an anchor is lost does not."""
    return has_errors(d for d in diagnostics if not (lenient and d.code.startswith("a-")))


def _printed(made: Made, press: Press, arranged: ArrangedArticle) -> Made:
    given = give(press, arranged, made.card)
    sealed = {n: to_bytes((n, made.slug, value)) for n, value in given._asdict().items()}
    stands_on = anchors.to_bytes(anchors.record_of(arranged.anchored))
    files = print_article(press, arranged)
    size = len(given.record)
    made = replace(made, files=files, facets=facets_of(made.card, sealed, size), record_size=size)
    kept = {MADE: to_bytes(shortened(made)), **sealed, "anchors": stands_on}
    files = replace(files, kept=kept)
    return replace(made, files=files, arranged=arranged if binds_articles(press.editions) else None)


def shortened(made: Made) -> Made:
    """As it is kept: without its files, and what else is kept apart."""
    return replace(
        made,
        card=replace(made.card, contents=NO_CONTENTS),
        files=NOTHING_PRINTED,
        sources=without_read(made.sources),
        arranged=None,
        standing=made.paths,
    )


def _check_paper(
    frame: Frame, alone: AnchoredLibrary, arranged: ArrangedArticle | None
) -> Iterable[Diagnostic]:
    """What the handout cannot show, and what its exercises ask for and do not get."""
    if "handout" in frame.editions:
        from postil.editions.handout import check_paper, own_fonts

        yield from check_paper(alone, own_fonts(frame.theme.folders), frame.wish.handout)
    if not frame.editions & {"handout", "docx"}:
        return
    options = (alone.articles[0].article.front.handout, frame.config.handout)
    if arranged is not None and any(o.exercises for o in options if o is not None):
        from postil.arrange.exercises import check_exercises

        yield from check_exercises(arranged, frame.config)


def check_further(frame: Frame, alone: AnchoredLibrary) -> Iterable[Diagnostic]:
    """What `postil check` tells alone, of an article or of what all share."""
    if not frame.wish.is_check:
        return
    from postil.validate.length import check_length
    from postil.validate.translations import check_translations
    from postil.validate.unsourced import check_sourced

    yield from check_translations(alone.library)
    yield from check_sourced(alone.library)
    yield from check_length(alone.library)
    if frame.wish.today is not None:
        from postil.validate.shelf_life import check_shelf_life

        yield from check_shelf_life(alone, frame.wish.today)
