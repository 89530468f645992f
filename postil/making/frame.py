"""The frame: what the files of every article depend on, beside the article itself."""

from functools import cached_property
from pathlib import Path

from postil.anchor.anchoring import SharedGlossary
from postil.deferred import dataclass
from postil.diagnostics import Diagnostic, has_errors
from postil.errors import SurroundingsError
from postil.format.settings import SiteConfig
from postil.read.library import SiteSource, read_site
from postil.render.catalogues import check_language
from postil.render.templates import Theme, template_folders
from postil.validate.library import ValidSite, validate_site
from postil.wish import Wish


@dataclass(frozen=True)
class Frame:
    """What the files of every article depend on, beside the article itself."""

    content: Path
    templates: Path | None
    source: SiteSource
    site: ValidSite
    wish: Wish
    is_faulty: bool
    """Whether an error stands beside the articles, so that nothing can be made of them."""

    @property
    def config(self) -> SiteConfig:
        """`site.yaml`."""
        return self.site.library.config

    @property
    def editions(self) -> frozenset[str]:
        """What is made."""
        if self.wish.among:
            return frozenset({"web", *self.config.editions}.intersection(self.wish.among))
        return frozenset((*(self.wish.editions or self.config.editions), *self.wish.also))

    @property
    def is_bundled(self) -> bool:
        """Whether sources are gathered for a bundle."""
        return "bundle" in self.editions and not self.wish.only

    def read_bytes(self, path: str) -> bytes:
        """What stands at a path of a bundle's sources, `content/..`."""
        return (self.content / path.removeprefix("content/")).read_bytes()

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
    return Frame(content, templates, source, site, wish, has_errors(diagnostics)), diagnostics
