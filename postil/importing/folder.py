"""The folder of an imported article: its text, its notes, its pictures. Writes over nothing."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from postil.anchor.text import SearchText
from postil.deferred import dataclass
from postil.document import Document
from postil.format.texts import make_id
from postil.importing.inline import words_of
from postil.importing.manuscript import Draft, Loss, Manuscript, Paragraph, Piece
from postil.importing.markdown import texts_of, write_blocks
from postil.importing.quoting import marked_spans, selector_of
from postil.markdown import compose
from postil.markdown.parser import parse_markdown
from postil.read.yaml_quoting import double_quote, quote_yaml

_PLAIN_LINES = re.compile(r"[^\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]+\Z")


@dataclass(frozen=True, slots=True)
class Written:
    """The files of an article's folder, by their paths in it."""

    title: str
    article: str
    """`article.md`."""
    notes: str
    """The list under `notes:`, empty where there is none."""
    attached: int
    """How many notes there are."""
    losses: tuple[Loss, ...]
    has_words: bool


def write_manuscript(manuscript: Manuscript, name: str) -> Written:
    """The Markdown and the YAML of a manuscript; `name` is its title where it has none."""
    title, blocks = _title(manuscript, name)
    body = write_blocks(blocks)
    language = manuscript.language or "en"
    document = compose(parse_markdown(body, language, "zh-Hant"))
    notes, attached, unplaced = _notes(manuscript.notes, document, blocks)
    front = _front_matter(replace(manuscript, title=title, language=language))
    losses = (*manuscript.losses, *unplaced)
    return Written(title, front + body, notes, attached, losses, bool(document.text.strip()))


def _title(manuscript: Manuscript, name: str) -> tuple[str, tuple[Piece, ...]]:
    """The title, and the blocks without a first heading that says the same again."""
    blocks = manuscript.blocks
    first = blocks[0] if blocks else None
    heading = words_of(first.inlines) if isinstance(first, Paragraph) and first.level else ""
    title = manuscript.title or heading or name
    says_the_same = heading and make_id(heading, "") == make_id(title, "")
    return (heading, blocks[1:]) if says_the_same else (title, blocks)


def _front_matter(manuscript: Manuscript) -> str:
    lines = [f"title: {quote_yaml(manuscript.title)}"]
    authors = [quote_yaml(author) for author in manuscript.authors]
    if len(authors) == 1:
        lines.append(f"author: {authors[0]}")
    elif authors:
        lines += ["authors:", *(f"  - {author}" for author in authors)]
    if manuscript.date:
        lines.append(f"date: {manuscript.date}")
    lines.append(f"language: {manuscript.language}")
    if manuscript.address:
        named = manuscript.publisher or manuscript.title
        lines += ["source:", f"  name: {quote_yaml(named)}", f"  url: {manuscript.address}"]
    return "\n".join(["---", *lines, "---", "", ""])


def _notes(
    drafts: Sequence[Draft], document: Document, blocks: Sequence[Piece]
) -> tuple[str, int, list[Loss]]:
    """Notes as YAML in the order of the text, how many, and those that have no place."""
    spans = marked_spans(document, list(texts_of(blocks)))
    text = SearchText.of(document)
    rows, losses = [], []
    placed = sorted((d for d in drafts if d.key in spans), key=lambda d: spans[d.key][0])
    for draft in placed:
        selector = selector_of(text, *spans[draft.key])
        body = write_blocks(draft.blocks).strip()
        if selector is None:
            losses.append(_unplaced(draft))
        elif not body:
            losses.append(Loss(f"{draft.what} has no words"))
        else:
            rows.append("\n".join(_note(draft, {**selector}, body)))
    losses += [_unplaced(draft) for draft in drafts if draft.key not in spans]
    return "\n".join(rows), len(rows), losses


def _unplaced(draft: Draft) -> Loss:
    words = " ".join(words for words, _ in texts_of(draft.blocks))
    return Loss(f"{draft.what} stands beside no words of the text: “{words}”")


def _note(draft: Draft, selector: dict[str, str | int], body: str) -> Iterator[str]:
    fields = {
        name: str(value).lower() if isinstance(value, bool | int) else quote_yaml(value)
        for name, value in selector.items()
    }
    first, *others = (f"{name}: {value}" for name, value in fields.items())
    yield f"  - {first}"
    yield from (f"    {other}" for other in others)
    yield f"    id: {make_id(draft.what, 'note')}"
    yield f"    kind: {draft.kind}"
    if draft.by:
        yield f"    by: {quote_yaml(draft.by)}"
    lines = body.split("\n")
    is_plain = all(_PLAIN_LINES.match(line) for line in lines if line)
    if len(lines) == 1 and not (is_plain and "\\" in quote_yaml(body)[1:]):
        yield f"    note: {quote_yaml(body)}"
    elif is_plain:
        yield "    note: |"
        yield from (
            f"      {line}".rstrip() if not line.strip() else f"      {line}" for line in lines
        )
    else:
        yield f"    note: {double_quote(body)}"


def file_name(wanted: str, number: int, kind: str, taken: set[str]) -> str:
    """A safe name in `images/` for a picture; `kind` is its ending."""
    stem = wanted.replace("\\", "/").rpartition("/")[2].rpartition(".")[0] or wanted
    ascii_name = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", ascii_name.lower()).strip("-")[:40].strip("-")
    words = words if re.search("[a-z]", words) and len(words) > 2 else f"picture-{number}"
    name, count = f"images/{words}{kind}", 1
    while name in taken:
        count += 1
        name = f"images/{words}-{count}{kind}"
    taken.add(name)
    return name
