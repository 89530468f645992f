"""`postil import`: an article's folder made of a file that somebody has."""

import re
from pathlib import Path
from urllib.parse import unquote

from postil.authoring import ANNOTATIONS, FRONT, SCHEMA_NAME, make_folder, write_new
from postil.deferred import dataclass
from postil.errors import CommandError, SurroundingsError
from postil.format.texts import make_id
from postil.importing.folder import Written, write_manuscript
from postil.importing.manuscript import Loss, Manuscript
from postil.importing.remains import remains_of
from postil.markdown.parser import parser
from postil.read.yaml_quoting import quote_yaml

_MOST_BYTES = 100_000_000
_KINDS = (".html", ".htm", ".docx", ".md", ".txt")
_INSTEAD = {
    ".doc": "open it in Word or LibreOffice and save it as .docx",
    ".odt": "open it in LibreOffice and save it as .docx",
    ".rtf": "open it in Word or LibreOffice and save it as .docx",
    ".pages": "export it from Pages as Word (.docx)",
    ".pdf": "a PDF holds lines on paper, not paragraphs: import what it was made of, or copy its "
    "text into a .txt file, a blank line between paragraphs",
    ".epub": "copy the chapter's text into a .txt or .md file",
    ".mhtml": "save the page as HTML",
    ".mht": "save the page as HTML",
}


@dataclass(frozen=True, slots=True)
class Imported:
    """An article made of a file."""

    folder: Path
    title: str
    images: tuple[str, ...]
    """Copied beside the article."""
    missing: tuple[str, ...] = ()
    """Images that the text names and that were not found."""
    notes: int = 0
    """Footnotes and comments that became notes."""
    losses: tuple[Loss, ...] = ()
    """What was not carried over, or should be looked at."""


def import_article(content: Path, file: Path, slug: str | None = None) -> Imported:
    """Make `content/<slug>/` of a web page, a Word file, a Markdown or a plain text.

    Nothing is fetched, and nothing written over. Raises CommandError for a file of another kind,
    SurroundingsError where it cannot be read.
    """
    ending = file.suffix.lower()
    if ending not in _KINDS:
        message = f"'{file.name}' is not an {', '.join(_KINDS[:-1])} or {_KINDS[-1]} file"
        otherwise = "save it as plain text (.txt, UTF-8) first"
        raise CommandError(message, _INSTEAD.get(ending, otherwise))
    if not file.exists():
        raise SurroundingsError(f"there is no file {file}")
    if file.is_dir():
        raise SurroundingsError(f"{file}: this is a folder")
    if file.stat().st_size > _MOST_BYTES:
        raise SurroundingsError(f"{file}: this file is larger than 100 MB", "part it")
    name = slug or make_id(file.stem, "article")
    if ending in (".md", ".txt"):
        return _import_text(content, file, name)
    return _import_manuscript(content, file, name, _read_manuscript(file))


def _read_manuscript(file: Path) -> Manuscript:
    if file.suffix.lower() == ".docx":
        from postil.importing.word import read_word

        return read_word(file)
    from postil.importing.page import read_page

    return read_page(file)


def _import_manuscript(content: Path, file: Path, name: str, manuscript: Manuscript) -> Imported:
    written = write_manuscript(manuscript, _named(file))
    if not written.has_words:
        raise SurroundingsError(f"{file}: there are no words in it that could be an article")
    folder = make_folder(content, name)
    write_new(folder / "article.md", written.article)
    write_new(folder / "annotations.yaml", _annotations(written))
    for path, data in manuscript.files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return Imported(
        folder,
        written.title,
        tuple(manuscript.files),
        notes=written.attached,
        losses=written.losses,
    )


def _annotations(written: Written) -> str:
    head = ANNOTATIONS.format(schema=SCHEMA_NAME)
    return f"{head}\nnotes:\n{written.notes}\n" if written.notes else head


def _named(file: Path) -> str:
    """A file's name in words."""
    words = re.sub(r"[-_\s]+", " ", file.stem).strip()
    return words[:1].upper() + words[1:]


# Plain text and Markdown, whose words are not touched


def _import_text(content: Path, file: Path, name: str) -> Imported:
    text = _read(file)
    is_plain = file.suffix.lower() == ".txt"
    front = re.match(r"---\n(?:.*\n)*?title:[ \t]*(.+)\n(?:.*\n)*?---(?:\n|\Z)", text)
    has_front_matter = text.startswith("---\n") and "\n---" in text[3:]
    title = front[1].strip() if front else _title(text, file, is_plain=is_plain)
    folder = make_folder(content, name)
    write_new(folder / ("article.txt" if is_plain else "article.md"), text)
    if not has_front_matter:
        beside = FRONT.format(schema=SCHEMA_NAME, title=quote_yaml(title))
        write_new(folder / "article.yaml", beside)
    write_new(folder / "annotations.yaml", ANNOTATIONS.format(schema=SCHEMA_NAME))
    images = [] if is_plain else _images(text)
    found = [name for name in images if _copy(file.parent, name, folder)]
    missing = tuple(name for name in images if name not in found)
    losses = () if is_plain else tuple(remains_of(text))
    return Imported(folder, title, tuple(found), missing, losses=losses)


def _read(file: Path) -> str:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise SurroundingsError(f"{file}: this file is not UTF-8", "save it as UTF-8") from None
    except IsADirectoryError:
        raise SurroundingsError(f"{file}: this is a folder") from None
    if not text.strip():
        raise SurroundingsError(f"{file}: this file is empty")
    if "\0" in text:
        raise SurroundingsError(f"{file}: this is not a text", "save it as plain text (UTF-8)")
    return text


def _title(text: str, file: Path, *, is_plain: bool) -> str:
    """The first heading of a Markdown text, else the file's name in words."""
    heading = None if is_plain else re.search(r"^#{1,2}[ \t]+(.+?)[ \t]*#*[ \t]*$", text, re.M)
    if heading:
        return heading[1]
    return _named(file)


def _images(text: str) -> list[str]:
    """The files that a Markdown text shows, by their paths, each once."""
    names = [
        unquote(str(child.attrs["src"]))
        for token in parser().parse(text)
        for child in token.children or []
        if child.type == "image"
    ]
    return list(dict.fromkeys(n for n in names if not re.match(r"[a-z][a-z0-9+.-]*:|/", n, re.I)))


def _copy(source: Path, name: str, folder: Path) -> bool:
    """Copy an image; only from inside the text's own folder."""
    image = (source / name).resolve()
    if not image.is_file() or not image.is_relative_to(source.resolve()):
        return False
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(image.read_bytes())
    return True
