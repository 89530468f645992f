"""The sheets of an article: one, unless its exercises come in two versions."""

from collections.abc import Mapping

from postil.arrange.exercises import (
    Exercise,
    ExerciseKey,
    Plan,
    make_exercises,
    make_keys,
    plan_exercises,
)
from postil.arrange.reader import ArrangedArticle, NumberedQuestion
from postil.deferred import dataclass
from postil.render.press import Press


@dataclass(frozen=True, slots=True)
class Version:
    """A sheet of its own."""

    letter: str
    name: str
    """Of its files, without their ending."""
    exercises: tuple[Exercise, ...]
    others: tuple[tuple[str, str], ...]
    """Letter and name of the sheets beside it."""

    def questions(self, arranged: ArrangedArticle) -> Mapping[str, tuple[NumberedQuestion, ...]]:
        """The questions that do not stand among the exercises, by stage."""
        gathered = frozenset[str]().union(*(e.gathers for e in self.exercises))
        kept = {
            stage: tuple(q for q in asked if q.question.id not in gathered)
            for stage, asked in arranged.questions.items()
        }
        return {stage: asked for stage, asked in kept.items() if asked}


def plan_of(press: Press, arranged: ArrangedArticle) -> Plan:
    """The exercises that are asked for: the command line decides before article and site."""
    article, config = arranged.anchored.article, press.site.library.config
    return plan_exercises(article.slug, (press.handout, article.front.handout, config.handout))


def versions_of(press: Press, arranged: ArrangedArticle) -> list[Version]:
    """The sheets of an article."""
    language = press.site.library.config.language
    made = make_exercises(arranged, plan_of(press, arranged), language)
    letters = [letter for letter, exercises in made.items() if exercises] or list(made)[:1]
    names = {
        letter: f"handout-{letter.lower()}" if i else "handout" for i, letter in enumerate(letters)
    }
    return [
        Version(
            letter, names[letter], made[letter], tuple(o for o in names.items() if o[0] != letter)
        )
        for letter in letters
    ]


def keys_of(press: Press, arranged: ArrangedArticle) -> Mapping[str, tuple[ExerciseKey, ...]]:
    """Version → the keys to its exercises, where it has some. For the teacher's copy alone."""
    language = press.site.library.config.language
    made = make_keys(arranged, plan_of(press, arranged), language)
    return {letter: keys for letter, keys in made.items() if keys}


def has_key(press: Press, arranged: ArrangedArticle) -> bool:
    """Whether anything is asked, so that there is something for the teacher."""
    return bool(arranged.questions) or bool(keys_of(press, arranged))
