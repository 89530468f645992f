"""Timelines on pages: gaps, shared events, periods, and the strip that goes with the list."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import Fill
from pages import attributes, by_id, parse

import postil
from postil.arrange.card import blank_card
from postil.arrange.timeline import part_by_periods, share_events, tell_gaps, telling_of
from postil.dates import parse_date
from postil.format.records import Event
from postil.format.settings import FrontMatter
from postil.format.texts import Texts


def telling(slug, name, date, words):
    card = blank_card(slug, FrontMatter(title="T"), "en")
    return telling_of(Event(id=name, date=parse_date(date), event=Texts((("en", words),))), card)


def events(*dates, slug="a"):
    return [telling(slug, f"e{i}", date, f"{i}") for i, date in enumerate(dates)]


def gaps(*dates):
    told = tell_gaps([parse_date(date) for date in dates])
    return [gap and f"{gap.count} {gap.unit}" for gap in told]


def test_gaps_are_told_where_they_help():
    assert gaps("1732", "1735", "1835") == [None, "3 years", "100 years"]
    # Of a long timeline, from a year on; of a short one, from a twentieth of it on.
    days = ["1945-08-15", "1945-09-02"]
    assert gaps(*days, "1999-09-21") == [None, None, "54 years"]
    assert gaps(*days) == [None, "18 days"]
    assert gaps("1945-08-15", "1945-08-16", "1945-09-15") == [None, None, "30 days"]
    assert gaps("2024-05-20", "2025-03-25", "2025-05-13") == [None, "10 months", "49 days"]
    assert gaps("../..", "1945/", "1950") == [None, None, None]
    assert gaps("../..") == [None]
    assert gaps() == []


def periods(*dates):
    shared = share_events(events(*dates))
    return [(p.name, p.years, len(p.events)) for p in part_by_periods(shared)]


def test_a_short_timeline_has_no_headings():
    assert periods(*(f"{1900 + i}" for i in range(20))) == []
    assert periods(*["1900"] * 30) == []


def test_a_long_timeline_is_parted_by_decades_or_longer_periods():
    decades = [f"{year}" for year in range(1900, 1921)]
    assert periods(*decades) == [
        ("years-1900", (1900, 1909), 10),
        ("years-1910", (1910, 1919), 10),
        ("years-1920", (1920, 1929), 1),
    ]
    centuries = [f"{1500 + 10 * i}" for i in range(52)]
    assert [name for name, _, _ in periods(*centuries)] == [
        f"years-{year}" for year in range(1500, 2100, 100)
    ]


def test_periods_are_named_as_their_years_are_told():
    """Nobody says a year 0; and what is far off, or has no start, is held together."""
    far = ["/1900", "Y-170000002", "Y-20000", "-9999"]
    near = ["-9998", "-0109", "-0099", "-0098", "0000", "0001", "0099", "0100"]
    rest = ["1900/..", "19XX", "1901", "1902", "1950", "1999", "2000", "Y17000", "Y18000"]
    found = periods(*far, *near, *rest)
    assert found == [
        ("years", (None, None), 1),
        ("years-until-bce-10000", (None, -9999), 3),
        ("years-bce-9999", (-9998, -9989), 1),
        ("years-bce-119", (-118, -109), 1),
        ("years-bce-109", (-108, -99), 1),
        ("years-bce-99", (-98, -89), 1),
        ("years-bce-9", (-8, 0), 1),
        ("years-1", (1, 9), 1),
        ("years-90", (90, 99), 1),
        ("years-100", (100, 109), 1),
        ("years-1900", (1900, 1909), 4),
        ("years-1950", (1950, 1959), 1),
        ("years-1990", (1990, 1999), 1),
        ("years-2000", (2000, 2009), 1),
        ("years-10000", (10_000, None), 2),
    ]


def test_the_same_event_is_listed_once():
    event, later = events("1945", "1946")
    spaced = telling("b", "x", "1945", " 0\n")
    other_words = telling("b", "y", "1945", "O")
    other_date = telling("b", "z", "1945~", "0")
    told = [event, spaced, other_words, other_date, later]
    found = [[t.id for t in shared.tellings] for shared in share_events(told)]
    assert found == [
        ["event-a-e0", "event-b-x"],
        ["event-b-y"],
        ["event-b-z"],
        ["event-a-e1"],
    ]


def test_ids_of_the_sites_timeline_are_never_the_same():
    told = [telling(slug, name, "1945", name) for slug, name in (("a", "b-c"), ("a-b", "c"))]
    assert [s.tellings[0].id for s in share_events(told)] == ["event-a-b-c", "event-a-b-c-2"]


# Whole pages

ARTICLE = "---\ntitle: {0}\n---\n\n# Head of 1732\n\nIt was seen in 1735 and later.\n"
TIMELINE = """\
timeline:
  - {date: 1732, event: The famine., id: famine, quote: Head of 1732}
  - {date: 1735~, event: A plant is tried., id: trial, quote: in 1735, note: Near Edo.}
  - {date: 1740/.., event: It is grown., id: grown}
  - {date: /.., event: It is eaten., id: eaten}
