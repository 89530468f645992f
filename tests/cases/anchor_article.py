"""An article and its YAML, anchored; and its places shown as a table can hold them."""

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from postil.anchor.anchoring import anchor_library
from postil.diagnostics import Diagnostic
from postil.document import Document
from postil.markdown import compose
from postil.markdown.parser import parse_markdown
from postil.model import Anchor, AnchoredArticle, Library, Span
from postil.read.library import read_library
from postil.read.yaml_quoting import double_quote
from postil.validate import validate_library

Selector = Mapping[str, str | int | bool]


@dataclass(frozen=True)
class Anchored:
    """What became of an article and its annotations."""

    result: AnchoredArticle
    diagnostics: tuple[Diagnostic, ...]

    @property
    def text(self) -> str:
        return self.result.article.document.text

    @property
    def codes(self) -> list[str]:
        return [d.code for d in self.diagnostics]

    def anchor(self, name: str) -> Anchor:
        """The anchor of an annotation, by its id; a question's too."""
        anchors = (*self.result.anchors, *self.result.evidence)
        return next(a for a in anchors if a.annotation.id == name)

    def words(self, name: str) -> list[str]:
        """The very words that an annotation marks."""
        return [self.text[slice(*span)] for span in self.anchor(name).spans]

    def show(self, name: str) -> str:
        """The text with the places of one annotation in brackets."""
        return show(self.text, self.anchor(name).spans)


def show(text: str, spans: Iterable[Span]) -> str:
    """A text with `⟦⟧` around spans that do not cross."""
    edges = [(start, "⟦") for start, _ in spans] + [(end, "⟧") for _, end in spans]
    for offset, sign in sorted(edges, key=lambda e: (-e[0], e[1] == "⟧")):
        text = text[:offset] + sign + text[offset:]
    return text


def write_yaml(selector: Selector, indent: str = "    ") -> str:
    """A selector as the lines of a YAML mapping."""
    return "".join(
        f"{indent}{name}: {double_quote(value) if isinstance(value, str) else str(value).lower()}\n"
        for name, value in selector.items()
    )


def note(selector: Selector | str, name: str = "n") -> str:
    """A note's YAML, with the id `n`."""
    given = {"quote": selector} if isinstance(selector, str) else selector
    return f"notes:\n  - id: {name}\n    note: A note.\n" + write_yaml(given)


def read(files: Mapping[str, str]) -> Library:
    """A valid library; whatever is wrong with it but a warning is wrong with the test."""
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder).resolve() / "content"
        for name, text in files.items():
            file = content / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
        source, told = read_library(content)
        library, faults = validate_library(source, "content")
    assert [d for d in (*told, *faults) if d.severity == "error"] == []
    return library


def anchor(markdown: str, yaml: str = "", shared: str = "", language: str = "en") -> Anchored:
    """Read, validate and anchor one article."""
    files = {
        "site.yaml": f"title: Site\nlanguage: {language}\n",
        "a/article.md": markdown,
        "a/article.yaml": "title: Test\n",
        "a/annotations.yaml": yaml,
        "shared.yaml": shared,
    }
    anchored, told = anchor_library(read(files))
    return Anchored(anchored.articles[0], tuple(told))


def document_of(markdown: str, language: str = "en") -> Document:
    """Markdown as a document."""
    return compose(parse_markdown(markdown, language, "zh-Hant"))
