"""The timeline of an article as its page shows it, and the picture of any timeline."""

from collections.abc import Iterable
from typing import NamedTuple

from postil.arrange.reader import ArrangedArticle
from postil.arrange.strip import Strip, draw_strip
from postil.arrange.timeline import tell_gaps
from postil.dates import Date, Gap, Interval
from postil.render.notes import Credit, NoteView, credit_of
from postil.render.voice import Said, Voice, When
from postil.scripts import direction_of


class EventView(NamedTuple):
    """An event of an article's timeline."""

    id: str
    number: int
    when: When
    gap: Gap | None
    """How much later it is than the event before it."""
    event: tuple[Said, ...]
    note: tuple[Said, ...]
    paragraph: int | None
    control: str
    """The id of its control in the text."""
    credit: Credit
    is_more: bool


def event_views(
    arranged: ArrangedArticle, voice: Voice, notes: Iterable[NoteView] = ()
) -> list[EventView]:
    """An article's timeline. Events among the `notes` that the page shows are said as there."""
    controls = {note.annotation.id: note.marks[0].control for note in arranged.notes}
    gaps = tell_gaps([item.event.date for item in arranged.events])
    said = {note.id: note for note in notes}
    views = []
    for item, gap in zip(arranged.events, gaps, strict=True):
        event = item.event
        note = said.get(event.id)
        views.append(
            EventView(
                event.id,
                item.number,
                note.when if note and note.when else voice.when(event.date),
                gap,
                note.heading if note else voice.said(event.event, inline=True),
                note.bodies if note else voice.said(event.note),
                item.paragraph,
                controls.get(event.id, ""),
                credit_of(event, arranged.sources),
                event.more,
            )
        )
    return views


def strip_view(dates: Iterable[Date | Interval], voice: Voice, *, numbered: bool) -> Strip | None:
    """The timeline's picture, running the way that the page is read."""
    mirrored = direction_of(voice.language) == "rtl"
    return draw_strip(tuple(dates), voice.translate, numbered=numbered, mirrored=mirrored)