"""
SECOND = """\
timeline:
  - {date: 1732, event: The  famine., id: hunger}
  - {date: 1735~, event: A plant is tried., id: trial, note: Near Edo.}
  - {date: 1740/.., event: It is grown., id: grown, note: Everywhere.}
"""


def build(fill: Fill, files: dict[str, str]) -> Path:
    content = fill(files)
    outcome = postil.build(postil.Project(content, content.parent / "site"))
    assert outcome.is_good, outcome.diagnostics
    return content.parent / "site"


@pytest.fixture
def site(fill: Fill) -> Path:
    files = {"a/article.md": ARTICLE.format("A"), "a/notes.yaml": TIMELINE}
    return build(fill, files | {"b/article.md": ARTICLE.format("B"), "b/notes.yaml": SECOND})


def plain(root):
    """The same, with the elements of the picture named as they are written."""
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2]
    return root


def read(file: Path):
    return plain(parse(file.read_text(encoding="utf-8")))


def words(element) -> str:
    return " ".join("".join(element.itertext()).split())


def listed(root):
    """The events of a page's list: id, class, words."""
    (*lists,) = [e for e in root.iter("ol") if "events" in (e.get("class") or "")]
    return [(e.get("id"), e.get("class"), words(e)) for ol in lists for e in ol if e.tag == "li"]


def drawn(root):
    """The events of the page's strip: number, class."""
    (svg,) = root.iter("svg")
    shapes = [e for e in svg if e.tag in ("rect", "path", "text")]
    return [
        (words(after), shape.get("class"))
        for shape, after in pairwise(shapes)
        if shape.tag != "text" and shape.get("class") != "axis" and after.tag == "text"
    ]


def test_the_strip_shows_the_events_of_the_list(site: Path) -> None:
    root = read(site / "a" / "index.html")
    found = [(str(i), css) for i, (_, css, _) in enumerate(listed(root), 1)]
    assert found[0] == ("1", "within")  # without any date, and so not drawn
    assert sorted(drawn(root)) == found[1:]
    (svg,) = root.iter("svg")
    assert svg.get("role") == "img"
    assert svg[0].tag == "title"
    assert "The list has the same facts" in words(svg[0])
    assert "from 1732 to 1740" in words(svg[0])
    (caption,) = root.iter("figcaption")
    assert words(caption) == "Events without any date are not drawn."
    for element in svg.iter():
        assert not {"id", "style", "fill", "stroke"} & set(element.keys())


def test_the_list_comes_before_its_picture(site: Path) -> None:
    for page in ("a/index.html", "timeline/index.html"):
        html = (site / page).read_text(encoding="utf-8")
        assert html.index('<ol class="events') < html.index('<figure class="strip">')


def test_the_strip_of_eight_events_is_small(sample: Path) -> None:
    html = (sample / "site" / "lai-nippon-interview" / "index.html").read_text(encoding="utf-8")
    (strip,) = re.findall(r'<figure class="strip">.*?</figure>', html, re.DOTALL)
    assert strip.count("<rect") == 8
    assert len(strip.encode()) <= 2_000
    assert "." not in "".join(re.findall(r'(?:d|x|y|width|height)="([^"]*)"', strip))


def test_gaps_stand_between_events(site: Path) -> None:
    root = read(site / "a" / "index.html")
    found = {name: text for name, _, text in listed(root)}
    assert "About 1735 about 3 years later" in found["event-trial"]
    assert "later" not in found["event-famine"] + found["event-grown"] + found["event-eaten"]


def test_events_and_passages_lead_to_each_other(site: Path) -> None:
    root = read(site / "a" / "index.html")
    for name in ("famine", "trial"):
        event, control = by_id(root, f"event-{name}"), by_id(root, f"ref-{name}")
        note = by_id(root, f"note-{name}")
        assert f"#ref-{name}" in attributes(event, "href")
        assert control.get("href") == f"#note-{name}"
        assert f"#event-{name}" in attributes(note, "href")
    # A heading is no numbered paragraph.
    assert "#p1" in attributes(by_id(root, "event-trial"), "href")
    assert not [h for h in attributes(by_id(root, "event-famine"), "href") if h[:2] == "#p"]


