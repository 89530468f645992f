"""The press: a library and the theme that its pages are printed with."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from postil.arrange.card import Card
from postil.arrange.library import ArrangedLibrary
from postil.dates import date_to_words, parse_day
from postil.deferred import dataclass
from postil.format.records import Source
from postil.format.settings import HandoutOptions
from postil.format.texts import Texts
from postil.model import Article
from postil.render.apparatus import Spoken
from postil.render.html import Setting
from postil.render.languages import language_name
from postil.render.metadata import page_metadata
from postil.render.templates import Theme
from postil.render.voice import Voice
from postil.scripts import direction_of

SHEETS = {
    "postil.css": (
        "theme.css",
        "layout.css",
        "marks.css",
        "notes.css",
        "choices.css",
        "timeline.css",
        "parts.css",
        "ways.css",
        "listen.css",
        "print.css",
    ),
    "glossary.css": ("glossary.css",),
    "own-notes.css": ("own-notes.css",),
    "search.css": ("search.css",),
    "seek.css": ("seek.css",),
}
"""Style sheets by their names in `assets/`, each from files in the theme's `css/`. The first is on
every page; the others where they are needed. A site's own rules stand at the end of each."""
SCRIPTS = {
    "postil.js": "reader.js",
    "own-notes.js": "own-notes.js",
    "own-notes-list.js": "own-notes-list.js",
    "own-notes-text.js": "own-notes-text.js",
    "own-notes-file.js": "own-notes-file.js",
    "listen.js": "listen.js",
    "moved.js": "moved.js",
    "search.js": "search.js",
    "finder.js": "finder.js",
    "found.js": "found.js",
    "seek.js": "seek.js",
}
"""Scripts by their names in `assets/`, each from a file in the theme's `js/`. The first is on
every page that has an apparatus; pages ask for the others when a reader does."""


@dataclass(frozen=True)
class Press:
    """A library and the theme that its pages are printed with."""

    site: ArrangedLibrary
    theme: Theme
    editions: frozenset[str]
    """What is built; pages link to nothing else."""
    handout: HandoutOptions | None = None
    """Options of handouts that are asked for on the command line."""

    def sheets(self, languages: Sequence[str]) -> dict[str, str]:
        """The style sheets by their names in `assets/`, for texts in these languages."""
        made = {name: [self.sheet(file) for file in files] for name, files in SHEETS.items()}
        made["postil.css"] += map(_language_style, languages)
        own = self.sheet("site.css")
        return {name: "\n".join(filter(None, (*parts, own))) + "\n" for name, parts in made.items()}

    def sheet(self, file: str) -> str:
        """A style sheet of the theme as browsers need it."""
        return _sheet(self.theme, file)

    @property
    def scripts(self) -> dict[str, str]:
        """The scripts of the site by their names in `assets/`."""
        return _scripts(self.theme)

    def voice(
        self, page: str, article: Article | Card | None, fragments: frozenset[str] | None = None
    ) -> Voice:
        """How the texts of an article, or of the shared glossary, are said on a page.

        `fragments` are what a sheet of paper has of the reader's page.
        """
        config = self.site.library.config
        slug, han, language = (
            (article.slug, article.front.han, article.language)
            if article
            else ("", "zh-Hant", config.language)
        )
        has_pages = "web" in self.editions
        spoken = self._spoken(language)
        return Voice(
            Setting(self.site.targets, slug, page, fragments, has_pages, spoken),
            config.language,
            config.languages,
            han,
            {kind.name: kind for kind in config.kinds},
            self.theme.translate,
        )

    def _spoken(self, text_language: str) -> Spoken:
        language, translate = self.site.library.config.language, self.theme.translate
        differs = text_language != language
        return Spoken(
            f' lang="{language}"' if differs else "",
            f' lang="{text_language}"' if differs else "",
            # Translators: heard before a number.
            translate("Paragraph"),
            # Translators: heard before a number.
            translate("note"),
            # Translators: heard before a number.
            translate("Note on “{words}”:"),
        )

    def languages(self, offered: Sequence[str]) -> dict[str, Any]:
        """What a page needs to offer these languages: their names, and the one that is shown."""
        language = self.site.library.config.language
        shown = language if language in offered or not offered else offered[0]
        return {"languages": [(t, language_name(t)) for t in offered], "shown_language": shown}

    def day(self, written: str) -> str:
        """A plain date of the front matter, a source or a note in words."""
        return date_to_words(parse_day(written), self.theme.translate)

    def render(self, template: str, page: str, **context: Any) -> bytes:
        """A page by its path in the site; `context` is what its template needs beside the site.

        A page that lies outside of the site says `to_root`, the way to it.
        """
        config = self.site.library.config
        title = config.title
        assert title is not None
        to_root = context.pop("to_root", "../" * page.count("/"))
        return self.theme.render(
            template,
            site=SiteView(
                config.slug,
                title.pick(config.language)[1],
                title.pick(config.language)[0],
                config.description.pick(config.language)[1] if config.description else "",
                config.description.pick(config.language)[0] if config.description else "",
                _in_other_languages(title, config.description, config.language),
                config.language,
                config.licence,
                config.author,
                self.site.has_glossary,
                self.site.has_timeline,
                to_root,
                f"{config.slug}.zip" if "bundle" in self.editions else "",
                f"{config.slug}.epub" if "epub" in self.editions and self.site.cards else "",
                "handout" in self.editions,
                "web" in self.editions,
                config.base_url,
            ),
            to_root=to_root,
            direction=direction_of,
            day=self.day,
            **{
                "meta": context.get("meta") or page_metadata(self.site, page),
                # An article's page says its own, and does not look through all others for theirs.
                **({} if "article" in context else self.languages(self.site.languages)),
                **context,
            },
        )


@lru_cache(64)  # the files of two themes
def _sheet(theme: Theme, file: str) -> str:
    return _without_comments(theme.source(f"css/{file}"))


@lru_cache(2)
def _scripts(theme: Theme) -> dict[str, str]:
    return {name: theme.source(f"js/{file}") for name, file in SCRIPTS.items()}


_COMMENT_OR_STRING = re.compile(
    r"""/\*.*?\*/\s*|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""", re.DOTALL
)


def _without_comments(sheet: str) -> str:
    """A style sheet as browsers need it; comments and indents are a quarter of its bytes."""
    bare = _COMMENT_OR_STRING.sub(lambda match: match[1] or "", sheet)
    return re.sub(r"\n\s+", "\n", bare).strip()


def _language_style(tag: str) -> str:
    """Where a reader has chosen a language, texts that have it are shown in it."""
    chosen = f"html:has(#notes-in-{tag}:checked) .texts"
    return (
        f'{chosen}:has(> [lang="{tag}"]) > * {{ display: none; }}\n'
        f'{chosen} > [lang="{tag}"] {{ display: var(--said, block); }}'
    )


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


class SiteView(NamedTuple):
    """The site as every page shows it."""

    slug: str
    title: str
    title_language: str
    description: str
    description_language: str
    others: tuple[tuple[str, str, str], ...]
    """Language, title and description in the languages that the site is not in."""
    language: str
    licence: str
    author: str
    has_glossary: bool
    has_timeline: bool
    to_root: str
    bundle: str
    book: str
    has_handout: bool
    has_pages: bool
    base_url: str


def known_sources(press: Press, article: Article | Card | None) -> tuple[Source, ...]:
    """The sources that an entry or event of an article, or a shared one, may cite."""
    return (*press.site.library.sources, *(article.sources if article else ()))
