"""Tellings: events of the site's timeline as its pages show them, with the articles that tell."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from postil.arrange.timeline import Period, SharedEvent, tell_gaps
from postil.dates import Gap
from postil.editions.web.home import Home
from postil.format.records import Event
from postil.render.notes import Credit, credit_of
from postil.render.voice import Said, Voice, When
from postil.sealing import unpack


class NoteOnEvent(NamedTuple):
    """What an article says about an event."""

    note: tuple[Said, ...]
    credit: Credit


class TellerView(NamedTuple):
    """An article that tells of an event."""

    id: str
    href: str
    title: str
    language: str


class TellingView(NamedTuple):
    """An event as one article tells it."""

    event: tuple[Said, ...]
    note: NoteOnEvent
    teller: TellerView
    """Without its id."""


class SharedEventView(NamedTuple):
    """An event of the site's timeline."""

    id: str
    when: When
    gap: Gap | None
    event: tuple[Said, ...]
    notes: tuple[NoteOnEvent, ...]
    """Each once, where several articles say the same."""
    tellers: tuple[TellerView, ...]


class PeriodView(NamedTuple):
    """A part of the site's timeline, under its years; all of it, where it is short."""

    id: str
    years: str
    """Empty where no start is known."""
    events: tuple[SharedEventView, ...]


def telling_view(event: Event, home: Home) -> TellingView:
    """An event as one article tells it."""
    assert home.card is not None
    credit = credit_of(event, known=home.sources if event.sources else ())
    href = f"../{home.card.slug}/index.html#event-{event.id}"  # as the pages name their events
    return TellingView(
        home.voice.said(event.event, inline=True),
        NoteOnEvent(home.voice.said(event.note), credit),
        TellerView("", href, home.card.front.title, home.language),
    )


def period_views(
    events: Sequence[SharedEvent], periods: Sequence[Period], voice: Voice
) -> list[PeriodView]:
    """The site's timeline. Headings tell how far apart events are; without them, gaps do.

    Raises NotBelievedError where what an article gave is damaged.
    """
    if not periods:
        gaps = tell_gaps([event.date for event in events])
        return [PeriodView("", "", _shared_views(events, gaps, voice))]
    return [
        PeriodView(
            period.name,
            "" if period.years == (None, None) else voice.years(*period.years),
            _shared_views(period.events, [None] * len(period.events), voice),
        )
        for period in periods
    ]


def _shared_views(
    events: Iterable[SharedEvent], gaps: Iterable[Gap | None], voice: Voice
) -> tuple[SharedEventView, ...]:
    views = []
    for shared, gap in zip(events, gaps, strict=True):
        told = [TellingView(*unpack(telling.shown)) for telling in shared.tellings]
        notes: dict[object, NoteOnEvent] = {}
        for one in told:
            notes.setdefault(_as_read(one.note), one.note)
        names = [telling.id for telling in shared.tellings]
        views.append(
            SharedEventView(
                names[0],
                voice.when(shared.date),
                gap,
                told[0].event,
                tuple(notes.values()),
                tuple(one.teller._replace(id=name) for one, name in zip(told, names, strict=True)),
            )
        )
    return tuple(views)


def _as_read(note: NoteOnEvent) -> object:
    """What a reader sees of a note: two articles may say the same, each from its own source."""
    credit = note.credit
    sources = tuple((source.title, source.url, at) for source, at in credit.sources)
    return note.note, credit.by, credit.as_of, sources
