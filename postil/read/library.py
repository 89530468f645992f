"""The content folder as it is read: sources and YAML nodes, not yet checked against the format."""

import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from posixpath import splitext

from postil.deferred import dataclass
from postil.diagnostics import Diagnostic, has_errors
from postil.read.files import Entry, Shelf
from postil.read.front_matter import find_front_matter
from postil.read.nodes import YamlNode, YamlText
from postil.read.yaml_reader import read_yaml
from postil.source import SourceFile

_ARTICLES = ("article.md", "article.txt")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif")
_KEPT_NAMES = frozenset({*_ARTICLES, "article.yaml", "site.yaml"})


@dataclass(frozen=True, slots=True)
class YamlSource:
    """A YAML file, or front matter, and its nodes."""

    file: SourceFile
    root: YamlNode | None
    """`None` for an empty document."""
    is_broken: bool = False
    """There is more in the file than could be read, which was told."""


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article's text and front matter."""

    slug: str
    file: SourceFile
    body: int
    """Where the text begins, after the front matter."""
    is_plain: bool
    """`article.txt`, in which nothing is markup."""
    front: YamlSource
    files: Mapping[str, bytes]
    """What was read for it, byte for byte, by its path in the content folder."""
    entries: tuple[Entry, ...]
    """All that its folder holds."""


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
    files: Mapping[str, bytes]
    """All that was read, byte for byte, by its path in the content folder."""


@dataclass(frozen=True, slots=True)
class SiteSource:
    """What the content folder holds beside the articles."""

    name: str
    site: YamlSource | None
    shared: tuple[YamlSource, ...]
    slugs: tuple[str, ...]
    """Names of all article folders, in their order; not each can be read."""
    pictures: Mapping[str, bytes]
    """The pictures beside `site.yaml`, by name."""
    files: Mapping[str, bytes]
    """All that was read, byte for byte, by its path in the content folder."""


@dataclass(frozen=True, slots=True)
class LibrarySource:
    """What the content folder holds."""

    site: SiteSource
    articles: tuple[ArticleSource, ...]


def read_library(content: Path) -> tuple[LibrarySource, list[Diagnostic]]:
    """Read a content folder, given as an absolute path.

    Raises FileNotFoundError or NotADirectoryError when there is no such folder.
    """
    site, told = read_site(content)
    articles = []
    for slug in site.slugs:
        article, faults = read_article(content, slug)
        told += faults
        articles += [article] if article is not None else []
    return LibrarySource(site, tuple(articles)), told


def read_site(content: Path) -> tuple[SiteSource, list[Diagnostic]]:
    """Read what stands beside the articles. Raises as `read_library` does."""
    if not content.exists():
        raise FileNotFoundError(content)
    if not content.is_dir():
        raise NotADirectoryError(content)
    shelf = Shelf(content)
    entries = shelf.entries("") or ()
    files = [e for e in entries if not e.is_folder]
    _check_names(shelf, files)
    site = None
    shared = []
    pictures: dict[str, bytes] = {}
    for file in files:
        if file.name in _ARTICLES:
            hint = f"make a folder for it, such as {content.name}/my-article/{file.name}"
            shelf.tell("f-002", file.path, "an article stands in a folder of its own", hint)
        elif file.name == "site.yaml":
            site = _read_yaml(shelf, file.path)
        elif file.suffix == ".yaml" and not _is_misnamed(file.name):
            shared.append(_read_yaml(shelf, file.path))
        elif file.suffix.lower() in _PICTURES and (data := shelf.read_bytes(file.path)) is not None:
            pictures[unicodedata.normalize("NFC", file.name)] = data
    slugs = tuple(e.name for e in entries if e.is_folder)
    source = SiteSource(content.parent.name, site, tuple(shared), slugs, pictures, shelf.files)
    return source, shelf.diagnostics


def open_article(content: Path, slug: str) -> tuple[ArticleText | None, list[Diagnostic]]:
    """Read an article's text and front matter; `None` after telling why they cannot be read."""
    shelf = Shelf(content)
    return _read_text(shelf, slug), shelf.diagnostics


def read_article(
    content: Path, slug: str, text: ArticleText | None = None
) -> tuple[ArticleSource | None, list[Diagnostic]]:
    """Read an article's folder; `None` after telling why it cannot be read.

    What `open_article` gave and told of it before, `text`, is not read and told again.
    """
    shelf = Shelf(content)
    text = text or _read_text(shelf, slug)
    if text is None:
        return None, shelf.diagnostics
    annotations = tuple(
        _read_yaml(shelf, entry.path)
        for entry in text.entries
        if entry.suffix == ".yaml" and entry.name.lower() != "article.yaml" and not entry.is_folder
    )
    assets = _read_assets(shelf, slug, text.entries)
    source = ArticleSource(
        slug,
        text.file,
        text.body,
        text.is_plain,
        text.front,
        annotations,
        assets,
        {**text.files, **shelf.files},
    )
    return source, shelf.diagnostics


