"""The few rules of style that only one page has: what its margin, its kinds and its notes need."""

import re
from collections.abc import Sequence

from markupsafe import Markup

from postil.arrange.reader import ArrangedArticle
from postil.render.choices import LegendItem
from postil.render.margin import Level

_LINE, _GAP = 1.72, 1.15
"""The height of a line of text and the room between passages, in `em` of the text (layout.css)."""
_ROOM_BELOW = 8
"""Lines that what follows the text takes at least; notes may hang beside it."""


def page_style(
    arranged: ArrangedArticle, legend: Sequence[LegendItem], level: Level | None, *, ends: bool
) -> Markup:
    """The rules of an article's page. `ends` says that nothing follows the text."""
    rules = [*_pairs(arranged), *_kinds(legend)]
    if level is not None:
        rules += _room(level, 0 if ends else _ROOM_BELOW)
    return Markup("\n".join(rules))


def _pairs(arranged: ArrangedArticle) -> list[str]:
    """Each note with its first control, for placing it level with the words.

    The style sheet makes `--pair` the control's `anchor-name` and the note's `position-anchor`.
    """
    pairs = [(n.number, n.marks[0].control, f"note-{n.annotation.id}") for n in arranged.notes]
    if _NOT_IN_NAMES.search("".join([name for _, *names in pairs for name in names])):
        pairs = [(number, css_name(control), css_name(note)) for number, control, note in pairs]
    return [f"#{control},#{note}{{--pair:--n{number}}}" for number, control, note in pairs]


def _kinds(legend: Sequence[LegendItem]) -> list[str]:
    """What hides the kinds that the site declares; choices.css knows the families."""
    return [
        f"html:has(#show-{css_name(item.name)}:not(:checked)) #text .{css_name(item.group)}"
        "{--underline:none;--inline:none;--block:none;--seen:hidden;--hit-by:none}"
        for item in legend
        if item.group
    ]


def _room(level: Level, below: int) -> list[str]:
    """How much lower passages begin where their notes need it, and what hangs below the last."""
    rules = [
        f"#text>:nth-child({number}){{--rise:{_GAP + _LINE * rise:.2f}em}}"
        for number, rise in enumerate(level.rises, 1)
        if rise
    ]
    if level.hang > below:
        rules.append(f"#text{{--hang:{_LINE * (level.hang - below):.2f}em}}")
    return rules


_NOT_IN_NAMES = re.compile(r"[\x00-,./:-@\[-^`{-\x7f]")
"""What is ASCII, but no letter, digit, hyphen or underscore."""


def css_name(name: str) -> str:
    """An id as a CSS identifier (CSS Syntax 3, section 4.3.7)."""
    return _NOT_IN_NAMES.sub(r"\\\g<0>", name)
