"""Exercises by hand: what is made of what, what is never made, and what no sheet may tell."""

from dataclasses import replace

import pytest
from cases.exercise_articles import KINDS, arranged, entry, event, make, question

from postil.arrange.exercises import Exercise, ExerciseKey, plan_exercises
from postil.arrange.exercises.lot import draw
from postil.arrange.exercises.sentences import count_words, sentences
from postil.arrange.reader import ArrangedArticle
from postil.format.records import Entry
from postil.format.settings import EXERCISES, ExerciseOptions, HandoutOptions


def only(article: ArrangedArticle, kind: str, **more) -> tuple[Exercise, ExerciseKey]:
    ((exercise, key),) = make(article, kind, **more)
    return exercise, key


def shown(exercise: Exercise) -> list[str]:
    return [item.phrase.plain for item in exercise.items]


def bank(exercise: Exercise) -> list[str]:
    return [phrase.plain for phrase in exercise.bank]


def test_every_kind_of_the_format_can_be_made() -> None:
    assert set(KINDS) == set(EXERCISES)


# The lot


def test_the_lot_is_the_same_for_ever() -> None:
    """These orders were reckoned with `sha256sum`, not with Postil."""
    assert draw("s", ["a", "b", "c"], str) == LOT
    assert draw("s", ["c", "b", "a"], str) == LOT
    assert [w for w in draw("s", ["a", "b", "c", "d"], str) if w != "d"] == LOT


LOT = ["a", "c", "b"]


# Sentences


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("en", ["One.", "Two!", "Three?", "Four"]),
        ("en", ["Mr. Lai met Dr. A. Chen.", "They spoke, e.g. of boats."]),
        ("en", ["The U.S. President left.", "It cost 2.5 million."]),
        ("en", ["“Stop.” he said.", "“No!”", "She went."]),
        ("en", ["He said: “I came. I saw.”", "Then he left."]),
        ("en", ["It was so in 1945.", "The war ended (at last. Really)."]),
        ("de", ["Am 3. Mai kam er.", "Dann ging er."]),
        ("zh-Hant", ["他來了。", "她走了！", "「好。」", "為什麼？"]),
        ("zh-Hant", ["他說：「我來。我見。」", "然後走了。"]),
        ("hi", ["वह आया।", "वह गया।"]),
    ],
)
def test_sentences_end_where_readers_end_them(language: str, parts: list[str]) -> None:
    text = ("" if language == "zh-Hant" else " ").join(parts)
    assert [text[slice(*span)] for span in sentences(text, language)] == parts


def test_words_are_counted_in_every_script() -> None:
    assert count_words("Don't stop well-known boats.") == 4
    assert count_words("海嘯沖進小鎮") == 3


# What is made

LONG = "and so it went on and on for many years until the very end of it"
BOATS = f"A drone flew out {LONG}. A tide came in {LONG}. A mast fell down {LONG}."
WORDS = (
    entry("drone", "a flying machine", part_of_speech="noun"),
    entry("tide", "water that comes and goes", part_of_speech="noun"),
    entry("mast", "a pole that holds sails", part_of_speech="noun"),
)


def test_a_gap_is_the_form_that_stands_in_the_text() -> None:
    exercise, key = only(arranged(BOATS.replace("drone", "drones"), *WORDS), "gaps")
    assert sorted(bank(exercise)) == ["drones", "mast", "tide"]
    assert [s.words.plain for s in key.solutions if s.words] == ["drones", "tide", "mast"]


def test_a_gap_is_never_a_name() -> None:
    kinds = ("person", "place", "organisation")
    named = [entry(w.term, "x", kind=k) for w, k in zip(WORDS, kinds, strict=True)]
    for kind in ("gaps", "spot", "match"):
        assert make(arranged(BOATS, *named), kind) == []


def test_a_gap_has_twelve_words_around_it() -> None:
    short = arranged("A drone flew. A tide came. A mast fell.", *WORDS)
    assert make(short, "gaps") == []
    exercise, _ = only(
        arranged(f"A drone flew. A tide came {LONG}. A mast {LONG}.", *WORDS), "gaps"
    )
    assert all(count_words(text) >= 11 for text in shown(exercise))
    assert len(exercise.items) == 2


@pytest.mark.parametrize(
    "other",
    [
        entry("tide", "a flying machine"),
        entry("tide", "x", translations=(("ja", "無人機"),)),
    ],
)
def test_words_of_one_sense_never_stand_in_one_exercise(other: Entry) -> None:
    drone = entry("drone", "a flying machine", translations=(("ja", "無人機"),))
    article = arranged(BOATS, drone, other, WORDS[2])
    assert len(only(article, "gaps")[0].items) == 2
    assert len(only(article, "match")[0].items) == 2


