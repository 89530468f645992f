"""Looks at the words of the whole library, and remembers of each article what it has seen.

The first look reads every article; the next ones read what was changed on the disk since.
"""

import hashlib
import os
import time
from collections.abc import Mapping
from dataclasses import field, replace
from pathlib import Path
from threading import Lock

from postil.anchor.anchoring import SharedGlossary, anchor_article
from postil.deferred import dataclass
from postil.keeping.stamps import Stamp, is_settled, stamp_of, stamps_below
from postil.read.library import SiteSource, read_article, read_site
from postil.render.selectors import page_text
from postil.review import SharedWords, count_words, review_article
from postil.serve.aiming import mark_of
from postil.serve.asking import Target
from postil.serve.inventory import entries_of
from postil.serve.vocabulary import Key, Own, Part, Vocabulary
from postil.validate.article import validate_article
from postil.validate.library import ValidSite, validate_site

Stamps = Mapping[str, Stamp | None]


@dataclass(frozen=True)
class _Beside:
    """What stands beside the articles, and what follows from it for each of them."""

    stamps: Stamps
    noted_at: int
    source: SiteSource
    site: ValidSite
    glossary: SharedGlossary
    words: SharedWords


@dataclass(frozen=True, slots=True)
class _Seen:
    """An article's folder as it was seen; without a part, no article can be read there."""

    stamps: Stamps
    noted_at: int
    part: Part | None


@dataclass
class Looking:
    """Looks when asked. May be asked by several threads."""

    content: Path
    """The content folder, absolute."""
    _beside: _Beside | None = None
    _seen: dict[str, _Seen] = field(default_factory=dict)
    _vocabulary: Vocabulary = field(default_factory=Vocabulary)
    _lock: Lock = field(default_factory=Lock)

    def look(self) -> Vocabulary:
        """The words of the library as it is on the disk now. Raises OSError."""
        with self._lock:
            beside = self._look_beside()
            if self._beside is None or beside.source.files != self._beside.source.files:
                self._seen = {}  # articles were read as the site and the shared entries had it
            seen = {slug: self._look_into(slug, beside) for slug in beside.source.slugs}
            is_same = seen == self._seen and self._beside is not None
            self._beside, self._seen = beside, seen
            if not is_same:
                parts = tuple(one.part for one in seen.values() if one.part is not None)
                self._vocabulary = Vocabulary(parts, beside.words.entries)
            return self._vocabulary

    def _look_beside(self) -> _Beside:
        noted_at = time.time_ns()
        stamps = _stamps_of(self.content)
        known = self._beside
        if known is not None and _stands(stamps, known.stamps, known.noted_at):
            return known
        source, _ = read_site(self.content)
        if known and (source.files, source.slugs) == (known.source.files, known.source.slugs):
            return replace(known, stamps=stamps, noted_at=noted_at)
        site, _ = validate_site(source, self.content.name)
        entries = site.library.entries
        glossary, words = SharedGlossary.of(entries), SharedWords.of(entries)
        return _Beside(stamps, noted_at, source, site, glossary, words)

    def _look_into(self, slug: str, beside: _Beside) -> _Seen:
        noted_at = time.time_ns()
        stamps = stamps_below(self.content / slug, through_links=True)
        known = self._seen.get(slug)
        if known is not None and _stands(stamps, known.stamps, known.noted_at):
            return known
        return _Seen(stamps, noted_at, _part(self.content, slug, beside))


def _stands(now: Stamps, known: Stamps, noted_at: int) -> bool:
    """Whether files are those that were noted."""
    return now == known and all(is_settled(stamp, noted_at) for stamp in now.values() if stamp)


def _stamps_of(folder: Path) -> Stamps:
    """What stands in a folder itself; `None` for what is no file. Raises OSError."""
    with os.scandir(folder) as entries:
        return {
            entry.name: stamp_of(os.path.realpath(entry.path) if entry.is_symlink() else entry.path)
            for entry in entries
        }


def _part(content: Path, slug: str, beside: _Beside) -> Part | None:
    raw, _ = read_article(content, slug)
    if raw is None:
        return None
    site = beside.site
    article, _ = validate_article(raw, site.library.config.language, site.kinds, site.citable)
    anchored, _ = anchor_article(article, beside.glossary)
    own: dict[Key, Own] = {}
    for yaml in raw.annotations:
        path = yaml.file.path
        read = hashlib.sha256(raw.files[path.partition("/")[2]]).hexdigest()
        for written in entries_of(yaml):
            if written.section == "glossary":
                target = Target(path, written.section, written.index, read)
                own[path, written.node.start] = Own(target, mark_of(written.fields))
    text = page_text(article.document)
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    uses, counted = review_article(anchored, beside.words), count_words(anchored)
    return Part(slug, uses, own, counted, digest)
