"""Quotes in random texts: against a brute-force matcher, and through every way of typing them."""

import re
import unicodedata
from itertools import pairwise

import pytest
import regex
from hypothesis import example, given, settings
from hypothesis import strategies as st

from postil.anchor.folding import fold, fold_quote
from postil.anchor.quotes import QuoteMatcher
from postil.anchor.text import SearchText
from postil.document import Block, Document, Words
from postil.format.records import TextQuoteSelector

LETTERS = ["a", "n", "A", "1", "0", "f", "i", "s", ".", ",", "_", "!", "(", "世", "界", "の", "ア"]
NASTY = [
    *("é", "e\u0301", "e", "ß", "ss", "²", "2", "x\u0302\u0323", "q\u0307", "Ж", "ש", "שׁ"),
    *("か\u3099", "が", "か", "ｶﾞ", "ｶ", "ガ", "각", "가", "\u1100\u1161\u11a8", "\u1100\u1161", "나"),
    *("Ａ", "１", "．", "，", "！", "（", "。", "｡", "「", "\u3000", "\ufa19", "神"),
    *("-", "\u2011", "–", "−", "'", "’", "ʼ", '"', "“", "»", "…", "...", "ﬁ", "ﬃ", "ff"),
    *("\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u200f", "\u2067"),
    *("❤", "❤\ufe0f", "👩", "👧", "👩\u200d👧", "👍", "👍🏽", "1\ufe0f\u20e3"),
    *("🇹🇼", "🇺🇸", "🇼", "ก", "น้ำ", "क्षि"),
]
SPACES = [" ", " ", " ", "\u00a0", "\u2009", "\n", "  ", "\t "]
texts = st.lists(st.sampled_from(LETTERS + NASTY + SPACES), max_size=14).map("".join)

# What the rules say, without a look at how Postil keeps them.
UNSEEN = re.compile("[\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
SIGNS = {'"': "“”„‟«»〝〞〟", "'": "‘’‚‛‹›ʼ", "-": "‐‑‒–—―−", "...": "…", "\u3099": "ﾞ"}
TYPED = {sign: plain for plain, signs in SIGNS.items() for sign in signs}
TYPED |= {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}
TYPED |= {c: unicodedata.normalize("NFKC", c) for c in map(chr, range(0xFF01, 0xFF9E))}
CJK = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}\u3001-\u301f]"
MARK = r"[!-/:-@\[-`{-~]"
NO_SPACE = regex.compile(rf"(?<={CJK}) (?={CJK}|{MARK})|(?<={MARK}) (?={CJK})")
UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "BOPOMOFO")


def plainly(text: str) -> str:
    """A text as everybody would type it."""
    seen = UNSEEN.sub("", unicodedata.normalize("NFC", text))
    typed = unicodedata.normalize("NFC", "".join(TYPED.get(c, c) for c in seen))
    return NO_SPACE.sub("", re.sub(r"\s+", " ", typed))


def is_edge(before: str, after: str) -> bool:
    """Whether neither a word nor a number goes on from one text to the next."""
    around = [unicodedata.normalize("NFD", plainly(side)) for side in (before, after)]
    bare = ["".join(c for c in side if unicodedata.category(c)[0] != "M") for side in around]
    word = r"[^\W" + "".join({c for c in "".join(bare) if _is_unspaced(c)}) + "]"
    joint = "|".join(bare)
    return not re.search(rf"{word}\|{word}|\d[.,]\|\d|\d\|[.,]\d", joint)


def _is_unspaced(c: str) -> bool:
    return c.isalnum() and unicodedata.name(c, "").startswith(UNSPACED)


def brute_force(text: str, quote: str, *, within_word: bool = False) -> list[tuple[int, int]]:
    """Every span of whole grapheme clusters that reads as the quote does."""
    ends = [0, *(m.end() for m in regex.finditer(r"\X", text))]
    seen = [(a, b) for a, b in pairwise(ends) if plainly(text[a:b]).strip()]
    wanted = plainly(quote).strip()
    return [
        (start, end)
        for start, _ in seen
        for _, end in seen
        if start < end
        and plainly(text[start:end]).strip() == wanted
        and (within_word or all(is_edge(text[:i], text[i:]) for i in (start, end)))
    ]


def search_text(text: str) -> SearchText:
    """A text as one paragraph, whatever it holds."""
    block = Block("p", (Words(text, 0),) if text else (), 0, len(text), 1)
    return SearchText.of(Document((block,), text))


def places(text: str, **selector) -> list[tuple[int, int]]:
    given = TextQuoteSelector(occurrence=0, **selector)
    return list(QuoteMatcher(search_text(text), [given]).match(given).spans)


@settings(max_examples=1500)
@given(texts, st.data(), st.booleans())
def test_a_quote_stands_where_brute_force_finds_it(text, data, within_word):
    ends = [0, *(m.end() for m in regex.finditer(r"\X", text))]
    start, end = sorted(data.draw(st.tuples(st.sampled_from(ends), st.sampled_from(ends))))
    quote = data.draw(st.one_of(st.just(text[start:end]), texts.map(lambda t: t[:4])))
    if plainly(quote).strip():
        expected = brute_force(text, quote, within_word=within_word)
        assert places(text, quote=quote, within_word=within_word) == expected
