"""One article as every edition shows it: notes numbered, events dated, questions by stage."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from postil.arrange.sources import number_sources
from postil.arrange.woven import Mark
from postil.deferred import dataclass
from postil.document import Block
from postil.format.records import FAMILY_OF_KIND, Entry, Event, Note, Question, Source
from postil.format.settings import KindOfNote
from postil.format.texts import claim
from postil.links import Targets, files_in, files_in_bodies
from postil.model import Anchor, AnchoredArticle, Span

STAGES = ("before", "while", "after")


class NumberedNote(NamedTuple):
    """A note of the apparatus, with its number and its places."""

    number: int
    annotation: Entry | Note | Event
    kind: str
    family: str
    group: str
    """What the legend shows or hides it with: its family, or its kind where a site declares it."""
    marks: tuple[Mark, ...]
    """In reading order; the first is where the number was given."""
    words: str
    """What it marks at its first place."""
    shared_id: str
    block: int
    """Index of the block that its first control stands in."""


@dataclass(frozen=True, slots=True)
class ListedEvent:
    """An event in its order of time."""

    number: int
    event: Event
    paragraph: int | None
    """The paragraph that tells of it."""
    note: int | None
    """The number of its note in the text."""


@dataclass(frozen=True, slots=True)
class NumberedQuestion:
    """A question, numbered through all stages."""

    number: int
    question: Question
    paragraphs: tuple[int, ...]
    """Where its evidence stands. For the teacher."""
    evidence: tuple[str, ...]
    """The very words. For the teacher."""

    @property
    def can_be_found(self) -> bool:
        """Whether one paragraph proves the answer, here or where its evidence was not withheld."""
        return len(self.paragraphs) == 1 or "evidence" in self.question.withheld


@dataclass(frozen=True)
class ArrangedArticle:
    """What all editions of an article share."""

    anchored: AnchoredArticle
    notes: tuple[NumberedNote, ...]
    """In the order of their numbers."""
    listed: tuple[Entry, ...]
    """The article's own entries that stand nowhere in its text."""
    events: tuple[ListedEvent, ...]
    questions: Mapping[str, tuple[NumberedQuestion, ...]]
    """By stage, in the order of reading."""
    sources: tuple[tuple[int, Source], ...]
    """The sources that notes cite, numbered in the order of the notes, then the others."""
    files: frozenset[str]
    """Files of the article's folder that pupils' pages show or link to."""
    answer_files: frozenset[str]
    """Those that answers show or link to. For the teacher."""

    def marks_by_block(self) -> Mapping[int, list[Mark]]:
        """The marks that touch each block, by the block's index."""
        blocks = self.anchored.article.document.blocks
        starts = [b.start for b in blocks]
        found: dict[int, list[Mark]] = defaultdict(list)
        for note in self.notes:
            for mark in note.marks:
                first = bisect_right(starts, mark.span[0]) - 1
                last = bisect_right(starts, mark.span[1] - 1) - 1
                for i in range(first, last + 1):
                    if blocks[i].start < mark.span[1] and mark.span[0] < blocks[i].end:
                        found[i].append(mark)
        return found


def arrange(
    anchored: AnchoredArticle,
    kinds: Iterable[KindOfNote],
    shared_sources: Sequence[Source],
    targets: Targets,
) -> ArrangedArticle:
    """Number and order an article's apparatus."""
    blocks = anchored.article.document.blocks
    notes = _number_notes(anchored, {kind.name: kind.family for kind in kinds}, blocks)
    text = anchored.article.document.text
    listed = tuple(
        a.annotation
        for a in anchored.anchors
        if isinstance(a.annotation, Entry) and not a.spans and not a.is_shared
    )
    numbers = {note.annotation.id: note.number for note in notes}
    return ArrangedArticle(
        anchored,
        notes,
        listed,
        _list_events(anchored.anchors, numbers, blocks),
        _number_questions(anchored.evidence, blocks, text),
        number_sources(anchored, notes, shared_sources),
        frozenset(_files(anchored, targets)),
        frozenset(_answer_files(anchored, targets)),
    )


