"""Templates: the theme, in which a site may override any file by one of the same name."""

from gettext import NullTranslations
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)

from postil.errors import SurroundingsError
from postil.render.tongues import mark_runs

_HERE = Path(__file__).resolve().parent.parent
_CHECKOUT = _HERE.parent


def template_folders(own: Path | None) -> list[Path]:
    """Where templates are looked for: the site's own first, then the theme that is shipped."""
    shipped = _CHECKOUT if (_CHECKOUT / "pyproject.toml").is_file() else _HERE
    return [*([own] if own else []), shipped / "templates"]


class Theme:
    """Renders templates. Everything is escaped unless our own renderer made it."""

    def __init__(self, folders: list[Path]) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(folders),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
        )
        self._environment.filters["runs"] = mark_runs
        translations = NullTranslations()
        self._environment.install_gettext_translations(  # type: ignore[attr-defined]
            translations, newstyle=True
        )
        self.translate = translations.gettext

    def render(self, name: str, **context: Any) -> bytes:
        """A page as UTF-8. Raises SurroundingsError for a template that does not work."""
        try:
            return self._environment.get_template(name).render(**context).encode()
        except TemplateNotFound as error:
            raise SurroundingsError(f"there is no template '{error.name}'") from None
        except TemplateSyntaxError as error:
            where = f"{error.filename or error.name}:{error.lineno}"
            raise SurroundingsError(f"{where}: this template is malformed: {error}") from None
        except TemplateError as error:
            raise SurroundingsError(f"the template '{name}' does not work: {error}") from None

    def source(self, name: str) -> str:
        """A file of the theme as it stands."""
        loader = self._environment.loader
        assert loader is not None
        try:
            return loader.get_source(self._environment, name)[0]
        except TemplateNotFound:
            raise SurroundingsError(f"there is no style sheet '{name}'") from None
