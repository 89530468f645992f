"""The content folder as it is read: sources and YAML nodes, not yet checked against the format."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from postil.diagnostics import Diagnostic
from postil.read.files import Shelf
from postil.read.nodes import YamlNode
from postil.read.yaml_reader import read_yaml
from postil.source import SourceFile

_FENCE = "---\n"


@dataclass(frozen=True, slots=True)
class YamlSource:
    """A YAML file, or front matter, and its nodes."""

    file: SourceFile
    root: YamlNode | None
    """`None` for an empty document."""


@dataclass(frozen=True, slots=True)
class ArticleSource:
    """What an article's folder holds."""

    slug: str
    file: SourceFile
    body: int
    """Where the text begins, after the front matter."""
    is_plain: bool
    """`article.txt`, in which nothing is markup."""
    front: YamlSource
    annotations: tuple[YamlSource, ...]
    assets: Mapping[str, bytes]
    """Every other file, by its path in the folder."""


@dataclass(frozen=True, slots=True)
class LibrarySource:
    """What the content folder holds."""

    name: str
    site: YamlSource | None
    shared: tuple[YamlSource, ...]
    articles: tuple[ArticleSource, ...]
    slugs: tuple[str, ...]
    """Names of all article folders, also of those that could not be read."""


def read_library(content: Path) -> tuple[LibrarySource, list[Diagnostic]]:
    """Read a content folder, given as an absolute path.

    Raises FileNotFoundError or NotADirectoryError when there is no such folder.
    """
    if not content.exists():
        raise FileNotFoundError(content)
    if not content.is_dir():
        raise NotADirectoryError(content)
    shelf = Shelf(content)
    entries = shelf.entries(content)
    files = [e for e in entries if not e.is_dir()]
    folders = [e for e in entries if e.is_dir()]
    _refuse_yml(shelf, files)
    site = None
    shared = []
    for file in files:
        if file.suffix == ".yaml":
            source = _read_yaml(shelf, file)
            if file.name == "site.yaml":
                site = source
            elif source is not None:
                shared.append(source)
    articles = [_read_article(shelf, folder) for folder in folders]
    library = LibrarySource(
        content.parent.name,
        site,
        tuple(shared),
        tuple(a for a in articles if a is not None),
        tuple(folder.name for folder in folders),
    )
    return library, shelf.diagnostics


def _refuse_yml(shelf: Shelf, files: list[Path]) -> None:
    for file in files:
        if file.suffix.lower() == ".yml" or (
            file.suffix != ".yaml" and file.suffix.lower() == ".yaml"
        ):
            shelf.tell("f-009", file, "this file would be left out", f"name it {file.stem}.yaml")


def _read_yaml(shelf: Shelf, file: Path) -> YamlSource | None:
    source = shelf.read_text(file)
    if source is None:
        return None
    root, diagnostics = read_yaml(source)
    shelf.diagnostics += diagnostics
    return YamlSource(source, root)


def _read_article(shelf: Shelf, folder: Path) -> ArticleSource | None:
    entries = shelf.entries(folder)
    files = {e.name: e for e in entries if not e.is_dir()}
    texts = [name for name in ("article.md", "article.txt") if any(e.name == name for e in entries)]
    _refuse_yml(shelf, list(files.values()))
    if len(texts) != 1:
        if texts:
            shelf.tell(
                "f-002", folder, "this folder has both article.md and article.txt", "keep one"
            )
        else:
            hint = "put the text into article.md or article.txt"
            shelf.tell("f-002", folder, "this folder has no article", hint)
        return None
    annotations = tuple(
        source
        for name, file in files.items()
        if file.suffix == ".yaml" and name != "article.yaml"
        if (source := _read_yaml(shelf, file)) is not None
    )
    beside = _read_yaml(shelf, files["article.yaml"]) if "article.yaml" in files else None
    text = shelf.read_text(folder / texts[0])
    if text is None:
        return None
    front, body = _split_front_matter(shelf, text)
    if beside is not None:
        if front is not None:
            hint = "keep one of them"
            message = "front matter stands both here and above the article"
            shelf.tell("f-010", folder / "article.yaml", message, hint)
        front = front or beside
    assets = _read_assets(shelf, folder, entries)
    front = front or YamlSource(text, None)
    return ArticleSource(
        folder.name, text, body, texts[0] == "article.txt", front, annotations, assets
    )


def _split_front_matter(shelf: Shelf, file: SourceFile) -> tuple[YamlSource | None, int]:
    """Front matter stands between two lines of three hyphens, the first line being one."""
    text = file.text
    if not text.startswith(_FENCE):
        return None, 0
    end = text.find("\n---", len(_FENCE) - 1)
    while end >= 0 and text[end + 4 : end + 5] not in ("\n", ""):
        end = text.find("\n---", end + 1)
    if end < 0:
        return None, 0
    root, diagnostics = read_yaml(file, len(_FENCE), end + 1)
    shelf.diagnostics += diagnostics
    return YamlSource(file, root), min(end + 5, len(text))


def _read_assets(shelf: Shelf, folder: Path, entries: list[Path]) -> dict[str, bytes]:
    """Every file but the article and YAML, in sub-folders too."""
    assets: dict[str, bytes] = {}
    waiting = list(reversed(entries))
    while waiting:
        entry = waiting.pop()
        if entry.is_dir():
            waiting += reversed(shelf.entries(entry))
            continue
        name = entry.relative_to(folder).as_posix()
        if entry.suffix in (".yaml", ".yml") or name in ("article.md", "article.txt"):
            continue
        data = shelf.read_bytes(entry)
        if data is not None:
            assets[name] = data
    return assets
