"""What a build keeps of the anchors that it made, and what it leaves for `reanchor` to tell."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from postil.anchor.folding import fold
from postil.anchor.text import SearchText
from postil.document import Document
from postil.keeping.anchors import Record, from_bytes, keep, recall


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
    if old.text == new.text:
        return
    from postil.reanchor.trail import Trail, is_sure  # most builds are of texts that stay

    text = SearchText(Document((), new.text), fold(new.text))
    trail = Trail(old.text, text)
    for key, spans in new.spans.items():
        before = old.spans.get(key, ())
        if len(spans) != 1 or len(before) != 1 or is_sure(new.text[slice(*spans[0])]):
            continue
        step = trail.follow(before[0])
        start, end = (text.folded.offset_of(offset) for offset in spans[0])
        yield step is None or not start <= step.place[0] < end
