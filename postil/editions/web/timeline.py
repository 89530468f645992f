"""The timeline of the site: every event, with where it is told."""

from postil.arrange.card import Card
from postil.arrange.timeline import part_by_periods, share_events
from postil.render.events import period_views, strip_view
from postil.render.press import Press, known_sources
from postil.render.safety import policy
from postil.render.voice import Voice


def build_timeline(press: Press) -> dict[str, bytes]:
    """The timeline's page; none where there is no event."""
    if not press.site.has_timeline:
        return {}
    page = "timeline/index.html"

    voices: dict[str, Voice] = {}

    def speak(card: Card) -> Voice:
        if card.slug not in voices:
            voices[card.slug] = press.voice(page, card)
        return voices[card.slug]

    events = share_events(press.site.events)
    html = press.render(
        "timeline.html.jinja",
        page,
        periods=period_views(
            events, part_by_periods(events), speak, lambda card: known_sources(press, card)
        ),
        strip=strip_view((e.date for e in events), press.voice(page, None), numbered=False),
        policy=policy(),
    )
    return {page: html}
