"""The glossary of the site: every entry, with where it is used."""

from dataclasses import dataclass
from typing import Any

from postil.arrange.card import Card
from postil.arrange.glossary import GlossaryItem, Headword, IndexPart, Use
from postil.format.records import FAMILY_OF_KIND
from postil.format.texts import claim
from postil.links import Link, link_path
from postil.render.languages import language_name
from postil.render.metadata import page_metadata
from postil.render.notes import credit_of, entry_view
from postil.render.press import Press, known_sources
from postil.render.safety import policy
from postil.render.tongues import mark_runs
from postil.render.vocabulary import glossary_nodes

_PAGE = "glossary/index.html"


@dataclass(frozen=True, slots=True)
class LetterView:
    """The headwords under a letter, or under a number of strokes."""

    id: str
    text: str
    strokes: int
    headwords: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class PartView:
    """The letters of one order; `name` is that of a language other than the page's."""

    id: str
    language: str
    name: str
    letters: tuple[LetterView, ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    """Words, or names of a kind; `label` is a kind's that the site declares."""

    id: str
    kind: str
    label: str
    parts: tuple[PartView, ...]


def build_glossary(press: Press) -> dict[str, bytes]:
    """The glossary's page; none where there is no entry."""
    if not press.site.has_glossary:
        return {}
    voice = press.voice(_PAGE, None)
    taken: set[str] = set()
    sections = []
    for section in press.site.index:
        name = claim(f"index-{section.kind}" if section.kind else "index", taken)
        label = voice.kind_label(section.kind) if section.kind else ""
        parts = tuple(_part(press, part, name, taken) for part in section.parts)
        sections.append(SectionView(name, section.kind, label, parts))
    nodes = glossary_nodes(press.site, press.theme.translate("Glossary"))
    html = press.render(
        "glossary.html.jinja",
        _PAGE,
        meta=page_metadata(press.site, _PAGE, nodes),
        sections=sections,
        policy=policy(),
    )
    return {_PAGE: html}


def _part(press: Press, part: IndexPart, section: str, taken: set[str]) -> PartView:
    name = claim(f"{section}-{part.language}", taken) if part.language else section
    letters = []
    for index in part.letters:
        text, strokes = index.letter.text, index.letter.strokes
        letter = claim(f"{name}-{text.casefold() or strokes}", taken)
        headwords = tuple(_headword(press, headword) for headword in index.headwords)
        letters.append(LetterView(letter, text, strokes, headwords))
    spoken = language_name(part.language) if part.language else ""
    return PartView(name, part.language, spoken, tuple(letters))


def _headword(press: Press, headword: Headword) -> dict[str, Any]:
    senses = tuple(_sense(press, item) for item in headword.senses)
    return {**senses[0], "language": headword.word.language, "senses": senses}


def _sense(press: Press, item: GlossaryItem) -> dict[str, Any]:
    article = item.article
    voice = press.voice(_PAGE, article)
    families = FAMILY_OF_KIND | {k.name: k.family for k in press.site.library.config.kinds}
    return {
        **entry_view(item.entry, voice, item.word.language),
        "id": item.id,
        "kind": item.entry.kind,
        "family": families[item.entry.kind],
        "label": voice.kind_label(item.entry.kind),
        "credit": credit_of(item.entry, known=known_sources(press, article)),
        "uses": [_use(use) for use in item.uses],
        "home": article
        and {
            "title": mark_runs(article.front.title, article.language, article.front.han),
            "language": article.language,
            "href": _href(article, f"note-{item.entry.id}"),
        },
    }


def _use(use: Use) -> dict[str, Any]:
    article = use.article
    language, han = article.language, article.front.han
    context = use.context
    return {
        "title": mark_runs(article.front.title, language, han),
        "language": language,
        "before": mark_runs(context.before, language, han),
        "words": mark_runs(context.words, language, han),
        "after": mark_runs(context.after, language, han),
        "places": [_href(article, control) for control in use.controls],
    }


def _href(card: Card, fragment: str) -> str:
    page = f"{card.slug}/index.html"
    return link_path(Link(page=page, fragment=fragment), "../", page)
