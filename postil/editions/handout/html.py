"""The handout and its key as HTML, to print from a browser."""

from dataclasses import replace

from postil.arrange.reader import ArrangedArticle
from postil.render.choices import legend
from postil.render.pages import article_view, assets_of, passage_views
from postil.render.parts import answer_view, event_views, question_view
from postil.render.press import Press
from postil.render.safety import policy, source_hash

_STYLE_FILES = ("theme.css", "handout.css", "own.css")


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


def _style(press: Press, arranged: ArrangedArticle) -> str:
    own, site = arranged.anchored.article.front.handout, press.site.library.config.handout
    options = [o for o in (own, site) if o is not None]
    paper = next((o.paper for o in options if o.paper), "A4")
    large = next((o.large_print for o in options if o.large_print is not None), False)
    sheet = "\n".join(press.theme.source(f"css/{name}").strip() for name in _STYLE_FILES)
    size = "18pt" if large else "11pt"
    return f"{sheet}\n@page{{size:{paper}}}\n:root{{--text-size:{size}}}\n"


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
    voice = press.voice(page, article, _fragments(arranged))
    style = _style(press, arranged)
    return press.render(
        "handout.html.jinja",
        page,
        article=article_view(arranged),
        passages=passage_views(arranged, voice),
        legend=legend(arranged, voice),
        events=event_views(arranged, voice),
        questions={
            stage: [question_view(q, voice) for q in asked]
            for stage, asked in arranged.questions.items()
        },
        sources=arranged.sources,
        style=style,
        policy=policy(source_hash(style)),
    )


def _key(press: Press, arranged: ArrangedArticle) -> bytes:
    article = arranged.anchored.article
    page = f"{article.slug}/handout-key.html"
    # The key stands by itself, apart from the site.
    alone = replace(press, editions=frozenset())
    voice = alone.voice(page, article, frozenset({""}))
    style = _style(press, arranged)
    return press.render(
        "handout-key.html.jinja",
        page,
        article=article_view(arranged),
        answers={
            stage: [answer_view(q, voice) for q in asked]
            for stage, asked in arranged.questions.items()
        },
        style=style,
        policy=policy(source_hash(style)),
    )
