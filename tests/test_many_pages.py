"""Sites with more than one page has room for: the glossary, the timeline, the list of articles."""

import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlparse
from xml.etree.ElementTree import Element

import pytest
from conftest import NODE_MODULES, Fill, Serve, need
from html_checker import html_errors
from pages import parse

import postil
from postil.arrange import paging
from postil.arrange.paging import in_stretches
from postil.editions.web import onward

ROOM = 6_000
BASE = "https://example.org/school"
SITE = f"title: Many\nslug: many\nbase_url: {BASE}\neditions: [web, bundle]\n"
WORDS = [
    *(f"{first}{rest}" for first in "abc" for rest in ("bel", "dor", "fin", "gam", "hul", "kir")),
    *("Ärmel", "zebra", "震央", "患難", "罹難", "12-inch"),
    *(f"s{rest}" for rest in ("ab", "eb", "ib", "ob", "ub", "yb", "aab", "eeb", "oob", "aib")),
]
ARTICLES = 24


def article(number: int) -> dict[str, str]:
    words = [WORDS[(number * 3 + i) % len(WORDS)] for i in range(6)]
    entries = [
        {"term": word, "definition": f"What *{word}* means & says in text {number}."}
        for word in words
    ]
    named = f"Person {chr(65 + number % 3)}"
    if number % 4 == 0:
        entries.append({"term": named, "definition": "Somebody.", "kind": "person"})
    events = [
        {"date": f"{1900 + (number * 7 + i * 13) % 60}-0{1 + i}", "event": f"Event {number}.{i}"}
        for i in range(3)
    ]
    events.append(
        {"date": "1999-12-31", "event": "The end of a year", "note": f"As {number} has it."}
    )
    notes = {"glossary": entries, "timeline": events}
    day = f"2020-01-{1 + number:02}"
    return {
        f"text-{number}/article.md": f"---\ntitle: Text {number}\ndate: {day}\n"
        f"summary: {'About it all. ' * 20}\n---\n\n{named} met {', '.join(words)} and slept.\n",
        f"text-{number}/notes.yaml": json.dumps(notes, ensure_ascii=False),
    }


def content(language: str = "en") -> dict[str, str]:
    files = {"site.yaml": f"{SITE}language: {language}\n"}
    for number in range(ARTICLES):
        files |= article(number)
    return files


@pytest.fixture(scope="module", params=["en", "ar"])
def many(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    folder = tmp_path_factory.mktemp("many")
    for name, text in content(request.param).items():
        file = folder / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paging, "ROOM", ROOM)
        patch.setattr(onward, "_MOST", 20)
        outcome = postil.build(postil.Project(folder / "content", folder / "site"))
    assert outcome.is_good, outcome.diagnostics
    return folder / "site"


def read(file: Path) -> Element:
    return parse(file.read_text(encoding="utf-8"))


def pages_of(site: Path, folder: str) -> list[Path]:
    return sorted(f for f in (site / folder).glob("*.html") if f.name != "index.html")


def joining(site: Path) -> list[Path]:
    return [
        *(site / name / "index.html" for name in ("glossary", "timeline")),
        *pages_of(site, "glossary"),
        *pages_of(site, "timeline"),
        *site.glob("*.html"),
    ]


def ids(root: Element, start: str = "") -> list[str]:
    return [str(e.get("id")) for e in root.iter() if (e.get("id") or "").startswith(start)]


def text_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def steps(site: Path, begin: Path) -> Iterator[Path]:
    """From page to page by the links to the next one."""
    here: Path | None = begin
    while here:
        yield here
        following = [a for a in read(here).iter("a") if a.get("rel") == "next"]
        here = here.parent / str(following[0].get("href")) if following else None


def test_things_fill_pages_in_their_order() -> None:
    room = paging.ROOM
    held = list(in_stretches([room - 1, 1, 1, room + 5, room, 2], lambda weight: weight))
    assert [things for _, things in held] == [(room - 1, 1), (1,), (room + 5,), (room,), (2,)]
    assert [(s.number, s.count) for s, _ in held] == [(n, 5) for n in range(1, 6)]


def test_every_entry_stands_on_exactly_one_page(many: Path) -> None:
    found = Counter(i for page in pages_of(many, "glossary") for i in ids(read(page), "entry-"))
    assert len(found) == ARTICLES * 6 + ARTICLES // 4
    assert set(found.values()) == {1}
    assert not ids(read(many / "glossary" / "index.html"), "entry-")


def test_every_event_stands_on_exactly_one_page(many: Path) -> None:
    found = Counter(i for page in pages_of(many, "timeline") for i in ids(read(page), "event-"))
    assert len(found) == ARTICLES * 4
    assert set(found.values()) == {1}


