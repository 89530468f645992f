"""The press: a library and the theme that its pages are printed with."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import quote

from postil.arrange.library import ArrangedLibrary
from postil.dates import date_to_words, parse_day
from postil.format.records import Source
from postil.format.texts import Texts
from postil.model import Article
from postil.render.html import Setting
from postil.render.templates import Theme
from postil.render.voice import Voice

STYLE_FILES = ("theme.css", "layout.css", "apparatus.css", "parts.css", "glossary.css", "print.css")


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


def direction_of(language: str) -> str:
    """`rtl` for languages written from right to left, else `ltr`."""
    primary, _, rest = language.partition("-")
    if rest.startswith(("Arab", "Hebr")):
        return "rtl"
    return "rtl" if primary in ("ar", "fa", "he", "ur", "yi", "ps", "sd", "ckb") else "ltr"


def known_sources(press: Press, article: Article | None) -> tuple[Source, ...]:
    """The sources that an entry or event of an article, or a shared one, may cite."""
    return (*press.site.library.sources, *(article.sources if article else ()))
