"""The views of whole pages: an article's head and foot, its passages, its legend."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from postil.arrange.reader import ArrangedArticle
from postil.model import Article
from postil.render.html import Passage, passages
from postil.render.languages import language_name
from postil.render.notes import NoteView, note_view
from postil.render.voice import Voice
from postil.render.words import N_


@dataclass(frozen=True, slots=True)
class ArticleView:
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
    article: Article = arranged.anchored.article
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
        language_name(article.language),
        front.source.name if front.source else "",
        front.source.url if front.source else "",
        front.licence,
        front.summary,
        front.level,
        front.tags,
        quote(f"{article.slug}/{front.image}") if front.image else "",
        len(arranged.notes),
    )


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage of the text and the notes that stand after it."""

    html: Markup
    notes: tuple[NoteView, ...]
    paragraph: int | None
    """Its first paragraph's number, for naming the list of notes."""
    holds_table: bool


def passage_views(arranged: ArrangedArticle, voice: Voice) -> list[PassageView]:
    """The text in passages, each with its notes."""
    document = arranged.anchored.article.document
    marks = dict(arranged.marks_by_block())
    found: list[Passage] = passages(document, marks, voice.setting)
    below: dict[int, list[NoteView]] = defaultdict(list)
    for note in arranged.notes:
        below[note.block].append(note_view(note, arranged, voice))
    blocks = document.blocks
    views = []
    for passage in found:
        notes = tuple(view for i in passage.blocks for view in below.get(i, ()))
        number = next((blocks[i].number for i in passage.blocks if blocks[i].number), None)
        holds_table = any(blocks[i].tag in ("td", "th") for i in passage.blocks)
        views.append(PassageView(passage.html, notes, number, holds_table))
    return views


@dataclass(frozen=True, slots=True)
class LegendItem:
    """A family of notes that the article has."""

    family: str
    label: str
    count: int


FAMILY_LABELS = {
    "word": N_("Word"),
    "background": N_("Background"),
    "time": N_("When"),
    "who-where": N_("Who & where"),
    "correction": N_("Correction"),
}


def legend(arranged: ArrangedArticle, voice: Voice) -> list[LegendItem]:
    """The families of an article's notes, in a fixed order."""
    counts = dict.fromkeys(FAMILY_LABELS, 0)
    for note in arranged.notes:
        counts[note.family] += 1
    return [
        LegendItem(family, voice.translate(label), counts[family])
        for family, label in FAMILY_LABELS.items()
        if counts[family]
    ]


def pairing_style(arranged: ArrangedArticle) -> Markup:
    """CSS that pairs each note with its first control, for placing it level with the words.

    The style sheet makes `--pair` the control's `anchor-name` and the note's `position-anchor`.
    """
    rules = []
    for note in arranged.notes:
        control, name = note.marks[0].control, note.annotation.id
        pair = f"#{_css_name(control)},#{_css_name('note-' + name)}"
        rules.append(f"{pair}{{--pair:--n{note.number}}}")
    return Markup("".join(rules))


def _css_name(name: str) -> str:
    """An id as a CSS identifier (CSS Syntax 3, section 4.3.7)."""
    return "".join(c if c.isalnum() or c in "-_" or ord(c) > 127 else f"\\{c}" for c in name)


def assets_of(arranged: ArrangedArticle, names: Iterable[str]) -> dict[str, bytes]:
    """Files of an article's folder, by their paths in the site."""
    article = arranged.anchored.article
    return {f"{article.slug}/{name}": article.assets[name] for name in sorted(names)}
