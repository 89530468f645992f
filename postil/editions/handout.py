"""The classroom handout: a sheet for pupils, and its key for the teacher."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from postil.arrange.exercises import Exercise, Plan, make_exercises, make_keys, plan_exercises
from postil.arrange.reader import ArrangedArticle, NumberedQuestion
from postil.render.choices import legend
from postil.render.events import event_views
from postil.render.exercises import exercise_view, key_view
from postil.render.pages import article_view, assets_of, passage_views
from postil.render.parts import answer_view, question_view
from postil.render.press import Press
from postil.render.safety import policy, source_hash

_STYLE_FILES = ("theme.css", "handout.css", "site.css")
_STYLE_FILES_WITH_EXERCISES = ("theme.css", "handout.css", "exercises.css", "site.css")


def build_handouts(press: Press) -> dict[str, bytes]:
    """Pupils' sheets, by their path in `site/`. No answer and no evidence is in them."""
    files: dict[str, bytes] = {}
    for arranged in press.site.articles:
        slug = arranged.anchored.article.slug
        for version in _versions(press, arranged):
            files[f"{slug}/{version.file}"] = _sheet(press, arranged, version)
        files |= assets_of(arranged, arranged.files)
    return files


def build_keys(press: Press) -> dict[str, bytes]:
    """The keys, by their path in `teacher/`, for articles that have questions or exercises."""
    files: dict[str, bytes] = {}
    for arranged in press.site.articles:
        if arranged.questions or any(v.exercises for v in _versions(press, arranged)):
            files[f"{arranged.anchored.article.slug}/handout-key.html"] = _key(press, arranged)
            files |= assets_of(arranged, arranged.answer_files)
    return files


@dataclass(frozen=True, slots=True)
class _Version:
    """A sheet of its own."""

    letter: str
    file: str
    exercises: tuple[Exercise, ...]
    others: tuple[tuple[str, str], ...]
    """Letter and file of the sheets beside it."""


def _plan(press: Press, arranged: ArrangedArticle) -> Plan:
    article, config = arranged.anchored.article, press.site.library.config
    return plan_exercises(article.slug, (article.front.handout, config.handout))


def _versions(press: Press, arranged: ArrangedArticle) -> list[_Version]:
    """The sheets of an article: one, unless its exercises come in two versions."""
    language = press.site.library.config.language
    made = make_exercises(arranged, _plan(press, arranged), language)
    letters = [letter for letter, exercises in made.items() if exercises] or list(made)[:1]
    files = {
        letter: f"handout-{letter.lower()}.html" if i else "handout.html"
        for i, letter in enumerate(letters)
    }
    return [
        _Version(
            letter, files[letter], made[letter], tuple(o for o in files.items() if o[0] != letter)
        )
        for letter in letters
    ]


def _questions(
    arranged: ArrangedArticle, version: _Version
) -> Mapping[str, tuple[NumberedQuestion, ...]]:
    """The questions that do not stand among the exercises."""
    gathered = frozenset[str]().union(*(e.gathers for e in version.exercises))
    kept = {
        stage: tuple(q for q in asked if q.question.id not in gathered)
        for stage, asked in arranged.questions.items()
    }
    return {stage: asked for stage, asked in kept.items() if asked}


def _style(press: Press, arranged: ArrangedArticle, *, has_exercises: bool) -> str:
    own, site = arranged.anchored.article.front.handout, press.site.library.config.handout
    options = [o for o in (own, site) if o is not None]
    paper = next((o.paper for o in options if o.paper), "A4")
    large = next((o.large_print for o in options if o.large_print is not None), False)
    files = _STYLE_FILES_WITH_EXERCISES if has_exercises else _STYLE_FILES
    sheet = "\n".join(press.theme.source(f"css/{name}").strip() for name in files)
    size = "18pt" if large else "11pt"
    return f"{sheet}\n@page{{size:{paper}}}\n:root{{--text-size:{size}}}\n"


def _fragments(arranged: ArrangedArticle, version: _Version) -> frozenset[str]:
    """What the sheet has of the reader's page, under the same names."""
    blocks = arranged.anchored.article.document.blocks
    questions = _questions(arranged, version)
    names = [f"note-{note.annotation.id}" for note in arranged.notes]
    names += [f"p{block.number}" for block in blocks if block.number]
    names += [f"question-{q.question.id}" for asked in questions.values() for q in asked]
    return frozenset(names)


def _sheet(press: Press, arranged: ArrangedArticle, version: _Version) -> bytes:
    article = arranged.anchored.article
    page = f"{article.slug}/{version.file}"
    voice = press.voice(page, article, _fragments(arranged, version))
    style = _style(press, arranged, has_exercises=bool(version.exercises))
    return press.render(
        "handout.html.jinja",
        page,
        article=article_view(arranged),
        passages=passage_views(arranged, voice),
        legend=legend(arranged, voice),
        events=event_views(arranged, voice),
        questions={
            stage: [question_view(q, voice) for q in asked]
            for stage, asked in _questions(arranged, version).items()
        },
        exercises=[exercise_view(exercise, voice) for exercise in version.exercises],
        version=version.letter,
        others=version.others,
        seed=_plan(press, arranged).seed,
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
    plan = _plan(press, arranged)
    keys = make_keys(arranged, plan, press.site.library.config.language)
    style = _style(press, arranged, has_exercises=any(keys.values()))
    return press.render(
        "handout-key.html.jinja",
        page,
        article=article_view(arranged),
        answers={
            stage: [answer_view(q, voice) for q in asked]
            for stage, asked in arranged.questions.items()
        },
        exercises={
            version: [key_view(key, voice) for key in row] for version, row in keys.items() if row
        },
        seed=plan.seed,
        style=style,
        policy=policy(source_hash(style)),
    )
