"""Characters that are another way to type others, or that nobody sees."""

import unicodedata

INVISIBLE = (
    "\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"
)
"""Soft hyphen, joiners, zero-width spaces, direction marks, variation selectors. The tags of
U+E0000 are not here: they tell one flag from another."""

SPACE = "\\s\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""As in a class of a pattern."""

LETTERS: dict[str, str] = {
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u301d\u301e\u301f", '"'),
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2039\u203a\u02bc", "'"),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\u2e3a\u2e3b", "-"),
    "\u2026": "...",
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
}
"""Character → what is usually typed for it."""


def _width_forms() -> dict[str, str]:
    """Full- and half-width forms (U+FF01 to U+FFEE) and the characters that they stand for."""
    forms = {}
    for code in range(0xFF01, 0xFFEF):
        character = chr(code)
        width, _, base = unicodedata.decomposition(character).partition(" ")
        if width in ("<wide>", "<narrow>"):
            plain = chr(int(base, 16))
            forms[character] = LETTERS.get(plain, plain)
    # Half-width sound marks combine with the kana before them, as in the usual kana.
    return forms | {"\uff9e": "\u3099", "\uff9f": "\u309a"}


LETTERS |= _width_forms()
