"""From a Word file to a manuscript."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from postil.importing.inline import words_of
from postil.importing.ledger import Ledger
from postil.importing.manuscript import Draft, Manuscript, Paragraph, Piece
from postil.importing.markdown import texts_of
from postil.importing.word.blocks import Blocks
from postil.importing.word.names import W, name_of, words_in
from postil.importing.word.package import open_word, related, root_of
from postil.importing.word.pictures import Pictures
from postil.importing.word.styles import Styles
from postil.importing.word.words import Words
from postil.scripts import has_kana, is_han


def read_word(file: Path) -> Manuscript:
    """The words of a .docx, its footnotes, endnotes and comments, and its pictures.

    Raises SurroundingsError for what is no such file, or is damaged, locked or far too large.
    """
    opened = open_word(file)
    part, body = opened.part, opened.element.body
    styles = Styles(root_of(related(part, "styles")), root_of(related(part, "numbering")))
    ledger, pictures = Ledger(), Pictures()
    words = Words(styles, ledger, pictures, part)
    main = Blocks(words)
    blocks = main.read(body) if body is not None else ()
    notes = [*_notes(words), *_comments(words)]
    _tell_edges(part, ledger)
    author = (opened.core_properties.author or "").strip()
    if author and author != "python-docx":
        ledger.add(
            f"the file was written by {author}: if that is the author, write “author: {author}”"
        )
    return Manuscript(
        blocks,
        title=main.title or _title(blocks, (opened.core_properties.title or "").strip()),
        language=_language(styles, blocks),
        notes=tuple(notes),
        files=pictures.files,
        losses=tuple(ledger.losses),
    )


def _title(blocks: tuple[Piece, ...], said: str) -> str:
    """A heading at the very beginning, else what the file's properties say, else any heading."""
    headings = [b for b in blocks if isinstance(b, Paragraph) and b.level]
    if headings and (headings[0] is blocks[0] or not said or said == "Word Document"):
        return words_of(headings[0].inlines)
    return " ".join(said.split())


def _language(styles: Styles, blocks: Iterable[Piece]) -> str:
    """The language that the file says of the script that most of its words are written in."""
    text = "".join(words for words, _ in texts_of(tuple(blocks)))
    asian = sum(1 for c in text if is_han(c) or has_kana(c))
    if asian * 2 <= sum(1 for c in text if c.isalpha()):
        said = styles.language("val")
        return "" if said in ("x-none", "") else said
    if any(has_kana(c) for c in text):
        return "ja"
    said = styles.language("eastAsia")
    return said if said.startswith("zh") else "zh-Hant"


def _notes(words: Words) -> Iterator[Draft]:
    """Footnotes and endnotes in the order in which the text refers to them."""
    for kind in ("footnote", "endnote"):
        part = related(words.part, f"{kind}s")
        root = root_of(part)
        found = {} if root is None else {e.get(W + "id"): e for e in root.iter(W + kind)}
        keys = [key for key in dict.fromkeys(words.references) if key.startswith(kind)]
        for count, key in enumerate(keys, 1):
            element = found.get(key.partition(" ")[2])
            if element is None:
                words.ledger.add(f"{kind} {count} is not in the file")
                continue
            yield Draft(key, f"{kind} {count}", "context", _body(words, part, element))


def _comments(words: Words) -> Iterator[Draft]:
    part = related(words.part, "comments")
    root = root_of(part)
    for count, element in enumerate(() if root is None else root.iter(W + "comment"), 1):
        by = " ".join((element.get(W + "author") or "").split())
        body = _body(words, part, element)
        yield Draft(f"comment {element.get(W + 'id')}", f"comment {count}", "commentary", body, by)


def _body(words: Words, part: Any, element: Any) -> tuple[Piece, ...]:
    inner = Words(words.styles, words.ledger, words.pictures, part, is_note=True)
    return Blocks(inner).read(element)


def _tell_edges(part: Any, ledger: Ledger) -> None:
    """What stands at the head and foot of every page."""
    seen = set()
    for relation in part.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        if kind not in ("header", "footer") or relation.is_external:
            continue
        root = root_of(relation.target_part)
        text = " ".join(words_in(root).split()) if root is not None else ""
        if text and (kind, text) not in seen and name_of(root):
            seen.add((kind, text))
            ledger.add(f"the page {kind} was left out (“{text[:60]}”)")
