"""The website: a page for each article, and the pages that join them."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from postil.arrange.library import initial
from postil.arrange.reader import ArrangedArticle
from postil.format.records import FAMILY_OF_KIND, Entry, Source
from postil.model import Article
from postil.render.margin import notes_fit_margin
from postil.render.notes import credit_of, details_of, original_of, translations_of
from postil.render.pages import (
    Press,
    article_view,
    assets_of,
    legend,
    pairing_style,
    passage_views,
    policy,
    style_hash,
)
from postil.render.parts import event_views, question_view
from postil.render.voice import Voice

STYLE = "assets/postil.css"


def build_web(press: Press) -> dict[str, bytes]:
    """Every file of the website, by its path in `site/`."""
    files = {STYLE: press.style.encode()}
    for arranged in press.site.articles:
        files |= build_reader(press, arranged)
        files |= dict(_redirects(press, arranged))
    files |= build_index(press)
    files["404.html"] = _not_found(press)
    files["glossary/index.html"] = _glossary(press)
    files["timeline/index.html"] = _timeline(press)
    return files


def build_reader(press: Press, arranged: ArrangedArticle) -> dict[str, bytes]:
    """An article's page and the files that it needs."""
    article = arranged.anchored.article
    page = f"{article.slug}/index.html"
    voice = press.voice(article.slug, page, article.front.han)
    pairing = pairing_style(arranged)
    parts = passage_views(arranged, voice)
    html = press.render(
        "reader.html.jinja",
        page,
        article=article_view(arranged),
        passages=parts,
        is_level=notes_fit_margin(arranged, [note for part in parts for note in part.notes]),
        legend=legend(arranged, voice),
        events=event_views(arranged, voice),
        questions={
            stage: [question_view(q, voice, arranged.sources) for q in asked]
            for stage, asked in arranged.questions.items()
        },
        sources=arranged.sources,
        listed=[
            {**_entry(entry, voice), "credit": credit_of(entry, arranged.sources)}
            for entry in arranged.listed
        ],
        has_handout="handout" in press.editions,
        pairing=pairing,
        policy=policy(style_hash(pairing)),
    )
    files = {page: html}
    return files | assets_of(arranged, arranged.files)


def _redirects(press: Press, arranged: ArrangedArticle) -> Iterator[tuple[str, bytes]]:
    """A page at each of an article's former slugs that leads to it."""
    for old in arranged.anchored.article.front.formerly:
        page = f"{old}/index.html"
        view = article_view(arranged)
        yield page, press.render("moved.html.jinja", page, article=view, policy=policy())


def build_index(press: Press) -> dict[str, bytes]:
    """The list of articles, which also offers the other editions."""
    articles = [article_view(arranged) for arranged in press.site.articles]
    page = "index.html"
    return {page: press.render("index.html.jinja", page, articles=articles, policy=policy())}


def _not_found(press: Press) -> bytes:
    """The page for addresses that lead nowhere; it stands alone, whatever the address was."""
    style = press.theme.source("css/theme.css").strip()
    return press.render("404.html.jinja", "404.html", style=style, policy=policy(style_hash(style)))


def _glossary(press: Press) -> bytes:
    page = "glossary/index.html"
    families = FAMILY_OF_KIND | {k.name: k.family for k in press.site.library.config.kinds}
    letters = []
    for letter, items in groupby(press.site.glossary, key=lambda i: initial(i.entry.term)):
        entries = []
        for item in items:
            slug = item.article.slug if item.article else ""
            voice = press.voice(slug, page, item.article.front.han if item.article else "zh-Hant")
            entries.append(
                {
                    **_entry(item.entry, voice),
                    "id": item.id,
                    "family": families[item.entry.kind],
                    "label": voice.kind_label(item.entry.kind),
                    "credit": credit_of(item.entry, known=_known(press, item.article)),
                    "uses": [
                        {
                            "title": use.article.front.title,
                            "language": use.article.language,
                            "href": f"../{use.article.slug}/index.html#{use.fragment}",
                        }
                        for use in item.uses
                    ],
                }
            )
        letters.append((letter, entries))
    return press.render("glossary.html.jinja", page, letters=letters, policy=policy())


def _known(press: Press, article: Article | None) -> tuple[Source, ...]:
    """The sources that an entry or event of an article, or a shared one, may cite."""
    return (*press.site.library.sources, *(article.sources if article else ()))


def _entry(entry: Entry, voice: Voice) -> dict[str, Any]:
    return {
        "id": entry.id,
        "term": entry.term,
        "original": original_of(entry, voice),
        "details": details_of(entry),
        "translations": translations_of(entry),
        "bodies": voice.said(entry.definition),
    }


def _timeline(press: Press) -> bytes:
    page = "timeline/index.html"
    events = []
    for event, article in press.site.events:
        voice = press.voice(article.slug, page, article.front.han)
        events.append(
            {
                "when": voice.when(event.date),
                "event": voice.said(event.event, inline=True),
                "note": voice.said(event.note),
                "title": article.front.title,
                "language": article.language,
                "credit": credit_of(event, known=_known(press, article)),
                "href": f"../{article.slug}/index.html#event-{event.id}",
            }
        )
    return press.render("timeline.html.jinja", page, events=events, policy=policy())
