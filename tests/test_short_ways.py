"""Where most texts take a short way, it leads where the long one does, told here in a few lines."""

import re
import string
import unicodedata
from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from postil.anchor.folding import fold
from postil.anchor.text import Needles
from postil.arrange.context import words_in_context
from postil.format.declare import with_id
from postil.format.records import Entry, Note
from postil.format.texts import Texts, make_id
from postil.render.escaping import escaped
from postil.render.margin import _words_of
from postil.render.page_style import css_name
from postil.scripts import count_wide

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


@given(st.text("aab c王", max_size=60), st.lists(st.text("ab c王", min_size=1), unique=True))
@example("a stormy storm", ["storm", "stormy", "storms"])
def test_a_few_words_are_found_one_by_one_where_many_are_found_together(
    text: str, words: list[str]
) -> None:
    folded = fold(text)
    needles = Needles(words)
    together = needles._automaton.find_matches_as_indexes(folded.text, overlapping=True)
    assert sorted(needles._find_each(folded.text)) == sorted(together)


def test_a_record_under_an_id_is_the_same_but_for_its_id() -> None:
    note = Texts((("en", "A note."),))
    for record in (Note(quote="drone", note=note, more=True), Entry(term="drone", forms=("d",))):
        assert with_id(record, "d") == replace(record, id="d")


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
def test_wide_characters_are_counted_one_by_one(text: str) -> None:
    assert count_wide(text) == sum(unicodedata.east_asian_width(c) in "WF" for c in text)


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