def test_every_article_is_listed_once_the_newest_first(many: Path) -> None:
    pages = list(steps(many, many / "index.html"))
    assert [page.name for page in pages] == [
        "index.html",
        *(f"page-{n}.html" for n in range(2, len(pages) + 1)),
    ]
    listed = [text_of(h2) for page in pages for h2 in read(page).iter("h2")]
    assert listed == [f"Text {n}" for n in reversed(range(ARTICLES))]
    assert len(pages) > 2


@pytest.mark.parametrize("folder", ["glossary", "timeline"])
def test_the_way_leads_from_each_page_to_the_next(many: Path, folder: str) -> None:
    contents = read(many / folder / "index.html")
    (main,) = contents.iter("main")
    listed = [str(a.get("href")).partition("#")[0] for a in main.iter("a")]
    in_order = list(dict.fromkeys(name for name in listed if name.endswith(".html")))
    assert sorted(in_order) == [page.name for page in pages_of(many, folder)]
    walked = list(steps(many, many / folder / in_order[0]))
    assert [page.name for page in walked] == in_order
    before = [
        a.get("href") for p in walked[1:] for a in read(p).iter("a") if a.get("rel") == "prev"
    ]
    assert before == in_order[:-1]


def test_pages_hold_what_they_have_room_for(many: Path) -> None:
    """Beside it stands the frame of a page, which does not grow with what is on it."""
    for page in [*pages_of(many, "glossary"), *pages_of(many, "timeline")]:
        html = page.read_text(encoding="utf-8")
        inner = html[html.index('<div class="glossary">' if "glossary" in str(page) else "<ol") :]
        things = len(ids(read(page), "entry-")) + len(re.findall("<li id=", html))
        assert things == 1 or len(inner.encode()) < ROOM * 1.7, page


def test_every_link_lands(many: Path) -> None:
    known = {page: ids(read(page)) for page in many.rglob("*.html")}
    for page in joining(many):
        for a in read(page).iter("a"):
            address = urlparse(str(a.get("href")))
            if address.scheme or a.get("href") == "#":
                continue
            target = page.parent / unquote(address.path) if address.path else page
            assert target.resolve().is_file(), (page, a.get("href"))
            if address.fragment and target.suffix == ".html":
                assert unquote(address.fragment) in known[target.resolve()], (page, a.get("href"))


def test_names_are_plain_and_pages_have_titles_of_their_own(many: Path) -> None:
    pages = joining(many)
    assert all(re.fullmatch(r"[a-z0-9-]+\.html", page.name) for page in pages)
    names = {page.stem for page in pages_of(many, "glossary")}
    assert {"person", "zh-hant-11-strokes"} <= names
    titles = [text_of(next(read(page).iter("title"))) for page in pages if page.stem != "404"]
    assert len(set(titles)) == len(titles)


def test_a_letter_that_is_too_large_says_what_each_page_holds(many: Path) -> None:
    parts = [page for page in pages_of(many, "glossary") if re.fullmatch(r"s(-\d+)?", page.stem)]
    assert len(parts) > 1
    for page in parts:
        root = read(page)
        terms = [text_of(e) for dt in root.iter("dt") for e in dt.iter("b")]
        (told,) = [text_of(p) for p in root.iter("p") if p.get("class") == "subtitle"]
        assert told == (f"{terms[0]} – {terms[-1]}" if len(terms) > 1 else terms[0])
        (here,) = [a for a in root.iter("a") if a.get("aria-current") == "page"]
        assert here.get("href") == page.name


def test_pages_tell_machines_of_what_stands_on_them(many: Path) -> None:
    for page in pages_of(many, "glossary"):
        html = page.read_text(encoding="utf-8")
        data = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
        assert data
        (node,) = json.loads(data[1]).get("@graph", [json.loads(data[1])])
        told = [term["@id"].removeprefix("#") for term in node["hasDefinedTerm"]]
        assert told == [e.get("id") for e in read(page).iter("dd")]
        assert f'<link rel="canonical" href="{BASE}/glossary/{page.name}">' in html


def test_the_sitemap_names_every_page(many: Path) -> None:
    listed = re.findall("<loc>(.*?)</loc>", (many / "sitemap.xml").read_text(encoding="utf-8"))
    found = [page.relative_to(many).as_posix() for page in joining(many) if page.stem != "404"]
    addresses = {urljoin(f"{BASE}/", re.sub(r"index\.html$", "", path)) for path in found}
    assert addresses <= set(listed)
    assert len(listed) == len(set(listed))


