"""What stands after the articles: the glossary, and the timeline of them all."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from postil.arrange.glossary import GlossaryItem, GlossarySection, Headword, alike
from postil.arrange.timeline import share_events, tell_gaps, telling_of
from postil.editions.epub.book import Book, Chapter
from postil.editions.epub.shelf import place_of
from postil.render.notes import credit_of, entry_view, seen_of
from postil.render.press import known_sources
from postil.render.tongues import mark_runs


def glossary_chapter(book: Book) -> Iterator[Chapter]:
    """The entries that the book's articles use or list, in the order of the site's glossary."""
    file = "glossary.xhtml"
    voice = book.voice(file, None)
    sections = []
    for section in book.press.site.glossary[1]:
        headwords = [_headword(book, file, *held) for held in _of_book(book, section)]
        if headwords:
            label = voice.kind_label(section.kind) if section.kind else ""
            sections.append({"kind": section.kind, "label": label, "headwords": headwords})
    if sections:
        title = book.press.theme.translate("Glossary")
        data = book.write("glossary", file, sections=sections)
        yield Chapter(file, title, book.press.site.library.config.language, data)


def _of_book(
    book: Book, section: GlossarySection
) -> Iterator[tuple[Headword, Sequence[GlossaryItem]]]:
    """The headwords of a section, each with its entries in a book."""
    for part in section.parts:
        for letter in part.letters:
            for headword in letter.headwords:
                items = [item for item in headword.items if _is_in(book, item)]
                if items:
                    yield headword, items


def _is_in(book: Book, item: GlossaryItem) -> bool:
    if book.is_whole or item.slug in book.slugs:
        return True
    return any(use.article.slug in book.slugs for use in item.shown.uses)


def _headword(
    book: Book, file: str, headword: Headword, items: Iterable[GlossaryItem]
) -> dict[str, Any]:
    said = {item.id: _said(book, file, item) for item in items}
    senses = [
        {
            **said[sense[0].id],
            "ids": [item.id for item in sense],
            "uses": [use for item in sense for use in _uses(book, item)],
        }
        for sense in alike(items, lambda item: seen_of(said[item.id]))
    ]
    return {**senses[0], "language": headword.word.language, "senses": senses}


def _said(book: Book, file: str, item: GlossaryItem) -> dict[str, Any]:
    """What an entry says; equal where several say the same."""
    entry, article, _ = item.shown
    voice = book.voice(file, article)
    view = entry_view(entry, voice, item.word.language)
    del view["id"]  # its own, where what it says may be another's too
    return {
        **view,
        "kind": item.kind,
        "label": voice.kind_label(item.kind),
        "credit": credit_of(entry, known=known_sources(book.press, article)),
    }


def _uses(book: Book, item: GlossaryItem) -> list[dict[str, Any]]:
    return [
        {
            "title": mark_runs(use.article.front.title, use.article.language),
            "language": use.article.language,
            "before": mark_runs(use.context.before, use.article.language, use.article.front.han),
            "words": mark_runs(use.context.words, use.article.language, use.article.front.han),
            "after": mark_runs(use.context.after, use.article.language, use.article.front.han),
            "places": [place_of(use.article.slug, control) for control in use.controls],
        }
        for use in item.shown.uses
        if use.article.slug in book.slugs
    ]


def timeline_chapter(book: Book) -> Iterator[Chapter]:
    """The events of several articles together; a single one tells its own."""
    told = [(e, a) for e, a in book.press.site.events if a.slug in book.slugs]
    if len({article.slug for _, article in told}) < 2:
        return
    file = "timeline.xhtml"
    shared = share_events(telling_of(event, article) for event, article in told)
    events = []
    for event, gap in zip(shared, tell_gaps([event.date for event in shared]), strict=True):
        (first, teller), *_ = told_by = [telling.shown for telling in event.tellings]
        voice = book.voice(file, teller)
        tellers = [
            {
                "title": article.front.title,
                "language": article.language,
                "href": place_of(article.slug, f"event-{told.id}"),
            }
            for told, article in told_by
        ]
        said = voice.said(first.event, inline=True)
        when = voice.when(event.date)
        events.append({"when": when, "gap": gap, "event": said, "tellers": tellers})
    title = book.press.theme.translate("Timeline")
    data = book.write("timeline", file, events=events)
    yield Chapter(file, title, book.press.site.library.config.language, data)
