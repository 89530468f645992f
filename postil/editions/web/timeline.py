"""The timeline of the site: every event, with where it is told."""

from postil.render.notes import credit_of
from postil.render.press import Press, known_sources
from postil.render.safety import policy


def build_timeline(press: Press) -> dict[str, bytes]:
    """The timeline's page."""
    page = "timeline/index.html"
    events = []
    for event, article in press.site.events:
        voice = press.voice(page, article)
        events.append(
            {
                "when": voice.when(event.date),
                "event": voice.said(event.event, inline=True),
                "note": voice.said(event.note),
                "title": article.front.title,
                "language": article.language,
                "credit": credit_of(event, known=known_sources(press, article)),
                "href": f"../{article.slug}/index.html#event-{event.id}",
            }
        )
    return {page: press.render("timeline.html.jinja", page, events=events, policy=policy())}
