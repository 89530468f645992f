"""Grapheme clusters: what readers take for one character (UAX 29). A mark never cuts one."""

from postil.model import Span

_REACH = 64
"""Code points looked at on either side. Longer clusters do not occur in writing."""


def snap(text: str, span: Span) -> Span:
    """Widen a span of a text so that it begins and ends between grapheme clusters."""
    start, end = span
    if not _is_simple(text, start):
        start = _boundary(text, start, after=False)
    if not _is_simple(text, end):
        end = _boundary(text, end, after=True)
    return start, end


def _is_simple(text: str, offset: int) -> bool:
    """Whether the characters around an offset are plainly apart: before U+0300, or ideographs."""
    if not 0 < offset < len(text):
        return True
    before, after = text[offset - 1], text[offset]
    apart = after < "\u0300" or "\u3400" <= after <= "\u9fff"
    return apart and (before < "\u0300" or "\u3400" <= before <= "\u9fff" or before.isspace())


def _boundary(text: str, offset: int, *, after: bool) -> int:
    """The nearest cluster boundary at or before an offset, or at or after it."""
    import regex  # takes 20 ms to import; most articles never need it

    first = text.rfind("\n", max(0, offset - _REACH), offset) + 1 or max(0, offset - _REACH)
    for match in regex.finditer(r"\X", text, pos=first, endpos=offset + _REACH):
        if match.end() >= offset:
            if match.end() == offset or after:
                return int(match.end())
            return int(match.start())
    return offset
