"""The books of a site: one of each article, and one of all."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from postil.arrange.card import card_of
from postil.arrange.reader import ArrangedArticle
from postil.editions.epub.back_matter import glossary_chapter, timeline_chapter
from postil.editions.epub.book import Book, Chapter, article_chapters
from postil.editions.epub.cover import cover_of, titles_of
from postil.editions.epub.package import package
from postil.editions.epub.pictures import Picture
from postil.editions.epub.xhtml import well_formed
from postil.render.packing import pack
from postil.render.press import Press


def build_epub(press: Press, arranged: ArrangedArticle) -> dict[str, bytes]:
    """The book of an article, by its path in `site/`. No answer and no evidence is in it."""
    alone = replace(press, site=replace(press.site, cards=(card_of(arranged),)))
    book = Book(alone, (arranged,), is_whole=False)
    return {book.path: _bind(book)}


def build_whole_epub(press: Press, articles: Sequence[ArrangedArticle]) -> dict[str, bytes]:
    """The book of all articles, by its path in `site/`; none where there is no article."""
    if not articles:
        return {}
    book = Book(press, tuple(articles), is_whole=True)
    return {book.path: _bind(book)}


def _bind(book: Book) -> bytes:
    cover, told = cover_of(book)
    title, language = titles_of(book)
    own = book.press.site.library.config.language
    main = [*article_chapters(book), *timeline_chapter(book), *glossary_chapter(book)]
    front = [_cover_page(book, cover.name, told)]
    if book.is_whole:
        data = book.write("title", "title.xhtml", title=title, title_language=language)
        front.append(Chapter("title.xhtml", title, language, data, is_listed=False))
    contents = book.press.theme.translate("Contents")
    data = book.write("nav", "nav.xhtml", chapters=main, title=contents, first=main[0].file)
    chapters = [*front, Chapter("nav.xhtml", contents, own, data, is_listed=False), *main]
    container = "epub/container.xml.jinja"
    pictures = _shown(book.pictures.values(), chapters)
    files = {chapter.file: chapter.data for chapter in chapters}
    files |= {picture.name: picture.data for picture in (cover, *pictures)}
    files["book.css"] = book.press.theme.source("css/epub.css").encode()
    files["package.opf"] = package(book, chapters, cover, pictures)
    packed = {f"EPUB/{name}": data for name, data in files.items()}
    packed["META-INF/container.xml"] = well_formed(
        book.press.render(container, "container.xml"), container
    )
    # What it is comes first, and as it stands (EPUB 3.3, section 4.3.3).
    return pack(packed, first={"mimetype": b"application/epub+zip"})


def _shown(pictures: Iterable[Picture], chapters: Sequence[Chapter]) -> tuple[Picture, ...]:
    """The pictures that some chapter shows; an article's own may stand on the cover alone."""
    whole = b"".join(chapter.data for chapter in chapters)
    return tuple(picture for picture in pictures if f'"{picture.name}"'.encode() in whole)


def _cover_page(book: Book, picture: str, told: str) -> Chapter:
    title, language = titles_of(book)
    data = book.write(
        "cover", "cover.xhtml", title=title, title_language=language, picture=picture, told=told
    )
    return Chapter("cover.xhtml", title, language, data, is_listed=False)
