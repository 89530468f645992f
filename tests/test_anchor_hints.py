"""Hints on random articles: whatever is pasted attaches, and to the place that was named."""

from cases.anchor_article import document_of
from cases.anchor_hints import alternatives, paste
from cases.markdown_articles import WORDS, articles
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from postil.anchor.quotes import QuoteMatcher
from postil.anchor.text import SearchText
from postil.format.kinds import ALL
from postil.format.records import TextQuoteSelector


def judge(text: SearchText, given: dict):
    """A selector's match, and what is told of it."""
    values = dict(given)
    if "occurrence" in values:
        values["occurrence"] = ALL if values["occurrence"] == "all" else int(values["occurrence"])
    values["within_word"] = values.get("within_word", "false") == "true"
    selector = TextQuoteSelector(**values)
    matcher = QuoteMatcher(text, [selector])
    match = matcher.match(selector)
    return match, matcher.explain(selector, match) if match.code else None


contexts = st.fixed_dictionaries(
    {},
    optional={
        "prefix": st.sampled_from([*WORDS, "red line", "nowhere"]),
        "suffix": st.sampled_from([*WORDS, "red line", "nowhere"]),
        "occurrence": st.sampled_from(["1", "2", "3", "9", "all"]),
    },
)


@settings(max_examples=200, deadline=None)
@given(articles(), st.data(), contexts)
def test_every_line_of_a_list_picks_the_next_place(article, data, context):
    words = article.text.split()
    repeated = [word for word in words if words.count(word) > 1]
    assume(repeated)
    given = {"quote": data.draw(st.sampled_from(repeated))} | context
    text = SearchText.of(document_of(article.markdown))
    match, told = judge(text, given)
    assume(told is not None and "one of these lines" in told.hint)
    lines = [line for line in alternatives(told.hint) if not line.startswith("# and")]
    assert len(lines) == min(len(match.among), 10) > 1
    for place, line in zip(match.among, lines, strict=False):
        pasted, fault = judge(text, paste(given, told.hint, line))
        assert fault is None
        if context.get("occurrence") != "all" or line.startswith("occurrence"):
            assert pasted.spans == (text.span(place),)
        else:
            assert text.span(place) in pasted.spans


@settings(max_examples=200, deadline=None)
@given(articles(), st.data(), contexts)
def test_what_is_like_a_lost_quote_attaches_when_it_is_pasted(article, data, context):
    words = article.text.split()
    assume(words)
    start = data.draw(st.integers(0, len(words) - 1))
    quote = words[start : start + data.draw(st.integers(1, 6))]
    changed = data.draw(st.integers(0, len(quote) - 1))
    quote[changed] = data.draw(
        st.sampled_from(["green", "reds", "Strait", "10", "é", "賴德清", ""])
    )
    given = {"quote": " ".join(quote)} | context
    text = SearchText.of(document_of(article.markdown))
    match, told = judge(text, given)
    assume(told is not None and told.code in ("a-003", "a-009"))
    assert match.spans == ()
    for piece in alternatives(told.hint):
        pasted, fault = judge(text, paste(given, told.hint, piece))
        assert fault is None or fault.code == "a-004", piece
        assert len(pasted.spans) == 1 or context.get("occurrence") == "all"
