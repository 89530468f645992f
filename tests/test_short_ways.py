"""Where most texts take a short way, it leads where the long one does, told here in a few lines."""

import re
import string
import unicodedata
from dataclasses import replace

from hypothesis import example, given, settings
from hypothesis import strategies as st
from markupsafe import Markup, escape

from postil.anchor.folding import fold
from postil.anchor.text import Needles
from postil.arrange.collation import collation_of
from postil.arrange.context import words_in_context
from postil.document import Block, Close, Document, Open, Words
from postil.editions.web.search.fields import field_of, plain
from postil.format.declare import record_with, with_id
from postil.format.history import Change, Origin
from postil.format.records import Entry, Note
from postil.format.settings import FrontMatter
from postil.format.texts import Texts, make_id
from postil.markdown import compose, read_markdown
from postil.markdown.parser import parse_markdown
from postil.render.escaping import escaped
from postil.render.margin import _words_of
from postil.render.page_style import css_name
from postil.scripts import count_wide, is_word_character, wide_places
from postil.sealing import to_bytes

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


def test_records_made_in_one_step_are_those_that_their_class_makes() -> None:
    note = Texts((("en", "A note."),))
    fields = {
        Note: {"more": True, "note": note, "quote": "drone"},
        Entry: {"term": "drone", "forms": ("d",)},
        FrontMatter: {"title": "Drones"},
        Change: {"date": "2025", "note": note},
        Origin: {"name": "A paper"},
    }
    for record, values in fields.items():
        made, expected = record_with(record, values), record(**values)
        assert made == expected
        assert to_bytes(made) == to_bytes(expected)
        if "id" in vars(made):
            assert with_id(made, "d") == replace(expected, id="d")


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
@example("so fine", "_of words", 3)
def test_context_cuts_no_word_and_leaves_none_out_that_fits(
    before: str, after: str, width: int
) -> None:
    """The judge counts on from the words, letter by letter."""
    text = f"{before}.{after}"
    at = len(before)
    shown = words_in_context(text, (at, at + 1), (0, len(text)), width)

    def reached(letters: str) -> int:
        far = room = 0
        while far < len(letters) and room < width:
            room += 2 if unicodedata.east_asian_width(letters[far]) in "WF" else 1
            far += 1
        while 0 < far < len(letters) and all(map(is_word_character, letters[far - 1 : far + 1])):
            far -= 1
        return far

    ahead, behind = after[: reached(after)], before[::-1][: reached(before[::-1])]
    for words, kept, all_of_it in (
        (shown.after, ahead, after),
        (shown.before[::-1], behind, before),
    ):
        line = re.sub(r"\s+", " ", kept)
        if len(kept) == len(all_of_it):
            assert words == line.rstrip()
        elif re.search(r"\w", line):
            assert words == re.sub(r"\W+\Z", "", line) + "…"
        else:
            assert words == line + "…"


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


PIECES = ANY | st.text("a \n\u00a0\u3000e\u0301中𠀀", max_size=8)


@given(PIECES)
@example("one line")
@example(" a\u2003\n b ")
def test_a_field_is_one_line_of_its_words(text: str) -> None:
    field = plain(text, "en", "zh-Hant")
    assert field.text == " ".join(unicodedata.normalize("NFC", text).split())


