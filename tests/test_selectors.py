"""The text of a page and the places in it, judged by an HTML parser and by brute force."""

import regex
from cases.anchor_article import document_of
from cases.anchor_woven import parse, woven_html
from cases.markdown_articles import articles
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import without_apparatus
from test_weave_html import draw_marks

from postil.render.selectors import page_text, select


@settings(max_examples=180, deadline=None)
@given(articles(), st.data())
def test_a_page_without_its_apparatus_holds_the_text(article, data):
    document = document_of(article.markdown)
    woven = without_apparatus(parse(woven_html(document, draw_marks(data, document))))
    assert "".join(woven.itertext()) == page_text(document)
    assert page_text(document).replace("\n", " ") == f"{document.text} ".replace("\n", " ")


# Few letters, so that much stands twice; long enough that 32 around a place are not all there is.
TEXTS = st.text("ab\n", min_size=1, max_size=12).flatmap(
    lambda part: st.builds(
        lambda start, times, end: start + part * times + end,
        st.text("ab", max_size=40),
        st.integers(1, 12),
        st.text("abc👍🏽e\u0301", max_size=40),
    )
)


def spans_of(text: str):
    offset = st.integers(0, len(text))
    return st.lists(
        st.tuples(offset, offset).map(sorted).filter(lambda s: s[0] < s[1]).map(tuple),
        min_size=1,
        max_size=6,
    )


def times(passage: str, text: str) -> int:
    return sum(text.startswith(passage, i) for i in range(len(text)))


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_the_words_in_their_context_stand_once(data):
    text = data.draw(TEXTS)
    spans = data.draw(spans_of(text))
    selected = select(text, spans)
    assert set(selected) == set(spans)
    for (start, end), place in selected.items():
        assert place.exact == text[start:end]
        assert text.endswith(place.prefix, 0, start)
        assert text.startswith(place.suffix, end)
        assert times(place.whole, text) == 1


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_the_context_is_32_code_points_where_that_is_enough(data):
    text = data.draw(TEXTS)
    start, end = data.draw(spans_of(text))[0]
    place = select(text, [(start, end)])[start, end]
    edges = {0, len(text), *(e for m in regex.finditer(r"\X", text) for e in m.span())}
    first = min((e for e in edges if start - 32 <= e <= start), default=start)
    last = max((e for e in edges if end <= e <= end + 32), default=end)
    if times(text[first:last], text) == 1 and last - first <= 4 * 32:
        assert (place.prefix, place.suffix) == (text[first:start], text[end:last])


def test_a_context_cuts_no_character():
    family = "👩‍👩‍👧‍👦"
    text = f"{family}{'a' * 30}word{'b' * 30}{family}"
    start = text.index("word")
    place = select(text, [(start, start + 4)])[start, start + 4]
    assert (place.prefix, place.suffix) == ("a" * 30, "b" * 30)


def test_no_context_is_endless():
    text = "ab" * 5000
    selected = select(text, [(i, i + 2) for i in range(0, len(text), 2)])
    assert len(selected) == 5000
    assert max(len(s.prefix) for s in selected.values()) == 512
    assert max(len(s.suffix) for s in selected.values()) == 512


def test_nothing_to_select_is_no_fault():
    assert select("words\n", []) == {}
