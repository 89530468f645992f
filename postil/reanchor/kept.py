"""What a build keeps of the anchors that it made, and what it leaves for `reanchor` to tell."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from postil.anchor.folding import fold
from postil.anchor.text import SearchText
from postil.document import Document
from postil.keeping.anchors import Key, Record, from_bytes, keep, recall
from postil.model import Span


def keep_built(content: Path, records: Mapping[str, bytes]) -> None:
    """Keep what the anchors of some articles stand on, after a good build.

    An article stays as it was known where a quote has jumped: its words stand, and the build took
    them, but where they stood is something else now. Forgotten, that could not be told any more.
    """
    keep(content, _settled(content, records))


def _settled(content: Path, records: Mapping[str, bytes]) -> Iterable[tuple[str, bytes]]:
    known = recall(content, records)
    for slug, data in records.items():
        if slug not in known or (data != known[slug] and not _has_jumped(known[slug], data)):
            yield slug, data


def _has_jumped(before: bytes, now: bytes) -> bool:
    old, new = from_bytes(before), from_bytes(now)
    return old is not None and new is not None and any(_jumps(old, new))


def _jumps(old: Record, new: Record) -> Iterator[bool]:
    """Whether quotes stand elsewhere than the old text leads to, those left out that are sure."""
    if old.text == new.text or not (doubtful := touched(old, new)):
        return
    from postil.reanchor.trail import Trail, is_sure  # most changes are where nothing is quoted

    text = SearchText(Document((), new.text), fold(new.text))
    trail = Trail(old.text, text)
    for key in doubtful:
        spans = new.spans[key]
        before = old.spans.get(key, ())
        if len(spans) != 1 or len(before) != 1 or is_sure(new.text[slice(*spans[0])]):
            continue
        step = trail.follow(before[0])
        start, end = (text.folded.offset_of(offset) for offset in spans[0])
        yield step is None or not start <= step.place[0] < end


def touched(old: Record, new: Record) -> list[Key]:
    """The quotes of a new text that do not stand in lines before or behind all that was changed."""
    head = _shared(old.text, new.text)
    tail = _shared(old.text[head:][::-1], new.text[head:][::-1])
    grown = len(new.text) - len(old.text)

    def is_as_before(key: Key, spans: tuple[Span, ...]) -> bool:
        before = old.spans.get(key)
        if spans[-1][1] <= head:
            return spans == before
        is_behind = spans[0][0] >= len(new.text) - tail
        return is_behind and tuple((s - grown, e - grown) for s, e in spans) == before

    return [key for key, spans in new.spans.items() if not is_as_before(key, spans)]


def _shared(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginning, in whole lines."""
    lengths = range(min(len(one), len(other)) + 1)
    same = bisect_left(lengths, 1, key=lambda size: one[:size] != other[:size]) - 1
    is_whole = {one[same : same + 1], other[same : same + 1]} <= {"", "\n"}
    return same if is_whole else one.rfind("\n", 0, same) + 1
