"""The classroom handout: a sheet for pupils, and its key for the teacher."""

from postil.arrange.reader import ArrangedArticle
from postil.render.pages import Press, article_view, legend, passage_views, policy, style_hash
from postil.render.parts import answer_view, event_views, question_view

_STYLE_FILES = ("theme.css", "handout.css")


def build_handouts(press: Press) -> dict[str, bytes]:
    """Pupils' sheets, by their path in `site/`. No answer and no evidence is in them."""
    return {
        f"{a.anchored.article.slug}/handout.html": _sheet(press, a) for a in press.site.articles
    }


def build_keys(press: Press) -> dict[str, bytes]:
    """The keys, by their path in `teacher/`, for articles that ask questions."""
    return {
        f"{a.anchored.article.slug}/handout-key.html": _key(press, a)
        for a in press.site.articles
        if a.questions
    }


def _style(press: Press, arranged: ArrangedArticle) -> str:
    own, site = arranged.anchored.article.front.handout, press.site.library.config.handout
    options = [o for o in (own, site) if o is not None]
    paper = next((o.paper for o in options if o.paper), "A4")
    large = next((o.large_print for o in options if o.large_print is not None), False)
    sheet = "\n".join(press.theme.source(f"css/{name}").strip() for name in _STYLE_FILES)
    size = "18pt" if large else "11pt"
    return f"{sheet}\n@page{{size:{paper}}}\n:root{{--text-size:{size}}}\n"


def _sheet(press: Press, arranged: ArrangedArticle) -> bytes:
    article = arranged.anchored.article
    page = f"{article.slug}/handout.html"
    voice = press.voice(article.slug, page, article.front.han)
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
        policy=policy(style_hash(style)),
    )


def _key(press: Press, arranged: ArrangedArticle) -> bytes:
    article = arranged.anchored.article
    page = f"{article.slug}/handout-key.html"
    voice = press.voice(article.slug, page, article.front.han)
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
        policy=policy(style_hash(style)),
    )
