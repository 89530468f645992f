"""What cannot be printed, told before anything is built: characters without a glyph, and pictures.

The fonts themselves are asked, by typesetting what is not certain to be in them.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path

import regex

from postil.catalogue import diagnose
from postil.diagnostics import Diagnostic
from postil.document import Block
from postil.editions.handout.pictures import check_pictures
from postil.editions.handout.typesetter import Job, UndrawnError, as_json, typeset
from postil.format.bodies import bodies_of
from postil.format.records import Annotation, Entry, Event, Note, Question
from postil.format.scope import short
from postil.format.settings import HandoutOptions
from postil.format.texts import Texts
from postil.model import AnchoredArticle, AnchoredLibrary, Article
from postil.render.handout_options import resolve
from postil.source import Position

_CERTAIN = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u017f\u0391-\u03a1\u03a3-\u03c9\u0400-\u045f\u2010\u2012-\u2015"
    "\u2018-\u201e\u2020-\u2022\u2026\u2032\u2033\u3000-\u3011\u3041-\u3096\u30a1-\u30fe"
    "\u4e00-\u9fa5\uac00-\ud7a3\uff01-\uff5e\\s]+"
)
"""Characters that the fonts which come with Postil have; a test typesets them all."""

_CLUSTER = regex.compile(r"\X")
_PROBE = '#set document(title: "Glyphs")\n#for it in json(bytes(sys.inputs.data)) { par(it) }\n'
_TOLD_ALREADY = re.compile("[\x00-\x1f\x7f-\x9f\ufffe\uffff]")
"""What cannot be in a text at all (x-003)."""
Told = tuple[Callable[[str], Position], str, str]
"""Where a character of a text stands, what the text is called, and the text."""


def check_paper(
    anchored: AnchoredLibrary, fonts: Sequence[Path] = (), asked: HandoutOptions | None = None
) -> Iterator[Diagnostic]:
    """Every character and picture that a handout cannot show.

    `fonts` are folders of the site's own, `asked` the options of the command line.
    """
    texts = [told for item in anchored.articles for told in _texts(item, anchored, asked)]
    doubtful = frozenset(c for _, _, text in texts for c in doubtful_clusters(text))
    if doubtful:
        undrawn = undrawn_clusters(doubtful, tuple(fonts))
        seen: set[tuple[str, str]] = set()  # each character is told once in a file
        for place_of, name, text in texts:
            for cluster in doubtful_clusters(text) if undrawn else ():
                if cluster in undrawn:
                    place = place_of(cluster)
                    if (place.path, cluster) not in seen:
                        seen.add((place.path, cluster))
                        yield _missing(place, name, cluster)
    yield from check_pictures(anchored)


def doubtful_clusters(text: str) -> list[str]:
    """What readers see as one character, where it is not certain that there is a glyph for it."""
    if _CERTAIN.fullmatch(text) or not text:
        return []
    found = dict.fromkeys(_CLUSTER.findall(text))
    return [c for c in found if not _CERTAIN.fullmatch(c) and not _TOLD_ALREADY.search(c)]


def undrawn_clusters(clusters: frozenset[str], fonts: tuple[Path, ...]) -> frozenset[str]:
    """Those of some clusters that no font has."""
    known = _known_to_be_drawn(fonts)
    unsure = clusters - known
    found = _ask_fonts(unsure, fonts) if unsure else frozenset()
    known |= unsure - found
    return found


@cache
def _known_to_be_drawn(fonts: tuple[Path, ...]) -> set[str]:
    """The clusters for which fonts were asked before, and had a glyph: asking takes its time."""
    return set()


def _ask_fonts(clusters: frozenset[str], fonts: tuple[Path, ...]) -> frozenset[str]:
    data = as_json(sorted(clusters))
    try:
        typeset(Job((("probe.typ", _PROBE),), "probe.typ", data, 0, fonts=fonts))
    except UndrawnError as error:
        told = [word for word in error.words if word]
        return frozenset(c for c in clusters if any(w in c or c in w for w in told))
    return frozenset()


def _missing(place: Position, name: str, cluster: str) -> Diagnostic:
    codes = " ".join(f"U+{ord(character):04X}" for character in cluster)
    message = f"no font of the handout has '{cluster}' ({codes}), which stands in {name}"
    hint = "write it otherwise, or put a font that has it into templates/fonts/"
    return diagnose("x-006", place, message, hint)


def _texts(
    item: AnchoredArticle, anchored: AnchoredLibrary, asked: HandoutOptions | None
) -> Iterator[Told]:
    """Everything that is printed of an article and its apparatus."""
    article, config = item.article, anchored.library.config
    language = resolve((asked, article.front.handout, config.handout)).language or config.language
    front = article.front
    for name in ("title", "subtitle", "licence"):
        yield _at(front.place.of(name)), f"'{name}'", getattr(front, name)
    authors = " ".join((front.author, *front.authors))
    yield _at(front.place.of("authors", "author")), "'author'", authors
    for block in article.document.blocks:
        text = article.document.text[block.start : block.end]
        yield partial(_place_of, block, article), _name_of(block), text
    for anchor in (*item.anchors, *item.evidence):
        yield from _texts_of(anchor.annotation, (language, config.language))


def _texts_of(record: Annotation, languages: tuple[str, str]) -> Iterator[Told]:
    assert isinstance(record, Entry | Note | Event | Question)
    named = f"of '{short(record.id)}'"
    for name, texts in bodies_of(record):
        yield _at(record.place.of(name)), f"'{name}' {named}", _said(texts, languages)
    for name in ("term", "pronunciation", "part_of_speech", "original", "reading", "corrected"):
        if text := getattr(record, name, ""):
            yield _at(record.place.of(name)), f"'{name}' {named}", text
    if isinstance(record, Entry):
        forms = " ".join((*record.forms, *(word for _, word in record.translations)))
        yield _at(record.place.of("forms", "translations")), f"the words {named}", forms


def _said(texts: Texts, languages: tuple[str, str]) -> str:
    return texts.pick(*languages)[1]


def _at(place: Position) -> Callable[[str], Position]:
    return lambda cluster: place


def _place_of(block: Block, article: Article, cluster: str) -> Position:
    starts = article.file.text.splitlines(keepends=True)[: block.lines[0]]
    offset = article.file.text.find(cluster, sum(map(len, starts)))
    return article.file.position(max(offset, 0))


def _name_of(block: Block) -> str:
    return f"paragraph {block.number}" if block.number else "the text"
