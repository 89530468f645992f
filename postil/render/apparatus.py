"""What stands in the text for its notes: lines below marked words, and the controls that lead on.

Elements that hold more than the article's own words carry `data-apparatus`.
"""

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from postil.arrange.woven import Mark, Marked
from postil.render.escaping import escaped

_MOST_LINES = 3
"""Underlines that readers can tell apart below each other."""


class Spoken(NamedTuple):
    """Words inside the text that are for ears only, in the language of the page."""

    language: str
    """A `lang` attribute where that is not the language of the text, with a space before it."""
    text_language: str
    """The same for words of the text among them."""
    paragraph: str
    note: str
    note_on: str
    """With a field `words`: for a control that stands without its words."""


IN_ENGLISH = Spoken("", "", "Paragraph", "note", "Note on “{words}”:")


def marked(atom: Marked, spoken: Spoken, *, is_book: bool) -> str:
    """Words under one mark alone, and the control around them."""
    mark = atom.mark
    classes, note = _classes(mark), escaped(mark.id)
    return (
        f'<a class="ref {classes}" id="{escaped(mark.control)}" href="#note-{note}" '
        f'role="doc-noteref"><span class="mark {classes}" data-annotation="{note}">'
        f"{escaped(atom.words.text)}</span>{control_end(mark, spoken, is_book=is_book)}"
    )


def mark_begin(marks: Sequence[Mark]) -> str:
    """Where a marked run begins: an element for each line below it, the shortest mark's inside."""
    *outer, inner = marks
    ids = " ".join(dict.fromkeys(mark.id for mark in marks)) if outer else inner.id
    lines = [f'<span class="mark outer {_classes(m)}">' for m in outer[-(_MOST_LINES - 1) :]]
    lines.append(f'<span class="mark {_classes(inner)}" data-annotation="{escaped(ids)}">')
    return "".join(lines)


def mark_end(marks: Sequence[Mark]) -> str:
    """Where it ends."""
    return "</span>" * min(len(marks), _MOST_LINES)


def control_begin(mark: Mark) -> str:
    """Where a control around its words begins."""
    return f'<a class="ref {_classes(mark)}" {_target(mark)}>'


def control_end(mark: Mark, spoken: Spoken, *, is_book: bool) -> str:
    """Where it ends, with its number."""
    if is_book:
        return f"<sup data-apparatus>{mark.number}</sup></a>"
    return (
        f'<sup data-apparatus><span class="vh"{spoken.language}> {escaped(spoken.note)} </span>'
        f"{mark.number}</sup></a>"
    )


def control_alone(mark: Mark, spoken: Spoken, *, is_book: bool) -> str:
    """A control that is its number alone."""
    words = escape(mark.words)
    if spoken.text_language:
        words = Markup(f"<span{spoken.text_language}>{words}</span>")
    said = escape(spoken.note_on).format(words=words)
    opened = f'<a class="ref alone {_classes(mark)}" {_target(mark)}'
    if is_book:
        heard = escape(f"{said.striptags()} {mark.number}")
        return f'{opened} aria-label="{heard}" data-apparatus><sup>{mark.number}</sup></a>'
    return (
        f"{opened} data-apparatus>"
        f'<sup><span class="vh"{spoken.language}> {said} </span>{mark.number}</sup></a>'
    )


def _target(mark: Mark) -> str:
    note = escaped(mark.id)
    return f'id="{escaped(mark.control)}" href="#note-{note}" role="doc-noteref"'


def group_classes(family: str, group: str) -> str:
    """The classes that draw an annotation, and that the legend shows or hides it by."""
    return family if group == family else f"{family} own in-{group}"


def _classes(mark: Mark) -> str:
    extra = (" again" if mark.is_again else "") + (" more" if mark.is_more else "")
    return f"{group_classes(mark.family, mark.group)}{extra}"