def test_words_that_the_text_uses_in_one_place_are_not_exchanged() -> None:
    """Both “here is a drone” and “here is a tide” stand in the text: either gap takes either."""
    text = f"Here is a drone {LONG}. Here is a tide {LONG}. A mast fell {LONG}."
    exercise, _ = only(arranged(text, *WORDS), "gaps")
    assert len({"drone", "tide"} & set(bank(exercise))) == 1
    for _, key in make(arranged(text, *WORDS), "spot"):
        assert not [
            s
            for s in key.solutions
            if s.wrong
            and s.wrong.plain in ("drone", "tide")
            and s.words
            and s.words.plain in ("drone", "tide")
        ]


def test_a_definition_does_not_say_its_word() -> None:
    telling = entry("drone", "A drone is a machine")
    exercise, _ = only(arranged(BOATS, telling, *WORDS[1:]), "match")
    assert sorted(shown(exercise)) == ["mast", "tide"]


def test_definitions_are_in_the_language_of_the_notes() -> None:
    from postil.arrange.exercises import Plan, make_exercises
    from postil.format.texts import Texts

    words = [
        Entry(term=w.term, id=w.term, definition=Texts((("en", w.term[::-1]), ("ja", f"{i}番"))))
        for i, w in enumerate(WORDS)
    ]
    plan = Plan((ExerciseOptions(kind="match"),), "s", ("A",), "ja")
    (exercise,) = make_exercises(arranged(BOATS, *words), plan, "en")["A"]
    assert sorted(bank(exercise)) == ["0番", "1番", "2番"]


@pytest.mark.parametrize(
    ("dates", "count"),
    [
        (["1945", "1946", "1947"], 3),
        (["1945-08-15", "1945-08-15", "1946"], 2),
        (["1945", "1945-08", "1946"], 2),
        (["1945~", "1946?", "1950", "1951"], 2),
        (["194X", "1950", "1951"], 3),
        (["194X", "1945", "1951"], 2),
        (["1940/1945", "1945-12-31", "1946"], 2),
        (["../1940", "1950/..", "1960", "1961"], 2),
        (["1945-08-15T10:00:00", "1945-08-15T11:00:00", "1946"], 2),
    ],
)
def test_only_what_is_certain_is_put_in_order(dates: list[str], count: int) -> None:
    events = [event(date, f"e{i}") for i, date in enumerate(dates)]
    assert len(only(arranged("Words.", *events), "order")[0].items) == count


def test_repeated_sentences_are_not_jumbled() -> None:
    assert make(arranged("Stop. Go. Stop. Run."), "jumble") == []


def test_short_paragraphs_are_jumbled_whole() -> None:
    exercise, _ = only(arranged("One.\n\nTwo.\n\nThree.\n\n## H\n\nFour."), "jumble")
    assert sorted(shown(exercise)) == ["One.", "Three.", "Two."]


def test_a_word_stands_in_for_one_of_its_part_of_speech() -> None:
    verb = entry("came", "moved", part_of_speech="verb")
    _, key = only(arranged(BOATS, *WORDS, verb), "spot")
    assert "came" not in [s.wrong.plain for s in key.solutions if s.wrong]


def test_a_changed_word_keeps_the_looks_of_the_right_one() -> None:
    text = f"An *old* **drone** flew {LONG}. Tides came {LONG}."
    exercise, _ = only(arranged(text, *WORDS), "spot")
    strong = [part for part in exercise.items[0].phrase.parts if getattr(part, "strong", False)]
    assert len(strong) == 1
    assert exercise.items[1].phrase.plain[0].isupper()


def test_numbers_are_changed_to_numbers_as_long() -> None:
    text = "They built 2,400 boats in the year 1945 there. On 31 May it was all over for them."
    exercise, key = only(arranged(text), "spot")
    for solution in key.solutions:
        right, wrong = solution.words, solution.wrong
        assert right is not None
        assert wrong is not None
        assert len(right.plain) == len(wrong.plain)
        assert right.plain != wrong.plain
        assert wrong.plain.replace(",", "").isdecimal()
        assert right.plain != "31" or int(wrong.plain) < 31
    assert len(exercise.items) == 2


def test_what_an_emendation_puts_right_is_not_changed() -> None:
    from test_sheet import ROOT, press_of

    article = press_of(ROOT / "content").site.articles[0]
    for seed in "abcdefgh":
        assert not any("Lai said 's" in text for text in shown(only(article, "spot", seed=seed)[0]))


# What no sheet tells


def both(kind: str, one: ArrangedArticle, other: ArrangedArticle) -> None:
    """Two articles of which only the answers differ give one sheet, and two keys."""
    for seed in "abcde":
        for versions in ("A", "AB"):
            sheets = [[e for e, _ in make(a, kind, seed, versions=versions)] for a in (one, other)]
            keys = [[k for _, k in make(a, kind, seed, versions=versions)] for a in (one, other)]
            assert sheets[0]
            assert sheets[0] == sheets[1]
            assert keys[0] != keys[1]


