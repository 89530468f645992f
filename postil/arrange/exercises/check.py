"""Checking: an exercise that an article cannot give is told, not dropped in silence."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from postil.arrange.exercises.making import is_enough, make_all
from postil.arrange.exercises.plan import plan_exercises
from postil.arrange.reader import ArrangedArticle
from postil.catalogue import diagnose
from postil.diagnostics import Diagnostic
from postil.format.settings import SiteConfig

_NEEDS: Mapping[str, str] = MappingProxyType(
    {
        "match": "glossary entries with definitions that stand in the text and are no names",
        "gaps": "glossary entries that stand in paragraphs of 12 words or more and are no names",
        "order": "events whose dates are sure and do not overlap",
        "jumble": "a paragraph of three sentences, or three paragraphs in a row",
        "choices": "questions of type choice or truefalse",
        "find": "questions with a quote as their evidence, in one paragraph",
        "spot": "sentences with numbers, or with glossary entries of one part of speech",
    }
)


def check_exercises(arranged: ArrangedArticle, config: SiteConfig) -> Iterator[Diagnostic]:
    """Exercises that are asked for, and for which an article has too little."""
    article = arranged.anchored.article
    plan = plan_exercises(article.slug, (article.front.handout, config.handout))
    own = article.front.handout
    is_own = own is not None and own.exercises is not None
    whose = "the article" if is_own else f"'{article.slug}'"
    rows = make_all(arranged, plan, config.language).values()
    for wish, *versions in zip(plan.wishes, *rows, strict=True):
        result = min(versions, key=lambda made: len(made.exercise.items))
        if is_enough(result):
            continue
        gives = "one item" if result.possible == 1 else "no item"
        if result.possible > 1:
            message, hint = f"the exercise '{wish.kind}' has one item alone", "ask for more items"
        else:
            message = f"{whose} gives {gives} for the exercise '{wish.kind}', which is left out"
            hint = f"it is made of {_NEEDS[wish.kind]}"
        yield diagnose("y-014", wish.place.of("kind"), message, hint)