def test_the_bundle_holds_every_page(many: Path) -> None:
    """The first alone differs: in a bundle it offers none."""
    with zipfile.ZipFile(many / "many.zip") as packed:
        for file in [*joining(many), *many.glob("*/onward*.js")]:
            data = packed.read(f"many/{file.relative_to(many).as_posix()}")
            assert (data == file.read_bytes()) != (file == many / "index.html"), file


@pytest.mark.parametrize("where", ["disk", "server"])
def test_an_address_of_the_first_page_leads_on(
    browser: Any, many: Path, serve: Serve, where: str
) -> None:
    """Made while the site was small, or by the search: it arrives at the very entry."""
    root = many.as_uri() if where == "disk" else serve(many)
    page = browser.new_page()
    for folder, start in [("glossary", "entry-"), ("timeline", "event-")]:
        for file in pages_of(many, folder)[::3]:
            name = ids(read(file), start)[-1]
            page.goto("about:blank")
            page.goto(f"{root}/{folder}/index.html#{name}")
            page.wait_for_url(f"**/{file.name}#*")
            assert page.evaluate("document.querySelector(':target').id") == name
    page.goto(f"{root}/glossary/index.html#entry-nobody")
    page.goto(f"{root}/glossary/index.html#%E0%A4%A")
    page.goto(f"{root}/glossary/index.html#index-person")
    assert page.evaluate("document.querySelector(':target').tagName") == "H2"
    page.close()


def test_the_search_leads_to_an_entry(browser: Any, many: Path) -> None:
    page = browser.new_page()
    page.goto(f"{(many / 'search' / 'index.html').as_uri()}?q=zebra")
    page.locator("#found a[href*='#entry-']").first.click()
    page.wait_for_url(re.compile(r"glossary/(?!index)[a-z0-9-]+\.html#entry-text-\d+-zebra"))
    page.close()


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark"), (320, "light")])
def test_axe_finds_nothing(browser: Any, many: Path, width: int, scheme: str) -> None:
    axe = NODE_MODULES / "axe-core" / "axe.min.js"
    need(axe.is_file(), "no axe: install npm, then python3 start.py test")
    context = browser.new_context(
        bypass_csp=True, viewport={"width": width, "height": 900}, color_scheme=scheme
    )
    page = context.new_page()
    timeline = pages_of(many, "timeline")[0].relative_to(many).with_suffix("").as_posix()
    glossary = [f"glossary/{name}" for name in ("index", "s-2", "person")]
    for path in [*glossary, "timeline/index", timeline, "index", "page-2"]:
        page.goto((many / f"{path}.html").as_uri())
        page.evaluate(axe.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run({rules: {'target-size': {enabled: true}}})")["violations"]
        said = [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found]
        assert not said, f"{path}: {said}"
        width_of_page = page.evaluate("document.documentElement.scrollWidth")
        assert width_of_page <= width, path
    context.close()


def test_the_html_checker_finds_no_error(many: Path) -> None:
    assert html_errors(*joining(many)) == []


def test_what_fits_stands_on_one_page(fill: Fill) -> None:
    place = fill({"site.yaml": "title: Few\n", **article(0), **article(1)})
    assert postil.build(postil.Project(place, place.parent / "site")).is_good
    made = {p.relative_to(place.parent / "site").as_posix() for p in place.parent.rglob("*.html")}
    assert {path for path in made if "/" not in path or path.startswith(("gloss", "time"))} == {
        "404.html",
        "index.html",
        "glossary/index.html",
        "timeline/index.html",
    }
    assert not list((place.parent / "site" / "glossary").glob("*.js"))


def test_a_warm_build_of_many_pages_is_a_cold_one(fill: Fill, tmp_path: Path) -> None:
    """Also where an edit moves entries to other pages, and so changes the sitemap."""
    place = fill(content())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paging, "ROOM", ROOM)
        assert postil.build(postil.Project(place, tmp_path / "site")).is_good
        then = (tmp_path / "site" / "sitemap.xml").read_bytes()
        file = place / "text-3" / "notes.yaml"
        longer = file.read_text(encoding="utf-8").replace("means & says", "means " * 300)
        file.write_text(longer, encoding="utf-8")
        assert postil.build(postil.Project(place, tmp_path / "site")).is_good
        cold = postil.Project(place, tmp_path / "cold" / "site")
        assert postil.build(cold).is_good

    def files(site: Path) -> dict[str, bytes]:
        found = (f for f in site.rglob("*") if f.is_file())
        return {f.relative_to(site).as_posix(): f.read_bytes() for f in found}

    assert files(tmp_path / "site")["sitemap.xml"] != then
    assert files(tmp_path / "site") == files(tmp_path / "cold" / "site")
