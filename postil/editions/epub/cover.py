"""The cover: the picture of the article or the site, or its title in letters."""

from unicodedata import east_asian_width

from postil.editions.epub.book import Book
from postil.editions.epub.pictures import Picture, picture_of
from postil.editions.epub.xhtml import well_formed
from postil.scripts import direction_of

_WIDTH, _HEIGHT = 1200, 1600
_SIZES = ((120, 16), (96, 20), (76, 25), (60, 32))
"""Sizes of letters, and how many of them a line holds; Han characters and the like are two."""
_MOST_LINES = 8


def cover_of(book: Book) -> tuple[Picture, str]:
    """The picture on the cover, and what it shows in words."""
    config = book.press.site.library.config
    title, _ = titles_of(book)
    if book.is_whole:
        data, told = book.press.site.library.picture, config.image_alt
    else:
        article = book.articles[0].anchored.article
        data, told = article.assets.get(article.front.image, b""), article.front.image_alt
    picture = picture_of(data, "cover") if data else None
    return (picture, told or title) if picture else (_in_letters(book), title)


def titles_of(book: Book) -> tuple[str, str]:
    """The title of a book, and its language."""
    config = book.press.site.library.config
    if book.is_whole:
        assert config.title is not None
        language, title = config.title.pick(config.language)
        return title, language
    article = book.articles[0].anchored.article
    return article.front.title, article.language


def _in_letters(book: Book) -> Picture:
    title, language = titles_of(book)
    front = None if book.is_whole else book.articles[0].anchored.article.front
    authors = (front.authors or (front.author,)) if front else ()
    config = book.press.site.library.config
    by = book.press.theme.translate(", ").join(authors) if front else config.author
    size, lines = _lines_of(title)
    top = _HEIGHT * 0.42 - size * 1.3 * (len(lines) - 1) / 2
    template = "epub/cover.svg.jinja"
    data = book.press.render(
        template,
        "cover.svg",
        title=title,
        language=language,
        turn=direction_of(language),
        size=size,
        lines=[(round(top + i * size * 1.3), line) for i, line in enumerate(lines)],
        by=_lines(by, 44)[:2],
        width=_WIDTH,
        height=_HEIGHT,
    )
    return Picture("cover.svg", "image/svg+xml", well_formed(data, template), may_move=False)


def _lines_of(title: str) -> tuple[int, list[str]]:
    """The largest letters in which a title fits, and its lines, as even as can be."""
    tried = [(size, width, _lines(title, width)) for size, width in _SIZES]
    fitting = (each for each in tried if len(each[2]) <= _MOST_LINES // 2 and _fits(*each[1:]))
    size, width, lines = next(fitting, tried[-1])
    narrower = (_lines(title, w) for w in range(width // 2, width))
    even = (found for found in narrower if len(found) == len(lines) and _fits(width, found))
    return size, next(even, lines)[:_MOST_LINES]


def _fits(width: int, lines: list[str]) -> bool:
    return all(_width(line) <= width for line in lines)


def _lines(text: str, width: int) -> list[str]:
    """A text in lines: between words, and between any two wide characters."""
    lines = [""]
    for i, character in enumerate(text):
        rest = text[i:].split(" ", 1)[0]
        is_start = i == 0 or text[i - 1] == " " or _width(text[i - 1]) > 1
        word = character if _width(character) > 1 else rest
        if is_start and lines[-1] and _width(lines[-1] + word) > width:
            lines.append("")
        lines[-1] += character
    return [line.strip() for line in lines if line.strip()]


def _width(text: str) -> int:
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)
