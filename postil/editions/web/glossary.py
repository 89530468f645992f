"""The glossary of the site: every entry, with where it is used."""

from itertools import groupby

from postil.arrange.library import initial
from postil.format.records import FAMILY_OF_KIND
from postil.render.metadata import page_metadata
from postil.render.notes import credit_of, entry_view
from postil.render.press import Press, known_sources
from postil.render.safety import policy
from postil.render.vocabulary import glossary_nodes


def build_glossary(press: Press) -> dict[str, bytes]:
    """The glossary's page."""
    page = "glossary/index.html"
    families = FAMILY_OF_KIND | {k.name: k.family for k in press.site.library.config.kinds}
    letters = []
    for letter, items in groupby(press.site.glossary, key=lambda i: initial(i.entry.term)):
        entries = []
        for item in items:
            voice = press.voice(page, item.article)
            entries.append(
                {
                    **entry_view(item.entry, voice),
                    "id": item.id,
                    "family": families[item.entry.kind],
                    "label": voice.kind_label(item.entry.kind),
                    "credit": credit_of(item.entry, known=known_sources(press, item.article)),
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
    name = press.theme.translate("Glossary")
    meta = page_metadata(press.site, page, glossary_nodes(press.site, name))
    html = press.render("glossary.html.jinja", page, meta=meta, letters=letters, policy=policy())
    return {page: html}
