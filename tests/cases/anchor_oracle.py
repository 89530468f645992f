"""What the rules of anchoring say, written without a look at how Postil keeps them."""

import re
import unicodedata
from itertools import pairwise

import regex

UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)
SIGNS = {'"': "“”„‟«»〝〞〟", "'": "‘’‚‛‹›ʼ", "-": "‐‑‒–—―−⸺⸻﹘﹣", "...": "…"}
SIGNS |= {"\u3099": "ﾞ", "\u309a": "ﾟ", "ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ", "ffi": "ﬃ", "ffl": "ﬄ"}
TYPED = {c: unicodedata.decomposition(c).split() for c in map(chr, range(0xFF01, 0xFFEF))}
TYPED = {c: chr(int(parts[-1], 16)) for c, parts in TYPED.items() if parts}
TYPED |= {sign: plain for plain, signs in SIGNS.items() for sign in signs}
CJK = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}\u3001-\u301f・ー]"
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
