"""Quotes in random texts: against a brute-force matcher, and through every way of typing them."""

import unicodedata

import regex
from cases.anchor_oracle import brute_force, plainly
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from postil.anchor.folding import fold, fold_quote
from postil.anchor.quotes import QuoteMatcher
from postil.anchor.text import SearchText
from postil.document import Block, Document, Words
from postil.format.records import TextQuoteSelector

LETTERS = ["a", "n", "A", "1", "0", "f", "i", "s", ".", ",", "_", "!", "(", "世", "界", "の", "ア"]
NASTY = [
    *("é", "e\u0301", "e", "ß", "ss", "²", "2", "x\u0302\u0323", "q\u0307", "Ж", "ש", "שׁ"),
    *(
        "か\u3099",
        "が",
        "か",
        "ｶﾞ",
        "ｶ",
        "ガ",
        "각",
        "가",
        "\u1100\u1161\u11a8",
        "\u1100\u1161",
        "나",
    ),
    *("Ａ", "１", "．", "，", "！", "（", "。", "｡", "「", "\u3000", "\ufa19", "神"),
    *("-", "\u2011", "–", "−", "'", "’", "ʼ", '"', "“", "»", "…", "...", "ﬁ", "ﬃ", "ff"),
    *("\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u200f", "\u2067"),
    *("❤", "❤\ufe0f", "👩", "👧", "👩\u200d👧", "👍", "👍🏽"),
    *("🇹🇼", "🇺🇸", "🇼", "ก", "น้ำ", "क्षि"),
]
SPACES = [" ", " ", " ", "\u00a0", "\u2009", "\n", "  ", "\t "]
texts = st.lists(st.sampled_from(LETTERS + NASTY + SPACES), max_size=14).map("".join)


def search_text(text: str) -> SearchText:
    """A text as one paragraph, whatever it holds."""
    block = Block("p", (Words(text, 0),) if text else (), 0, len(text), 1)
    return SearchText.of(Document((block,), text))


def places(text: str, **selector) -> list[tuple[int, int]]:
    given = TextQuoteSelector(occurrence=0, **selector)
    return list(QuoteMatcher(search_text(text), [given]).match(given).spans)


def clusters(text: str) -> list[str]:
    return regex.findall(r"\X", text)


@st.composite
def passages(draw) -> tuple[str, int, int]:
    """A text and a span of whole grapheme clusters in it that begins and ends with something."""
    text = draw(texts)
    ends = [0, *(m.end() for m in regex.finditer(r"\X", text))]
    start, end = sorted(draw(st.tuples(st.sampled_from(ends), st.sampled_from(ends))))
    return text, start, end


def typed_otherwise(draw, text: str) -> str:
    """The same words, typed in another way."""
    others = {}
    for signs in ('“”„‟«»〝〞〟"＂', "‘’‚‛‹›ʼ'＇", "‐‑‒–—―−-－"):
        others |= dict.fromkeys(signs, signs)
    others[" "] = others["\u00a0"] = ("\u3000", "\n", " \u2009", "\t", "\u200b \u2060")
    others |= {"…": ("...",), "ﬁ": ("fi",), "ﬃ": ("ffi", "fﬁ"), "f": ("f", "ｆ")}
    for c in map(chr, range(0x21, 0x7F)):
        others[c] = (*others.get(c, c), chr(ord(c) + 0xFEE0))
    unseen = ("", "", "", "\u00ad", "\u200b", "\u200d", "\ufe0e", "\ufeff", "\u2066")
    typed = ""
    for cluster in clusters(text):
        typed += "".join(draw(st.sampled_from(others.get(c, (c,)))) for c in cluster)
        typed += draw(st.sampled_from(unseen))
        if cluster in ("世", "界", "の", "か", "「"):
            typed += draw(st.sampled_from(["", " ", "\n"])) if not typed.endswith("\n") else ""
    return unicodedata.normalize(draw(st.sampled_from(["NFC", "NFD"])), typed)


@settings(max_examples=500, deadline=None)
@given(passages(), texts.map(lambda text: text[:4]), st.booleans())
def test_a_quote_stands_where_brute_force_finds_it(passage, other, within_word):
    text, start, end = passage
    for quote in (text[start:end], other):
        if plainly(quote).strip():
            expected = brute_force(text, quote, within_word=within_word)
            assert places(text, quote=quote, within_word=within_word) == expected


@settings(max_examples=500, deadline=None)
@given(passages(), st.data())
def test_a_quote_typed_otherwise_stands_in_the_same_places(passage, data):
    text, start, end = passage
    quote = typed_otherwise(data.draw, text[start:end])
    assume(plainly(quote).strip() == plainly(text[start:end]).strip() != "")
    expected = brute_force(text, text[start:end], within_word=True)
    assert places(text, quote=quote, within_word=True) == expected


@settings(max_examples=400, deadline=None)
@given(passages(), st.integers(0, 6), st.integers(0, 6), st.data())
def test_prefix_and_suffix_stand_beside_the_quote(passage, before, after, data):
    text, start, end = passage
    assume(plainly(text[start:end]).strip())
    prefix = "".join(clusters(text[:start])[-before:] if before else [])
    suffix = "".join(clusters(text[end:])[:after])
    assume(plainly(prefix).strip() or plainly(suffix).strip())
    expected = [
        (i, j)
        for i, j in brute_force(text, text[start:end], within_word=True)
        if plainly(text[:i]).strip().endswith(plainly(prefix).strip())
        and plainly(text[j:]).strip().startswith(plainly(suffix).strip())
    ]
    found = places(text, quote=text[start:end], prefix=prefix, suffix=suffix, within_word=True)
    anywhere = brute_force(text, text[start:end], within_word=True)
    assert found == (expected or (anywhere if len(anywhere) == 1 else []))


@settings(max_examples=400, deadline=None)
@given(st.one_of(texts, st.text(max_size=12)))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text).text).text == fold(text).text


@settings(max_examples=400, deadline=None)
@given(st.one_of(texts, st.text(max_size=12)))
def test_canonically_equal_texts_fold_to_the_same(text):
    forms = ("NFC", "NFD")
    assert {fold(unicodedata.normalize(form, text)).text for form in forms} == {fold(text).text}


@settings(max_examples=500, deadline=None)
@given(st.one_of(texts, st.text(max_size=12)), st.data())
def test_a_place_in_the_folded_text_leads_to_the_words_it_was_made_of(text, data):
    folded = fold(text)
    edges = [i for i in range(len(folded.text) + 1) if folded.is_edge(i)]
    start, end = sorted(data.draw(st.tuples(st.sampled_from(edges), st.sampled_from(edges))))
    if folded.text[start:end].strip(" "):
        span = search_text(text).span((start, end))
        assert fold_quote(text[slice(*span)]) == folded.text[start:end].strip(" ")
        assert 0 <= span[0] < span[1] <= len(text)
