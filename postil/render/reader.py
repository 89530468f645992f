"""What an article's page shows, wherever it is read."""

from typing import Any

from postil.arrange.card import languages_of
from postil.arrange.reader import ArrangedArticle
from postil.render.changes import change_views
from postil.render.choices import legend, offers
from postil.render.downloads import downloads_of
from postil.render.events import event_views, strip_view
from postil.render.margin import level_margin
from postil.render.notes import credit_of, entry_view
from postil.render.page_style import page_style
from postil.render.pages import article_view, passage_views
from postil.render.parts import question_view
from postil.render.press import Press
from postil.render.sources import source_views
from postil.render.voice import Voice
from postil.scripts import direction_of


def reader_view(press: Press, arranged: ArrangedArticle, voice: Voice) -> dict[str, Any]:
    """All that `reader.html.jinja` needs of an article; `style` is the page's own."""
    article = arranged.anchored.article
    shown = passage_views(arranged, voice)
    notes = [note for part in shown for note in part.notes]
    key = legend(arranged, voice)
    # Notes that run the other way than the text would hang over what follows it.
    crosses = direction_of(article.language) != direction_of(voice.language)
    level = None if crosses else level_margin(arranged, shown)
    ends = not (arranged.events or arranged.questions or arranged.listed or arranged.sources)
    anchored = arranged.anchored
    annotations = [a.annotation for a in (*anchored.anchors, *anchored.evidence)]
    return {
        **press.languages(languages_of(annotations, press.site.library.config.languages)),
        "article": article_view(arranged),
        "passages": shown,
        "is_level": level is not None,
        "legend": key,
        "offers": offers(arranged),
        "corrections": [note for note in notes if note.corrected],
        "events": event_views(arranged, voice, notes),
        "strip": strip_view((e.event.date for e in arranged.events), voice, numbered=True),
        "questions": {
            stage: [question_view(q, voice, arranged.sources) for q in asked]
            for stage, asked in arranged.questions.items()
        },
        "sources": source_views(arranged, voice),
        "listed": [
            entry_view(entry, voice, article.language)
            | {"credit": credit_of(entry, arranged.sources)}
            for entry in arranged.listed
        ],
        "downloads": downloads_of(press, arranged),
        "has_jsonld": "jsonld" in press.editions,
        "has_own_notes": "web" in press.editions,
        "changes": change_views(article.front, voice),
        "style": page_style(arranged, key, level, ends=ends),
    }
