"""The handout and its key as HTML, to print from a browser."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from postil.arrange.reader import ArrangedArticle, NumberedQuestion
from postil.editions.handout.layout import lay_out
from postil.render.choices import legend
from postil.render.events import event_views
from postil.render.exercises import exercise_view, key_view
from postil.render.handout_options import Layout
from postil.render.pages import article_view, assets_of, passage_views
from postil.render.parts import answer_view, question_view
from postil.render.press import Press
from postil.render.safety import policy, source_hash
from postil.render.versions import Version, has_key, keys_of, plan_of, versions_of

_STYLE_FILES = ("theme.css", "handout.css", "site.css")
_STYLE_FILES_WITH_EXERCISES = ("theme.css", "handout.css", "exercises.css", "site.css")


def build_html(press: Press, arranged: ArrangedArticle) -> dict[str, bytes]:
    """Pupils' sheets, by their path in `site/`. No answer and no evidence is in them."""
    slug = arranged.anchored.article.slug
    sheets = {
        f"{slug}/{version.name}.html": _sheet(press, arranged, version)
        for version in versions_of(press, arranged)
    }
    return sheets | assets_of(arranged, arranged.files)


def build_html_key(press: Press, arranged: ArrangedArticle) -> dict[str, bytes]:
    """The key, by its path in `teacher/`, for an article that has questions or exercises."""
    if not has_key(press, arranged):
        return {}
    path = f"{arranged.anchored.article.slug}/handout-key.html"
    return {path: _key(press, arranged)} | assets_of(arranged, arranged.answer_files)


def _style(press: Press, layout: Layout, *, has_exercises: bool) -> str:
    files = _STYLE_FILES_WITH_EXERCISES if has_exercises else _STYLE_FILES
    sheet = "\n".join(map(press.sheet, files))
    size = "18pt" if layout.large_print else "12pt" if layout.spacing == "wide" else "11pt"
    return f"{sheet}\n@page{{size:{layout.paper}}}\n:root{{--text-size:{size}}}\n"


def _fragments(
    arranged: ArrangedArticle, questions: Mapping[str, Sequence[NumberedQuestion]]
) -> frozenset[str]:
    """What the sheet has of the reader's page, under the same names."""
    blocks = arranged.anchored.article.document.blocks
    names = [f"note-{note.annotation.id}" for note in arranged.notes]
    names += [f"p{block.number}" for block in blocks if block.number]
    names += [f"question-{q.question.id}" for asked in questions.values() for q in asked]
    return frozenset(names)


def _sheet(press: Press, arranged: ArrangedArticle, version: Version) -> bytes:
    article = arranged.anchored.article
    page = f"{article.slug}/{version.name}.html"
    questions = version.questions(arranged)
    arranged, layout = lay_out(press, arranged)
    fragments = _fragments(arranged, questions)
    voice = replace(press.voice(page, article, fragments), only=layout.language)
    style = _style(press, layout, has_exercises=bool(version.exercises))
    return press.render(
        "handout.html.jinja",
        page,
        article=article_view(arranged),
        layout=layout,
        passages=passage_views(arranged, voice),
        legend=legend(arranged, voice),
        events=event_views(arranged, voice),
        questions={
            stage: [question_view(q, voice) for q in asked] for stage, asked in questions.items()
        },
        exercises=[exercise_view(exercise, voice) for exercise in version.exercises],
        version=version.letter,
        others=version.others,
        seed=plan_of(press, arranged).seed,
        sources=arranged.sources,
        style=style,
        policy=policy(source_hash(style), scripts=()),
    )


def _key(press: Press, arranged: ArrangedArticle) -> bytes:
    article = arranged.anchored.article
    page = f"{article.slug}/handout-key.html"
    # The key stands by itself, apart from the site.
    alone = replace(press, editions=frozenset())
    keys = keys_of(press, arranged)
    _, layout = lay_out(press, arranged)
    voice = replace(alone.voice(page, article, frozenset({""})), only=layout.language)
    style = _style(press, layout, has_exercises=bool(keys))
    return press.render(
        "handout-key.html.jinja",
        page,
        article=article_view(arranged),
        answers={
            stage: [answer_view(q, voice) for q in asked]
            for stage, asked in arranged.questions.items()
        },
        exercises={version: [key_view(key, voice) for key in row] for version, row in keys.items()},
        seed=plan_of(press, arranged).seed,
        style=style,
        policy=policy(source_hash(style), scripts=()),
    )
