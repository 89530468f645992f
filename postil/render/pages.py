"""What every page of a site has in common, and the views of whole pages."""

import base64
import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from postil.arrange.library import ArrangedLibrary
from postil.arrange.reader import ArrangedArticle
from postil.dates import date_to_words, parse_day
from postil.format.texts import Texts
from postil.model import Article
from postil.render.html import Passage, Setting, passages
from postil.render.notes import NoteView, note_view
from postil.render.templates import Theme
from postil.render.voice import Voice, language_name

STYLE_FILES = ("theme.css", "layout.css", "apparatus.css", "parts.css", "print.css")


@dataclass(frozen=True)
class Press:
    """A library and the theme that its pages are printed with."""

    site: ArrangedLibrary
    theme: Theme
    editions: frozenset[str]
    """What is built; pages link to nothing else."""

    @cached_property
    def style(self) -> str:
        """The style sheet of the site: the theme's sheets, one after the other."""
        return "\n".join(self.theme.source(f"css/{name}").strip() for name in STYLE_FILES) + "\n"

    def voice(
        self, slug: str, page: str, han: str = "zh-Hant", fragments: frozenset[str] | None = None
    ) -> Voice:
        """How an article's texts (slug `` for the shared glossary's) are said on a page.

        `fragments` are what a sheet of paper has of the reader's page.
        """
        config = self.site.library.config
        return Voice(
            Setting(self.site.targets, slug, page, fragments, "web" in self.editions),
            config.language,
            config.languages,
            han,
            {kind.name: kind for kind in config.kinds},
            self.theme.translate,
        )

    def day(self, written: str) -> str:
        """A plain date of the front matter, a source or a note in words."""
        return date_to_words(parse_day(written), self.theme.translate)

    def render(self, template: str, page: str, **context: Any) -> bytes:
        """A page by its path in the site; `context` is what its template needs beside the site."""
        config = self.site.library.config
        title = config.title
        assert title is not None
        to_root = "../" * page.count("/")
        return self.theme.render(
            template,
            site=SiteView(
                title.pick(config.language)[1],
                config.description.pick(config.language)[1] if config.description else "",
                _in_other_languages(title, config.description, config.language),
                config.language,
                config.licence,
                config.author,
                bool(self.site.glossary),
                bool(self.site.events),
                to_root,
                f"{config.slug}.zip" if "bundle" in self.editions else "",
                "handout" in self.editions,
                "web" in self.editions,
                config.base_url,
                _canonical(config.base_url, page),
            ),
            to_root=to_root,
            direction=direction_of,
            day=self.day,
            **context,
        )


def _canonical(base_url: str, page: str) -> str:
    if not base_url:
        return ""
    return f"{base_url.rstrip('/')}/{quote(page.removesuffix('index.html'))}"


def _in_other_languages(
    title: Texts, description: Texts | None, language: str
) -> tuple[tuple[str, str, str], ...]:
    """Title and description in every language given but the one that the page shows."""
    titles, descriptions = (
        dict(title.by_language),
        dict(description.by_language if description else ()),
    )
    shown = {title.pick(language)[0]} | ({description.pick(language)[0]} if description else set())
    tags = [tag for tag in dict.fromkeys([*titles, *descriptions]) if tag not in shown]
    return tuple((tag, titles.get(tag, ""), descriptions.get(tag, "")) for tag in tags)


@dataclass(frozen=True, slots=True)
class SiteView:
    """The site as every page shows it."""

    title: str
    description: str
    others: tuple[tuple[str, str, str], ...]
    """Language, title and description in the languages that the site is not in."""
    language: str
    licence: str
    author: str
    has_glossary: bool
    has_timeline: bool
    to_root: str
    bundle: str
    has_handout: bool
    has_pages: bool
    base_url: str
    canonical: str
    """The page's absolute address, where the site has one."""


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
    "word": "Word",
    "background": "Background",
    "time": "When",
    "who-where": "Who & where",
    "correction": "Correction",
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


def style_hash(style: str) -> str:
    """A style sheet's source expression for a Content-Security-Policy."""
    digest = hashlib.sha256(style.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def policy(*style_sources: str) -> str:
    """A Content-Security-Policy under which nothing runs and nothing is loaded from elsewhere."""
    styles = " ".join(("'self'", *style_sources))
    return (
        f"default-src 'none'; style-src {styles}; img-src 'self' data:; "
        "base-uri 'none'; form-action 'none'"
    )


def direction_of(language: str) -> str:
    """`rtl` for languages written from right to left, else `ltr`."""
    primary, _, rest = language.partition("-")
    if rest.startswith(("Arab", "Hebr")):
        return "rtl"
    return "rtl" if primary in ("ar", "fa", "he", "ur", "yi", "ps", "sd", "ckb") else "ltr"


def assets_of(arranged: ArrangedArticle, names: Iterable[str]) -> dict[str, bytes]:
    """Files of an article's folder, by their paths in the site."""
    article = arranged.anchored.article
    return {f"{article.slug}/{name}": article.assets[name] for name in sorted(names)}
