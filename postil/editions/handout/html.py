"""The handout and its key as HTML, to print from a browser."""

from dataclasses import replace

from postil.arrange.reader import ArrangedArticle
from postil.editions.handout.layout import lay_out
from postil.render.choices import legend
from postil.render.events import event_views
from postil.render.handout_options import Layout
from postil.render.pages import article_view, assets_of, passage_views
from postil.render.parts import answer_view, question_view
from postil.render.press import Press
from postil.render.safety import policy, source_hash

_STYLE_FILES = ("theme.css", "handout.css", "site.css")


def build_html(press: Press) -> dict[str, bytes]:
    """Pupils' sheets, by their path in `site/`. No answer and no evidence is in them."""
    files: dict[str, bytes] = {}
    for arranged in press.site.articles:
        files[f"{arranged.anchored.article.slug}/handout.html"] = _sheet(press, arranged)
        files |= assets_of(arranged, arranged.files)
    return files


def build_html_keys(press: Press) -> dict[str, bytes]:
    """The keys, by their path in `teacher/`, for articles that ask questions."""
    files: dict[str, bytes] = {}
    for arranged in press.site.articles:
        if arranged.questions:
            files[f"{arranged.anchored.article.slug}/handout-key.html"] = _key(press, arranged)
            files |= assets_of(arranged, arranged.answer_files)
    return files


def _style(press: Press, layout: Layout) -> str:
    sheet = "\n".join(map(press.sheet, _STYLE_FILES))
    size = "18pt" if layout.large_print else "12pt" if layout.spacing == "wide" else "11pt"
    return f"{sheet}\n@page{{size:{layout.paper}}}\n:root{{--text-size:{size}}}\n"


def _fragments(arranged: ArrangedArticle) -> frozenset[str]:
    """What the sheet has of the reader's page, under the same names."""
    blocks = arranged.anchored.article.document.blocks
    names = [f"note-{note.annotation.id}" for note in arranged.notes]
    names += [f"p{block.number}" for block in blocks if block.number]
    names += [f"question-{q.question.id}" for asked in arranged.questions.values() for q in asked]
    return frozenset(names)


def _sheet(press: Press, arranged: ArrangedArticle) -> bytes:
    article = arranged.anchored.article
    page = f"{article.slug}/handout.html"
    arranged, layout = lay_out(press, arranged)
    voice = replace(press.voice(page, article, _fragments(arranged)), only=layout.language)
    style = _style(press, layout)
    return press.render(
        "handout.html.jinja",
        page,
        article=article_view(arranged),
        layout=layout,
        passages=passage_views(arranged, voice),
        legend=legend(arranged, voice),
        events=event_views(arranged, voice),
        questions={
            stage: [question_view(q, voice) for q in asked]
            for stage, asked in arranged.questions.items()
        },
        sources=arranged.sources,
        style=style,
        policy=policy(source_hash(style), scripts=()),
    )


def _key(press: Press, arranged: ArrangedArticle) -> bytes:
    article = arranged.anchored.article
    page = f"{article.slug}/handout-key.html"
    # The key stands by itself, apart from the site.
    alone = replace(press, editions=frozenset())
    _, layout = lay_out(press, arranged)
    voice = replace(alone.voice(page, article, frozenset({""})), only=layout.language)
    style = _style(press, layout)
    return press.render(
        "handout-key.html.jinja",
        page,
        article=article_view(arranged),
        answers={
            stage: [answer_view(q, voice) for q in asked]
            for stage, asked in arranged.questions.items()
        },
        style=style,
        policy=policy(source_hash(style), scripts=()),
    )
