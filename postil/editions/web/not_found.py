"""The page for addresses that lead nowhere."""

from postil.render.addresses import address_of
from postil.render.press import Press
from postil.render.safety import policy, source_hash

_MOST = 10
"""Articles that the page names; the first page has the rest."""


def build_not_found(press: Press) -> dict[str, bytes]:
    """The page for addresses that lead nowhere; it stands alone, whatever the address was.

    It leads to other pages where it can say where they are, which takes a `base_url`.
    """
    page = "404.html"
    site, translate = press.site, press.theme.translate
    base = site.library.config.base_url
    shared = {
        "glossary/index.html": translate("Glossary") if site.has_glossary else "",
        "timeline/index.html": translate("Timeline") if site.has_timeline else "",
        "search/index.html": translate("Search"),
    }
    ways = [(address_of(base, p), words) for p, words in shared.items() if words]
    style = f"{press.sheet('theme.css')}\n{press.sheet('site.css')}".strip()
    html = press.render(
        "404.html.jinja",
        page,
        home=address_of(base, ""),
        ways=ways,
        articles=[
            (address_of(base, f"{card.slug}/index.html"), card.front.title, card.language)
            for card in site.cards[:_MOST]
        ],
        style=style,
        policy=policy(source_hash(style), scripts=()),
    )
    return {page: html}
