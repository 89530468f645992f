"""What a search is given to look through: all that the pages show, in parts, and no answers."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from conftest import ROOT, Fill
from pages import attributes, by_id, parse, without_apparatus

import postil
from postil.editions.web.search.fields import field_of, plain
from postil.editions.web.search.parts import in_parts, shared_parts
from postil.markdown import compose
from postil.markdown.parser import parse_markdown

SLUGS = ["lai-nippon-interview", "thanks-from-minamisanriku", "unmanned-boat"]


def records_of(site: Path) -> list[dict[str, Any]]:
    """The records of all parts, read as JSON."""
    found = []
    for file in sorted((site / "search").glob("*.js")):
        script = file.read_text(encoding="utf-8")
        if file.name != "parts.js":
            inside = re.fullmatch(r'postilSearch\.add\("\w+", (.*)\);\n', script, re.DOTALL)
            assert inside, file
            found += json.loads(inside[1])
    return found


def ids_of(page: Path) -> set[str]:
    return set(attributes(parse(page.read_text(encoding="utf-8")), "id"))


def test_every_place_is_there(sample: Path) -> None:
    site = sample / "site"
    entries = ids_of(site / "glossary" / "index.html")
    told = 0
    for record in records_of(site):
        for place in record.get("entries", []):
            assert place["at"] in entries
            told += 1
        if "slug" in record:
            ids = ids_of(site / record["slug"] / "index.html")
            for place in record["places"]:
                assert place.get("at", "text") in ids
                told += 1
    assert told > 100


@pytest.mark.parametrize("slug", SLUGS)
def test_all_that_a_page_shows_can_be_found(sample: Path, slug: str) -> None:
    """Paragraphs word by word; notes, events and questions by their ids."""
    root = parse((sample / "site" / slug / "index.html").read_text(encoding="utf-8"))
    records = records_of(sample / "site")
    (record,) = [r for r in records if r.get("slug") == slug]
    entries = {e["at"] for r in records if r.get("slug", slug) == slug for e in r["entries"]}
    places: dict[str, list[str]] = {}
    for place in record["places"]:
        words = (place.get("bodies") or place["names"])[0][1]
        places.setdefault(place.get("at", ""), []).append(words)
    for name in attributes(root, "id"):
        if re.match(r"(event|question|source)-", name) and "-title" not in name:
            assert name in places
        elif name.startswith("note-") and name not in places:  # an event's, or an entry's
            at = {f"event-{name[5:]}", f"entry-{slug}-{name[5:]}", f"entry-{name[5:]}"}
            assert at & (places.keys() | entries), name
    for paragraph in without_apparatus(by_id(root, "text")).iter("p"):
        words = " ".join("".join(paragraph.itertext()).split())
        if paragraph.get("id") and words:  # without words there is a picture
            assert words in places[str(paragraph.get("id"))]


def test_headings_tables_code_and_items_lead_to_the_nearest_paragraph(fill: Fill) -> None:
    text = (
        "---\ntitle: T\n---\n# Head one\n\nFirst.\n\n| Left | Right |\n|-|-|\n| up | down |\n\n"
        "- tight item\n\n```\nsome code\n```\n\n## Head two\n"
    )
    content = fill({"a/article.md": text})
    assert postil.build(postil.Project(content, content.parent / "site")).is_good
    (record,) = records_of(content.parent / "site")
    found = {
        (p.get("names") or p["bodies"])[0][1]: p.get("at")
        for p in record["places"]
        if p["kind"] == "text"
    }
    assert found == {
        "Head one": "p1",
        "First.": "p1",
        "Left Right up down": "p1",
        "tight item": "p2",
        "some code": "p2",
        "Head two": "p2",
    }


def test_a_name_in_two_scripts_belongs_to_the_words_that_it_marks(fill: Fill) -> None:
    content = fill(
        {
            "glossary.yaml": "glossary:\n  - {term: Lai, original: 賴清德, reading: Lài Qīngdé, "
            "forms: [Mr Lai], translations: {ja: 頼}, kind: person}\n",
            "a/article.md": "---\ntitle: A\n---\nHere is Lai.\n",
            "b/article.md": "---\ntitle: B\n---\nNobody.\n\nMr Lai spoke of {凌晨|língchén}.\n",
        }
    )
    assert postil.build(postil.Project(content, content.parent / "site")).is_good
    a, b, shared = records_of(content.parent / "site")
    (place,) = shared["entries"]
    assert place["at"] == "entry-lai"
    assert [name[1] for name in place["names"]] == ["Lai", "賴清德", "Lài Qīngdé"]
    others = [["zh-Hant", "賴清德"], ["", "Lài Qīngdé"]]
    said = [p.get("said") for p in a["places"] + b["places"]]
    assert said == [
        None,
        [["Lai", *others[0]], ["Lai", *others[1]], ["Lai", "en", "Mr Lai"], ["Lai", "ja", "頼"]],
        None,
        None,
        [["凌晨", "", "língchén"], *[["Mr Lai", *o] for o in others], ["Mr Lai", "ja", "頼"]],
    ]


def test_no_answer_and_no_evidence_is_among_the_data(fill: Fill) -> None:
    notes = (
        "questions:\n  - ask: Why?\n    answer: CANARY\n    quote: two reasons\n"
        "  - {ask: Which?, type: choice, choices: [red, CANARY], answer: CANARY}\n"
    )
    content = fill({"a/article.md": "---\ntitle: T\n---\nThe two reasons.\n", "a/n.yaml": notes})
    assert postil.build(postil.Project(content, content.parent / "site")).is_good
    files = list((content.parent / "site" / "search").iterdir())
    assert len(files) == 3
    for file in files:
        assert "CANARY" not in file.read_text(encoding="utf-8")
    (record,) = records_of(content.parent / "site")
    asked = [place for place in record["places"] if place["kind"] == "question"]
    assert asked == [
        {"kind": "question", "at": "question-why", "names": [["en", "Why?"]]},
        {"kind": "question", "at": "question-which", "names": [["en", "Which?"]]},
    ]


def test_the_data_are_scripts_that_end_no_element(fill: Fill) -> None:
    words = "</script><!--<script>\u2028\u2029"
    content = fill({"a/article.md": f"---\ntitle: T\n---\n{words} `{words}`\n"})
    assert postil.build(postil.Project(content, content.parent / "site")).is_good
    data = (content.parent / "site" / "search" / "all.js").read_text(encoding="utf-8")
    assert not re.search("[<\u2028\u2029]", data)
    assert "</script><!--<script>" in json.dumps(records_of(content.parent / "site"))


# Fields


def judged(markdown: str) -> tuple[str, list[tuple[str, str]]]:
    """A field's text, and the words of its runs as a script would cut them out."""
    document = compose(parse_markdown(markdown, "en", "zh-Hant"))
    field = field_of(document, document.blocks, "en")
    units = field.text.encode("utf-16-le")
    return field.text, [
        (units[2 * start : 2 * end].decode("utf-16-le"), language)
        for start, end, language in field.runs
    ]


