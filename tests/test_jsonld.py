"""What `annotations.jsonld` says of notes, and where it says that they stand."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from cases.jsonld_articles import CASES, build_case
from conftest import Fill
from pages import by_id, parse, without_apparatus

import postil

SLUGS = ["lai-nippon-interview", "unmanned-boat", "thanks-from-minamisanriku"]
SITE = "title: S\nlanguage: en\nauthor: The makers\nlicence: CC BY-SA 4.0\n"
HEAD = "---\ntitle: A title\nlanguage: ja\n---\n"


def read(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def build(fill: Fill, notes: str, text: str = "One two three.", **files: str) -> dict[str, Any]:
    """The annotations of an article."""
    named = {name.replace("_", "."): said for name, said in files.items()}
    content = fill(
        {"site.yaml": SITE, "a/article.md": f"{HEAD}{text}\n", "a/n.yaml": notes} | named
    )
    outcome = postil.build(postil.Project(content, content.parent / "site"))
    assert outcome.is_good, outcome.diagnostics
    collection: dict[str, Any] = json.loads(
        read(content.parent / "site" / "a" / "annotations.jsonld")
    )
    return collection


def note(fill: Fill, yaml: str, text: str = "One two three.", **files: str) -> dict[str, Any]:
    """The only annotation of an article."""
    (item,) = build(fill, yaml, text, **files)["first"]["items"]
    return dict(item)


def said(item: dict[str, Any]) -> list[tuple[str, ...]]:
    """The bodies of an annotation: purpose, language, value."""
    return [(b["purpose"], b.get("language", ""), b["value"]) for b in item["body"]]


# Where


def check_places(folder: Path) -> int:
    """Every selector fits the page, read by a parser that is not ours."""
    text = by_id(parse(read(folder / "index.html")), "text")
    words = "".join(without_apparatus(text).itertext())
    count = 0
    for item in json.loads(read(folder / "annotations.jsonld"))["first"]["items"]:
        targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
        for target in targets:
            quote, position = target["selector"]
            start, end = position["start"], position["end"]
            assert quote["exact"] == words[start:end]
            assert words.endswith(quote["prefix"], 0, start)
            assert words.startswith(quote["suffix"], end)
            whole = quote["prefix"] + quote["exact"] + quote["suffix"]
            assert words.count(whole) == 1
            assert target["source"] == "index.html"
            count += 1
    return count


@pytest.mark.parametrize("slug", SLUGS)
def test_selectors_fit_the_page(sample: Path, slug: str) -> None:
    assert check_places(sample / "site" / slug) > 10


@pytest.mark.parametrize("name", CASES)
def test_selectors_fit_a_page_that_is_hard_to_point_into(fill: Fill, name: str) -> None:
    assert check_places(build_case(fill, name)) > 0


@pytest.mark.parametrize("slug", SLUGS)
def test_all_that_is_marked_is_there_in_its_order_and_nothing_else(sample: Path, slug: str) -> None:
    page = parse(read(sample / "site" / slug / "index.html"))
    notes = [e.get("id") for e in by_id(page, "text").iter("li")]
    items = json.loads(read(sample / "site" / slug / "annotations.jsonld"))
    quoted = [i["id"] for i in items["first"]["items"]]
    assert [unquote(name) for name in quoted] == [
        f"index.html#{n}" for n in notes if n and n.startswith("note-")
    ]
    assert items["total"] == len(quoted)


def test_each_place_is_a_target(fill: Fill) -> None:
    yaml = "glossary:\n  - {term: so, occurrence: all, definition: Thus.}\n"
    item = note(fill, yaml, "If so, so be it, and so on.")
    starts = [t["selector"][1]["start"] for t in item["target"]]
    assert starts == [3, 7, 21]


def test_what_is_not_in_the_text_is_no_annotation_of_it(fill: Fill) -> None:
    collection = build(
        fill,
        "glossary:\n  - {term: unseen, definition: D.}\n"
        "timeline:\n  - {date: 1945, event: An event.}\n"
        "questions:\n  - {ask: Why, answer: ANSWER, quote: two}\n",
    )
    assert collection["total"] == 0
    assert "first" not in collection  # a page of none is not allowed
    assert "ANSWER" not in json.dumps(collection)
    assert '"two"' not in json.dumps(collection)


# What


@pytest.mark.parametrize(
    ("kind", "motivation"),
    [
        ("context", "describing"),
        ("translation", "describing"),
        ("commentary", "commenting"),
        ("person", "identifying"),
        ("place", "identifying"),
        ("organisation", "identifying"),
        ("grammar", "describing"),
        ("erratum", "editing"),
    ],
)
def test_the_motivation_goes_by_the_kind(fill: Fill, kind: str, motivation: str) -> None:
    kinds = "kinds:\n  - {name: grammar, family: word}\n  - {name: erratum, family: correction}\n"
    yaml = f"notes:\n  - {{quote: two, note: Words., kind: {kind}}}\n"
    item = note(fill, yaml, site_yaml=SITE + kinds)
    assert item["motivation"] == motivation
    assert said(item) == [(motivation, "en", "Words."), ("classifying", "", kind)]


def test_an_entry_names_its_word_in_every_script_and_language(fill: Fill) -> None:
    item = note(
        fill,
        "glossary:\n  - term: two\n    definition: {en: A number., ja: 数です。}\n"
        "    original: 二\n    original_lang: zh-Hant\n    reading: èr\n    pronunciation: tuː\n"
        "    part_of_speech: noun\n    level: A1\n    translations: {de: zwei, ar: اثنان}\n",
    )
    assert item["motivation"] == "describing"
    assert said(item) == [
        ("describing", "en", "A number."),
        ("describing", "ja", "数です。"),
        ("tagging", "ja", "two"),
        ("tagging", "zh-Hant", "二"),
        ("tagging", "de", "zwei"),
        ("tagging", "ar", "اثنان"),
        ("classifying", "", "noun"),
        ("classifying", "", "term"),
    ]
    headword, original, german, arabic = item["body"][2:6]
    assert headword["schema:phoneticText"] == "tuː"
    assert headword["schema:educationalLevel"] == "A1"
    assert original["schema:phoneticText"] == "èr"
    assert "textDirection" not in german
    assert arabic["textDirection"] == "rtl"


def test_a_shared_headword_is_in_the_language_of_the_site(fill: Fill) -> None:
    shared = {"shared.yaml": "glossary:\n  - {term: two, reading: tu, pronunciation: tuː}\n"}
    content = fill({"site.yaml": SITE, "a/article.md": f"{HEAD}One two three.\n"} | shared)
    assert postil.build(postil.Project(content, content.parent / "site")).is_good
    collection = json.loads(read(content.parent / "site" / "a" / "annotations.jsonld"))
    (item,) = collection["first"]["items"]
    assert said(item) == [("tagging", "en", "two"), ("classifying", "", "term")]
    assert item["body"][0]["schema:phoneticText"] == ["tuː", "tu"]


def test_an_emendation_says_what_should_stand_there(fill: Fill) -> None:
    item = note(
        fill,
        "notes:\n  - {quote: two, kind: emendation, corrected: too, note: A slip.}\n",
    )
    assert item["motivation"] == "editing"
    assert said(item) == [
        ("editing", "ja", "too"),
        ("commenting", "en", "A slip."),
        ("classifying", "", "emendation"),
    ]


def test_an_event_has_its_date(fill: Fill) -> None:
    item = note(
        fill,
        "timeline:\n  - {date: 2025-05~, event: {en: It *happens*., ja: 起こる。}, quote: two,"
        " note: More.}\n",
    )
    assert item["motivation"] == "identifying"
    assert said(item) == [
        ("identifying", "en", "It <em>happens</em>."),
        ("identifying", "ja", "起こる。"),
        ("describing", "en", "More."),
        ("tagging", "", "2025-05~"),
        ("classifying", "", "event"),
    ]
    assert item["body"][3]["conformsTo"] == "https://www.loc.gov/standards/datetime/"


def test_a_title_is_the_label_of_the_note_in_its_language(fill: Fill) -> None:
    item = note(
        fill,
        "notes:\n  - quote: two\n    title: {en: A & *title*, ja: 題}\n    note: {en: Words.}\n",
    )
    english, japanese, _ = item["body"]
    assert (english["label"], english["value"]) == ("A & title", "Words.")
    assert (japanese["language"], japanese["value"]) == ("ja", "題")
    assert "label" not in japanese


@pytest.mark.parametrize(
    ("markdown", "format_", "value"),
    [
        ("Plain < words & 'so'.", "text/plain", "Plain < words & 'so'."),
        ("Some *words*.", "text/html", "<p>Some <em>words</em>.</p>"),
        ("<b>no tag</b>", "text/plain", "<b>no tag</b>"),
        ("[nothing to see]: b", "text/plain", ""),
        (
            "In 日本 too.",
            "text/html",
            '<p>In <span lang="zh-Hant">日本</span> too.</p>',
        ),
        (
            "[This](#n2), [b](b).",
            "text/html",
            '<p><a href="../a/index.html#note-n2">This</a>, <a href="../b/index.html">b</a>.</p>',
        ),
    ],
)
def test_a_body_is_plain_where_it_has_no_markup(
    fill: Fill, markdown: str, format_: str, value: str
) -> None:
    yaml = (
        f"notes:\n  - {{id: n1, quote: two, note: {json.dumps(markdown, ensure_ascii=False)}}}\n"
        "  - {id: n2, quote: three, note: Another.}\n"
    )
    content = fill(
        {
            "site.yaml": SITE,
            "a/article.md": f"{HEAD}One two three.\n",
            "a/n.yaml": yaml,
            "b/article.md": f"{HEAD}Words.\n",
        }
    )
    outcome = postil.build(postil.Project(content, content.parent / "site"))
    assert outcome.is_good, outcome.diagnostics
    collection = json.loads(read(content.parent / "site" / "a" / "annotations.jsonld"))
    body = collection["first"]["items"][0]["body"][0]
    assert (body["format"], body["value"]) == (format_, value)


def test_who_says_it_when_and_on_what_ground(fill: Fill) -> None:
    item = note(
        fill,
        "notes:\n  - quote: two\n    note: Words.\n    by: Ada\n    as_of: 2025-11\n"
        "    sources: [{id: s, at: p. 4}]\n"
        "sources:\n  - {id: s, title: T, author: B, publisher: P, date: 2001,"
        " url: 'https://example.org/s'}\n",
    )
    assert item["creator"] == {"name": "Ada"}
    assert item["schema:lastReviewed"] == "2025-11"
    assert item["schema:citation"] == [
        {
            "type": "schema:CreativeWork",
            "schema:name": "T",
            "schema:author": "B",
            "schema:publisher": "P",
            "schema:datePublished": "2001",
            "schema:pagination": "p. 4",
            "schema:url": {"id": "https://example.org/s"},
        }
    ]


@pytest.mark.parametrize(
    ("licence", "fields"),
    [
        ("CC BY-SA 4.0", {"rights": "https://creativecommons.org/licenses/by-sa/4.0/"}),
        ("CC BY 4.0", {"rights": "https://creativecommons.org/licenses/by/4.0/"}),
        ("cc-by-nc-nd-3.0", {"rights": "https://creativecommons.org/licenses/by-nc-nd/3.0/"}),
        ("CC0 1.0", {"rights": "https://creativecommons.org/publicdomain/zero/1.0/"}),
        ("https://example.org/ours", {"rights": "https://example.org/ours"}),
        ("CC BY 3.0 DE", {"rights": "https://creativecommons.org/licenses/by/3.0/de/"}),
        ("All rights reserved", {"dc:rights": "All rights reserved"}),
        ("", {}),
    ],
)
def test_a_licence_is_an_address_where_it_has_one(
    fill: Fill, licence: str, fields: dict[str, str]
) -> None:
    config = f"title: S\nlicence: {json.dumps(licence)}\n" if licence else "title: S\n"
    yaml = "notes:\n  - {quote: two, note: Words.}\n"
    collection = build(fill, yaml, site_yaml=config)
    assert {k: v for k, v in collection.items() if "rights" in k} == fields
    assert collection["label"] == "A title"
    assert "creator" not in collection


# Round about


def test_the_page_leads_to_it_where_it_is_built(fill: Fill) -> None:
    content = fill({"a/article.md": f"{HEAD}Words.\n"})
    site = content.parent / "site"
    for editions in ((), ("web",)):
        assert postil.build(postil.Project(content, site), editions=editions).is_good
        page = parse(read(site / "a" / "index.html"))
        links = [e.attrib for e in page.iter("link") if e.get("rel") == "alternate"]
        wanted = {"type": "application/ld+json", "href": "annotations.jsonld", "rel": "alternate"}
        assert links == ([] if editions else [wanted])


def test_letters_are_written_as_they_are(sample: Path) -> None:
    data = (sample / "site" / "thanks-from-minamisanriku" / "annotations.jsonld").read_bytes()
    assert "震央".encode() in data
    assert data.endswith(b"}\n")
    assert b"\r" not in data
