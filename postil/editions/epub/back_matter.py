"""What stands after the articles: the glossary, and the timeline of them all."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from postil.arrange.glossary import GlossaryItem, GlossarySection, Headword
from postil.arrange.timeline import share_events, tell_gaps
from postil.editions.epub.book import Book, Chapter
from postil.editions.epub.shelf import place_of
from postil.render.notes import credit_of, entry_view
from postil.render.press import known_sources
from postil.render.tongues import mark_runs


def glossary_chapter(book: Book) -> Iterator[Chapter]:
    """The entries that the book's articles use or list, in the order of the site's glossary."""
    file = "glossary.xhtml"
    voice = book.voice(file, None)
    sections = []
    for section in book.press.site.index:
        headwords = [_headword(book, file, headword) for headword in _of_book(book, section)]
        if headwords:
            label = voice.kind_label(section.kind) if section.kind else ""
            sections.append({"kind": section.kind, "label": label, "headwords": headwords})
    if sections:
        title = book.press.theme.translate("Glossary")
        data = book.write("glossary", file, sections=sections)
        yield Chapter(file, title, book.press.site.library.config.language, data)


def _of_book(book: Book, section: GlossarySection) -> Iterator[Headword]:
    for part in section.parts:
        for letter in part.letters:
            for headword in letter.headwords:
                senses = tuple(item for item in headword.senses if _is_in(book, item))
                if senses:
                    yield replace(headword, senses=senses)


def _is_in(book: Book, item: GlossaryItem) -> bool:
    if book.is_whole or (item.article and item.article.slug in book.slugs):
        return True
    return any(use.article.slug in book.slugs for use in item.uses)


def _headword(book: Book, file: str, headword: Headword) -> dict[str, Any]:
    senses = [_sense(book, file, item) for item in headword.senses]
    return {**senses[0], "language": headword.word.language, "senses": senses}


def _sense(book: Book, file: str, item: GlossaryItem) -> dict[str, Any]:
    voice = book.voice(file, item.article)
    uses = [
        {
            "title": mark_runs(use.article.front.title, use.article.language),
            "language": use.article.language,
            "before": mark_runs(use.context.before, use.article.language, use.article.front.han),
            "words": mark_runs(use.context.words, use.article.language, use.article.front.han),
            "after": mark_runs(use.context.after, use.article.language, use.article.front.han),
            "places": [place_of(use.article.slug, control) for control in use.controls],
        }
        for use in item.uses
        if use.article.slug in book.slugs
    ]
    return {
        **entry_view(item.entry, voice, item.word.language),
        "id": item.id,
        "kind": item.entry.kind,
        "label": voice.kind_label(item.entry.kind),
        "credit": credit_of(item.entry, known=known_sources(book.press, item.article)),
        "uses": uses,
    }


def timeline_chapter(book: Book) -> Iterator[Chapter]:
    """The events of several articles together; a single one tells its own."""
    told = [(e, a) for e, a in book.press.site.events if a.slug in book.slugs]
    if len({article.slug for _, article in told}) < 2:
        return
    file = "timeline.xhtml"
    shared = share_events(told)
    events = []
    for event, gap in zip(shared, tell_gaps([event.date for event in shared]), strict=True):
        voice = book.voice(file, event.tellings[0].article)
        tellers = [
            {
                "title": telling.article.front.title,
                "language": telling.article.language,
                "href": place_of(telling.article.slug, f"event-{telling.event.id}"),
            }
            for telling in event.tellings
        ]
        said = voice.said(event.tellings[0].event.event, inline=True)
        when = voice.when(event.date)
        events.append({"when": when, "gap": gap, "event": said, "tellers": tellers})
    title = book.press.theme.translate("Timeline")
    data = book.write("timeline", file, events=events)
    yield Chapter(file, title, book.press.site.library.config.language, data)
