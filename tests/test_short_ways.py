"""Where most texts take a short way, it leads where the long one does, told here in a few lines."""

import re
import string
import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from postil.arrange.context import words_in_context
from postil.format.texts import make_id
from postil.render.escaping import escaped
from postil.render.margin import _words_of
from postil.render.page_style import css_name
from postil.scripts import count_wide, wide_places

ASCII = st.text(string.printable) | st.text(st.characters(max_codepoint=127))
ANY = st.text() | ASCII | st.text("aB 9-_.é中ｱﬁ\u0301\u200b")


@given(ANY)
@example("İstanbul")
def test_an_id_is_letters_and_digits_in_lower_case_joined_by_hyphens(text: str) -> None:
    words = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    kept = "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in words)
    expected = "-".join(kept.split(" ")).strip("-")
    expected = re.sub("-{2,}", "-", expected)[:40].rstrip("-")
    assert make_id(text, "none") == (expected or "none")


@given(ANY)
def test_escaped_words_are_those_of_markupsafe(text: str) -> None:
    assert str(escaped(text)) == str(escape(text))
    assert escaped(Markup("<b>&amp;")) == "<b>&amp;"


@given(ANY)
def test_in_a_css_name_nothing_of_ascii_stands_bare_but_letters_figures_and_hyphens(
    name: str,
) -> None:
    bare = {*string.ascii_letters, *string.digits, *"-_"}
    expected = "".join(c if c in bare or not c.isascii() else f"\\{c}" for c in name)
    assert css_name(name) == expected


@given(ANY)
@example("".join(map(chr, range(0xD800))))
def test_wide_characters_are_counted_one_by_one(text: str) -> None:
    expected = [i for i, c in enumerate(text) if unicodedata.east_asian_width(c) in "WF"]
    assert count_wide(text) == len(expected)
    assert wide_places(text) == expected


@given(st.lists(ANY | st.sampled_from(["a < b", "R&D", "1 > 0", "<!--", "&amp;"])))
def test_the_words_of_html_are_those_between_its_tags(texts: list[str]) -> None:
    html = Markup().join(
        Markup('<p class="{}"><a href="{}">{}</a></p>\n').format(text, text, text) for text in texts
    )
    assert _words_of(html) == html.striptags()


@given(ANY, ANY, st.integers(0, 40))
def test_context_takes_as_many_letters_as_fit(before: str, after: str, width: int) -> None:
    text = f"{before}|{after}"
    span = (len(before), len(before) + 1)
    shown = words_in_context(text, span, (0, len(text)), width)
    for words, around in ((shown.before, before), (shown.after, after)):
        room = len(words) + count_wide(words)
        assert room <= width + 2  # the ellipsis, and half of a wide character
        if len(around) + count_wide(around) <= width:
            assert "…" not in words or "…" in around
