"""Typesetting by Typst: a template and data to a PDF that keeps PDF/UA-1 and PDF/A-2a.

No font of the system is used, so that every machine makes the same bytes: Latin letters come from
Typst itself, all others from packages that are installed with Postil, and before both from the
`fonts` folder of a site's own templates.
"""

import json
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from postil.errors import SurroundingsError

_FONT_PACKAGES = ("manimgx_fonts", "manimgx_fonts_cjk")
_UNDRAWN = re.compile(r"(?:the text|the PDF contains the codepoint) `\"(.*?)\"`")
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")


class UndrawnError(Exception):
    """Some words hold what no font has."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__(words)
        self.words = tuple(words)


@dataclass(frozen=True)
class Typesetter:
    """Makes PDFs of the templates in one folder."""

    folder: Path
    fonts: Any

    def typeset(
        self, template: str, data: Mapping[str, Any] | Sequence[str], timestamp: int
    ) -> tuple[bytes, list[Any]]:
        """A PDF, and the values of all `<note>` that were laid out on its pages.

        Raises UndrawnError, and SurroundingsError where a template does not work.
        """
        import typst

        compiler = typst.Compiler(
            str(self.folder / template),
            root=str(self.folder),
            font_paths=self.fonts,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        )
        try:
            pdf = compiler.compile(
                format="pdf", pdf_standards=["ua-1", "a-2a"], timestamp=timestamp
            )
            found = json.loads(compiler.query("<note>", field="value"))
        except typst.TypstError as error:
            words = undrawn(error.diagnostic)
            if words:
                raise UndrawnError(words) from None
            told = error.diagnostic.strip().removeprefix("error: ")
            told = re.sub(r"\S*postil-\w+/", "templates/handout/", told)
            raise SurroundingsError(f"the template '{template}' does not work: {told}") from None
        assert isinstance(pdf, bytes)
        return pdf, found


def undrawn(told: str) -> list[str]:
    """The words that Typst says no font can draw."""
    return [_ESCAPE.sub(_character, found) for found in _UNDRAWN.findall(told)]


def _character(match: re.Match[str]) -> str:
    return chr(int(match[1], 16)) if match[1] else match[2]


@contextmanager
def typesetter(sources: Mapping[str, str], own_fonts: Sequence[Path]) -> Iterator[Typesetter]:
    """A typesetter for templates (name to source). Typst reads nothing outside of their folder."""
    with tempfile.TemporaryDirectory(prefix="postil-") as folder:
        for name, source in sources.items():
            (Path(folder) / name).write_text(source, encoding="utf-8", newline="\n")
        yield Typesetter(Path(folder), find_fonts(own_fonts))


def can_typeset_picture(data: bytes, ending: str) -> bool:
    """Whether Typst can read a picture."""
    import typst

    source = f'#set document(title: "x")\n#image("picture.{ending}", alt: "x", width: 1cm)\n'
    with typesetter({"probe.typ": source}, ()) as setter:
        (setter.folder / f"picture.{ending}").write_bytes(data)
        compiler = typst.Compiler(
            str(setter.folder / "probe.typ"), root=str(setter.folder), font_paths=setter.fonts
        )
        try:
            compiler.compile(format="pdf", pdf_standards=["ua-1", "a-2a"], timestamp=0)
        except typst.TypstError:
            return False
    return True


def own_fonts(templates: Sequence[Path]) -> list[Path]:
    """The `fonts` folders among some templates."""
    return [folder / "fonts" for folder in templates if (folder / "fonts").is_dir()]


def find_fonts(own: Sequence[Path] = ()) -> Any:
    """The fonts to typeset with. Raises SurroundingsError where a package is missing."""
    try:
        import typst
    except ImportError:
        raise SurroundingsError(
            "the library 'typst' is not installed", "python3 start.py"
        ) from None
    folders = [str(path) for path in own]
    for package in _FONT_PACKAGES:
        spec = find_spec(package)
        if spec is None or spec.origin is None:
            message = f"the fonts '{package.replace('_', '-')}' are not installed"
            raise SurroundingsError(message, "python3 start.py")
        folders.append(str(Path(spec.origin).parent))
    return typst.Fonts(include_system_fonts=False, font_paths=folders)
