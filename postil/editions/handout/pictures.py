"""Pictures that cannot stand in a PDF: told, and replaced by their description."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from postil.catalogue import diagnose
from postil.diagnostics import Diagnostic
from postil.document import Block, Image
from postil.editions.handout.typesetter import Job, TypesettingError, UndrawnError, typeset
from postil.format.bodies import bodies_of
from postil.format.scope import short
from postil.links import Link, targets_of
from postil.links.places import LinkFinder
from postil.markdown import parse_body
from postil.model import AnchoredArticle, AnchoredLibrary
from postil.source import Position

_DRAWN = ("png", "jpg", "jpeg", "gif", "svg", "webp")
"""Endings of pictures that can stand in a PDF."""


def check_pictures(anchored: AnchoredLibrary) -> Iterator[Diagnostic]:
    """Every picture of a text or its apparatus that paper cannot show."""
    targets = targets_of(anchored)
    for item in anchored.articles:
        article = item.article
        for source, place in _pictures(item):
            link = targets.resolve_image(source, article.slug)
            if isinstance(link, Link) and not can_draw(link.file, article.assets):
                message = f"'{short(link.file)}' cannot be printed: its description stands instead"
                hint = "save it as PNG, JPEG, SVG, WebP or GIF"
                yield diagnose("f-013", place, message, hint)


def can_draw(name: str, files: Mapping[str, bytes]) -> bool:
    """Whether a picture of an article's folder can stand in a PDF."""
    ending = name.rpartition(".")[2].lower()
    return ending in _DRAWN and _can_draw(files[name], ending)


@lru_cache(maxsize=64)
def _can_draw(data: bytes, ending: str) -> bool:
    source = f'#set document(title: "x")\n#image("picture.{ending}", alt: "x", width: 1cm)\n'
    job = Job((("probe.typ", source),), "probe.typ", "", 0, ((f"picture.{ending}", data),))
    try:
        typeset(job)
    except (TypesettingError, UndrawnError):
        return False
    return True


def _pictures(item: AnchoredArticle) -> Iterator[tuple[str, Position]]:
    """The source of each picture as written, and where it is written."""
    finder = LinkFinder(item.article.file)
    for block, image in _images(item.article.document.blocks):
        yield image.source, finder.find(block, image.source)
    for anchor in (*item.anchors, *item.evidence):
        for name, texts in bodies_of(anchor.annotation):
            for _, text in texts.by_language:
                if "![" in text:
                    blocks = parse_body(text, "und", "zh-Hant").blocks
                    for _, image in _images(blocks):
                        yield image.source, anchor.annotation.place.of(name)


def _images(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, Image]]:
    for block in blocks:
        for atom in block.atoms:
            if isinstance(atom, Image):
                yield block, atom
