"""How a site with an address tells where its pages are: sitemap, robots.txt, lost addresses."""

import os
import subprocess
import sys
import urllib.robotparser
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import xmlschema
from addressed import BASE, FILES, file_at, links, metas, read
from conftest import NODE_MODULES, Fill, need
from pages import attributes

import postil
from postil.anchor.anchoring import anchor_library
from postil.arrange.library import arrange_library
from postil.editions.web.sitemap import build_sitemap
from postil.read.library import read_library
from postil.render.press import Press
from postil.render.templates import Theme, template_folders
from postil.validate import validate_library

SITEMAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
PUBLISHED = {"feed.xml", "sitemap.xml", "robots.txt", "card.png"}


@pytest.fixture(scope="module")
def schema() -> xmlschema.XMLSchema:
    """The schema of sitemaps, by sitemaps.org, as a package of npm ships it."""
    file = NODE_MODULES / "sitemap" / "schema" / "sitemap.xsd"
    need(file.is_file(), "no schema of sitemaps: install npm, then python3 start.py test")
    return xmlschema.XMLSchema(str(file))


def addresses(sitemap: bytes) -> list[str]:
    return [str(loc.text) for loc in ET.fromstring(sitemap).iter(f"{SITEMAPS}loc")]


def test_it_keeps_its_schema(addressed: Path, schema: xmlschema.XMLSchema) -> None:
    schema.validate(str(addressed / "sitemap.xml"))


def test_it_lists_every_page_that_is_its_own_canonical(addressed: Path) -> None:
    """And no page that has moved; nor a handout, nor the page for lost addresses."""
    pages = sorted(addressed.rglob("index.html"))
    canonical = {links(read(page), "canonical")[0] for page in pages}
    listed = addresses((addressed / "sitemap.xml").read_bytes())
    assert sorted(listed) == sorted(canonical)
    for address in listed:
        page = file_at(addressed, address)
        assert page.is_file()
        assert "robots" not in metas(read(page))
        assert links(read(page), "canonical") == [address]


def test_a_page_was_changed_on_the_day_that_its_article_says(addressed: Path) -> None:
    """A year or a month is no day, and a page of many articles has none of its own."""
    told = {
        str(url.findtext(f"{SITEMAPS}loc")): url.findtext(f"{SITEMAPS}lastmod")
        for url in ET.parse(addressed / "sitemap.xml").iter(f"{SITEMAPS}url")
    }
    assert {a: day for a, day in told.items() if day} == {f"{BASE}/boat/": "2025-06-02"}


def press_of(content: Path) -> Press:
    source, _ = read_library(content)
    library, _ = validate_library(source, "content")
    anchored, _ = anchor_library(library)
    return Press(arrange_library(anchored), Theme(template_folders(None)), frozenset({"web"}))


@pytest.mark.parametrize(("most", "parts"), [(8, 0), (7, 2), (3, 3), (1, 8)])
def test_too_many_pages_are_told_in_parts(
    addressed: Path, schema: xmlschema.XMLSchema, most: int, parts: int
) -> None:
    paths = [p.relative_to(addressed).as_posix() for p in addressed.rglob("*") if p.is_file()]
    built = build_sitemap(press_of(addressed.parent / "content"), paths, most)
    whole = addresses((addressed / "sitemap.xml").read_bytes())
    assert len(whole) == 8
    if not parts:
        assert set(built) == {"sitemap.xml"}
        return
    root = ET.fromstring(built["sitemap.xml"])
    assert root.tag == f"{SITEMAPS}sitemapindex"
    assert all(child.tag == f"{SITEMAPS}sitemap" for child in root)
    told = []
    for address in addresses(built["sitemap.xml"]):
        part = built[address.removeprefix(f"{BASE}/")].decode()
        schema.validate(part)
        told += addresses(part.encode())
    assert told == whole
    assert len(built) == parts + 1


def test_robots_are_shown_the_sitemap_where_they_look(fill: Fill) -> None:
    content = fill(FILES | {"site.yaml": "base_url: https://reader.example.org\n"})
    assert postil.build(postil.Project(content, content.parent / "site")).is_good
    robots = urllib.robotparser.RobotFileParser()
    said = (content.parent / "site" / "robots.txt").read_text(encoding="utf-8")
    robots.parse(said.splitlines())
    assert robots.site_maps() == ["https://reader.example.org/sitemap.xml"]
    assert robots.can_fetch("*", "https://reader.example.org/boat/")


def test_in_a_folder_of_a_host_nobody_looks_for_robots_txt(addressed: Path) -> None:
    assert not (addressed / "robots.txt").exists()


def test_without_an_address_none_of_it_is_there(unaddressed: Path, addressed: Path) -> None:
    def names(site: Path) -> set[str]:
        return {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()}

    assert names(addressed) - names(unaddressed) == PUBLISHED - {"robots.txt"}
    assert names(unaddressed) <= names(addressed)


def test_the_bundle_holds_the_same_bytes(addressed: Path) -> None:
    """But for the first page, which offers no bundle in a bundle, and its sources."""
    with zipfile.ZipFile(next(addressed.glob("*.zip"))) as packed:
        for name in packed.namelist():
            path = name.partition("/")[2]
            is_own = path in ("index.html", "START.html", "LICENCES.txt")
            if not is_own and not path.startswith("_sources/"):
                assert packed.read(name) == (addressed / path).read_bytes(), name
        start = packed.read("site/START.html").decode()
    assert f'<link rel="canonical" href="{BASE}/">' in start


def test_the_same_input_gives_the_same_bytes_at_any_time(addressed: Path, tmp_path: Path) -> None:
    for number, surroundings in enumerate([{"SOURCE_DATE_EPOCH": "1"}, {"TZ": "Asia/Taipei"}]):
        output = tmp_path / str(number) / "site"
        content = addressed.parent / "content"
        subprocess.run(
            [sys.executable, "-m", "postil", "build", "--content", content, "--output", output],
            env={**os.environ, **surroundings},
            check=True,
            capture_output=True,
        )
        for file in addressed.rglob("*"):
            if file.is_file():
                assert (output / file.relative_to(addressed)).read_bytes() == file.read_bytes()


# Lost addresses


def test_a_lost_reader_finds_the_way_from_wherever(addressed: Path) -> None:
    """Its links are absolute, for nobody knows at which address it is shown."""
    targets = [t for t in attributes(read(addressed / "404.html"), "href") if t != "data:,"]
    found = [file_at(addressed, target) for target in targets]
    names = ["", "glossary", "timeline", "search", "boat", "台灣", "undated", "old"]
    assert found == [addressed / name / "index.html" for name in names]
    assert all(file.is_file() for file in found)


def test_without_an_address_the_page_tells_in_words(unaddressed: Path) -> None:
    root = read(unaddressed / "404.html")
    assert attributes(root, "href") == ["data:,"]
    assert "first page of “The school reader”" in "".join(root.itertext())


def test_no_page_for_lost_addresses_is_meant_to_be_found(addressed: Path) -> None:
    assert metas(read(addressed / "404.html"))["robots"] == ["noindex"]