HAN = [("𠮷𠮷", "zh-Hant"), ("賴清德", "zh-Hant")]


@pytest.mark.parametrize(
    ("markdown", "text", "runs"),
    [
        ("a *b*\nc", "a b c", []),
        ("one\n\n- two\n- three", "one two three", []),
        ("  𠮷𠮷 say\n賴清德, [to]{lang=fr}", "𠮷𠮷 say 賴清德, to", [*HAN, ("to", "fr")]),
        ("{薩摩|さつま}", "薩摩", [("薩摩", "ja")]),
        ("![no](x.png) yes", "yes", []),
        ("e\u0301 賴", "é 賴", [("賴", "zh-Hant")]),
    ],
)
def test_a_field_is_a_line_with_its_languages(
    markdown: str, text: str, runs: list[tuple[str, str]]
) -> None:
    assert judged(markdown) == (text, runs)


def test_a_plain_field_tells_foreign_runs() -> None:
    field = plain(" The  台灣 \n story", "en", "zh-Hant")
    assert (field.text, field.runs) == ("The 台灣 story", ((4, 6, "zh-Hant"),))


# Parts


def test_parts_are_bounded_and_lose_nothing() -> None:
    sizes = {f"slug-{n}": 1000 + n for n in range(1500)} | {"large": 300_000}
    parts = in_parts(sizes)
    assert sorted(slug for slugs in parts.values() for slug in slugs) == sorted(sizes)
    for slugs in parts.values():
        assert sum(sizes[slug] for slug in slugs) <= 256 * 1024 or slugs == ["large"]
    assert len(parts) < 40
    assert in_parts({}) == {"all": []}
    assert list(in_parts({"a": 0, "b": 0})) == ["all"]


@pytest.mark.parametrize("count", [0, 1, 400, 401, 1999])
def test_parts_of_what_is_shared_follow_each_other(count: int) -> None:
    parts = shared_parts(count)
    assert [place for places in parts.values() for place in places] == list(range(count))
    assert all(0 < len(places) <= 400 for places in parts.values())


def test_a_change_touches_its_own_part() -> None:
    sizes = {f"slug-{n}": 2000 for n in range(1500)}
    before = in_parts(sizes)
    for change in ({"slug-7": 9000}, {"slug-new": 2000}, {"slug-7": 0}):
        after = in_parts(sizes | change)
        moved = {
            name for name in before.keys() | after.keys() if before.get(name) != after.get(name)
        }
        assert len(moved) <= 3  # one, or one and its halves


def test_the_same_content_gives_the_same_data(sample: Path, tmp_path: Path) -> None:
    postil.build(postil.Project(ROOT / "content", tmp_path / "site"))
    for file in (sample / "site" / "search").iterdir():
        assert (tmp_path / "site" / "search" / file.name).read_bytes() == file.read_bytes()


def test_addresses_are_those_of_the_pages(sample: Path) -> None:
    for record in records_of(sample / "site"):
        if "slug" in record:
            assert (sample / "site" / quote(record["slug"]) / "index.html").is_file()


def test_an_entry_is_also_found_as_it_stands_in_a_text(fill: Fill) -> None:
    content = fill(
        {
            "a/article.md": "---\ntitle: A\n---\nThey copied sutras.\n",
            "a/n.yaml": "glossary:\n  - term: sutra\n    definition: A text.\n",
        }
    )
    assert postil.build(postil.Project(content, content.parent / "site")).is_good
    (record,) = [r for r in records_of(content.parent / "site") if r.get("slug") == "a"]
    (entry,) = record["entries"]
    assert "sutras" in json.dumps(entry)
