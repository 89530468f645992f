"""What a page says of itself in its head: for search engines, feed readers and shared links.

`head.html.jinja` writes it down. A page in several languages has one address, so that there is
no `hreflang` to tell; of pictures and addresses a page tells only where the site has a `base_url`,
for both must be absolute.
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from markupsafe import Markup

from postil.arrange.card import description_of
from postil.arrange.library import ArrangedLibrary
from postil.arrange.reader import ArrangedArticle
from postil.document import Image
from postil.format.values import is_previewed
from postil.links import Link
from postil.model import Article
from postil.render.addresses import address_of
from postil.render.licences import licence_address
from postil.render.vocabulary import Node, article_nodes, as_script, authors_of, licence_of

FEED = "feed.xml"


class Metadata(NamedTuple):
    """What the head of a page tells. Empty is what there is not."""

    locale: str
    """Open Graph's name for the language: `zh_TW`."""
    canonical: str = ""
    title: str = ""
    """Where it is not the words between `<title>`."""
    description: str = ""
    """Where it is not the description of the site."""
    kind: str = "website"
    """Open Graph's type: `website` or `article`."""
    picture: str = ""
    picture_alt: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    updated: str = ""
    tags: tuple[str, ...] = ()
    licence: str = ""
    """Its address."""
    feed: str = ""
    """From the site's root."""
    data: Markup = Markup()
    """JSON-LD."""


def page_metadata(site: ArrangedLibrary, page: str, nodes: Sequence[Node] = ()) -> Metadata:
    """Of any page of the site, by its path."""
    config = site.library.config
    return Metadata(
        locale_of(config.language),
        canonical=address_of(config.base_url, page),
        picture=address_of(config.base_url, config.image) if config.image else "",
        picture_alt=config.image_alt,
        licence=licence_address(config.licence),
        feed=FEED if has_feed(site) else "",
        data=as_script(nodes) if nodes else Markup(),
    )


def article_metadata(site: ArrangedLibrary, arranged: ArrangedArticle) -> Metadata:
    """Of an article's page."""
    article, config = arranged.anchored.article, site.library.config
    front = article.front
    own = front.image if is_previewed(front.image) else ""
    shown = f"{article.slug}/{own}" if own else config.image
    return Metadata(
        locale_of(article.language),
        canonical=address_of(config.base_url, f"{article.slug}/index.html"),
        title=front.title,
        description=description_of(article),
        kind="article",
        picture=address_of(config.base_url, shown) if shown else "",
        picture_alt=_alternative(site, article) if own else config.image_alt,
        authors=authors_of(front),
        published=front.date,
        updated=front.updated,
        tags=front.tags,
        licence=licence_address(licence_of(site, front)),
        feed=FEED if has_feed(site) else "",
        data=as_script(article_nodes(site, arranged)),
    )


def has_feed(site: ArrangedLibrary) -> bool:
    """Whether there is a feed: it takes an address, and an article with a date."""
    return bool(site.library.config.base_url) and site.is_dated


def _alternative(site: ArrangedLibrary, article: Article) -> str:
    """What the article's picture shows: as it says, or as the text has it where it stands."""
    if article.front.image_alt:
        return article.front.image_alt
    for block in article.document.blocks:
        for atom in block.atoms:
            if isinstance(atom, Image):
                found = site.targets.resolve_image(atom.source, article.slug)
                if isinstance(found, Link) and found.file == article.front.image:
                    return atom.alternative
    return ""


@cache
def locale_of(language: str) -> str:
    """`zh-Hant` as `zh_TW`: a language and where most who write it live; `` if nobody knows.

    Where that is comes from the likely subtags of the Unicode CLDR.
    """
    if language == "en":
        return "en_US"
    # Imported late: an English site does not wait for it.
    from babel.core import get_global

    tongue, *rest = language.split("-")
    likely = get_global("likely_subtags")
    full = likely.get("_".join((tongue, *rest))) or likely.get(tongue, "")
    places = [p for p in [*rest, *full.split("_")[1:]] if len(p) == 2 or p.isdigit()]
    return f"{tongue}_{places[0]}" if places and tongue != "und" else ""
