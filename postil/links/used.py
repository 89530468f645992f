"""Which files of an article's folder its pages need: those that its words name, and no others."""

from collections.abc import Iterable, Iterator

from postil.document import Document, Image, Open
from postil.format.bodies import bodies_of
from postil.format.history import Change
from postil.format.records import Annotation
from postil.links.targets import Refusal, Targets
from postil.markdown import parse_body
from postil.model import Article


def files_in(document: Document, targets: Targets, slug: str) -> Iterator[str]:
    """The files that a document shows or links to, by their paths in the article's folder."""
    if not targets.files.get(slug):
        return
    for block in document.blocks:
        for atom in block.atoms:
            if isinstance(atom, Image):
                found = targets.resolve_image(atom.source, slug)
            elif isinstance(atom, Open) and atom.tag == "a":
                found = targets.resolve(dict(atom.attributes)["href"], slug)
            else:
                continue
            if not isinstance(found, Refusal) and found.file:
                yield found.file


def files_in_bodies(
    records: Iterable[Annotation | Change], targets: Targets, article: Article, *, answers: bool
) -> Iterator[str]:
    """The same for bodies of annotations and changes: of answers alone, or of all others."""
    if not targets.files.get(article.slug):
        return
    for record in records:
        for name, body in bodies_of(record):
            if (name == "answer") is not answers:
                continue
            for language, text in body.by_language:
                if "[" in text:
                    document = parse_body(text, language, article.front.han)
                    yield from files_in(document, targets, article.slug)
