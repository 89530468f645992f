"""Grapheme clusters: what readers take for one character (UAX 29). A mark never cuts one."""

from postil.scripts import is_one_of

_REACH = 64
"""Code points looked at on either side. Longer clusters do not occur in writing."""

_PLAIN = (
    "\u0000-\u02ff\u0370-\u0482\u048a-\u0587\u1e00-\u1fff\u2010-\u2027\u3001-\u3029"
    "\u3041-\u3096\u30a0-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff01-\uff9d"
)
"""Latin, Greek, Cyrillic, Armenian, kana, ideographs, syllables of Hangul, and common marks:
two of these are never one."""


def is_boundary(text: str, offset: int) -> bool:
    """Whether a cluster begins or ends at an offset."""
    return _is_plain(text, offset) or _cluster(text, offset) == (offset, offset)


def snap(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Widen a span of a text so that it begins and ends between clusters."""
    if _is_plain(text, span[0]) and _is_plain(text, span[1]):
        return span
    return _cluster(text, span[0])[0], _cluster(text, span[1])[1]


def _is_plain(text: str, offset: int) -> bool:
    """Whether two characters of ASCII meet at an offset, or the text begins there."""
    return text[offset - 1 : offset + 1].isascii()


def _are_apart(before: str, after: str) -> bool:
    return is_one_of(_PLAIN, before) and is_one_of(_PLAIN, after)


def _cluster(text: str, offset: int) -> tuple[int, int]:
    """Start and end of the cluster that an offset stands in; between two, the offset twice."""
    if not 0 < offset < len(text) or _are_apart(text[offset - 1], text[offset]):
        return offset, offset
    import regex  # takes 20 ms to import; most articles never need it

    first = max(0, offset - _REACH)  # \X looks back further where it must, as for flags
    for match in regex.finditer(r"\X", text, pos=first, endpos=offset + _REACH):
        if match.end() == offset:
            break
        if match.end() > offset:
            return match.span()
    return offset, offset
