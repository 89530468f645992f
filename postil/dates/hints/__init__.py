"""What an author may have meant with a text that is no EDTF date.

Nothing here decides: the build stops at such a text, and the hint gives the date to paste.
"""

import re
from collections.abc import Iterator

from postil.dates.errors import DateError
from postil.dates.grammar import MAX_LENGTH, read_expression
from postil.dates.hints.fold import RANGE, WAVE, fold
from postil.dates.hints.levels import LEVELS
from postil.dates.hints.numbers import NUMBERS, complete
from postil.dates.hints.phrases import PHRASES

_RULES = LEVELS + NUMBERS + PHRASES

_QUALIFIED = tuple(
    (re.compile(pattern), qualifier)
    for pattern, qualifier in (
        (r"(?:circa|ca?\.?|about|around|approx(?:imately|\.)?|roughly|[~≈]|約|约) ?(.+)", "~"),
        (r"(.+?) ?(?:\(?(?:ca?\.?|circa|about|approx(?:\.|imately)?)\)?|or so|~|頃|左右)", "~"),
        (r"(?:perhaps|possibly|probably|maybe|\?) ?(.+)", "?"),
        (r"(.+?) ?(?:\(\?\)|\?|\(?uncertain\)?)", "?"),
    )
)
_MAX_QUALIFIERS = 2
"""Words for a qualifier that are taken off: each can be found in several ways."""

_HALF_OPEN = tuple(
    (re.compile(pattern), interval)
    for pattern, interval in (
        (r"(?:before|until|till|by|up to|to|ante|–) ?(.+)", "../{date}"),
        (r"(?:after|since|from|post) (.+?)(?: (?:on|onwards?))?", "{date}/.."),
        (r"(.+?)(?: (?:on|onwards?)|[–-]| ?[–-] ?(?:present|now|today|open))", "{date}/.."),
    )
)
_SEPARATOR = re.compile(r" ?/ ?| ?– ?| - | ?\.\.+ ?| (?:to|until|till|through) |至|到")
_YEARS = re.compile(r"([0-9]{4})-([0-9]{4})")
_BETWEEN = re.compile(r"between (.+?) and (.+)")
_OPEN = ("open", "present", "now", "today", "ongoing", "..")

_UNKNOWN = ("", "?", "unknown", "an unknown date")


def suggest(text: str) -> tuple[str, ...]:
    """The EDTF dates that may be meant, likeliest first; each is one that can be read."""
    if len(text) > MAX_LENGTH:
        return ()
    typed = fold(text)
    folded = typed.replace(WAVE, RANGE)
    found = [*_single(f"{typed[:-1]}~")] if typed.endswith(WAVE) else [*_single(folded)]
    # A long dash may stand for a hyphen or for a range: `2001–02`.
    if not found or folded.count(RANGE) == 1:
        found.extend(_intervals(folded))
    return tuple(dict.fromkeys(edtf for edtf in found if _is_date(edtf)))


def _is_date(edtf: str) -> bool:
    try:
        read_expression(edtf)
    except DateError:
        return False
    return True


def _single(folded: str, qualifiers: int = _MAX_QUALIFIERS) -> Iterator[str]:
    """Dates, and the few intervals that are written like one."""
    text = folded.replace(RANGE, "-")
    if _is_date(edtf := text.replace(" ", "").upper()):
        yield edtf
        return
    for pattern, guess in _RULES:
        if match := pattern.fullmatch(text):
            good = [edtf for edtf in guess(match) if _is_date(edtf)]
            yield from good
            if good:
                return
    for pattern, qualifier in _QUALIFIED if qualifiers else ():
        if match := pattern.fullmatch(folded):
            yield from _qualified(match[1], qualifier, qualifiers - 1)


def _qualified(folded: str, qualifier: str, qualifiers: int) -> Iterator[str]:
    for edtf in _single(folded, qualifiers):
        both = edtf[-1] in "?~%" and edtf[-1] != qualifier
        yield edtf.rstrip("?~%") + ("%" if both else qualifier)


def _intervals(folded: str) -> Iterator[str]:
    text = _BETWEEN.sub(r"\1/\2", _YEARS.sub(r"\1/\2", folded)).removeprefix("from ")
    if match := _SEPARATOR.search(text):
        left, right = text[: match.start()], text[match.end() :]
        missing = "" if match[0].strip() == "/" else ".."
        if left or right:
            yield from _between(left or missing, right or missing)
    for pattern, interval in _HALF_OPEN:
        if match := pattern.fullmatch(folded):
            for edtf in _single(match[1]):
                yield interval.format(date=edtf)


def _between(left: str, right: str) -> Iterator[str]:
    for start in _side(left, right):
        for end in _end(right, start) or _side(right, left):
            forward = f"{start}/{end}"
            yield forward if _is_date(forward) else f"{end}/{start}"


def _end(side: str, start: str) -> list[str]:
    """Two digits complete what the start has: `1945/50`, `1945-08-15/20`."""
    if re.fullmatch("[0-9]{2}", side) and re.fullmatch("[0-9]{4}(?:-[0-9]{2}){0,2}", start):
        return [complete(side, start)]
    return []


def _side(side: str, other: str) -> list[str]:
    """A start or an end; `15` in "15 to 20 August 1945" borrows what it lacks."""
    if side in _OPEN:
        return [".."]
    if side in _UNKNOWN:
        return [""]
    words = other.split(" ")
    texts = [side, f"{side} {words[-1]}", f"{side} {' '.join(words[-2:])}"]
    if re.fullmatch("[0-9]{1,2}", side):
        texts.reverse()  # A day rather than a year of two digits.
    for text in texts:
        if found := [edtf.partition("T")[0] for edtf in _single(text) if "/" not in edtf]:
            return found
    return []
