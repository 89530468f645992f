"""What every reader of values needs: the scope that it reads in, and words for what it finds."""

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Any, TypeAlias

from postil.catalogue import diagnose
from postil.deferred import dataclass
from postil.diagnostics import Diagnostic
from postil.read.nodes import YamlList, YamlMap, YamlNode, YamlText
from postil.source import SourceFile


@dataclass(slots=True)
class Scope:
    """What a value is read in: its file, the language of plain texts, the kinds of notes."""

    file: SourceFile
    language: str
    kinds: tuple[str, ...] | None = ()
    """Names of the kinds that `site.yaml` declares; `None` where it could not be read."""
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def tell(self, code: str, offset: int, message: str, hint: str = "") -> Any | None:
        """Add a diagnostic at an offset of the file. Gives `None`, which readers hand on."""
        self.diagnostics.append(diagnose(code, self.file.position(offset), message, hint))
        return None

    def wrong(self, node: YamlNode, message: str, hint: str = "") -> Any | None:
        """Add "a value of the wrong kind" at a node. Gives `None`."""
        return self.tell("y-005", node.start, message, hint)

    def is_in_brackets(self, node: YamlNode) -> bool:
        """Whether a list or mapping is written in brackets, which a text may begin with too."""
        return self.file.text[node.start : node.start + 1] in ("[", "{")


Schema: TypeAlias = Mapping[str, Any]
Read: TypeAlias = Callable[[YamlNode, Scope], Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value: how it is read (node → value, or `None` after telling), and its schema."""

    read: Read
    schema: Schema
    is_text: bool = False
    """Words for readers, in which a `#` may well be meant."""


def describe_node(node: YamlNode) -> str:
    """What a node is, in an author's words."""
    if isinstance(node, YamlList):
        return "a list"
    if isinstance(node, YamlMap):
        return "fields"
    return "nothing" if node.is_missing else "a text"


def said(node: YamlNode) -> str:
    """What an author wrote, as a message repeats it."""
    if isinstance(node, YamlText) and node.text.strip():
        return f"'{short(node.text.strip())}'"
    return "an empty text" if isinstance(node, YamlText) else describe_node(node)


def short(text: str) -> str:
    """A text as a message repeats it: on one line, not too long."""
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"