@given(
    st.lists(
        st.tuples(PIECES, st.just(""))
        | st.tuples(PIECES.map(str.strip), st.sampled_from(["de", "en"])),
        max_size=5,
    )
)
@example([("Lin ", ""), ("\u0301", ""), ("林", "zh")])
def test_a_field_of_markup_tells_where_words_of_another_language_are(
    pieces: list[tuple[str, str]],
) -> None:
    """The judge cuts each piece out of the line by the words before it and in it."""
    atoms, start = [], 0
    for text, language in pieces:
        around = [Open("span", (("lang", language),))] if language else [Open("em")]
        atoms += [*around, Words(text, start), Close(around[0].tag)]
        start += len(text)
    words = "".join(text for text, _ in pieces)
    block = Block("p", tuple(atoms), 0, len(words))
    field = field_of(Document((block,), words), [block], "en")
    composed = [unicodedata.normalize("NFC", text) for text, _ in pieces]
    assert field.text == " ".join("".join(composed).split())
    cut = [
        field.text.encode("utf-16-le")[2 * a : 2 * b].decode("utf-16-le") for a, b, _ in field.runs
    ]
    told = [
        (c, said) for c, (_, said) in zip(composed, pieces, strict=True) if said not in ("", "en")
    ]
    assert ["".join(c.split()) for c in cut] == ["".join(c.split()) for c, _ in told]
    assert [said for _, _, said in field.runs] == [said for _, said in told]


@given(ASCII, st.sampled_from(["en", "cs", "hu", "zh-Hant", "ja", "haw"]))
@example("chata", "cs")
@example("Dzsessz", "hu")
def test_words_of_ascii_are_ordered_as_all_others_are(word: str, language: str) -> None:
    """What is not ASCII is looked up piece by piece; a letter behind changes nothing before it."""
    collation = collation_of(language)
    alone, followed = collation.key(word), collation.key(f"{word}|ж")
    behind = collation.key("|ж")
    for own, both, more in zip(alone[:3], followed[:3], behind[:3], strict=True):
        assert (*own, *more) == both


PLAIN = (
    "word Alpha b don't “q” (p) 10 x² ½ 日本語 かな 한국 العربية é e\u0301 \u200b 😀 , . "
    "a! & > | ~ - + = a# 5 *em* **st** a*b*c a**b**c *é* *½* *日本*語 “*a*” (*a*) "
    "[l](a) [l](#id) [l](https://a.b/c_d) [l](a)[m](b) [a!](b) [日本](a)"
)
UNUSUAL = (
    "*a.* *.a* *e\u0301* *_a_* *a**b* **a*b** *a*b*c* **a**b** [a*b*](c) [l]() [](a) [l](a_b) "
    "[l](<a>) [r] ![i](p) ! \\* &amp; &b <a> `c` _a_ * ** *** [ ] ](a) {漢|かん} [w]{lang=ja} \\ "
    "\ufeff # --- 5."
)
USUALLY = st.lists(st.sampled_from(PLAIN.split(" ")), max_size=2)
BEGINNINGS = st.sampled_from([*["a ", "日", "> a ", "> *a* ", "## a "] * 2, "", "#", "5", "- "])
ENDS = st.sampled_from([*["", " ", "  "] * 4, "\\", "\u00a0", "\t", " #"])
LINES = st.tuples(
    BEGINNINGS, USUALLY, st.sampled_from(["", *UNUSUAL.split(" ")]), USUALLY, st.booleans(), ENDS
).map(lambda line: line[0] + (" " if line[4] else "").join([*line[1], line[2], *line[3]]) + line[5])
BETWEEN = st.sampled_from([*["\n", "\n\n", " \n  \n\n"] * 4, "\n---\n", "\n[r]: a\n\n", "\r\n"])


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(LINES, BETWEEN), max_size=3),
    st.sampled_from(["en", "ja", "ar"]),
    st.integers(0, 3),
)
@example([("*a* b", "  \n"), ("c", "\n\n"), ("> *d*", "\n"), ("> [l](e)", "\n\n")], "en", 1)
@example([("a ![i](p)", "\r\n"), ("b", "\n")], "en", 0)
@example([("5. a", "\n")], "en", 0)
@example([("a", "\n"), ("=", "\n"), ("b", "\n"), ("|-|", "")], "en", 0)
def test_markdown_is_read_as_the_parser_reads_it(
    lines: list[tuple[str, str]], language: str, first_line: int
) -> None:
    text = "".join(line + between for line, between in lines)
    expected = compose(parse_markdown(text, language, "zh-Hant"), first_line)
    assert read_markdown(text, language, "zh-Hant", first_line) == expected
