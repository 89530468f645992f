"""Pictures and drawings of a Word file."""

from collections.abc import Iterator
from typing import Any

from postil.importing.folder import file_name
from postil.importing.ledger import Ledger
from postil.importing.manuscript import Inline, Picture
from postil.importing.pictures import kind_of
from postil.importing.word.names import DRAWING, A, R, V, W, words_in


class Pictures:
    """Takes pictures out of the file, each once."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self._names: dict[Any, str] = {}
        self._taken: set[str] = set()
        self._count = 0

    def read(self, element: Any, part: Any, ledger: Ledger) -> Iterator[Inline]:
        """The pictures in a drawing (`w:drawing`, `w:pict` or `w:object`)."""
        boxes = list(element.iter(W + "txbxContent"))
        for box in boxes:
            ledger.note(f"a text box was left out (“{_short(words_in(box))}”)")
        found = list(element.iter(A + "blip", V + "imagedata"))
        for blip in found:
            self._count += 1
            yield from self._picture(blip, element, part, ledger)
        if not found and not boxes:
            kind = "an embedded object" if element.tag == W + "object" else _kind(element)
            ledger.note(f"{kind} was left out")

    def _picture(self, blip: Any, element: Any, part: Any, ledger: Ledger) -> Iterator[Inline]:
        name = f"picture {self._count}"
        relation = part.rels.get(blip.get(R + "embed") or blip.get(R + "id") or "")
        if relation is None or relation.is_external:
            where = relation.target_ref if relation is not None else blip.get(R + "link")
            linked = part.rels.get(where or "")
            address = linked.target_ref if linked is not None else where
            ledger.note(f"{name} stands outside of the file ({address}) and was not fetched")
            return
        target = relation.target_part
        data = target.blob
        kind = kind_of(data)
        if kind is None:
            ending = str(target.partname).rpartition(".")[2].upper()
            ledger.note(f"{name} is of a kind that browsers do not show ({ending})")
            return
        if target.partname not in self._names:
            wanted = _description(element, "name")
            file = file_name(wanted, self._count, kind, self._taken)
            self._names[target.partname] = file
            self.files[file] = data
        alternative = _description(element, "descr") or _description(element, "title")
        if not alternative.strip():
            alternative = name.capitalize()
            ledger.note(
                f"{name} has no description: write one between the brackets of ![{alternative}]"
            )
        yield Picture(self._names[target.partname], " ".join(alternative.split()))


def _description(element: Any, attribute: str) -> str:
    for properties in element.iter(DRAWING + "docPr"):
        return str(properties.get(attribute) or "")
    for shape in element.iter(V + "shape"):
        return str(shape.get("alt" if attribute == "descr" else attribute) or "")
    return ""


def _kind(element: Any) -> str:
    tags = {str(e.tag) for e in element.iter()}
    if any("/chart" in tag for tag in tags):
        return "a chart"
    if any("/diagram" in tag for tag in tags):
        return "a diagram (SmartArt)"
    return "a drawing"


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:59]}…"
