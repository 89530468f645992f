"""Styles and numbering: what a paragraph is, and how its words are set."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from postil.deferred import dataclass
from postil.importing.word.names import W, is_on, number, value

_QUOTATIONS = {"quote", "intense quote", "block text", "quotations", "block quotation"}
_CODE = {"html preformatted", "preformatted text", "source code", "code", "macro text"}


@dataclass(frozen=True, slots=True)
class Numbering:
    """That a paragraph is an item of a list."""

    name: str
    """Which list."""
    level: int
    is_ordered: bool
    start: int
    is_plain: bool
    """Whether its numbers are 1, 2, 3, or it has none."""


class Styles:
    """The styles and lists of a file; absent parts are `None`."""

    def __init__(self, styles: Any, numbering: Any) -> None:
        self._styles = {s.get(W + "styleId"): s for s in _all(styles, "style")}
        self._defaults = (
            styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if styles is not None else None
        )
        kinds = {a.get(W + "abstractNumId"): a for a in _all(numbering, "abstractNum")}
        self._lists = {
            n.get(W + "numId"): (n, kinds.get(value(n, "abstractNumId")))
            for n in _all(numbering, "num")
        }
        self._default = next(
            (s.get(W + "styleId") for s in _all(styles, "style") if _is_default(s)), None
        )

    def chain(self, style: str | None) -> Iterator[Any]:
        """A style and those that it is based on."""
        seen = set()
        while style and style not in seen and (found := self._styles.get(style)) is not None:
            seen.add(style)
            yield found
            style = value(found, "basedOn")

    def name(self, properties: Any) -> str:
        """The name of a paragraph's style, in small letters."""
        style = value(properties, "pStyle") or self._default
        found = self._styles.get(style)
        return (value(found, "name") or style or "").lower()

    def level(self, properties: Any) -> int:
        """A heading's level from 1; 0 for what is none."""
        said = value(properties, "outlineLvl")
        if said is None:
            for style in self.chain(value(properties, "pStyle")):
                said = value(style, "pPr/outlineLvl")
                if said is not None:
                    break
        level = number(said, 9)
        return level + 1 if 0 <= level < 9 else 0

    def is_title(self, properties: Any) -> bool:
        """Whether a paragraph is the document's title."""
        return self.name(properties) == "title"

    def is_quotation(self, properties: Any) -> bool:
        """Whether a paragraph is a quotation."""
        return self.name(properties) in _QUOTATIONS

    def is_code(self, properties: Any) -> bool:
        """Whether a paragraph is a line of code."""
        return self.name(properties) in _CODE

    def switch(self, name: str, run: Any, paragraph: Any) -> bool:
        """Whether words are bold (`b`), italic (`i`) …: by themselves or by their styles."""
        said = is_on(run, name)
        if said is not None:
            return said
        for properties in (value(run, "rStyle"), value(paragraph, "pStyle") or self._default):
            for style in self.chain(properties):
                said = is_on(style.find(W + "rPr"), name)
                if said is not None:
                    return said
        return False

    def language(self, script: str) -> str:
        """The language of words in a script: `val`, or `eastAsia`."""
        for properties in (
            *(s.find(W + "rPr") for s in self.chain(self._default)),
            self._defaults,
        ):
            if said := value(properties, "lang", script):
                return said
        return ""

    def numbering(self, properties: Any) -> Numbering | None:
        """The list that a paragraph is an item of."""
        number_id, level = value(properties, "numPr/numId"), value(properties, "numPr/ilvl")
        for style in self.chain(value(properties, "pStyle")):
            number_id = number_id or value(style, "pPr/numPr/numId")
            level = level or value(style, "pPr/numPr/ilvl")
        found, kind = self._lists.get(number_id, (None, None))
        if found is None or kind is None or number_id is None:
            return None
        wanted = str(min(max(number(level, 0), 0), 8))
        row = next((r for r in kind.iter(W + "lvl") if r.get(W + "ilvl") == wanted), None)
        override = next(
            (o for o in found.iter(W + "lvlOverride") if o.get(W + "ilvl") == wanted), None
        )
        form = value(row, "numFmt") or "decimal"
        start = value(override, "startOverride") or value(row, "start")
        pattern = value(row, "lvlText") or ""
        is_ordered = form not in ("bullet", "none")
        is_plain = not is_ordered or (form == "decimal" and pattern.count("%") <= 1)
        return Numbering(number_id, int(wanted), is_ordered, number(start, 1), is_plain)


class Counters:
    """Counts the items of numbered lists, as Word does."""

    def __init__(self) -> None:
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)

    def next(self, numbering: Numbering) -> int:
        """The number of the next item; deeper levels begin again."""
        counts = self._counts[numbering.name]
        count = counts.get(numbering.level, numbering.start - 1) + 1
        counts[numbering.level] = count
        for deeper in [level for level in counts if level > numbering.level]:
            del counts[deeper]
        return count


def _all(root: Any, name: str) -> list[Any]:
    return [] if root is None else list(root.iter(W + name))


def _is_default(style: Any) -> bool:
    return style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on")
