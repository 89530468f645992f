"""From a saved web page to a manuscript."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from postil.errors import SurroundingsError
from postil.format.texts import make_id
from postil.format.values import is_web_address
from postil.importing.inline import words_of
from postil.importing.ledger import Ledger
from postil.importing.manuscript import Draft, Manuscript, Paragraph, Piece
from postil.importing.markdown import texts_of
from postil.importing.page.blocks import BlockReader
from postil.importing.page.decode import decode
from postil.importing.page.facts import Facts, facts_of
from postil.importing.page.inlines import InlineReader
from postil.importing.page.main import main_of
from postil.importing.page.notes import Footnotes
from postil.importing.page.pictures import PagePictures
from postil.importing.page.tree import parse_page
from postil.scripts import has_hangul, has_kana, is_han

_MOST_BYTES = 30_000_000
_HEAD = 4096
"""Characters. A text has no zero byte at its beginning."""


def read_page(file: Path) -> Manuscript:
    """The main text of a saved page, what it says of itself, its notes and pictures.

    Raises SurroundingsError for a page that is far too large, or has nothing in it.
    """
    data = file.read_bytes()
    if len(data) > _MOST_BYTES:
        raise SurroundingsError(f"{file}: this page is larger than 30 MB", "part it")
    try:
        return _read(file, data)
    except RecursionError:
        message = f"{file}: this page is nested too deeply to be read whole"
        raise SurroundingsError(message, "copy its text into a .txt file") from None


def _read(file: Path, data: bytes) -> Manuscript:
    text, guessed = decode(data)
    if "\0" in text[:_HEAD]:  # a picture, or a program
        raise SurroundingsError(f"{file}: this is not a web page", "save the page as HTML")
    root = parse_page(text)
    if root is None:
        raise SurroundingsError(f"{file}: there is nothing in this page")
    ledger = Ledger()
    if guessed:
        ledger.add(guessed)
    main = main_of(root)
    facts = facts_of(root, main, text)
    footnotes = Footnotes(root, main, facts.address)
    pictures = PagePictures(file.parent)
    inlines = InlineReader(footnotes, pictures, ledger, _base(root, facts))
    reader = BlockReader(root, inlines, footnotes, ledger)
    blocks = _without_title(reader.read(main), facts.title)
    notes = tuple(_notes(reader, footnotes))
    if notes:
        blocks = _without_empty_end(blocks, ledger)
    return Manuscript(
        blocks,
        facts.title,
        facts.authors,
        facts.date,
        facts.language or _guess_language(blocks),
        facts.address,
        facts.publisher,
        notes,
        pictures.files,
        tuple(ledger.losses),
    )


def _base(root: Any, facts: Facts) -> str:
    """Where the page's links begin."""
    for element in root.iter("base"):
        if is_web_address(element.get("href") or ""):
            return str(element.get("href"))
    return facts.address


def _notes(reader: BlockReader, footnotes: Footnotes) -> Iterator[Draft]:
    for body, number in footnotes.bodies.items():
        name = f"footnote {number}"
        yield Draft(name, name, "context", reader.read(body))


def _without_title(blocks: tuple[Piece, ...], title: str) -> tuple[Piece, ...]:
    """The title stands above the article; not again in the first of its headings."""
    for i, block in enumerate(blocks[:4]):
        if isinstance(block, Paragraph) and block.level == 1:
            if make_id(words_of(block.inlines), "") == make_id(title, ""):
                return (*blocks[:i], *blocks[i + 1 :])
            break
    return blocks


def _without_empty_end(blocks: tuple[Piece, ...], ledger: Ledger) -> tuple[Piece, ...]:
    """Headings and lines at the end, whose notes have become annotations, are left out."""
    kept = list(blocks)
    while (kept and not list(texts_of(kept[-1:]))) or (kept and _is_heading(kept[-1])):
        last = kept.pop()
        if isinstance(last, Paragraph):
            words = words_of(last.inlines)
            ledger.add(f"the heading “{words}” was left out: its notes are in annotations.yaml")
    return tuple(kept)


def _is_heading(block: Piece) -> bool:
    return isinstance(block, Paragraph) and block.level > 0


def _guess_language(blocks: tuple[Piece, ...]) -> str:
    """By its script, where a page says nothing."""
    text = "".join(words for words, _ in texts_of(blocks))
    letters = sum(1 for c in text if c.isalpha())
    if letters and has_kana(text) and sum(is_han(c) or has_kana(c) for c in text) * 2 > letters:
        return "ja"
    if sum(is_han(c) for c in text) * 2 > letters:
        return "zh-Hant"
    return "ko" if sum(has_hangul(c) for c in text) * 2 > letters else ""
