"""Typesetting by Typst: templates and data to a PDF that keeps PDF/UA-1 and PDF/A-2a.

No font of the system is used, so that every machine makes the same bytes: Latin letters come from
Typst itself, all others from packages that are installed with Postil, and all that a site wants
from the `fonts` folder of its own templates.
"""

import json
import re
import tempfile
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from postil.deferred import dataclass
from postil.errors import SurroundingsError

_FONT_PACKAGES = ("manimgx_fonts", "manimgx_fonts_cjk")
_UNDRAWN = re.compile(r"(?:the text|the PDF contains the codepoint) `\"(.*?)\"`")
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")


class UndrawnError(Exception):
    """Some words hold what no font has."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__(words)
        self.words = tuple(words)


class TypesettingError(Exception):
    """Typst does not understand a template or a picture; the text is what it says of it."""


@dataclass(frozen=True, slots=True)
class Job:
    """All that a PDF is made of."""

    sources: tuple[tuple[str, str], ...]
    """Templates: (name, source). Typst reads nothing but these and the pictures."""
    template: str
    """The one to begin with."""
    data: str
    """JSON, which it finds as `sys.inputs.data`. What is text there is never markup."""
    timestamp: int
    pictures: tuple[tuple[str, bytes], ...] = ()
    fonts: tuple[Path, ...] = ()
    """Folders with fonts of the site's own."""


@lru_cache(maxsize=256)
def typeset(job: Job) -> tuple[bytes, tuple[Any, ...]]:
    """A PDF, and the values of all `<note>` that were laid out on its pages.

    The last ones are remembered: while a site is served, few sheets change at a time.
    Raises UndrawnError, TypesettingError, and SurroundingsError where fonts are missing.
    """
    fonts = find_fonts(job.fonts)
    import typst

    with tempfile.TemporaryDirectory(prefix="postil-") as name:
        folder = Path(name)
        for path, source in job.sources:
            (folder / path).write_text(source, encoding="utf-8", newline="\n")
        for path, picture in job.pictures:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(picture)
        compiler = typst.Compiler(
            str(folder / job.template),
            root=name,
            font_paths=fonts,
            sys_inputs={"data": job.data},
        )
        try:
            pdf = compiler.compile(
                format="pdf", pdf_standards=["ua-1", "a-2a"], timestamp=job.timestamp
            )
            found = json.loads(compiler.query("<note>", field="value"))
        except typst.TypstError as error:
            if words := undrawn(error.diagnostic):
                raise UndrawnError(words) from None
            told = error.diagnostic.strip().removeprefix("error: ")
            raise TypesettingError(re.sub(r"[^\s]*postil-[^/\\]+[/\\]", "", told)) from None
    assert isinstance(pdf, bytes)
    return pdf, tuple(found)


_REFUSED = re.compile("[\ufeff\ufffe\uffff]")


def as_json(data: Any) -> str:
    """Data as a template reads it, without the characters that PDF/A refuses; nobody sees them."""
    return _REFUSED.sub("", json.dumps(data, ensure_ascii=False))


def undrawn(told: str) -> list[str]:
    """The words that Typst says no font can draw."""
    return [_ESCAPE.sub(_character, found) for found in _UNDRAWN.findall(told)]


def _character(match: re.Match[str]) -> str:
    return chr(int(match[1], 16)) if match[1] else match[2]


def own_fonts(templates: Sequence[Path]) -> tuple[Path, ...]:
    """The `fonts` folders among some templates."""
    return tuple(folder / "fonts" for folder in templates if (folder / "fonts").is_dir())


@lru_cache(maxsize=8)
def find_fonts(own: tuple[Path, ...]) -> Any:
    """The fonts to typeset with. Raises SurroundingsError where a package is missing."""
    try:
        import typst
    except ImportError:
        message = "the library 'typst' is not installed"
        raise SurroundingsError(message, "python3 start.py") from None
    folders = [str(path) for path in own]
    for package in _FONT_PACKAGES:
        spec = find_spec(package)
        if spec is None or spec.origin is None:
            message = f"the fonts '{package.replace('_', '-')}' are not installed"
            raise SurroundingsError(message, "python3 start.py")
        folders.append(str(Path(spec.origin).parent))
    return typst.Fonts(include_system_fonts=False, font_paths=folders)
