"""The pictures that front matter and `site.yaml` name: files that are there."""

import unicodedata
from collections.abc import Iterator, Mapping

from postil.catalogue import diagnose
from postil.diagnostics import Diagnostic
from postil.format.scope import short
from postil.format.settings import FrontMatter, SiteConfig
from postil.format.texts import nearest
from postil.validate.slugs import fault_of_file


def check_article_picture(
    front: FrontMatter, files: Mapping[str, bytes], slug: str
) -> Iterator[Diagnostic]:
    """The picture of an article stands in its folder."""
    yield from _check(front, files, slug, "the article's folder")


def check_site_picture(config: SiteConfig, files: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """The picture of a site stands beside `site.yaml`."""
    yield from _check(config, files, "", "the folder of site.yaml")


def _check(
    record: FrontMatter | SiteConfig, files: Mapping[str, bytes], slug: str, folder: str
) -> Iterator[Diagnostic]:
    name = picture_name(record)
    if record.image_alt and not name and "image" not in record.place.faulty:
        hint = f"add 'image: ..', a file in {folder}"
        yield diagnose("y-008", record.place.of("image_alt"), "'image_alt' needs an image", hint)
    elif not name:
        return
    elif name not in files:
        meant = nearest(name, files)
        hint = f"did you mean '{meant}'?" if meant else "put the file there"
        message = f"there is no file '{short(name)}' in {folder}"
        yield diagnose("f-008", record.place.of("image"), message, hint)
    elif fault := fault_of_file(name, slug):
        yield diagnose("f-012", record.place.of("image"), *fault)


def picture_name(record: FrontMatter | SiteConfig) -> str:
    """The picture's path in its folder, with accents composed, as files are named there."""
    return unicodedata.normalize("NFC", record.image)
