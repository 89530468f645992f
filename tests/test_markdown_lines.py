"""Texts of one line are parsed in a shorter way, which must say what the parser says."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from postil.markdown import compose, parse_body, parse_markdown
from postil.markdown.languages import mark_languages
from postil.markdown.parser import parser

SIGNS = "ab Z1.,:;-+=#>*_`[]()<>&{}!|~\\\"'/\t田かé…’\u3000\u00a0\x0b\x1c\0\n"


@given(
    st.one_of(st.text(st.sampled_from(SIGNS), max_size=40), st.text(max_size=30)),
    st.sampled_from(["en", "ja", "und"]),
)
@example("a\u3000", "en")
@example("a *b* c", "en")
@example("a&#13;b", "en")
@example("An *[odd](x.html 'one')* `line` {薩摩|さつま} [word]{lang=ja} 日本", "en")
@settings(deadline=None)
def test_the_shorter_way_leads_to_the_same_document(text: str, language: str) -> None:
    whole = mark_languages(parser().parse(text), language, "zh-Hant")
    assert compose(parse_markdown(text, language, "zh-Hant")) == compose(whole)
    assert parse_body(text, language, "zh-Hant") == compose(whole)
