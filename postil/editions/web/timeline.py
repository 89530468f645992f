"""The timeline of the site: every event, with where it is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import escape

from postil.arrange.timeline import Period, SharedEvent, TimelinePage
from postil.editions.web.homes import Homes
from postil.editions.web.onward import onward_files, parts_of
from postil.editions.web.ranges import End, Range
from postil.render.events import period_views, strip_view
from postil.render.press import Press
from postil.render.safety import policy
from postil.render.voice import Voice

_FRONT = "timeline/index.html"


@dataclass(frozen=True, slots=True)
class PeriodLink:
    """A period, and the pages that it is on."""

    id: str
    years: str
    """Empty where no start is known."""
    href: str
    ranges: tuple[Range, ...]
    count: int
    """How many events it has."""


def build_timeline(press: Press) -> dict[str, bytes]:
    """The timeline; none where there is no event.

    Its only page, or its pages and the one that leads to them all.
    """
    if not press.site.has_timeline:
        return {}
    pages = press.site.timeline_pages
    homes = Homes(press, _FRONT)
    voice = homes.shared.voice
    dates = (event.date for page in pages for event in page.events)
    strip = strip_view(dates, voice, numbered=False)
    if pages[0].name == "index":
        return {_FRONT: _page(press, homes, pages[0], "timeline.html.jinja", strip=strip)}
    ranges = [_range(page, voice) for page in pages]
    periods = _links(pages, ranges, voice)
    built = {}
    for number, page in enumerate(pages):
        first = number + 1 - page.stretch.number
        built[f"timeline/{page.name}.html"] = _page(
            press,
            homes,
            page,
            "timeline-page.html.jinja",
            links=periods,
            range=ranges[number],
            begin=ranges[first].href,
            pages=ranges[first : first + page.stretch.count],
            previous=ranges[number - 1] if number else None,
            next=ranges[number + 1] if number + 1 < len(pages) else None,
        )
    parts = parts_of((f"{p.name}.html", t.id) for p in pages for e in p.events for t in e.tellings)
    built[_FRONT] = press.render(
        "timeline-contents.html.jinja",
        _FRONT,
        links=periods,
        strip=strip,
        parts=len(parts),
        policy=policy(),
    )
    return built | onward_files(press, "timeline", parts)


def _page(press: Press, homes: Homes, page: TimelinePage, template: str, **context: Any) -> bytes:
    views = period_views(
        page.events,
        page.periods,
        lambda card: homes.of(card).voice,
        lambda card: homes.of(card).sources,
    )
    path = f"timeline/{page.name}.html"
    return press.render(template, path, periods=views, policy=policy(), **context)


def _links(
    pages: Sequence[TimelinePage], ranges: Sequence[Range], voice: Voice
) -> list[PeriodLink]:
    """Each period once, in order."""
    links = []
    for number, page in enumerate(pages):
        if page.stretch.number == 1:
            (period,) = page.periods
            here = range(number, number + page.stretch.count)
            links.append(
                PeriodLink(
                    period.name,
                    _years(period, voice),
                    ranges[number].href,
                    tuple(ranges[i] for i in here),
                    sum(len(pages[i].events) for i in here),
                )
            )
    return links


def _years(period: Period, voice: Voice) -> str:
    return "" if period.years == (None, None) else voice.years(*period.years)


def _range(page: TimelinePage, voice: Voice) -> Range:
    def told(event: SharedEvent) -> End:
        words = voice.when(event.date).words
        return words, escape(words), voice.language

    return Range(f"{page.name}.html", told(page.events[0]), told(page.events[-1]))
