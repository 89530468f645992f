"""The sources of an article: numbered in the order in which notes cite them, and cited where."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from postil.deferred import dataclass
from postil.format.records import Annotation, Source
from postil.model import AnchoredArticle

if TYPE_CHECKING:
    from postil.arrange.reader import ArrangedArticle, NumberedNote


def number_sources(
    anchored: AnchoredArticle, notes: "Sequence[NumberedNote]", shared: Sequence[Source]
) -> tuple[tuple[int, Source], ...]:
    """The sources that are cited, in the order of the notes, then the article's others."""
    known = {s.id: s for s in (*shared, *anchored.article.sources)}
    annotations: list[Annotation] = [n.annotation for n in notes]
    annotations += [a.annotation for a in anchored.anchors if not a.spans]
    annotations += [a.annotation for a in anchored.evidence]
    cited = [c.id for a in annotations for c in a.sources if c.id in known]
    order = dict.fromkeys([*cited, *(s.id for s in anchored.article.sources)])
    return tuple((number, known[name]) for number, name in enumerate(order, 1))


@dataclass(frozen=True, slots=True)
class Citing:
    """What cites a source on the article's page."""

    kind: str
    """note, event or question; word for a listed entry, which has no number."""
    number: int
    annotation: Annotation


def citing(arranged: "ArrangedArticle") -> Mapping[str, list[Citing]]:
    """Id of a source → what cites it. An event that the text tells of counts as its note alone."""
    shown = [Citing("note", n.number, n.annotation) for n in arranged.notes]
    shown += [Citing("event", e.number, e.event) for e in arranged.events if e.note is None]
    shown += [Citing("word", 0, entry) for entry in arranged.listed]
    for asked in arranged.questions.values():
        shown += [Citing("question", q.number, q.question) for q in asked]
    cited: dict[str, list[Citing]] = defaultdict(list)
    for place in shown:
        for name in dict.fromkeys(citation.id for citation in place.annotation.sources):
            cited[name].append(place)
    return cited
