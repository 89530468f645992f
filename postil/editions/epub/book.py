"""A book: its chapters, and what an e-reader must know of each."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from postil.arrange.card import Card
from postil.arrange.reader import ArrangedArticle
from postil.deferred import dataclass
from postil.editions.epub.pictures import Picture
from postil.editions.epub.shelf import BookSetting, chapter_of, pictures_of
from postil.editions.epub.xhtml import write_xhtml
from postil.model import Article
from postil.render.changes import change_views
from postil.render.events import event_views
from postil.render.notes import credit_of, entry_view
from postil.render.pages import article_view, passage_views
from postil.render.parts import question_view
from postil.render.press import Press
from postil.render.sources import source_views
from postil.render.voice import Voice


@dataclass(frozen=True, slots=True)
class Chapter:
    """A file of the book that is read: an article, the glossary, the cover."""

    file: str
    title: str
    language: str
    data: bytes
    sections: tuple[tuple[str, str], ...] = ()
    """(fragment, title) of its parts."""
    is_listed: bool = True
    """Whether it stands in the table of contents."""


@dataclass(frozen=True)
class Book:
    """Articles in one volume."""

    press: Press
    articles: tuple[ArrangedArticle, ...]
    is_whole: bool
    """Whether it is the whole site's, else an article's own."""

    @property
    def path(self) -> str:
        """Its path in the site."""
        name = self.slug or self.press.site.library.config.slug
        return f"{name}/{name}.epub" if self.slug else f"{name}.epub"

    @property
    def slug(self) -> str:
        """Of its only article; `` for the whole site."""
        return "" if self.is_whole else self.articles[0].anchored.article.slug

    @cached_property
    def slugs(self) -> frozenset[str]:
        """Of its articles."""
        return frozenset(a.anchored.article.slug for a in self.articles)

    @cached_property
    def pictures(self) -> dict[str, Picture]:
        """The pictures in its articles, by their paths in the site."""
        return pictures_of(self.articles)

    @property
    def language(self) -> str:
        """The language that it is read in, which says where its first page is."""
        config = self.press.site.library.config
        return config.language if self.is_whole else self.articles[0].anchored.article.language

    def voice(self, page: str, article: Article | Card | None) -> Voice:
        """How texts are said in a file of the book."""
        voice = self.press.voice(page, article)
        setting = BookSetting(
            voice.setting.targets,
            voice.setting.slug,
            page,
            spoken=voice.setting.spoken,
            is_book=True,
            articles=self.slugs,
            pictures={path: picture.name for path, picture in self.pictures.items()},
            base_url=self.press.site.library.config.base_url,
        )
        return replace(voice, setting=setting)

    def write(self, template: str, file: str, **context: Any) -> bytes:
        """A file of the book as XHTML."""
        name = f"epub/{template}.xhtml.jinja"
        return write_xhtml(self.press.render(name, file, **context), name)


def article_chapters(book: Book) -> Iterator[Chapter]:
    """The articles, each with its notes after it."""
    return (_article_chapter(book, arranged) for arranged in book.articles)


def _article_chapter(book: Book, arranged: ArrangedArticle) -> Chapter:
    article = arranged.anchored.article
    file = chapter_of(article.slug)
    voice = book.voice(file, article)
    shown = passage_views(arranged, voice)
    notes = [note for passage in shown for note in passage.notes]
    context = {
        "article": article_view(arranged),
        "passages": shown,
        "notes": notes,
        "corrections": [note for note in notes if note.corrected],
        "events": event_views(arranged, voice),
        "questions": {
            stage: [question_view(q, voice, arranged.sources) for q in asked]
            for stage, asked in arranged.questions.items()
        },
        "listed": [
            entry_view(entry, voice, article.language)
            | {"credit": credit_of(entry, arranged.sources)}
            for entry in arranged.listed
        ],
        "sources": source_views(arranged, voice),
        "changes": change_views(article.front, voice),
    }
    data = book.write("article", file, **context)
    there = [name for name in _sections(book.press) if context[name[0]]]
    sections = tuple((fragment, title) for _, fragment, title in there)
    return Chapter(file, article.front.title, article.language, data, sections)


def _sections(press: Press) -> Sequence[tuple[str, str, str]]:
    """What may follow the text of an article: its name in the context, fragment and title."""
    translate = press.theme.translate
    return (
        ("notes", "notes", translate("Notes")),
        ("corrections", "corrections", translate("Corrections")),
        ("events", "timeline", translate("Timeline")),
        ("questions", "questions", translate("Questions")),
        ("listed", "words", translate("More words")),
        ("sources", "sources", translate("Sources")),
        ("changes", "changes", translate("Changes")),
    )
