"""The views of whole pages: an article's head and foot, and its passages."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from postil.arrange.card import Card
from postil.arrange.reader import ArrangedArticle
from postil.arrange.woven import Mark
from postil.model import Article
from postil.render.html import Passage, passages
from postil.render.languages import language_name
from postil.render.notes import NoteView, note_view
from postil.render.tongues import mark_runs
from postil.render.voice import Voice


class ArticleView(NamedTuple):
    """An article's head and foot."""

    slug: str
    href: str
    """From the site's root."""
    title: str
    subtitle: str
    authors: tuple[str, ...]
    date: str
    updated: str
    language: str
    han: str
    language_name: str
    source: str
    source_url: str
    licence: str
    summary: str
    level: str
    tags: tuple[str, ...]
    image: str
    """From the site's root."""
    notes: int


def article_view(arranged: ArrangedArticle) -> ArticleView:
    """What a page shows of an article beside its text."""
    return _article_view(arranged.anchored.article, len(arranged.notes))


def card_view(card: Card) -> ArticleView:
    """The same, where a page shows of an article nothing else."""
    return _article_view(card, card.notes)


def _article_view(article: Article | Card, notes: int) -> ArticleView:
    front = article.front
    return ArticleView(
        article.slug,
        f"{quote(article.slug)}/index.html",
        front.title,
        front.subtitle,
        front.authors or ((front.author,) if front.author else ()),
        front.date,
        front.updated,
        article.language,
        front.han,
        language_name(article.language),
        front.source.name if front.source else "",
        front.source.url if front.source else "",
        front.licence,
        front.summary,
        front.level,
        front.tags,
        quote(f"{article.slug}/{front.image}") if front.image else "",
        notes,
    )


class PassageView(NamedTuple):
    """A passage of the text and the notes that stand after it."""

    html: Markup
    blocks: range
    """Indices of the document's blocks in it."""
    notes: tuple[NoteView, ...]
    paragraph: int | None
    """Its first paragraph's number, for naming the list of notes."""
    holds_table: bool


def passage_views(arranged: ArrangedArticle, voice: Voice) -> list[PassageView]:
    """The text in passages, each with its notes."""
    document = arranged.anchored.article.document
    language = arranged.anchored.article.language
    marks = {
        block: [m if m.words.isascii() else _in_its_tongue(m, voice, language) for m in found]
        for block, found in arranged.marks_by_block().items()
    }
    found: list[Passage] = passages(document, marks, voice.setting)
    below: dict[int, list[NoteView]] = defaultdict(list)
    for note in arranged.notes:
        below[note.block].append(note_view(note, arranged, voice))
    blocks = document.blocks
    views = []
    for passage in found:
        notes: list[NoteView] = []
        number, holds_table = None, False
        for i in passage.blocks:
            notes += below.get(i, ())
            number = number or blocks[i].number
            holds_table = holds_table or blocks[i].tag in ("td", "th")
        views.append(PassageView(passage.html, passage.blocks, tuple(notes), number, holds_table))
    return views


def _in_its_tongue(mark: Mark, voice: Voice, language: str) -> Mark:
    """A mark whose words, where a control says them without the text, say their language."""
    return mark._replace(words=mark_runs(mark.words, language, voice.han))


def assets_of(arranged: ArrangedArticle, names: Iterable[str]) -> dict[str, bytes]:
    """Files of an article's folder, by their paths in the site."""
    article = arranged.anchored.article
    return {f"{article.slug}/{name}": article.assets[name] for name in sorted(names)}
