"""What holds of the last build, and what the next may take as made."""

from collections.abc import Set
from dataclasses import replace

from postil.arrange.card import Written
from postil.keeping.cards import Row, read_articles, write_articles
from postil.keeping.index import Part
from postil.keeping.memory import Memory
from postil.making.article import Made
from postil.making.site import Kept, MadeSite
from postil.printing import Printed, binds_articles
from postil.rebuild import without_read


def recall(memory: Memory, editions: Set[str]) -> Kept:
    """What still holds of the last build."""
    if binds_articles(editions):  # which are not kept as a whole
        return Kept(frame=memory.frame, roots=memory.roots)
    parts = memory.articles
    found = read_articles(memory.content, {slug: part.key for slug, part in parts.items()})
    articles = {
        row.slug: replace(row.value, card=replace(row.value.card, contents=row.contents))
        for row in found
        if isinstance(row.value, Made)
    }
    standing = memory.standing(memory.index.joined)
    return Kept(articles, standing, frame=memory.frame, roots=memory.roots)


def recall_made(memory: Memory, before: Memory, made: MadeSite) -> Kept:
    """What still holds of a site that this process made itself."""
    articles = {
        one.slug: one
        for one in made.articles
        if one.files.paths and memory.keys.get(one.slug) == before.keys.get(one.slug)
    }
    return Kept(articles, made.joined, made.printed, memory.frame)


def remember(memory: Memory, made: MadeSite) -> None:
    """Note what the next build may take as made, after all of it was written."""
    assert made.files is not None
    parts = {one.slug: Part(memory.keys[one.slug], one.paths) for one in made.articles}
    new = [one for one in made.articles if not one.standing]
    write_articles(
        memory.content,
        [Row(one.slug, memory.keys[one.slug], _shortened(one), one.card.contents) for one in new],
        sorted(memory.index.articles.keys() - parts.keys()),
    )
    memory.note(parts, made.joined, (made.files.site, made.files.teacher), made.diagnostics)


def _shortened(made: Made) -> Made:
    """Without its files, and what else is kept apart."""
    return replace(
        made,
        card=replace(made.card, contents=Written()),
        files=Printed(),
        sources=without_read(made.sources),
        anchors=b"",
        arranged=None,
        standing=made.paths,
    )
