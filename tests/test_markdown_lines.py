"""What most authors write is read in a shorter way, which must say what the parser says."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from postil.markdown import compose, parse_body, read_markdown
from postil.markdown.parser import parse_markdown

SIGNS = "ab Z1.,:;-+=#>*_`[]()<>&{}!|~\\\"'/\t田かé…’\u3000\u00a0\x0b\x1c\0\n"
USUAL = (
    "*word*|**two words**|[words](#a)|[x](https://example.org/a)|(Wang 王)|# |## |> |1945 "
    "|日本|한국|שלום|word|B c|!| & |“|”|(|)|\"|'|.|,| |  |\n|\n\n"
)
OTHERS = "*a|a*|**|***|- |1. |![|&amp;|`x`|{王-x}|[x]{lang=ja}|[|]|](|_|<|---|\\"
TEXTS = (
    st.text(st.sampled_from(SIGNS), max_size=40)
    | st.lists(st.sampled_from(f"{USUAL}|{USUAL}|{OTHERS}".split("|"))).map("".join)
    | st.text(max_size=30)
)


@given(TEXTS, st.sampled_from(["en", "ja", "zh-Hant", "he", "und"]))
@example("a\u3000", "en")
@example("# \u3000a", "en")
@example("a *b* c", "en")
@example("a  \nb \n*c*  \nd", "en")
@example("*a*b*c* **a**b **a* b**", "en")
@example("a&#13;b", "en")
@example("## a\nb\n\n> c\n> d\n\n# e #\n\n[f](g)", "en")
@example("[f]: g\n\n[f]", "en")
@example("An *[odd](x.html 'one')* `line` {薩摩|さつま} [word]{lang=ja} 日本", "en")
@settings(deadline=None, max_examples=500)
def test_the_shorter_way_leads_to_the_same_document(text: str, language: str) -> None:
    expected = compose(parse_markdown(text, language, "zh-Hant"), 2)
    assert read_markdown(text, language, "zh-Hant", 2) == expected
    assert parse_body(text, language, "zh-Hant") == compose(
        parse_markdown(text, language, "zh-Hant")
    )


def test_what_is_usual_does_not_wait_for_the_parser(monkeypatch) -> None:
    monkeypatch.setattr("postil.markdown.parser.parse_markdown", None)
    monkeypatch.setattr("postil.markdown.parser.parse_inline", None)
    text = "## A title\n\nWords, *words* and **words**!\n“A [link](#p1).”\n\n> (Wang 王) & co."
    assert len(read_markdown(text, "en", "zh-Hant").blocks) == 3
