"""Articles with an apparatus, in memory, for exercises: some by hand, some generated."""

from typing import Any

from hypothesis import strategies as st

from postil.anchor.anchoring import SharedGlossary, anchor_article
from postil.arrange.exercises import Exercise, ExerciseKey, Plan
from postil.arrange.exercises.making import MAKERS, is_enough, make_all
from postil.arrange.reader import ArrangedArticle, arrange
from postil.dates import parse_date
from postil.format.records import Entry, Event, Question
from postil.format.settings import ExerciseOptions, FrontMatter, SiteConfig
from postil.format.texts import Texts
from postil.links import targets_of
from postil.markdown import compose
from postil.markdown.parser import parse_markdown
from postil.model import AnchoredLibrary, Article, Library
from postil.source import SourceFile

KINDS = tuple(MAKERS)


def en(text: str) -> Texts:
    return Texts((("en", text),))


def entry(term: str, definition: str = "", **more: Any) -> Entry:
    return Entry(term=term, definition=en(definition) if definition else None, id=term, **more)


def event(date: str, words: str) -> Event:
    return Event(date=parse_date(date), event=en(words), id=f"{date} {words}")


def question(ask: str, answer: str, kind: str = "open", **more: Any) -> Question:
    choices = tuple(map(en, more.pop("choices", ())))
    return Question(ask=en(ask), answer=en(answer), type=kind, choices=choices, id=ask, **more)


def arranged(
    markdown: str,
    *annotations: Entry | Event | Question,
    language: str = "en",
) -> ArrangedArticle:
    """An article with these annotations, ready for every edition."""
    article = Article(
        "a",
        SourceFile("a/article.md", markdown),
        FrontMatter(title="T"),
        language,
        compose(parse_markdown(markdown, language, "zh-Hant")),
        tuple(a for a in annotations if isinstance(a, Entry)),
        (),
        tuple(a for a in annotations if isinstance(a, Event)),
        tuple(a for a in annotations if isinstance(a, Question)),
    )
    anchored, told = anchor_article(article, SharedGlossary.of(()))
    assert not [d for d in told if d.severity == "error"], told
    library = AnchoredLibrary(Library("x", SiteConfig(), (), (), (article,)), (anchored,))
    return arrange(anchored, (), (), targets_of(library))


def make(
    article: ArrangedArticle, kind: str, seed: str = "s", items: int = 8, versions: str = "A"
) -> list[tuple[Exercise, ExerciseKey]]:
    """One kind of exercise in each version; nothing where there is too little."""
    plan = Plan((ExerciseOptions(kind=kind, items=items),), seed, tuple(versions))
    rows = make_all(article, plan, "en").values()
    return [(made.exercise, made.key) for (made,) in rows if is_enough(made)]


ENGLISH = ["drone", "radar", "fog", "harbour", "signal", "mast", "anchor", "crew", "rope", "sail"]
CHINESE = ["無人機", "雷達", "霧", "港口", "信號", "海嘯", "船員", "風暴"]
FILLING = {
    "en": ["the", "old", "captain", "saw", "Dr.", "a", "an", "in 1945,", "12", "“yes”", "(maybe)"],
    "zh-Hant": ["他們", "看見", "在", "了", "很大的", "「好。」", "12", "、"],
}
DATES = [
    "1900",
    "1945-08-15",
    "1945-08",
    "1945~",
    "1999/2001",
    "2000",
    "200X",
    "2011-03-11",
    "../1950",
]


@st.composite
def articles(draw: st.DrawFn) -> ArrangedArticle:
    """Paragraphs of nonsense in one of two languages; some words are entries."""
    language = draw(st.sampled_from(["en", "zh-Hant"]))
    words = ENGLISH if language == "en" else CHINESE
    word = st.sampled_from(words + FILLING[language])
    if language == "en":
        looks = st.sampled_from(["{}", "{}", "{}", "*{}*", "**{}s**", "`{}`", "[{}](#p1)"])
    else:
        looks = st.sampled_from(["{}", "{}", "{}", "*{}*", "{{{}|hǎixiào}}"])
    said = st.builds(lambda w, look: look.format(w), word, looks)
    space, ends = (
        (" ", [".", ".", "!", "?", '."']) if language == "en" else ("", ["。", "？", "！"])
    )
    sentence = st.builds(
        lambda parts, end: space.join(parts).capitalize() + end,
        st.lists(said, min_size=1, max_size=16),
        st.sampled_from(ends),
    )
    paragraph = st.lists(sentence, min_size=1, max_size=6).map(space.join)
    lead = st.sampled_from(["", "", "", "- ", "> ", "## "])
    blocks = draw(st.lists(st.builds(lambda a, b: a + b, lead, paragraph), min_size=1, max_size=5))
    explained = draw(st.lists(st.sampled_from(words), unique=True, max_size=8))
    meanings = st.sampled_from(["one", "two", "three", "four", "*five*", "six"])
    entries = [
        entry(
            term,
            draw(meanings),
            part_of_speech=draw(st.sampled_from(["", "noun"])),
            kind=draw(st.sampled_from(["term", "term", "term", "place"])),
            occurrence=draw(st.sampled_from([None, 0])),
        )
        for term in explained
    ]
    text = compose(parse_markdown("\n\n".join(blocks), language, "zh-Hant")).text
    kept = [e for e in entries if e.occurrence is None or e.term in text.lower()]
    told = draw(st.lists(st.sampled_from(DATES), unique=True, max_size=6))
    events = [event(date, draw(st.sampled_from(["one", "two", *told]))) for date in told]
    asked = [
        question(f"Q{i}?", draw(st.sampled_from(["true", "false"])), "truefalse")
        for i in range(draw(st.integers(0, 3)))
    ]
    try:
        return arranged("\n\n".join(blocks), *kept, *events, *asked, language=language)
    except AssertionError:  # asked for each place, and none is open
        plain = [Entry(term=e.term, definition=e.definition, id=e.id) for e in kept]
        return arranged("\n\n".join(blocks), *plain, *events, *asked, language=language)
