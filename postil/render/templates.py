"""Templates: the theme, in which a site may override any file by one of the same name."""

from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    FileSystemLoader,
    PrefixLoader,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    pass_context,
)
from jinja2.runtime import Context
from markupsafe import Markup

from postil.errors import SurroundingsError
from postil.render.compiled import CompiledTemplates
from postil.render.environment import PageEnvironment
from postil.render.speech import Speech
from postil.render.tongues import mark_runs
from postil.render.words import read_words
from postil.scripts import direction_of, runs_from_the_right

_HERE = Path(__file__).resolve().parent.parent
_CHECKOUT = _HERE.parent


def template_folders(own: Path | None) -> list[Path]:
    """Where templates are looked for: the site's own first, then the theme that is shipped."""
    shipped = _CHECKOUT if (_CHECKOUT / "pyproject.toml").is_file() else _HERE
    return [*([own] if own else []), shipped / "templates"]


_SLIPS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a template may raise that its author can mend."""


class Theme:
    """Renders templates. Everything is escaped unless our own renderer made it."""

    def __init__(self, folders: list[Path], language: str = "en") -> None:
        words = read_words(folders, language)
        self.translate = words.gettext
        self._environment = PageEnvironment(
            ChoiceLoader(
                [
                    FileSystemLoader(folders),
                    # What a site overrides it may still build on: {% extends 'theme/..' %}
                    PrefixLoader({"theme": FileSystemLoader(folders[-1])}),
                ]
            ),
            CompiledTemplates(folders[-1]),
            Speech(words, language),
        )
        self._environment.filters["isolate"] = _isolate
        self._environment.filters["runs"] = mark_runs
        self._environment.filters["phrase_html"] = _phrase_html
        self.folders = tuple(folders)

    def render(self, name: str, **context: Any) -> bytes:
        """A page as UTF-8. Raises SurroundingsError for a template that does not work."""
        try:
            return self._environment.page(name, context)
        except TemplateNotFound as error:
            raise SurroundingsError(f"there is no template '{error.name}'") from None
        except TemplateSyntaxError as error:
            where = f"{error.filename or error.name}:{error.lineno}"
            raise SurroundingsError(f"{where}: this template is malformed: {error}") from None
        except TemplateError as error:
            raise SurroundingsError(f"the template '{name}' does not work: {error}") from None
        except _SLIPS as error:
            if len(self.folders) == 1:
                raise  # the theme is ours
            raise SurroundingsError(f"the template '{name}' does not work: {error}") from None

    def source(self, name: str) -> str:
        """A style sheet or script of the theme as it stands."""
        loader = self._environment.loader
        assert loader is not None
        try:
            return loader.get_source(self._environment, name)[0]
        except TemplateNotFound:
            raise SurroundingsError(f"there is no file '{name}' in the templates") from None

    def sources(self, folder: str, suffix: str) -> dict[str, str]:
        """All files of a folder of the theme, the site's own among them, by their names in it."""
        prefix = f"{folder}/"
        names = self._environment.list_templates(
            filter_func=lambda name: name.startswith(prefix) and name.endswith(suffix)
        )
        return {name.removeprefix(prefix): self.source(name) for name in names}


def _phrase_html(phrase: Any) -> Markup:
    from postil.render.phrases import phrase_html  # no page has exercises, only paper

    return phrase_html(phrase)


@pass_context
def _isolate(context: Context, name: str) -> Markup:
    """A name of unknown language in a sentence of the page.

    Runs in it of another language say theirs. Where it may run the other way, nothing around it
    is to be drawn into it.
    """
    language = context["site"].language
    article = context.get("article")
    words = mark_runs(name, language, article.han if article else "zh-Hant")
    runs_both_ways = direction_of(language) == "rtl" or runs_from_the_right(name)
    return Markup("<bdi>{}</bdi>").format(words) if runs_both_ways else words
