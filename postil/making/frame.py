"""The frame: what the files of every article depend on, beside the article itself."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from postil.anchor.anchoring import SharedGlossary
from postil.diagnostics import Diagnostic
from postil.errors import SurroundingsError
from postil.format.settings import HandoutOptions, SiteConfig
from postil.read.library import SiteSource, read_site
from postil.render.catalogues import check_language
from postil.render.templates import Theme, template_folders
from postil.validate.library import ValidSite, validate_site


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for, beside what the content says."""

    editions: tuple[str, ...] = ()
    """Instead of those of `site.yaml`."""
    among: tuple[str, ...] = ()
    """Of those of `site.yaml`, these alone, and always the website; empty for all."""
    handout: HandoutOptions | None = None
    """Options that win over those of the articles and of the site."""
    drafts: bool = False
    """Whether drafts are made too."""
    lenient: bool = False
    """Whether an annotation that cannot be attached is left out, instead of stopping all."""
    only: frozenset[str] = frozenset()
    """The slugs whose files are wanted; empty for all."""
    today: date | None = None
    """To tell what depends on the day; nothing of that is looked at without it."""
    is_check: bool = False
    """Whether nothing is made, but everything is told."""


@dataclass(frozen=True)
class Frame:
    """What the files of every article depend on, beside the article itself."""

    content: Path
    templates: Path | None
    source: SiteSource
    site: ValidSite
    wish: Wish

    @property
    def config(self) -> SiteConfig:
        """`site.yaml`."""
        return self.site.library.config

    @property
    def editions(self) -> frozenset[str]:
        """What is made."""
        if self.wish.among:
            return frozenset({"web", *self.config.editions}.intersection(self.wish.among))
        return frozenset(self.wish.editions or self.config.editions)

    @cached_property
    def glossary(self) -> SharedGlossary:
        """The entries that all articles share, ready to be attached."""
        return SharedGlossary.of(self.site.library.entries)

    @cached_property
    def theme(self) -> Theme:
        """The templates, in the site's language. Raises SurroundingsError."""
        return Theme(template_folders(self.templates), self.config.language)


def open_frame(content: Path, templates: Path | None, wish: Wish) -> tuple[Frame, list[Diagnostic]]:
    """Read and check what stands beside the articles. Raises SurroundingsError."""
    if templates is not None and not templates.is_dir():
        raise SurroundingsError(f"there is no templates folder at {templates}")
    try:
        source, diagnostics = read_site(content)
    except FileNotFoundError:
        hint = "go to the project's folder, or begin one: postil new my-first-reader"
        raise SurroundingsError(f"there is no content folder at {content}", hint) from None
    except NotADirectoryError:
        raise SurroundingsError(f"{content} is a file, not a folder") from None
    site, told = validate_site(source, content.name)
    diagnostics += told
    diagnostics += check_language(site.library.config, template_folders(templates))
    return Frame(content, templates, source, site, wish), diagnostics
