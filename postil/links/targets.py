"""Targets: what can be linked to, what a written target means, and its address on a page."""

import posixpath
import re
import unicodedata
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote, unquote

from postil.deferred import dataclass
from postil.format.records import Event
from postil.format.scope import short
from postil.format.texts import nearest
from postil.format.values import is_web_address
from postil.model import AnchoredArticle, AnchoredLibrary
from postil.validate.slugs import fault_of_file

_CONTACT = re.compile(r"(?:mailto:[^\s<>\"\\@]+@[^\s<>\"\\@]+|tel:[+0-9().\-]+)\Z", re.IGNORECASE)
_SCHEME = re.compile(r"[\x00-\x20]*[a-z][a-z0-9+.\-\x00-\x20]*:", re.IGNORECASE)


class Link(NamedTuple):
    """A target that may be linked to, seen from the site's root."""

    page: str = ""
    """`<slug>/index.html`, or `` for what is not a page of the site."""
    fragment: str = ""
    file: str = ""
    """A file beside the page, by its path in the article's folder."""
    address: str = ""
    """An absolute address."""


class Refusal(NamedTuple):
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
        if is_web_address(target) or _CONTACT.match(target):
            return Link(address=target)
        if _leads_out(target):
            hint = "write https://.. , #id, article#id, or a file of the article's folder"
            return Refusal("x-002", f"Postil does not link to '{short(unquote(target))}'", hint)
        name, _, fragment = (unquote(part) for part in target.partition("#"))
        if not name and not fragment:
            hint = "write where it leads between the parentheses"
            return Refusal("l-001", "this link leads nowhere", hint)
        if not name or name in self.fragments:
            return self._annotation(name or slug, fragment)
        return self._file(name, fragment, slug)

    def resolve_image(self, source: str, slug: str) -> Link | Refusal:
        """What an image's source means: a file of the article's folder."""
        if _leads_out(source):
            hint = "put the image into the article's folder and name it from there"
            return Refusal("x-002", f"Postil does not load '{short(unquote(source))}'", hint)
        if not source:
            return Refusal("l-002", "this image has no file", "write its name in the parentheses")
        name, _, fragment = (unquote(part) for part in source.partition("#"))
        return self._file(name, fragment, slug, is_image=True)

    def _annotation(self, slug: str, fragment: str) -> Link | Refusal:
        page = f"{slug}/index.html"
        if not fragment:
            return Link(page=page)
        known = self.fragments.get(slug, {})
        if fragment in known:
            return Link(page=page, fragment=known[fragment])
        if not slug:
            hint = f"name the article before the #, as in article#{fragment}"
            return Refusal("l-001", "a shared entry belongs to no article of its own", hint)
        meant = nearest(fragment, known)
        hint = f"did you mean '#{meant}'?" if meant else "an annotation gets a name by 'id: ..'"
        return Refusal("l-001", f"'{slug}' has no annotation '{short(fragment)}'", hint)

    def _file(
        self, name: str, fragment: str, slug: str, *, is_image: bool = False
    ) -> Link | Refusal:
        path = posixpath.normpath(unicodedata.normalize("NFC", name))
        files = self.files.get(slug, frozenset())
        if path in files:
            fault = fault_of_file(path, slug)
            return Refusal("f-012", *fault) if fault else Link(file=path, fragment=fragment)
        if path.startswith(".."):
            to_article = path.rpartition("/")[2] if path.count("/") == 1 else ""
            known = to_article in self.fragments
            hint = f"write {to_article}" if known else "put the file into the article's folder"
            return Refusal("x-002", f"'{short(name)}' leaves the article's folder", hint)
        if path.startswith("www."):
            message = f"there is no file '{short(name)}'"
            return Refusal("l-002", message, f"for a web address, write https://{short(name)}")
        if fragment and "." not in path:
            meant = nearest(path, self.fragments)
            hint = f"did you mean '{meant}#{fragment}'?" if meant else ""
            return Refusal("l-001", f"there is no article '{short(name)}'", hint)
        meant = nearest(path, files if is_image else [*files, *self.fragments])
        what = "there is no file" if is_image else "there is no file or article"
        hint = f"did you mean '{meant}'?" if meant else "put the file into the article's folder"
        if not slug:
            hint = "a shared entry belongs to no article, so it can show no files"
        return Refusal("l-002", f"{what} '{short(name)}'", hint)


def _leads_out(target: str) -> bool:
    """Whether a target names a scheme, a host or a root, as a browser would read it."""
    for seen in (target, unquote(target)):
        if _SCHEME.match(seen) or "\\" in seen or seen.lstrip("\x00\t\n\r ").startswith("/"):
            return True
    return False


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
        file = to_root + quote(here.rpartition("/")[0] + "/" + link.file)
        return file + (f"#{quote(link.fragment)}" if link.fragment else "")
    return to_root + quote(link.page) + (f"#{quote(link.fragment)}" if link.fragment else "")
