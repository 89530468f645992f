"""The feed, read by a feed reader, and held to what RFC 4287 demands."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import pytest
from addressed import BASE, HOSTILE, file_at, links, read
from conftest import Fill

import postil

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
HEAD = "---\ntitle: {}\n{}\n---\n\nWords.\n"


def built(content: Path) -> Path:
    assert postil.build(postil.Project(content, content.parent / "site")).is_good
    return content.parent / "site"


def parsed(site: Path) -> feedparser.FeedParserDict:
    feed = feedparser.parse((site / "feed.xml").read_bytes())
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    return feed


def test_a_feed_reader_reads_it(addressed: Path) -> None:
    feed = parsed(addressed)
    assert feed.feed.title == "The school reader"
    assert feed.feed.subtitle == "Texts for a class."
    assert feed.feed.author == "Class 5b"
    assert feed.feed.rights == "All our own"
    assert feed.feed.language == "en"
    assert file_at(addressed, feed.feed.link) == addressed / "index.html"
    boat = next(e for e in feed.entries if e.title == "The boat")
    assert [a.name for a in boat.authors] == ["Ana Novak", "Ben Ito"]
    assert boat.summary == "A boat without a crew."
    assert [t.term for t in boat.tags] == ["sea", "news"]
    assert boat.rights == "CC BY-SA 4.0"
    assert (boat.published, boat.updated) == ("2025-05-20T00:00:00Z", "2025-06-02T00:00:00Z")
    taiwan = next(e for e in feed.entries if e.title == "謝謝台灣")
    assert taiwan.title_detail.language == "zh-Hant"
    assert taiwan.author == "The Paper"


def test_its_links_lead_to_pages_that_are_there(addressed: Path) -> None:
    feed = parsed(addressed)
    for entry in feed.entries:
        assert file_at(addressed, entry.link).is_file()
    own = [link.href for link in feed.feed.links if link.rel == "self"]
    assert [file_at(addressed, address) for address in own] == [addressed / "feed.xml"]


def test_the_last_updated_comes_first_and_what_has_no_date_is_not_in_it(addressed: Path) -> None:
    assert [e.title for e in parsed(addressed).entries] == ["謝謝台灣", "The boat", "An old text"]


def test_times_are_those_of_the_front_matter(addressed: Path) -> None:
    """No clock is asked: nothing else in it is a time."""
    feed = (addressed / "feed.xml").read_text(encoding="utf-8")
    days = {found.partition("T")[0] for found in MOMENT.findall(feed)}
    assert days == {"2025-07-01", "2025-05-20", "2025-06-02", "1999-01-01"}
    assert parsed(addressed).feed.updated == "2025-07-01T00:00:00Z"


def test_an_entry_keeps_its_id_when_the_article_moves(addressed: Path, fill: Fill) -> None:
    content = fill(
        {
            "site.yaml": f"base_url: {BASE}\n",
            "ship/article.md": HEAD.format("The boat", "date: 2025-05-20"),
        }
    )
    (before,) = parsed(built(content)).entries
    now = next(e for e in parsed(addressed).entries if e.title == "The boat")
    assert (before.id, now.id) == (f"{BASE}/ship/", f"{BASE}/ship/")
    assert before.link != now.link


def test_it_says_what_the_format_demands(addressed: Path, fill: Fill) -> None:
    """RFC 4287, sections 4.1.1 and 4.1.2, for which no reader is as strict."""
    hostile = {
        "site.yaml": f"base_url: {BASE}\n",
        "a/article.md": HEAD.format('"]]>&<b>"', "date: 2025"),
        "b/article.md": HEAD.format("B", "updated: 2025-01"),
    }
    for site in (addressed, built(fill(hostile))):
        feed = ET.parse(site / "feed.xml").getroot()
        assert feed.tag == f"{ATOM}feed"
        entries = feed.findall(f"{ATOM}entry")
        ids = [entry.findtext(f"{ATOM}id") for entry in entries]
        assert len(set(ids)) == len(ids)
        for element in (feed, *entries):
            for name in ("id", "title", "updated"):
                assert len(element.findall(f"{ATOM}{name}")) == 1, name
            assert MOMENT.fullmatch(element.findtext(f"{ATOM}updated") or "")
            for time in element.findall(f"{ATOM}published"):
                assert MOMENT.fullmatch(time.text or "")
        assert feed.findtext(f"{ATOM}author/{ATOM}name")
        assert feed.find(f"{ATOM}link[@rel='self']") is not None
        for entry in entries:
            assert len(entry.findall(f"{ATOM}link[@rel='alternate']")) == 1


def test_titles_are_text(fill: Fill) -> None:
    said = json.dumps(HOSTILE)
    content = fill(
        {
            "site.yaml": f"base_url: {BASE}\ntitle: {said}\nauthor: {said}\n",
            "a/article.txt": "Words.\n",
            "a/article.yaml": f"title: {said}\nsummary: {said}\ntags: [{said}]\ndate: 2025\n",
        }
    )
    feed = parsed(built(content))
    (entry,) = feed.entries
    assert entry.title_detail.type == entry.summary_detail.type == "text/plain"
    assert entry.title == entry.summary == entry.tags[0].term == HOSTILE
    assert feed.feed.title == feed.feed.author == HOSTILE


def test_a_change_is_an_update(fill: Fill) -> None:
    changes = "date: 2025\nchanges: [{date: 2025-03-04, note: A word.}]"
    content = fill({"site.yaml": f"base_url: {BASE}\n", "a/article.md": HEAD.format("A", changes)})
    (entry,) = parsed(built(content)).entries
    assert (entry.published, entry.updated) == ("2025-01-01T00:00:00Z", "2025-03-04T00:00:00Z")


def test_every_page_leads_to_it(addressed: Path) -> None:
    for page in addressed.rglob("index.html"):
        (target,) = feeds(page)
        assert (page.parent / target).resolve() == (addressed / "feed.xml").resolve()


def feeds(page: Path) -> Iterator[str]:
    found = read(page).iter("link")
    return (str(e.get("href")) for e in found if e.get("type") == "application/atom+xml")


@pytest.mark.parametrize("site_yaml", ["title: T\n", f"base_url: {BASE}\n"])
def test_without_an_address_or_a_date_there_is_none(fill: Fill, site_yaml: str) -> None:
    date = "date: 2025" if "title" in site_yaml else "level: B1"
    site = built(fill({"site.yaml": site_yaml, "a/article.md": HEAD.format("A", date)}))
    assert not (site / "feed.xml").exists()
    for page in site.rglob("index.html"):
        assert list(feeds(page)) == []
        assert set(links(read(page), "alternate")) <= {"annotations.jsonld"}


def test_it_tells_of_the_newest_alone(fill: Fill) -> None:
    files = {f"a{n}/article.md": HEAD.format(n, f"date: {1900 + n}") for n in range(60)}
    entries = parsed(built(fill(files | {"site.yaml": f"base_url: {BASE}\n"}))).entries
    assert [e.title for e in entries] == [str(n) for n in range(59, 9, -1)]
