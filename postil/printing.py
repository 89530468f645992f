"""Printing: the files that editions make of an article, and those that they make of a site.

An edition is imported where it is built, so that nobody waits for one that is not.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from postil.arrange.reader import ArrangedArticle
from postil.render.press import Press


@dataclass(frozen=True, slots=True)
class Printed:
    """Files by their paths, in the folder of the site and in the teacher's."""

    site: dict[str, bytes] = field(default_factory=dict)
    teacher: dict[str, bytes] = field(default_factory=dict)


def print_article(press: Press, arranged: ArrangedArticle) -> Printed:
    """All that is made of one article alone."""
    wanted = press.editions
    made = Printed()
    if "web" in wanted:
        from postil.editions.web import build_article

        made.site.update(build_article(press, arranged))
    if "single" in wanted:
        from postil.editions.single import build_single

        made.site.update(build_single(press, arranged))
    if "handout" in wanted:
        from postil.editions.handout import build_handout, build_key

        made.site.update(build_handout(press, arranged))
        made.teacher.update(build_key(press, arranged))
    if "docx" in wanted:
        from postil.editions.docx import build_docx, build_docx_key

        made.site.update(build_docx(press, arranged))
        made.teacher.update(build_docx_key(press, arranged))
    if "epub" in wanted:
        from postil.editions.epub import build_epub

        made.site.update(build_epub(press, arranged))
    if "anki" in wanted:
        from postil.editions.anki import build_deck

        made.site.update(build_deck(press, arranged))
    if "jsonld" in wanted:
        from postil.editions.jsonld import build_jsonld

        made.site.update(build_jsonld(press, arranged))
    return made


def binds_articles(editions: Set[str]) -> bool:
    """Whether what joins articles needs them as a whole, beside what is printed of each."""
    return "epub" in editions or ("bundle" in editions and "web" not in editions)


def print_assets(press: Press) -> dict[str, bytes]:
    """What the pages of all articles share."""
    if "web" not in press.editions:
        return {}
    from postil.editions.web import build_assets

    return build_assets(press)


def print_site(
    press: Press,
    articles: Sequence[ArrangedArticle],
    records: Mapping[str, bytes],
    files: Mapping[str, bytes],
) -> Printed:
    """All that is made of several articles together.

    `records` are what a search can find in each, by slug; `files` what was made of each alone.
    """
    wanted = press.editions
    made = Printed()
    if "web" in wanted:
        from postil.editions.web import build_site

        made.site.update(build_site(press, records))
    if "epub" in wanted:
        from postil.editions.epub import build_whole_epub

        made.site.update(build_whole_epub(press, articles))
    if "bundle" in wanted:
        made.site.update(_print_bundle(press, articles, records, {**files, **made.site}))
    return made


def _print_bundle(
    press: Press,
    articles: Sequence[ArrangedArticle],
    records: Mapping[str, bytes],
    files: Mapping[str, bytes],
) -> dict[str, bytes]:
    """The zip. Its pages offer no zip, and are there also where the site has none."""
    from postil.editions.bundle import build_bundle, bundle_name
    from postil.editions.web import build_article, build_index, build_site

    offline = replace(press, editions=press.editions - {"bundle"} | {"web"})
    packed = dict(files)
    if "web" in press.editions:
        packed |= build_index(offline)
    else:
        for arranged in articles:
            packed |= build_article(offline, arranged)
        packed |= build_site(offline, records)
    return {bundle_name(press): build_bundle(offline, packed)}
