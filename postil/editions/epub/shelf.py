"""What one e-book holds: its articles, their files in it, and where a link in it leads."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from urllib.parse import quote

from postil.arrange.reader import ArrangedArticle
from postil.deferred import dataclass
from postil.editions.epub.pictures import Picture, picture_of
from postil.links import Link, Refusal
from postil.render.addresses import address_of
from postil.render.html import Setting


@dataclass(frozen=True)
class BookSetting(Setting):
    """Words in an e-book: links stay inside of it, or lead to the site if that has an address."""

    articles: frozenset[str] = frozenset()
    """Slugs of those in the book."""
    pictures: Mapping[str, str] = field(default_factory=dict)
    """Path in the site → file in the book."""
    base_url: str = ""

    def href(self, target: str) -> str | None:
        """A link target as a chapter must write it; `None` for what is not within reach."""
        link = self.targets.resolve(target, self.slug)
        if isinstance(link, Refusal):
            return None
        if link.address:
            return link.address
        slug = link.page.partition("/")[0]
        if slug in self.articles:
            return place_of(slug, link.fragment, self.page)
        return self._on_the_web(link)

    def _on_the_web(self, link: Link) -> str | None:
        path = f"{self.slug}/{link.file}" if link.file else link.page
        return address_of(self.base_url, path, link.fragment) or None

    def image(self, source: str) -> str | None:
        """An image's file in the book; `None` for one that e-readers need not know."""
        link = self.targets.resolve_image(source, self.slug)
        return None if isinstance(link, Refusal) else self.pictures.get(f"{self.slug}/{link.file}")


def chapter_of(slug: str) -> str:
    """The file of an article's chapter."""
    return f"article-{slug}.xhtml"


def place_of(slug: str, fragment: str, here: str = "") -> str:
    """A place in an article's chapter, as another file of the book (or the same) must write it."""
    file = "" if here == chapter_of(slug) and fragment else quote(chapter_of(slug))
    return file + (f"#{quote(fragment)}" if fragment else "")


def pictures_of(articles: Sequence[ArrangedArticle]) -> dict[str, Picture]:
    """Path in the site → picture, for all that e-readers must be able to show.

    The names in the book are plain: some e-readers stumble over others.
    """
    found: dict[str, Picture] = {}
    for arranged in articles:
        article = arranged.anchored.article
        for name in sorted(arranged.files):
            data = article.assets.get(name, b"")
            picture = picture_of(data, f"picture-{len(found) + 1}")
            if picture is not None:
                found[f"{article.slug}/{name}"] = picture
    return found
