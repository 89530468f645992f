"""Applied to its sheet, a key gives back the article; and no other answer does.

The judge knows nothing of how exercises are made: it fills, sorts and replaces strings.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from string import ascii_lowercase

import pytest
from cases.exercise_articles import KINDS, articles, make
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from test_sheet import press_of

from postil.arrange.exercises import Blank, Exercise, ExerciseKey, Phrase
from postil.arrange.flow import Run
from postil.arrange.reader import ArrangedArticle
from postil.format.records import Entry

SAMPLES = press_of(ROOT / "content").site.articles
SEEDS = st.text("abc", max_size=3)


def words(phrase: Phrase | None) -> str:
    assert phrase is not None
    return phrase.plain


def filled(phrase: Phrase, word: str) -> str:
    """A phrase with a word in its blank."""
    return "".join(
        word if isinstance(part, Blank) else Phrase("", (part,)).plain for part in phrase.parts
    )


def without_space(text: str) -> str:
    return "".join(text.split())


def paragraphs(article: ArrangedArticle) -> list[str]:
    return article.anchored.article.document.text.split("\n")


def judge_match(article: ArrangedArticle, exercise: Exercise, key: ExerciseKey) -> None:
    meanings = [words(phrase) for phrase in exercise.bank]
    assert len(set(meanings)) == len(meanings) == len(exercise.items)
    assert sorted(s.place for s in key.solutions) == list(ascii_lowercase[: len(meanings)])
    for item, solution in zip(exercise.items, key.solutions, strict=True):
        meaning = meanings[ascii_lowercase.index(solution.place)]
        own = [
            note.annotation
            for note in article.notes
            if words(item.phrase) in (getattr(note.annotation, "term", None), note.words)
        ]
        written = [e.definition for e in own if isinstance(e, Entry) and e.definition]
        assert meaning in [texts.pick("en")[1].replace("*", "") for texts in written]


def judge_gaps(article: ArrangedArticle, exercise: Exercise, key: ExerciseKey) -> None:
    bank = [words(phrase) for phrase in exercise.bank]
    text = article.anchored.article.document.text
    assert sorted(bank) == sorted(words(s.words) for s in key.solutions)
    for item, solution in zip(exercise.items, key.solutions, strict=True):
        right = [word for word in bank if filled(item.phrase, word) in text]
        assert right == [words(solution.words)]
        assert filled(item.phrase, right[0]) == words(solution.whole)
        assert sum(isinstance(part, Blank) for part in item.phrase.parts) == 1
        places = {text[slice(*m.span)]: n for n in article.notes for m in n.marks}
        assert places[right[0]].family == "word"


def judge_order(article: ArrangedArticle, exercise: Exercise, key: ExerciseKey) -> None:
    told = sorted(key.solutions, key=lambda solution: int(solution.place))
    assert [int(s.place) for s in told] == list(range(1, len(told) + 1))
    dates = [solution.date for solution in told]
    for one, other in pairwise(dates):
        assert one is not None
        assert other is not None
        assert one.latest is not None
        assert other.earliest is not None
        assert one.latest < other.earliest
        assert not set("~?%") & set(one.text + other.text)
    for item, solution in zip(exercise.items, key.solutions, strict=True):
        assert words(item.phrase) == words(solution.whole)
        same = [e for e in article.events if words(item.phrase) == e.event.event.pick("en")[1]]
        assert solution.date in [e.event.date for e in same]


def judge_jumble(article: ArrangedArticle, exercise: Exercise, key: ExerciseKey) -> None:
    by_number = {item.number: words(item.phrase) for item in exercise.items}
    ordered = [by_number[s.number] for s in sorted(key.solutions, key=lambda s: int(s.place))]
    assert len(set(ordered)) == len(ordered)
    text = article.anchored.article.document.text
    assert all(part in text and part == part.strip() for part in ordered)
    rebuilt = without_space("".join(ordered))
    one = [p for p in paragraphs(article) if without_space(p).startswith(rebuilt)]
    assert one or all(part in paragraphs(article) for part in ordered)
    assert rebuilt in without_space(text)


def judge_choices(article: ArrangedArticle, exercise: Exercise, key: ExerciseKey) -> None:
    asked = [q.question for row in article.questions.values() for q in row]
    by_ask = {q.ask.pick("en")[1]: q for q in asked}
    for item, solution in zip(exercise.items, key.solutions, strict=True):
        own = by_ask[words(item.phrase)]
        assert own.answer is not None
        if own.type == "truefalse":
            assert solution.truth is (own.answer.first == "true")
        else:
            assert words(solution.words) == own.answer.first
            assert words(solution.words) in [words(choice) for choice in item.choices]


def judge_find(article: ArrangedArticle, exercise: Exercise, key: ExerciseKey) -> None:
    text = article.anchored.article.document.text
    blocks = {b.number: text[b.start : b.end] for b in article.anchored.article.document.blocks}
    for solution in key.solutions:
        assert solution.paragraph is not None
        there = " ".join(blocks[solution.paragraph].split())
        assert solution.evidence
        assert all(there.count(words) for words in solution.evidence)


def judge_spot(article: ArrangedArticle, exercise: Exercise, key: ExerciseKey) -> None:
    text = article.anchored.article.document.text
    for item, solution in zip(exercise.items, key.solutions, strict=True):
        wrong = words(solution.wrong)
        shown = words(item.phrase)
        assert shown not in text
        assert shown.count(wrong) == 1
        assert shown.replace(wrong, words(solution.words)) == words(solution.whole)
        assert words(solution.whole) in text
        # A run by itself would tell, in a file's markup, which word was changed.
        looks = [replace(part, text="") for part in item.phrase.parts if isinstance(part, Run)]
        assert all(one != other for one, other in pairwise(looks))


JUDGES = {
    "match": judge_match,
    "gaps": judge_gaps,
    "order": judge_order,
    "jumble": judge_jumble,
    "choices": judge_choices,
    "find": judge_find,
    "spot": judge_spot,
}


def test_every_kind_has_its_judge() -> None:
    assert set(JUDGES) == set(KINDS)


def judged(article: ArrangedArticle, kind: str, seed: str, items: int) -> Iterator[Exercise]:
    for exercise, key in make(article, kind, seed, items, "AB"):
        assert 2 <= len(exercise.items) <= items
        numbers = [item.number for item in exercise.items]
        assert numbers == [s.number for s in key.solutions] == list(range(1, len(numbers) + 1))
        JUDGES[kind](article, exercise, key)
        yield exercise


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("article", SAMPLES, ids=lambda a: a.anchored.article.slug)
def test_a_key_gives_back_the_sample(article: ArrangedArticle, kind: str) -> None:
    for seed in ("", "a", "b", "c"):
        for items in (2, 5, 8):
            assert len(list(judged(article, kind, seed, items))) == 2


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "find"])
@given(articles(), SEEDS, st.integers(2, 9))
@settings(deadline=None, max_examples=60)
def test_a_key_gives_back_any_article(
    kind: str, article: ArrangedArticle, seed: str, items: int
) -> None:
    list(judged(article, kind, seed, items))


@pytest.mark.parametrize("kind", KINDS)
@given(articles())
@settings(deadline=None, max_examples=20)
def test_versions_differ_wherever_there_is_another_way(kind: str, article: ArrangedArticle) -> None:
    ways = {row[0][0] for i in range(12) if (row := make(article, kind, str(i)))}
    versions = [exercise for exercise, _ in make(article, kind, "s", versions="AB")]
    assert len(set(versions)) == len(versions) or len(ways) == 1


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("article", SAMPLES, ids=lambda a: a.anchored.article.slug)
def test_versions_of_the_sample_differ(article: ArrangedArticle, kind: str) -> None:
    (one, _), (other, _) = make(article, kind, versions="AB")
    assert one != other
    assert len(one.items) == len(other.items)
    assert make(article, kind, versions="AB") == make(article, kind, versions="AB")