_LEFT_BY_PROGRAMS = (".txt", ".bak", ".rtf", ".doc", ".docx")
"""What a text editor may have put behind the name that was asked for."""
_USUAL_STEMS = ("annotations", "notes", "glossary", "timeline", "questions", "site")


def _check_names(shelf: Shelf, files: Iterable[Entry]) -> None:
    for file in files:
        if _is_misnamed(file.name):
            name = file.name.lower()
            for ending in _LEFT_BY_PROGRAMS:
                name = name.removesuffix(ending)
            stem = name.removesuffix(".yaml").removesuffix(".yml")
            hint = f"name it {name if name in _KEPT_NAMES else stem + '.yaml'}"
            shelf.tell("f-009", file.path, "a file with this name is not read", hint)


def _is_misnamed(name: str) -> bool:
    """Whether a name looks like one that is read, and is not."""
    stem, ending = splitext(name)
    suffix = ending.lower()
    if suffix in _LEFT_BY_PROGRAMS:
        inner = splitext(stem)[1].lower()
        return inner in (".yaml", ".yml", ".md") or stem.lower() in _USUAL_STEMS
    is_yaml = suffix == ".yml" or (suffix == ".yaml" and ending != suffix)
    return is_yaml or (name.lower() in _KEPT_NAMES and name not in _KEPT_NAMES)


def _read_yaml(shelf: Shelf, path: str) -> YamlSource:
    source = shelf.read_text(path)
    if source is None:
        return YamlSource(SourceFile(shelf.path(path), ""), None, is_broken=True)
    return _read_between(shelf, source, 0, len(source.text))


def _read_between(shelf: Shelf, source: SourceFile, start: int, end: int) -> YamlSource:
    root, told = read_yaml(source, start, end)
    shelf.diagnostics += told
    if has_errors(told) and (root is None or isinstance(root, YamlText)):
        return YamlSource(source, None, is_broken=True)
    return YamlSource(source, root)


def _read_text(shelf: Shelf, slug: str) -> ArticleText | None:
    entries = shelf.entries(slug)
    if entries is None:
        return None
    files = {e.name: e for e in entries if not e.is_folder}
    texts = [name for name in _ARTICLES if any(e.name == name for e in entries)]
    _check_names(shelf, files.values())
    if len(texts) != 1:
        if texts:
            message, hint = "this folder has both article.md and article.txt", "keep one"
        else:
            message, hint = "this folder has no article", "put the text into article.md"
            lying = [name for name in files if name.lower().endswith((".md", ".txt"))]
            if lying:
                hint = f"if '{lying[0]}' is it, name it article{splitext(lying[0])[1].lower()}"
        shelf.tell("f-002", slug, message, hint)
        return None
    beside = _read_yaml(shelf, f"{slug}/article.yaml") if "article.yaml" in files else None
    file = shelf.read_text(f"{slug}/{texts[0]}")
    if file is None:
        return None
    front, body = _read_front_matter(shelf, file, is_alone=beside is None)
    shelf.check_characters(file, body)
    if beside is not None:
        if front is not None:
            message = f"front matter stands both here and in {texts[0]}"
            shelf.tell("f-010", f"{slug}/article.yaml", message, "keep one of them")
        front = front or beside
    return ArticleText(
        slug,
        file,
        body,
        texts[0] == "article.txt",
        front or YamlSource(file, None),
        dict(shelf.files),
        entries,
    )


def _read_front_matter(
    shelf: Shelf, file: SourceFile, *, is_alone: bool
) -> tuple[YamlSource | None, int]:
    """Front matter, if there is any, and where the text begins.

    With `article.yaml` beside the text, hyphens above it need not be meant for front matter.
    """
    found = find_front_matter(file.text)
    if found is None or (found.fault and not is_alone):
        return None, 0
    if found.fault:
        shelf.tell_at("y-001", file, found.line, *found.fault)
    return _read_between(shelf, file, found.start, found.end), found.body


def _read_assets(shelf: Shelf, slug: str, entries: Iterable[Entry]) -> dict[str, bytes]:
    """Every file but the article and YAML, in sub-folders too."""
    assets: dict[str, bytes] = {}
    seen: dict[str, str] = {}
    waiting = [*entries][::-1]
    while waiting:
        entry = waiting.pop()
        if entry.is_folder:
            waiting += reversed(shelf.entries(entry.path) or ())
            continue
        name = unicodedata.normalize("NFC", entry.path.removeprefix(f"{slug}/"))
        if entry.suffix.lower() in (".yaml", ".yml"):
            if "/" in name:
                hint = f"put it beside the article, as {slug}/{entry.name}"
                message = "YAML in a folder inside an article's is not read"
                shelf.tell("f-011", entry.path, message, hint)
            continue
        if name.lower() in _ARTICLES:
            continue
        twin = seen.setdefault(unicodedata.normalize("NFC", name.casefold()), name)
        if twin in assets:
            message = f"'{name}' and '{twin}' are one name on some systems"
            shelf.tell("f-004", entry.path, message, "rename one of the files")
        data = shelf.read_bytes(entry.path)
        if data is not None:
            assets[name] = data
    return assets
