"""Checking: every link and image of every article and body."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from postil.catalogue import diagnose
from postil.deferred import dataclass
from postil.diagnostics import Diagnostic
from postil.document import Block, Document, Image, Open
from postil.format.bodies import bodies_of
from postil.format.history import Change
from postil.format.records import Annotation
from postil.links.places import LinkFinder
from postil.links.targets import Refusal, Targets
from postil.markdown import parse_body
from postil.model import AnchoredLibrary
from postil.source import Position

_Place = Callable[[Block, str], Position]
_Told = tuple[str, str, str]
_PAGE = re.compile(r"\.(?:html?|xhtml|xht|mhtml?|js|swf)\Z", re.IGNORECASE)
_SCRIPT = re.compile(rb"<script|\son[a-z]+\s*=|javascript:", re.IGNORECASE)


def check_links(anchored: AnchoredLibrary, targets: Targets) -> Iterator[Diagnostic]:
    """Every link and image that leads nowhere or must not lead where it does."""
    for item in anchored.articles:
        article = item.article
        checker = _Checker(targets, article.slug, article.front.han, article.assets)
        yield from checker.check(article.document, LinkFinder(article.file).find)
        yield from checker.check_bodies(a.annotation for a in item.anchors if not a.is_shared)
        yield from checker.check_bodies(a.annotation for a in item.evidence)
        yield from checker.check_bodies(article.front.changes)
    yield from _Checker(targets, "", "zh-Hant", {}).check_bodies(anchored.library.entries)


@dataclass(frozen=True, slots=True)
class _Checker:
    """Checks what stands in one article, or (slug ``) in the shared glossary."""

    targets: Targets
    slug: str
    han: str
    files: Mapping[str, bytes]

    def check(self, document: Document, place: _Place) -> Iterator[Diagnostic]:
        seen = set()  # a reference is told once, however often it is used
        for diagnostic in self._check(document, place):
            if diagnostic not in seen:
                seen.add(diagnostic)
                yield diagnostic

    def _check(self, document: Document, place: _Place) -> Iterator[Diagnostic]:
        for block in document.blocks:
            for atom in block.atoms:
                if type(atom) is Open:
                    if atom.tag != "a":
                        continue
                elif type(atom) is not Image:
                    continue
                told = list(self._judge(atom))
                if told:
                    target = atom.source if isinstance(atom, Image) else _target(atom)
                    at = place(block, target)
                    yield from (diagnose(code, at, message, hint) for code, message, hint in told)

    def check_bodies(self, records: Iterable[Annotation | Change]) -> Iterator[Diagnostic]:
        for record in records:
            for name, body in bodies_of(record):
                for language, text in body.by_language:
                    if "[" in text or "<" in text:
                        document = parse_body(text, language, self.han)
                        yield from self.check(document, _at_field(record, name))

    def _judge(self, atom: Open | Image) -> Iterator[_Told]:
        """What is wrong with a link or an image: code, message, hint."""
        if isinstance(atom, Open):
            resolved = self.targets.resolve(_target(atom), self.slug)
        else:
            resolved = self.targets.resolve_image(atom.source, self.slug)
            if not atom.alternative.strip():
                hint = "describe it between the brackets: ![..](..)"
                yield "m-002", "this image has no description", hint
        if isinstance(resolved, Refusal):
            yield resolved.code, resolved.message, resolved.hint
        elif resolved.file and self._can_run(resolved.file):
            hint = "leave it out, or save it without scripts"
            yield "x-005", f"'{resolved.file}' can run scripts, which Postil does not check", hint

    def _can_run(self, name: str) -> bool:
        is_drawing = name.lower().endswith(".svg")
        found = is_drawing and _SCRIPT.search(self.files[name])
        return bool(found or _PAGE.search(name))


def _target(atom: Open) -> str:
    return dict(atom.attributes)["href"]


def _at_field(record: Annotation | Change, name: str) -> _Place:
    return lambda block, target: record.place.of(name)
