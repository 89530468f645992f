"""Links and images: what an author's target means, and whether it may be linked to.

Allowed are http, https, mailto and tel; `#id` and `slug#id` for annotations and articles; and
files of the article's own folder. Everything else is refused by being not on this list.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote

from postil.catalogue import diagnose
from postil.diagnostics import Diagnostic
from postil.document import Block, Document, Image, Open
from postil.format.kinds import is_web_address
from postil.format.records import Annotation, Entry, Event, Note, Question
from postil.format.texts import Texts, nearest
from postil.markdown import compose, parse_markdown
from postil.model import AnchoredArticle, AnchoredLibrary
from postil.source import Position

_CONTACT = re.compile(r"(?:mailto:[^\s<>\"\\]+@[^\s<>\"\\]+|tel:[+0-9().\-]+)\Z", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """A target that may be linked to, seen from the site's root."""

    page: str = ""
    """`<slug>/index.html`, or `` for what is not a page of the site."""
    fragment: str = ""
    file: str = ""
    """A file beside the page, by its path in the article's folder."""
    address: str = ""
    """An absolute address."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a target is not linked to."""

    code: str
    message: str
    hint: str = ""


@dataclass(frozen=True)
class Targets:
    """What can be linked to inside one library."""

    fragments: Mapping[str, Mapping[str, str]]
    """Slug → id of an annotation → fragment of its place on the article's page."""
    files: Mapping[str, frozenset[str]]
    """Slug → files of the article's folder."""

    def resolve(self, target: str, slug: str) -> Link | Refusal:
        """What a link target in an article (or in the shared glossary, slug ``) means."""
        plain = unquote(target)
        if is_web_address(target) or _CONTACT.match(target):
            return Link(address=target)
        if _SCHEME.match(plain) or plain.startswith(("/", "\\")) or "\\" in plain:
            hint = "write https://.. , #id, article#id, or a file of the article's folder"
            return Refusal("x-002", f"Postil does not link to '{_short(plain)}'", hint)
        name, _, fragment = plain.partition("#")
        if not name or name in self.fragments:
            return self._annotation(name or slug, fragment)
        return self._file(plain, slug)

    def resolve_image(self, source: str, slug: str) -> Link | Refusal:
        """What an image's source means: a file of the article's folder."""
        plain = unquote(source)
        if _SCHEME.match(plain) or plain.startswith(("/", "\\")) or "\\" in plain:
            hint = "put the image into the article's folder and name it from there"
            return Refusal("x-002", f"Postil does not load '{_short(plain)}'", hint)
        return self._file(plain, slug)

    def _annotation(self, slug: str, fragment: str) -> Link | Refusal:
        page = f"{slug}/index.html"
        if not fragment:
            return Link(page=page)
        known = self.fragments.get(slug, {})
        if fragment in known:
            return Link(page=page, fragment=known[fragment])
        if not slug:
            return Refusal("l-001", f"a shared entry has no '#{fragment}'", "write article#id")
        meant = nearest(fragment, known)
        hint = f"did you mean '#{meant}'?" if meant else ""
        return Refusal("l-001", f"'{slug}' has no annotation '{_short(fragment)}'", hint)

    def _file(self, name: str, slug: str) -> Link | Refusal:
        files = self.files.get(slug, frozenset())
        if name in files:
            return Link(file=name)
        if ".." in name.split("/"):
            return Refusal("x-002", f"'{_short(name)}' leaves the article's folder")
        if "#" in name and (meant := nearest(name.partition("#")[0], self.fragments)):
            return Refusal(
                "l-001",
                f"there is no article '{_short(name.partition('#')[0])}'",
                f"did you mean '{meant}'?",
            )
        meant = nearest(name, [*files, *self.fragments])
        hint = f"did you mean '{meant}'?" if meant else "put the file into the article's folder"
        return Refusal("l-002", f"there is no file or article '{_short(name)}'", hint)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."


def targets_of(anchored: AnchoredLibrary) -> Targets:
    """Everything that an author may link to."""
    return Targets(
        {a.article.slug: fragments_of(a) for a in anchored.articles},
        {a.article.slug: frozenset(a.article.assets) for a in anchored.articles},
    )


