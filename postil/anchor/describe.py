"""Describe: from a place in the text to the selector that picks it (the inverse of matching)."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from postil.anchor.folding import Place
from postil.anchor.text import SearchText
from postil.read.yaml_quoting import quote_yaml
from postil.scripts import SOLID, is_solid

_MOST_WORDS = 6
"""A longer prefix is harder to read than a number."""
_MOST_PLACES = 200
"""Among more places than this a number is quicker found."""


@cache
def _last_word() -> re.Pattern[str]:
    """Compiled when it is needed, which is seldom: it takes milliseconds."""
    return re.compile(rf"(?:[{SOLID}]{{1,2}}[^\w\s]+|[^\s{SOLID}]+)\Z")


def show(text: SearchText, place: Place) -> str:
    """The words of a place as they stand in the article, on one line."""
    start, end = text.span(place)
    return " ".join(text.document.text[start:end].split())


def locate(text: SearchText, place: Place) -> str:
    """Where a place stands, for a person: its paragraph, heading or block."""
    block = text.block(text.span(place)[0])
    if block.number is not None:
        return f"paragraph {block.number}"
    names = {"pre": "a code block", "td": "a table", "th": "a table"}
    return names.get(block.tag, "a heading")


def surroundings(text: str, span: tuple[int, int], reach: int = 24) -> str:
    """A passage in its context: `… words before [the passage] words after …`.

    `reach` is how many characters of the context are shown on either side, at most.
    """
    start, end = span
    before = text[max(0, start - reach) : start]
    after = text[end : end + reach]
    if start > reach:
        before = "…" + before.partition(" ")[2] if " " in before.strip() else "…" + before
    if end + reach < len(text):
        after = after.rpartition(" ")[0] + " …" if " " in after.strip() else after + "…"
    return f"{before}[{text[start:end]}]{after}"


def distinguish(text: SearchText, place: Place, places: Sequence[Place]) -> str:
    """One line of YAML that tells a place from the others: a prefix, else an occurrence."""
    prefix = prefix_of(text, place, places)
    if prefix:
        return f"prefix: {quote_yaml(prefix)}"
    return f"occurrence: {bisect_left(places, place) + 1}"


def prefix_of(text: SearchText, place: Place, places: Sequence[Place]) -> str:
    """The fewest words before a place that stand before none of the others; or nothing."""
    folded = text.folded.text
    start = place[0] - (place[0] > 0 and folded[place[0] - 1] == " ")
    begin = start
    for _ in range(_MOST_WORDS if len(places) <= _MOST_PLACES else 0):
        begin = word_start(folded, begin)
        prefix = folded[begin:start]
        if not prefix:
            break
        if not any(
            text.stands_beside(p, prefix, "", within_word=True) for p in places if p != place
        ):
            return show(text, (begin, start))
        if begin == 0:
            break
    return ""


def word_start(folded: str, offset: int) -> int:
    """The start of the word, or of the two ideographs, that ends at or before an offset."""
    head = folded[max(0, offset - 40) : offset].rstrip(" ")
    if not head:
        return offset
    end = max(0, offset - 40) + len(head)
    if is_solid(head[-1]):
        return end - len(head[-2:].lstrip(" "))
    word = _last_word().search(head)
    if not word or (word[0] == head and end > len(head)):
        return offset  # it begins further to the left: no one reads so long a prefix
    return end - len(word[0])
