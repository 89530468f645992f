"""The timeline of the site: every event, with where it is told."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from markupsafe import escape

from postil.arrange.timeline import Period, SharedEvent, Telling, TimelinePage, page_timeline
from postil.deferred import dataclass
from postil.editions.web.lines import share_tellings
from postil.editions.web.onward import onward_files, parts_of
from postil.editions.web.ranges import End, Range
from postil.editions.web.tellings import period_views
from postil.render.events import strip_view
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


def build_timeline(press: Press, lines: Iterable[Iterable[Telling]]) -> Iterator[tuple[str, bytes]]:
    """The timeline, file by file; none where there is no event.

    Its only page, or its pages and the one that leads to them all. `lines` are what each article
    gives to it. Raises NotBelievedError.
    """
    if not press.site.has_timeline:
        return
    pages = page_timeline(share_tellings(lines))
    voice = press.voice(_FRONT, None)
    dates = (event.date for page in pages for event in page.events)
    strip = strip_view(dates, voice, numbered=False)
    if pages[0].name == "index":
        yield _FRONT, _page(press, voice, pages[0], "timeline.html.jinja", strip=strip)
        return
    ranges = [_range(page, voice) for page in pages]
    periods = _links(pages, ranges, voice)
    for number, page in enumerate(pages):
        first = number + 1 - page.stretch.number
        way = {
            "links": periods,
            "range": ranges[number],
            "begin": ranges[first].href,
            "pages": ranges[first : first + page.stretch.count],
            "previous": ranges[number - 1] if number else None,
            "next": ranges[number + 1] if number + 1 < len(pages) else None,
        }
        html = _page(press, voice, page, "timeline-page.html.jinja", **way)
        yield f"timeline/{page.name}.html", html
    parts = parts_of((f"{p.name}.html", t.id) for p in pages for e in p.events for t in e.tellings)
    html = press.render(
        "timeline-contents.html.jinja",
        _FRONT,
        links=periods,
        strip=strip,
        parts=len(parts),
        policy=policy(),
    )
    yield _FRONT, html
    yield from onward_files(press, "timeline", parts).items()


def _page(press: Press, voice: Voice, page: TimelinePage, template: str, **context: Any) -> bytes:
    views = period_views(page.events, page.periods, voice)
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