def fragments_of(anchored: AnchoredArticle) -> dict[str, str]:
    """Ids and the fragments at which an article's page shows what they name."""
    fragments = {
        f"p{block.number}": f"p{block.number}"
        for block in anchored.article.document.blocks
        if block.number
    }
    fragments |= {source.id: f"source-{source.id}" for source in anchored.article.sources}
    fragments |= {a.annotation.id: f"question-{a.annotation.id}" for a in anchored.evidence}
    for anchor in anchored.anchors:
        name = anchor.annotation.id
        is_listed = isinstance(anchor.annotation, Event)
        fragments[name] = f"event-{name}" if is_listed else f"note-{name}"
    return fragments


def link_path(link: Link, to_root: str, here: str) -> str:
    """A link as an address relative to a page.

    `to_root` leads from the page's folder to the site's root (`../` or ``); `here` is the path
    of the article's page whose words these are.
    """
    if link.address:
        return link.address
    if link.file:
        return to_root + quote(here.rpartition("/")[0] + "/" + link.file)
    return to_root + quote(link.page) + (f"#{quote(link.fragment)}" if link.fragment else "")


# Checking


def check_links(anchored: AnchoredLibrary, targets: Targets) -> Iterator[Diagnostic]:
    """Every link and image of every article and body that leads nowhere or must not lead there."""
    for item in anchored.articles:
        article = item.article
        yield from _check(article.document, targets, article.slug, _finder(item))
        annotations: list[Annotation] = [a.annotation for a in item.anchors if not a.is_shared]
        annotations += [a.annotation for a in item.evidence]
        yield from _check_bodies(annotations, targets, article.slug)
    yield from _check_bodies(anchored.library.entries, targets, "")


def _finder(item: AnchoredArticle) -> Callable[[Block, str], Position]:
    """Finds a target's place in the article's source, by its block's lines."""
    text = item.article.file.text
    lines = text.split("\n")

    def find(block: Block, target: str) -> Position:
        first, last = block.lines
        for number in range(first, min(last, len(lines))):
            for written in (target, unquote(target)):
                column = lines[number].find(written)
                if column >= 0:
                    return Position(item.article.file.path, number + 1, column + 1)
        return Position(item.article.file.path, first + 1, 1)

    return find


def _check(
    document: Document, targets: Targets, slug: str, place: Callable[[Block, str], Position]
) -> Iterator[Diagnostic]:
    for block in document.blocks:
        for atom in block.atoms:
            if isinstance(atom, Open) and atom.tag == "a":
                href = dict(atom.attributes)["href"]
                resolved = targets.resolve(href, slug)
            elif isinstance(atom, Image):
                href = atom.source
                resolved = targets.resolve_image(href, slug)
                if not atom.alternative.strip():
                    hint = "describe it between the brackets: ![..](..)"
                    message = "this image has no description"
                    yield diagnose("m-002", place(block, href), message, hint)
            else:
                continue
            if isinstance(resolved, Refusal):
                message, hint = resolved.message, resolved.hint
                yield diagnose(resolved.code, place(block, href), message, hint)


def _check_bodies(
    annotations: Iterable[Annotation], targets: Targets, slug: str
) -> Iterator[Diagnostic]:
    for annotation in annotations:
        for name, body in bodies_of(annotation):
            for _, text in body.by_language:
                if "[" not in text and "<" not in text:
                    continue
                position = annotation.place.of(name)
                document = compose(parse_markdown(text, "und", "zh-Hant"))
                yield from _check(document, targets, slug, _always(position))


def _always(position: Position) -> Callable[[Block, str], Position]:
    return lambda block, target: position


def bodies_of(annotation: Annotation) -> Iterator[tuple[str, Texts]]:
    """The Markdown fields of an annotation, by name."""
    fields: dict[str, Texts | None] = {}
    if isinstance(annotation, Entry):
        fields = {"definition": annotation.definition}
    elif isinstance(annotation, Note | Event):
        fields = {"note": annotation.note}
    elif isinstance(annotation, Question):
        fields = {"ask": annotation.ask, "answer": annotation.answer}
    for name, body in fields.items():
        if body is not None:
            yield name, body
