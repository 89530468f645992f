"""An article's page, and the pages that lead to it from its former addresses."""

from collections.abc import Iterator
from urllib.parse import quote

from postil.arrange.reader import ArrangedArticle
from postil.render.changes import change_views
from postil.render.choices import legend, offers
from postil.render.events import event_views, strip_view
from postil.render.margin import level_margin
from postil.render.metadata import article_metadata, page_metadata
from postil.render.neighbours import neighbours_of
from postil.render.notes import credit_of, entry_view
from postil.render.page_style import page_style
from postil.render.pages import article_view, assets_of, passage_views
from postil.render.parts import question_view
from postil.render.press import Press
from postil.render.safety import SITE, policy, source_hash
from postil.render.sources import source_views


def build_reader(press: Press, arranged: ArrangedArticle) -> dict[str, bytes]:
    """An article's page and the files that it needs."""
    article = arranged.anchored.article
    page = f"{article.slug}/index.html"
    voice = press.voice(page, article)
    shown = passage_views(arranged, voice)
    key = legend(arranged, voice)
    level = level_margin(arranged, shown)
    ends = not (arranged.events or arranged.questions or arranged.listed or arranged.sources)
    style = page_style(arranged, key, level, ends=ends)
    html = press.render(
        "reader.html.jinja",
        page,
        meta=article_metadata(press.site, arranged),
        article=article_view(arranged),
        passages=shown,
        is_level=level is not None,
        legend=key,
        offers=offers(arranged),
        corrections=[note for part in shown for note in part.notes if note.corrected],
        events=event_views(arranged, voice),
        strip=strip_view((e.event.date for e in arranged.events), voice, numbered=True),
        questions={
            stage: [question_view(q, voice, arranged.sources) for q in asked]
            for stage, asked in arranged.questions.items()
        },
        sources=source_views(arranged, voice),
        listed=[
            entry_view(entry, voice, article.language)
            | {"credit": credit_of(entry, arranged.sources)}
            for entry in arranged.listed
        ],
        has_handout="handout" in press.editions,
        has_word="docx" in press.editions,
        has_jsonld="jsonld" in press.editions,
        changes=change_views(article.front, voice),
        neighbours=neighbours_of(press.site, article.slug),
        style=style,
        policy=policy(source_hash(style), scripts=(SITE,)),
    )
    files = {page: html}
    return files | assets_of(arranged, arranged.files)


def build_redirects(press: Press, arranged: ArrangedArticle) -> Iterator[tuple[str, bytes]]:
    """Pages at an article's former addresses that lead to it, and to its handout.

    These two are what people link to and print. A link to a note keeps its fragment by a script;
    without, it leads to the top of the page.
    """
    view = article_view(arranged)
    names = ["index.html", *(["handout.html"] if "handout" in press.editions else [])]
    for old in arranged.anchored.article.front.formerly:
        for name in names:
            page, now = f"{old}/{name}", f"{view.slug}/{name}"
            yield (
                page,
                press.render(
                    "moved.html.jinja",
                    page,
                    meta=page_metadata(press.site, now),
                    article=view,
                    href=quote(now),
                    policy=policy(scripts=(SITE,)),
                ),
            )
