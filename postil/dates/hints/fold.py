"""Text as typed by hand or by an input method, brought to plain characters for guessing."""

import re
import unicodedata

RANGE = "–"
"""Every dash that is longer than a hyphen becomes this one."""

WAVE = "〜"
"""A dash in East Asia, a tilde from an input method: both are this one."""

_DASHES = str.maketrans(
    dict.fromkeys("‒–—―", RANGE)
    | dict.fromkeys("〜～", WAVE)
    | dict.fromkeys("‐‑−﹘﹣－", "-")
    | dict.fromkeys("‘’“”\"'`\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}")
)
_SPACES = re.compile(r"\s+")


def fold(text: str) -> str:
    """Small ASCII letters and digits where there are such, single spaces, no quotation marks."""
    plain = unicodedata.normalize("NFKC", text.translate(_DASHES)).lower()
    digits = "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in plain)
    return _SPACES.sub(" ", digits).strip(" ,;:")