def test_a_sheet_does_not_tell_which_meaning_a_word_has() -> None:
    swapped = [
        entry(w.term, d.definition.first, part_of_speech="noun")
        for w, d in zip(WORDS, WORDS[1:] + WORDS[:1], strict=True)
        if d.definition
    ]
    both("match", arranged(BOATS, *WORDS), arranged(BOATS, *swapped))


def test_a_sheet_does_not_tell_which_word_belongs_into_a_gap() -> None:
    swapped = BOATS.replace("drone", "x").replace("mast", "drone").replace("x", "mast")
    both("gaps", arranged(BOATS, *WORDS), arranged(swapped, *WORDS))


def test_a_sheet_does_not_tell_what_came_first() -> None:
    dates = ["1945", "1950", "1960", "1970"]
    one = [event(date, f"e{i}") for i, date in enumerate(dates)]
    other = [event(date, f"e{i}") for i, date in enumerate(reversed(dates))]
    both("order", arranged("Words.", *one), arranged("Words.", *other))


def test_a_sheet_does_not_tell_which_sentence_comes_first() -> None:
    both("jumble", arranged("Boats. Drones. Masts."), arranged("Masts. Boats. Drones."))


def test_a_sheet_does_not_tell_what_is_true() -> None:
    def asked(*answers: str) -> ArrangedArticle:
        choice = question("C?", answers[0], "choice", choices=("yes", "no"))
        return arranged("Words.", choice, question("T?", answers[1], "truefalse"))

    both("choices", asked("yes", "true"), asked("no", "false"))


def test_a_sheet_does_not_tell_where_the_evidence_stands() -> None:
    def asked(*quotes: str) -> ArrangedArticle:
        questions = [question(f"Q{i}?", "x", quote=q) for i, q in enumerate(quotes)]
        return arranged("One.\n\nTwo.\n\nThree.", *questions)

    both("find", asked("One", "Two", "Three"), asked("Three", "One", "Two"))


def test_a_sheet_of_withheld_answers_is_the_same_and_its_key_says_so() -> None:
    asked = [
        question(f"Q{i}?", "x", quote=quote) for i, quote in enumerate(("One", "Two", "heads"))
    ]
    asked += [
        question("T?", "true", "truefalse"),
        question("C?", "a", "choice", choices=("a", "b")),
    ]
    text = "One.\n\nTwo.\n\n# Of heads\n\nThree."
    gone = [
        replace(
            q,
            answer=None,
            quote="",
            withheld=("answer", "evidence") if q.quote in ("One", "Two") else ("answer",),
        )
        for q in asked
    ]
    for kind in ("find", "choices"):
        whole, part = (only(arranged(text, *questions), kind) for questions in (asked, gone))
        assert whole[0] == part[0]
        assert not any(s.is_withheld for s in whole[1].solutions)
        assert all(s.is_withheld for s in part[1].solutions)
        assert {(s.words, s.truth, s.paragraph) for s in part[1].solutions} == {(None, None, None)}


def test_a_sheet_does_not_tell_which_word_was_changed() -> None:
    """Of two articles, one says what the sheet has changed the other into."""
    text = "The old {} lay in the harbour. The new {} was there too, for 12 days."
    words = (*WORDS, entry("rope", "what ties", part_of_speech="noun"))

    def sheet(*fill: str) -> set[str]:
        article = arranged(text.format(*fill) + "\n\nDrone, tide, mast and rope.", *words)
        return {
            s for seed in map(str, range(60)) for s in shown(only(article, "spot", seed=seed)[0])
        }

    assert sheet("drone", "tide") & sheet("mast", "tide")


# The plan


def test_an_article_s_options_go_before_the_site_s() -> None:
    site = HandoutOptions(exercises=(ExerciseOptions(kind="gaps"),), seed="x", versions=("B", "A"))
    assert plan_exercises("slug", (None, site)).wishes == site.exercises
    assert plan_exercises("slug", (HandoutOptions(exercises=()), site)).wishes == ()
    assert plan_exercises("slug", (None, site)).versions == ("A", "B")
    assert plan_exercises("slug", (None, None)).seed == "slug"
    assert plan_exercises("slug", (HandoutOptions(), site)).seed == "x"


def test_two_of_a_kind_are_two() -> None:
    from postil.arrange.exercises import Plan, make_exercises

    plan = Plan((ExerciseOptions(kind="order"), ExerciseOptions(kind="order")), "s", ("A", "B"))
    events = [event(str(1900 + i), f"e{i}") for i in range(4)]
    made = make_exercises(arranged("Words.", *events), plan, "en")
    assert len({exercise for row in made.values() for exercise in row}) == 4
