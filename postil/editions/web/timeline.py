"""The timeline of the site: every event, with where it is told."""

from postil.arrange.timeline import part_by_periods, share_events
from postil.model import Article
from postil.render.events import period_views, strip_view
from postil.render.press import Press, known_sources
from postil.render.safety import policy
from postil.render.voice import Voice


def build_timeline(press: Press) -> dict[str, bytes]:
    """The timeline's page; none where there is no event."""
    if not press.site.events:
        return {}
    page = "timeline/index.html"

    voices: dict[str, Voice] = {}

    def speak(article: Article) -> Voice:
        if article.slug not in voices:
            voices[article.slug] = press.voice(page, article)
        return voices[article.slug]

    events = share_events(press.site.events)
    html = press.render(
        "timeline.html.jinja",
        page,
        periods=period_views(
            events, part_by_periods(events), speak, lambda a: known_sources(press, a)
        ),
        strip=strip_view((e.date for e in events), press.voice(page, None), numbered=False),
        policy=policy(),
    )
    return {page: html}
