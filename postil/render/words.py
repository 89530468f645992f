"""Words: what the pages themselves say, in the language of the site, by gettext.

Babel, which reads the catalogues, is not imported where there is none to read.
"""

import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from gettext import c2py
from pathlib import Path
from typing import TYPE_CHECKING

from postil.deferred import dataclass
from postil.errors import SurroundingsError
from postil.render.catalogues import fitting, tag_of
from postil.render.placeholders import fault_of

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog


def N_(message: str) -> str:  # noqa: N802  (its name wherever gettext is used)
    """Marks a message that is translated where it is shown, so that catalogues get it."""
    return message


@dataclass(frozen=True, slots=True)
class Translation:
    """What a catalogue has for a message: one form, or one for each plural of its language."""

    forms: tuple[str, ...]
    plural: Callable[[int], int]
    """A number → the index of the form that goes with it."""


@dataclass(frozen=True, slots=True)
class Words:
    """The pages' own words in one language; what has no translation is English."""

    translations: Mapping[tuple[str, str], Translation]
    """(context, message) → translation."""

    def gettext(self, message: str) -> str:
        """A message in the language."""
        found = self.translations.get(("", message))
        return found.forms[0] if found else message

    def ngettext(self, one: str, many: str, count: int) -> str:
        """A message that tells of a number of things."""
        return self.npgettext("", one, many, count)

    def pgettext(self, context: str, message: str) -> str:
        """A message that would mean something else in another context."""
        found = self.translations.get((context, message))
        return found.forms[0] if found else message

    def npgettext(self, context: str, one: str, many: str, count: int) -> str:
        """Both at once."""
        found = self.translations.get((context, one))
        index = found.plural(count) if found else -1
        if found and 0 <= index < len(found.forms):
            return found.forms[index]
        return one if count == 1 else many


NO_WORDS = Words({})
"""English."""


def read_words(folders: Iterable[Path], language: str) -> Words:
    """The words for a language: those of the first folder that has them, else English.

    Raises SurroundingsError for a catalogue that cannot be used, with its place.
    """
    files = [file for folder in folders for file in fitting(folder, language)]
    translations: dict[tuple[str, str], Translation] = {}
    for file in reversed(files):
        translations |= dict(_translations(file))
    return Words(translations)


def _translations(file: Path) -> Iterator[tuple[tuple[str, str], Translation]]:
    catalogue = _read(file)
    plural = _plural(file, catalogue)
    for message in catalogue:
        messages, forms = _forms(message.id), _forms(message.string)
        if not messages[0] or message.fuzzy or not all(forms):
            continue
        for form in forms:
            if fault := fault_of(messages, form):
                raise SurroundingsError(f"{file}:{message.lineno}: {fault[0]}", fault[1])
        yield (message.context or "", messages[0]), Translation(forms, plural)


def _forms(strings: object) -> tuple[str, ...]:
    return tuple(strings) if isinstance(strings, list | tuple) else (str(strings or ""),)


_LINE = re.compile(
    r'(?:(?:msgid|msgid_plural|msgctxt|msgstr(?:\[[0-9]\])?)\s+)?"(?:[^"\\]|\\.)*"|#.*|'
)
"""What may stand on a line of a catalogue. Babel would take a line without quotation marks too,
and cut off the letters where they should be."""


def _read(file: Path) -> "Catalog":
    from babel.messages.pofile import PoFileError, read_po

    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SurroundingsError(
            f"{file}: this catalogue is not UTF-8", "save it as UTF-8"
        ) from None
    for number, line in enumerate(text.split("\n"), 1):
        if not _LINE.fullmatch(line.strip().removeprefix("#~").lstrip()):
            message = f"{file}:{number}: this line cannot stand in a catalogue"
            raise SurroundingsError(message, 'a line is a comment, or for example: msgid "Word"')
    try:
        return read_po(io.StringIO(text), tag_of(file).partition("-")[0], abort_invalid=True)
    except PoFileError as error:
        where, why = f":{error.lineno + 1}", str(error)
    except (ValueError, LookupError, AttributeError) as error:
        where, why = "", str(error)
    raise SurroundingsError(f"{file}{where}: this catalogue is malformed: {why}")


def _plural(file: Path, catalogue: "Catalog") -> Callable[[int], int]:
    try:
        plural: Callable[[int], int] = c2py(catalogue.plural_expr)
        for number in range(1000):
            plural(number)
    except (ValueError, ArithmeticError) as error:
        raise SurroundingsError(f"{file}: its Plural-Forms do not work: {error}") from None
    return plural
