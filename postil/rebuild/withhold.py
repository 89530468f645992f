"""Records without answers: only what the format knows, and of questions only what pupils get."""

from collections.abc import Container, Iterator

from postil.deferred import dataclass
from postil.format.declare import Placed, specs
from postil.format.reader import SchemaOf
from postil.format.records import WITHHELD, Question, TextQuoteSelector
from postil.read.nodes import YamlList, YamlMap, YamlNode, YamlText

_EVIDENCE = frozenset(specs(TextQuoteSelector))
"""The fields of a question that say where its answer stands."""


@dataclass(frozen=True, slots=True)
class Withholding:
    """What is withheld from one file."""

    provable: Container[int]
    """Where the questions begin whose evidence stands in one paragraph. With evidence anywhere
    else a question is for pupils the same as without, and it is not said that there was any."""

    def of(self, record: type[Placed], node: YamlMap) -> YamlMap:
        """A record that keeps the format, without what goes to the teacher alone.

        What it takes out, it says in `withheld`. Applied again, it changes nothing.
        """
        pairs = tuple(self._pairs(record, node))
        if record is Question and (withheld := self._withheld(node)):
            pairs = (*pairs, (text_node("withheld"), withheld))
        return YamlMap(pairs, node.start, node.end)

    def _pairs(self, record: type[Placed], node: YamlMap) -> Iterator[tuple[YamlText, YamlNode]]:
        fields = specs(record)
        for key, value in node.pairs:
            if key.text not in fields or (isinstance(value, YamlText) and value.is_missing):
                continue
            if record is Question and key.text in ("answer", "withheld", *_EVIDENCE):
                continue
            schema = fields[key.text][1].kind.schema
            inner = schema.record if isinstance(schema, SchemaOf) else None
            yield key, self._value(inner, value)

    def _value(self, record: type[Placed] | None, node: YamlNode) -> YamlNode:
        if record is None or isinstance(node, YamlText):
            return node
        if isinstance(node, YamlMap):
            return self.of(record, node)
        items = tuple(self._value(record, item) for item in node.items)
        return YamlList(items, node.start, node.end)

    def _withheld(self, question: YamlMap) -> YamlList | None:
        """What is taken out of a question, and what was before."""
        fields = {key.text: value for key, value in question.pairs}
        taken = set(_texts(fields.get("withheld")))
        if not _is_missing(fields.get("answer")):
            taken.add("answer")
        if question.start in self.provable:
            taken.add("evidence")
        items = tuple(text_node(name) for name in WITHHELD if name in taken)
        return YamlList(items, question.start, question.end) if items else None


def text_node(text: str) -> YamlText:
    """A text that stands in no file."""
    return YamlText(text, 0, 0, plain=False)


def _is_missing(node: YamlNode | None) -> bool:
    return node is None or (isinstance(node, YamlText) and node.is_missing)


def _texts(node: YamlNode | None) -> Iterator[str]:
    items = node.items if isinstance(node, YamlList) else (node,)
    yield from (item.text.strip() for item in items if isinstance(item, YamlText))
