"""Timelines as pages show them: the events of an article, and those of the whole site."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from postil.arrange.card import Card
from postil.arrange.reader import ArrangedArticle
from postil.arrange.strip import Strip, draw_strip
from postil.arrange.timeline import Period, SharedEvent, Telling, tell_gaps
from postil.dates import Date, Gap, Interval
from postil.format.records import Source
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


@dataclass(frozen=True, slots=True)
class NoteOnEvent:
    """What an article says about an event."""

    note: tuple[Said, ...]
    credit: Credit


@dataclass(frozen=True, slots=True)
class TellerView:
    """An article that tells of an event."""

    id: str
    href: str
    title: str
    language: str


@dataclass(frozen=True, slots=True)
class SharedEventView:
    """An event of the site's timeline."""

    id: str
    when: When
    gap: Gap | None
    event: tuple[Said, ...]
    notes: tuple[NoteOnEvent, ...]
    """Each once, where several articles say the same."""
    tellers: tuple[TellerView, ...]


@dataclass(frozen=True, slots=True)
class PeriodView:
    """A part of the site's timeline, under its years; all of it, where it is short."""

    id: str
    years: str
    """Empty where no start is known."""
    events: tuple[SharedEventView, ...]


def period_views(
    events: Sequence[SharedEvent],
    periods: Sequence[Period],
    speak: Callable[[Card], Voice],
    know: Callable[[Card], tuple[Source, ...]],
) -> list[PeriodView]:
    """The site's timeline. Headings tell how far apart events are; without them, gaps do.

    `speak` gives the voice in which an article's texts are said, `know` the sources it may cite.
    """
    if not periods:
        gaps = tell_gaps([event.date for event in events])
        return [PeriodView("", "", _shared_views(events, gaps, speak, know))]
    views = []
    for period in periods:
        voice = speak(period.events[0].tellings[0].article)
        shown = _shared_views(period.events, [None] * len(period.events), speak, know)
        words = "" if period.years == (None, None) else voice.years(*period.years)
        views.append(PeriodView(period.name, words, shown))
    return views


def _shared_views(
    events: Sequence[SharedEvent],
    gaps: Sequence[Gap | None],
    speak: Callable[[Card], Voice],
    know: Callable[[Card], tuple[Source, ...]],
) -> tuple[SharedEventView, ...]:
    views = []
    for shared, gap in zip(events, gaps, strict=True):
        first = shared.tellings[0]
        voice = speak(first.article)
        notes: dict[object, NoteOnEvent] = {}
        for telling in shared.tellings:
            note = _note(telling, speak(telling.article), know)
            notes.setdefault(_shown(note), note)
        views.append(
            SharedEventView(
                first.id,
                voice.when(shared.date),
                gap,
                voice.said(first.event.event, inline=True),
                tuple(notes.values()),
                tuple(_teller(telling) for telling in shared.tellings),
            )
        )
    return tuple(views)


def _note(
    telling: Telling, voice: Voice, know: Callable[[Card], tuple[Source, ...]]
) -> NoteOnEvent:
    credit = credit_of(telling.event, known=know(telling.article))
    return NoteOnEvent(voice.said(telling.event.note), credit)


def _shown(note: NoteOnEvent) -> object:
    """What a reader sees of a note: two articles may say the same, each from its own source."""
    credit = note.credit
    sources = tuple((source.title, source.url, at) for source, at in credit.sources)
    return note.note, credit.by, credit.as_of, sources


def _teller(telling: Telling) -> TellerView:
    slug = telling.article.slug
    href = f"../{slug}/index.html#event-{telling.event.id}"
    return TellerView(telling.id, href, telling.article.front.title, telling.article.language)
