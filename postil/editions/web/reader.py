"""An article's page, and the pages that lead to it from its former addresses."""

from collections.abc import Iterator

from postil.arrange.reader import ArrangedArticle
from postil.render.choices import legend, offers
from postil.render.margin import level_margin
from postil.render.notes import credit_of, entry_view
from postil.render.page_style import page_style
from postil.render.pages import article_view, assets_of, passage_views
from postil.render.parts import event_views, question_view
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
        article=article_view(arranged),
        passages=shown,
        is_level=level is not None,
        legend=key,
        offers=offers(arranged),
        corrections=[note for part in shown for note in part.notes if note.corrected],
        events=event_views(arranged, voice),
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
        style=style,
        policy=policy(source_hash(style), scripts=(SITE,)),
    )
    files = {page: html}
    return files | assets_of(arranged, arranged.files)


def build_redirects(press: Press, arranged: ArrangedArticle) -> Iterator[tuple[str, bytes]]:
    """A page at each of an article's former slugs that leads to it."""
    for old in arranged.anchored.article.front.formerly:
        page = f"{old}/index.html"
        view = article_view(arranged)
        yield page, press.render("moved.html.jinja", page, article=view, policy=policy())
