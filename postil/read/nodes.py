"""YAML as a tree of nodes in which every scalar is text and knows its place.

YAML's own types would change an author's words (`no`, `1.10`, `12:30`); here only the schema
gives a value its type. Nodes are tuples, which are made in half the time of other records.
"""

from typing import NamedTuple, TypeAlias


class YamlText(NamedTuple):
    """A scalar, as typed."""

    text: str
    start: int
    """Offset of its first character (of the opening quotation mark, if any) in the file."""
    end: int
    """Offset after its last character."""
    plain: bool
    """Written without quotation marks and not as a block."""

    @property
    def is_missing(self) -> bool:
        """Only an empty plain value is missing; `~`, `null` and `""` are text."""
        return self.plain and not self.text


class YamlList(NamedTuple):
    """A sequence."""

    items: "tuple[YamlNode, ...]"
    start: int
    end: int


class YamlMap(NamedTuple):
    """A mapping; its keys are scalars, each once."""

    pairs: "tuple[tuple[YamlText, YamlNode], ...]"
    start: int
    end: int


YamlNode: TypeAlias = YamlText | YamlList | YamlMap
