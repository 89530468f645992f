"""The package: what an e-reader must know of a book before it opens it."""

from collections.abc import Iterable, Sequence
from re import fullmatch
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from postil.arrange.card import description_of
from postil.deferred import dataclass
from postil.editions.epub.book import Book, Chapter
from postil.editions.epub.cover import titles_of
from postil.editions.epub.pictures import Picture
from postil.editions.epub.xhtml import well_formed
from postil.render.addresses import address_of
from postil.render.last_change import last_change
from postil.render.vocabulary import authors_of, licence_of
from postil.scripts import direction_of


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the book in its manifest."""

    id: str
    file: str
    media_type: str
    properties: str = ""


def package(
    book: Book, chapters: Sequence[Chapter], cover: Picture, pictures: Sequence[Picture]
) -> bytes:
    """The package document."""
    items = [
        Item(f"file-{i}", chapter.file, "application/xhtml+xml", _properties(chapter))
        for i, chapter in enumerate(chapters, 1)
    ]
    items.append(Item("style", "book.css", "text/css"))
    items.append(Item("cover-picture", cover.name, cover.media_type, "cover-image"))
    items += [
        Item(picture.name.partition(".")[0], picture.name, picture.media_type)
        for picture in pictures
    ]
    template = "epub/package.opf.jinja"
    data = book.press.render(
        template,
        "package.opf",
        about=_about(book),
        modified=last_change(a.anchored.article.front for a in book.articles),
        features=_features(chapters, has_pictures=bool(pictures)),
        is_visual=bool(pictures),
        may_move=cover.may_move or any(p.may_move for p in pictures),
        items=items,
        spine=[item.id for item in items[: len(chapters)]],
        turn=direction_of(book.language),
    )
    return well_formed(data, template)


def _properties(chapter: Chapter) -> str:
    return "nav" if chapter.file == "nav.xhtml" else ""


def _about(book: Book) -> dict[str, Any]:
    """Who made the book, when and of what."""
    config = book.press.site.library.config
    title, language = titles_of(book)
    spoken = [a.anchored.article.language for a in book.articles]
    page = "" if book.is_whole else f"{book.slug}/index.html"
    name = address_of(config.base_url, page) or f"postil:{config.slug}/{book.slug}"
    about = {
        "identifier": uuid5(NAMESPACE_URL, name).urn,
        "title": title,
        "title_language": language,
        "languages": list(dict.fromkeys([book.language, *spoken, config.language])),
        "annotator": config.author,
    }
    if book.is_whole:
        told = config.description.pick(config.language)[1] if config.description else ""
        authors = [n for a in book.articles for n in authors_of(a.anchored.article.front)]
        own: dict[str, Any] = {"subtitle": "", "date": "", "source": "", "subjects": ()}
        own |= {"description": told, "licence": config.licence}
    else:
        (arranged,) = book.articles
        front = arranged.anchored.article.front
        authors = list(authors_of(front))
        own = {"subtitle": front.subtitle, "subjects": front.tags}
        own |= {"date": front.date if fullmatch(r"\d{4}(-\d\d){0,2}", front.date) else ""}
        own |= {"source": front.source.url or front.source.name if front.source else ""}
        own |= {"description": description_of(arranged.anchored.article)}
        own |= {"licence": licence_of(book.press.site, arranged.anchored.article.front)}
    return {**about, **own, "authors": list(dict.fromkeys(authors))}


def _features(chapters: Iterable[Chapter], *, has_pictures: bool) -> list[str]:
    """What makes the book accessible, in schema.org's words: nothing that is not so."""
    whole = b"".join(chapter.data for chapter in chapters)
    features = ["annotations", "ARIA", "displayTransformability", "readingOrder"]
    features += ["structuralNavigation", "tableOfContents", "unlocked"]
    if has_pictures and b'alt=""' not in whole:
        features.append("alternativeText")
    if b"<ruby" in whole:
        features.append("rubyAnnotations")
    return sorted(features, key=str.casefold)