def _files(anchored: AnchoredArticle, targets: Targets) -> Iterator[str]:
    article = anchored.article
    if article.front.image:
        yield article.front.image
    yield from files_in(article.document, targets, article.slug)
    shown = [a.annotation for a in (*anchored.anchors, *anchored.evidence)]
    yield from files_in_bodies(shown, targets, article, answers=False)
    yield from files_in_bodies(article.front.changes, targets, article, answers=False)


def _answer_files(anchored: AnchoredArticle, targets: Targets) -> Iterator[str]:
    asked = [a.annotation for a in anchored.evidence]
    yield from files_in_bodies(asked, targets, anchored.article, answers=True)


def _number_notes(
    anchored: AnchoredArticle, declared: dict[str, str], blocks: Sequence[Block]
) -> tuple[NumberedNote, ...]:
    """Numbers follow the controls: by where a first place ends, the inner before the outer."""
    placed = [a for a in anchored.anchors if a.spans]
    order = sorted(
        range(len(placed)), key=lambda i: (placed[i].spans[0][1], -placed[i].spans[0][0], i)
    )
    text = anchored.article.document.text
    starts = [b.start for b in blocks]
    controls = _control_ids(placed)
    families = FAMILY_OF_KIND | {"event": "time"} | declared
    notes = []
    for number, i in enumerate(order, 1):
        anchor = placed[i]
        annotation = anchor.annotation
        assert isinstance(annotation, Entry | Note | Event)
        kind = "event" if isinstance(annotation, Event) else annotation.kind
        family = families[kind]
        group = kind if kind in declared else family
        marks: list[Mark] = []
        for span, control in zip(anchor.spans, controls[i], strict=True):
            words = _one_line(text, span)
            is_again, is_more = bool(marks), annotation.more
            marks.append(
                Mark(annotation.id, number, family, group, span, control, is_again, is_more, words)
            )
        block = bisect_right(starts, anchor.spans[0][1] - 1) - 1
        notes.append(
            NumberedNote(
                number,
                annotation,
                kind,
                family,
                group,
                tuple(marks),
                marks[0].words,
                anchor.shared_id,
                block,
            )
        )
    return tuple(notes)


def _control_ids(placed: Sequence[Anchor]) -> list[list[str]]:
    """`ref-<id>` for first places, `ref-<id>-2` … for others; never the same one twice."""
    taken = {f"ref-{a.annotation.id}" for a in placed}
    controls = []
    for anchor in placed:
        first = f"ref-{anchor.annotation.id}"
        controls.append([first, *[claim(first, taken) for _ in anchor.spans[1:]]])
    return controls


def _one_line(text: str, span: Span) -> str:
    return " ".join(text[slice(*span)].split())


class _Paragraphs:
    """Which paragraph a span begins in."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.starts = [b.start for b in blocks]
        self.numbers = [b.number for b in blocks]

    def of(self, span: Span) -> int | None:
        return self.numbers[bisect_right(self.starts, span[0]) - 1]


def _list_events(
    anchors: Iterable[Anchor], numbers: Mapping[str, int], blocks: Sequence[Block]
) -> tuple[ListedEvent, ...]:
    paragraphs = _Paragraphs(blocks)
    told = [(a.annotation, a.spans) for a in anchors if isinstance(a.annotation, Event)]
    told.sort(key=lambda pair: pair[0].date.sort_key)
    return tuple(
        ListedEvent(
            number, event, paragraphs.of(spans[0]) if spans else None, numbers.get(event.id)
        )
        for number, (event, spans) in enumerate(told, 1)
    )


def _number_questions(
    evidence: Iterable[Anchor], blocks: Sequence[Block], text: str
) -> dict[str, tuple[NumberedQuestion, ...]]:
    anchors = list(evidence)
    paragraphs = _Paragraphs(blocks)
    by_stage: dict[str, tuple[NumberedQuestion, ...]] = {}
    number = 0
    for stage in STAGES:
        asked = []
        for anchor in anchors:
            question = anchor.annotation
            assert isinstance(question, Question)
            if question.stage != stage:
                continue
            number += 1
            told = [paragraphs.of(span) for span in anchor.spans]
            asked.append(
                NumberedQuestion(
                    number,
                    question,
                    tuple(dict.fromkeys(p for p in told if p is not None)),
                    tuple(_one_line(text, span) for span in anchor.spans),
                )
            )
        if asked:
            by_stage[stage] = tuple(asked)
    return by_stage
