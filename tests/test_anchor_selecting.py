"""From words that are pointed at to a selector: it picks them, and is as short as it can be."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from postil.anchor.quotes import QuoteMatcher
from postil.anchor.selecting import Selected, select_words
from postil.anchor.text import SearchText
from postil.format.records import TextQuoteSelector
from postil.markdown import compose
from postil.markdown.parser import parse_markdown

TWICE = "The tram left. The last tram left the depot; the first tram came back."
LONG = (
    "On 31 March the last tram left the depot at midnight and its driver, Marta Novak, "
    "had worked the line for thirty years before she came home that night."
)


def searched(markdown: str, language: str = "en") -> SearchText:
    return SearchText.of(compose(parse_markdown(markdown, language, "zh-Hant"), 0))


def pointed(markdown: str, words: str, count: int = 1) -> Selected | None:
    """What is made of the `count`th place of some words."""
    text = searched(markdown)
    start = -1
    for _ in range(count):
        start = text.document.text.index(words, start + 1)
    return select_words(text, (start, start + len(words)))


@pytest.mark.parametrize(
    ("markdown", "words", "count", "fields"),
    [
        (TWICE, "depot", 1, {"quote": "depot"}),
        (TWICE, "last tram", 1, {"quote": "last tram"}),
        (TWICE, "tram", 2, {"quote": "tram", "prefix": "last"}),
        (TWICE, "tram", 1, {"quote": "tram", "prefix": "The"}),
        (TWICE, "tra", 2, {"quote": "tram", "prefix": "last"}),
        (TWICE, " depot;", 1, {"quote": "depot;"}),
        ("It left, then left.", "left", 2, {"quote": "left", "prefix": "then"}),
        ("so so so so so", "so", 3, {"quote": "so", "prefix": "so so", "suffix": "so so"}),
        ("no " * 40, "no", 20, {"quote": "no", "occurrence": 20}),
        ("The *last* [tram](https://a.example).", "last tram", 1, {"quote": "last tram"}),
        ("One.\n\nTwo three.", "One.\nTwo", 1, {"quote": "One. Two"}),
        ("Curly “quotes” and naïve ﬁsh…", "“quotes”", 1, {"quote": "“quotes”"}),
        ("Curly “quotes” and naïve ﬁsh…", "ﬁsh…", 1, {"quote": "ﬁsh…"}),
        ("賴清德總統接受訪問，賴清德說", "賴清德", 2, {"quote": "賴清德", "prefix": "訪問，"}),
        (LONG, LONG, 1, {"quote": "On 31 March the", "through": "home that night."}),
    ],
)
def test_the_selector_is_as_short_as_is_unique(
    markdown: str, words: str, count: int, fields: dict[str, object]
) -> None:
    selected = pointed(markdown, words, count)
    assert selected is not None
    assert dict(selected.fields) == fields


def test_a_long_passage_is_quoted_by_its_ends_also_where_they_stand_twice() -> None:
    selected = pointed(f"{LONG} And again: {LONG}", LONG, 2)
    assert selected is not None
    assert dict(selected.fields) == {
        "quote": "On 31 March the",
        "through": "home that night.",
        "prefix": "again:",
    }


@pytest.mark.parametrize("span", [(0, 0), (3, 4), (5, 2), (-1, 3), (0, 10_000)])
def test_what_holds_no_word_selects_nothing(span: tuple[int, int]) -> None:
    assert select_words(searched("The tram left."), span) is None


WORDS = ["tram", "Tram", "the", "last", "a", "it's", "Novak–Hill", "10,000", "no", "ﬁsh", "é",
         "e\u0301", "「電車」", "電車", "電", "車 電", "トラム", "한국", "…", "“x”", "-",
         "\u00ad", "👩‍🚀", "*so*", "\n\n", "\n# H\n\n"]  # fmt: skip


@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=60),
    st.sampled_from([" ", ""]),
    st.data(),
)
def test_what_was_selected_is_what_is_marked(
    words: list[str], between: str, data: st.DataObject
) -> None:
    text = searched(between.join(words))
    source = text.document.text
    assume(source.strip())
    start = data.draw(st.integers(0, len(source) - 1))
    end = data.draw(st.integers(start + 1, len(source)))
    selected = select_words(text, (start, end))
    if selected is None:
        return
    selector = TextQuoteSelector(**selected.fields)  # type: ignore[arg-type]
    found = QuoteMatcher(text, [selector]).match(selector)
    assert (found.code, found.spans) == ("", (selected.span,))
    pointed_at = source[start:end]
    first = start + len(pointed_at) - len(pointed_at.lstrip())
    last = start + len(pointed_at.rstrip())
    seen = [i for i in range(first, last) if source[i].isalnum()]
    assert all(selected.span[0] <= i < selected.span[1] for i in seen), "no letter is lost"
