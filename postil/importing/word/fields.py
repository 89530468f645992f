"""Fields: instructions to Word in the midst of words (17.16), of which the result is kept."""

import re

from postil.deferred import dataclass

_LINK = re.compile(r'\s*HYPERLINK\s+(?:\\\w\s+)*"([^"]*)"')
_RUBY = re.compile(r"\s*EQ\b.*\\o\\ad\(\\s\\up ?\d+\((.*)\),(.*)\)\s*\Z", re.DOTALL)
_LISTS = ("TOC", "INDEX", "TOA", "BIBLIOGRAPHY")
_SILENT = ("PAGEREF", "REF", "NOTEREF", "SEQ", "PAGE", "NUMPAGES", "FORMTEXT", "STYLEREF", "DATE")


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    has_result: bool = False


class Fields:
    """The fields that are open at a place of the text, one in another."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    def begin(self) -> None:
        """A field begins: first its instruction, then perhaps its result."""
        self._open.append(_Field())

    def instruct(self, text: str) -> None:
        """A piece of the innermost field's instruction."""
        if self._open:
            self._open[-1].instruction += text

    def separate(self) -> None:
        """The result begins."""
        if self._open:
            self._open[-1].has_result = True

    def end(self) -> tuple[str, str] | str:
        """The field ends. Gives (base, reading) of ruby, or the name of what is left out."""
        field = self._open.pop() if self._open else _Field()
        if ruby := _RUBY.match(field.instruction):
            return ruby[2], ruby[1]
        name = field.instruction.split()[0].upper() if field.instruction.split() else ""
        if field.has_result or name in _SILENT:
            return ""
        return name

    @property
    def is_hidden(self) -> bool:
        """Whether words here are an instruction, or part of a list that Word makes."""
        return any(not field.has_result or self._is_list(field) for field in self._open)

    @property
    def is_in_list(self) -> bool:
        """Whether words here are part of a table of contents or the like."""
        return any(self._is_list(field) for field in self._open)

    @property
    def link(self) -> str:
        """Where the words of a field lead."""
        for field in reversed(self._open):
            if found := _LINK.match(field.instruction):
                return found[1]
        return ""

    @staticmethod
    def _is_list(field: _Field) -> bool:
        return field.instruction.strip().upper().startswith(_LISTS)
