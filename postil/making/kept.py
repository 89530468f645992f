"""What holds of the last build, and what the next may take as made."""

from collections.abc import Iterable, Mapping, Set

from postil.keeping.memory import Memory
from postil.keeping.store import Drawer, Row, drawer_of, open_store, write_articles
from postil.making.article import Made, shortened
from postil.making.made import Kept, MadeSite
from postil.printing import binds_articles


def recall(memory: Memory, editions: Set[str]) -> Kept:
    """What still holds of the last build."""
    if binds_articles(editions):  # which are not kept as a whole
        return Kept(frame=memory.frame, roots=memory.roots)
    store = open_store(memory.folder, memory.unchanged_keys)
    articles = {
        slug: made
        for slug, made in store.articles()
        if isinstance(made, Made)
        and made.slug == slug
        # One without files would be told from a new one by nothing; it is soon made.
        and made.standing
        and memory.stands(made.standing)
    }
    joined = {n: part for n, part in memory.index.joined.items() if memory.stands(part.paths)}
    return Kept(articles, joined, frame=memory.frame, roots=memory.roots, store=store)


def recall_made(memory: Memory, made: MadeSite) -> Kept:
    """What still holds of a site that this process made itself of what the memory has noted."""
    articles = {
        one.slug: one for one in made.articles if one.files.paths and memory.is_as_noted(one.slug)
    }
    return Kept(articles, made.joined, made.printed, memory.frame)


def remember(memory: Memory, made: MadeSite) -> None:
    """Note what the next build may take as made, after all of it was written."""
    keys = {one.slug: memory.keys[one.slug] for one in made.articles}
    new = [one for one in made.articles if not one.standing]
    is_kept = write_articles(
        memory.folder,
        (Row(one.slug, keys[one.slug], one.files.kept) for one in new),
        _drawers(keys, made.articles, {drawer_of(one.slug) for one in new}),
        sorted(memory.index.articles.keys() - keys.keys()),
    )
    if not is_kept:  # they may have been kept before, with other files, under the same keys
        keys |= {one.slug: b"" for one in new}
    memory.note(keys, made.joined, made.standing, made.aside, made.diagnostics)


def _drawers(
    keys: Mapping[str, bytes], articles: Iterable[Made], numbers: Set[int]
) -> Mapping[int, Drawer]:
    """What is to be in some drawers."""
    found: dict[int, dict[str, tuple[bytes, Made]]] = {number: {} for number in numbers}
    for one in articles:
        if (number := drawer_of(one.slug)) in found:
            found[number][one.slug] = (keys[one.slug], shortened(one))
    return found