def test_an_event_of_two_articles_is_on_the_sites_timeline_once(site: Path) -> None:
    root = read(site / "timeline" / "index.html")
    found = {name: text for name, _, text in listed(root)}
    assert list(found) == ["event-a-eaten", "event-a-famine", "event-a-trial", "event-a-grown"]
    famine = by_id(root, "event-a-famine")
    leads = ["../a/index.html#event-famine", "../b/index.html#event-hunger"]
    assert attributes(famine, "href") == leads
    # The other article's event has an address too, at its link.
    assert by_id(root, "event-b-hunger").get("href") == leads[1]
    assert found["event-a-trial"].count("Near Edo.") == 1
    assert found["event-a-grown"].count("Everywhere.") == 1


def test_a_long_timeline_has_headings_and_a_way_to_each(fill: Fill) -> None:
    told = [{"date": f"{1900 + i}", "event": f"Event {i}"} for i in range(25)]
    told += [{"date": "../1500", "event": "Before"}]
    notes = json.dumps({"timeline": told})
    site = build(fill, {"a/article.md": ARTICLE.format("A"), "a/notes.yaml": notes})
    root = read(site / "timeline" / "index.html")
    headings = [(e.get("id"), words(e)) for e in root.iter("h2")]
    assert headings == [
        ("years", "No start given"),
        ("years-1900", "1900–1909"),
        ("years-1910", "1910–1919"),
        ("years-1920", "1920–1929"),
    ]
    (jump,) = [e for e in root.iter("nav") if e.get("class") == "jump"]
    assert [(a.get("href"), words(a)) for a in jump.iter("a")] == [
        (f"#{name}", text) for name, text in headings
    ]
    assert "later" not in words(by_id(root, "main"))
    assert len(listed(root)) == 26
    assert len(drawn(root)) == 0  # marks without numbers
    (svg,) = root.iter("svg")
    assert len([e for e in svg if e.tag in ("rect", "path")]) == 27


def test_a_page_without_a_picture_is_whole(fill: Fill) -> None:
    notes = "timeline:\n  - {date: 1732, event: The famine.}\n"
    site = build(fill, {"a/article.md": ARTICLE.format("A"), "a/notes.yaml": notes})
    for page in ("a/index.html", "timeline/index.html"):
        root = read(site / page)
        assert not list(root.iter("figure"))
        assert len(listed(root)) == 1


def test_pages_from_right_to_left_have_time_that_runs_so(fill: Fill) -> None:
    files = {"site.yaml": "language: ar\n", "a/article.md": ARTICLE.format("A")}
    site = build(fill, files | {"a/notes.yaml": TIMELINE})
    root = read(site / "a" / "index.html")
    (svg,) = root.iter("svg")
    places = {words(e): int(str(e.get("x"))) for e in svg if e.tag == "text"}
    assert places["4"] < places["3"] < places["2"]


def test_the_sites_timeline_is_in_order_of_time_whoever_tells(fill: Fill) -> None:
    files = {}
    for slug, years in (("a", (1730, 1750)), ("b", (1720, 1740, 1760))):
        events = "".join(f"  - {{date: {y}, event: In {slug}., id: y{y}}}\n" for y in years)
        files |= {
            f"{slug}/article.md": ARTICLE.format(slug),
            f"{slug}/n.yaml": f"timeline:\n{events}",
        }
    found = listed(read(build(fill, files) / "timeline" / "index.html"))
    names = ["event-b-y1720", "event-a-y1730", "event-b-y1740", "event-a-y1750", "event-b-y1760"]
    assert [name for name, _, _ in found] == names


def test_what_an_event_links_to_is_linked_on_the_sites_timeline_too(fill: Fill) -> None:
    note = "'[map](map.pdf), [text](#p1), [other](b#p1)'"
    files = {
        "a/article.md": ARTICLE.format("A"),
        "a/map.pdf": "x",
        "a/n.yaml": f"timeline:\n  - {{date: 1732, event: E., note: {note}}}\n",
        "b/article.md": ARTICLE.format("B"),
    }
    html = (build(fill, files) / "timeline" / "index.html").read_text(encoding="utf-8")
    for target in ("../a/map.pdf", "../a/index.html#p1", "../b/index.html#p1"):
        assert f'href="{target}"' in html


def test_the_sites_timeline_leads_to_an_event_by_its_name_as_it_is_written(fill: Fill) -> None:
    article = {"article.md": "---\ntitle: T\n---\n\nText.\n"}
    article["n.yaml"] = "timeline:\n  - {date: 1941, event: 開戦}\n"
    content = fill({f"海/{name}": text for name, text in article.items()})
    site = content.parent / "site"
    assert postil.build(postil.Project(content, site), editions=["web"]).is_good
    event = by_id(read(site / "timeline" / "index.html"), "event-海-開戦")
    assert attributes(event, "href") == ["../海/index.html#event-開戦"]
