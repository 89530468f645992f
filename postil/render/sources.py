"""An article's list of sources, each with the way back to what cites it."""

from typing import NamedTuple

from markupsafe import Markup

from postil.arrange.reader import ArrangedArticle
from postil.arrange.sources import Citing, citing
from postil.format.records import Entry
from postil.render.voice import Voice


class CitedIn(NamedTuple):
    """What cites a source."""

    kind: str
    """note, event, question or word."""
    number: int
    fragment: str
    words: Markup
    """The headword of an entry that stands nowhere in the text, and so has no number."""


class SourceView(NamedTuple):
    """A source of an article."""

    id: str
    number: int
    title: Markup
    url: str
    author: Markup
    publisher: Markup
    date: str
    accessed: str
    cited: tuple[CitedIn, ...]


def source_views(arranged: ArrangedArticle, voice: Voice) -> list[SourceView]:
    """The sources that an article's page lists."""
    if not arranged.sources:
        return []
    cited = citing(arranged)
    language = arranged.anchored.article.language
    return [
        SourceView(
            source.id,
            number,
            voice.plain(source.title),
            source.url,
            voice.plain(source.author),
            voice.plain(source.publisher),
            source.date,
            source.accessed,
            tuple(_cited_in(place, voice, language) for place in cited.get(source.id, ())),
        )
        for number, source in arranged.sources
    ]


def _cited_in(place: Citing, voice: Voice, language: str) -> CitedIn:
    """The way back; `language` is that of the article's headwords."""
    annotation = place.annotation
    words = voice.plain(annotation.term, language) if isinstance(annotation, Entry) else Markup("")
    kind = place.kind
    fragment = f"{'note' if kind in ('note', 'word') else kind}-{annotation.id}"
    return CitedIn(kind, place.number, fragment, words)
