"""The glossary: words and names apart, in order, every sense with the very places of its use."""

import re
from pathlib import Path
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import pytest
from conftest import Fill
from pages import by_id, parse, without_apparatus

import postil
from postil.arrange.paging import ROOM

ONE = """\
glossary:
  - {term: course, definition: The direction of a boat., part_of_speech: noun, occurrence: all}
  - {term: Ärmel, definition: A sleeve.}
  - {term: Anna Blum, definition: A sailor., kind: person}
  - {term: Kiel, definition: A town., kind: place}
  - {term: Gorch Fock, definition: A ship., kind: ship}
  - {term: keel, definition: Not there., }
"""
TWO = """\
glossary:
  - {term: course, definition: A part of a meal., part_of_speech: noun}
  - {term: 震央, reading: zhènyāng, definition: Epicentre.}
  - {term: 患難, definition: Hardship.}
  - term: 東京
    original_lang: ja
    reading: とうきょう
    definition: Tokyo.
    kind: place
"""
CONTENT = {
    "site.yaml": "kinds: [{name: ship, label: Ships, family: who-where}]\n",
    "shared.yaml": "glossary:\n"
    "  - {term: course, definition: A series of lessons.}\n"
    "  - {term: zebra, definition: An animal.}\n",
    "one/article.txt": "Anna Blum held the course of the Gorch Fock near Kiel, her Ärmel wet. "
    "The course was wrong, and a new course was set before the night came down upon them all.\n",
    "one/article.yaml": "title: At sea\norder: 1\n",
    "one/notes.yaml": ONE,
    "two/article.txt": "The first course came. 震央 and 患難 are words, 東京 is a place.\n",
    "two/article.yaml": "title: A meal in 東京\norder: 2\n",
    "two/notes.yaml": TWO,
}


@pytest.fixture
def glossary(fill: Fill) -> Element:
    content = fill(CONTENT)
    outcome = postil.build(postil.Project(content, content.parent / "site"))
    assert outcome.is_good, outcome.diagnostics
    page = content.parent / "site" / "glossary" / "index.html"
    return parse(page.read_text(encoding="utf-8"))


def text_of(element: Element) -> str:
    """The words as they are read, without the brackets that stand in for ruby."""
    words = "".join(e for e in element.itertext())
    return " ".join(words.split())


def having(root: Element, tag: str, name: str) -> list[Element]:
    return [e for e in root.iter(tag) if name in (e.get("class") or "").split()]


def outline(root: Element) -> list[str]:
    """Headings and headwords in reading order."""
    found = []
    for e in root.iter():
        if e.tag in ("h2", "h3", "h4"):
            found.append(f"{e.tag} {text_of(e)}")
        elif e.tag == "dt":
            found.append(text_of(having(e, "b", "headword")[0]))
    return found


def test_words_and_names_stand_apart_each_under_its_letter(glossary: Element) -> None:
    assert outline(glossary) == [
        "h2 Words",
        "h3 A",
        "Ärmel",
        "h3 C",
        "course",
        "h3 K",
        "keel",
        "h3 Z",
        "zebra",
        "h3 中文（繁體）",
        "h4 11 strokes",
        "患難",
        "h4 15 strokes",
        "震央(zhènyāng)",
        "h2 People",
        "h3 A",
        "Anna Blum",
        "h2 Places",
        "h3 K",
        "Kiel",
        "h3 日本語",
        "h4 た",
        "東京(とうきょう)",
        "h2 Ships",
        "h3 G",
        "Gorch Fock",
    ]


def test_one_headword_has_the_senses_of_all_articles(glossary: Element) -> None:
    (entry,) = [e for e in having(glossary, "div", "entry") if text_of(e).startswith("course")]
    senses = list(entry.iter("dd"))
    assert [s.get("id") for s in senses] == ["entry-course", "entry-one-course", "entry-two-course"]
    assert [text_of(having(s, "div", "body")[0]) for s in senses] == [
        "A series of lessons.",
        "The direction of a boat.",
        "A part of a meal.",
    ]


def test_every_use_leads_to_its_very_place(glossary: Element) -> None:
    (uses,) = having(by_id(glossary, "entry-one-course"), "ul", "uses")
    assert [
        (unquote(str(a.get("href"))), a.get("aria-label") or text_of(a)) for a in uses.iter("a")
    ] == [
        (
            "../one/index.html#ref-course",
            "Anna Blum held the course of the Gorch Fock near Kiel…",
        ),
        ("../one/index.html#ref-course-2", "Place 2"),
        ("../one/index.html#ref-course-3", "Place 3"),
    ]
    assert text_of(next(uses.iter("cite"))) == "At sea"


def test_what_stands_nowhere_says_so(glossary: Element) -> None:
    (shared,) = having(by_id(glossary, "entry-zebra"), "ul", "uses")
    assert text_of(shared) == "Not used in any article"
    (own,) = having(by_id(glossary, "entry-one-keel"), "ul", "uses")
    assert text_of(own) == "Not in the text, but listed with it: At sea"
    assert next(own.iter("a")).get("href") == "../one/index.html#note-keel"


def test_the_row_of_letters_leads_to_every_heading(glossary: Element) -> None:
    (letters,) = having(glossary, "nav", "letters")
    targets = [str(a.get("href")).removeprefix("#") for a in letters.iter("a")]
    headings = [e.get("id") for e in glossary.iter() if e.tag in ("h2", "h3", "h4")]
    assert targets == headings
    named = [a.get("aria-label") for a in letters.iter("a") if text_of(a) == "11"]
    assert named == ["11 strokes"]


def test_words_in_context_are_the_articles_own(sample: Path) -> None:
    """And they are cut between words."""
    page = parse((sample / "site" / "glossary" / "index.html").read_text(encoding="utf-8"))
    contexts = having(page, "a", "context")
    assert contexts
    for use in contexts:
        path = unquote(str(use.get("href"))).partition("#")[0]
        article = parse((sample / "site" / "glossary" / path).resolve().read_text("utf-8"))
        text = text_of(without_apparatus(by_id(article, "text")))
        shown = text_of(use).strip("…")
        assert re.search(rf"(?<![a-z]){re.escape(shown)}(?![a-z])", text), shown


def test_a_shared_entry_tells_every_article_that_it_stands_in(fill: Fill) -> None:
    files = {f"{slug}/article.md": f"---\ntitle: In {slug}\n---\n\nA kelp.\n" for slug in "ab"}
    content = fill(files | {"shared.yaml": "glossary:\n  - {term: kelp, definition: Weed.}\n"})
    site = content.parent / "site"
    assert postil.build(postil.Project(content, site)).is_good
    page = parse((site / "glossary" / "index.html").read_text(encoding="utf-8"))
    entry = by_id(page, "entry-kelp")
    assert entry is not None
    places = [link.get("href") for link in entry.iter("a") if link.get("class") == "context"]
    assert places == ["../a/index.html#ref-kelp", "../b/index.html#ref-kelp"]


@pytest.mark.parametrize("way", ["[there](#keel)", "[there][k]\n\n      [k]: #keel"])
def test_each_page_has_its_own_way_to_what_an_entry_links_to(fill: Fill, way: str) -> None:
    notes = f"""\
glossary:
  - term: kelp
    definition: |
      A weed: {way}
  - {{term: keel, definition: A beam.}}
"""
    files = {"a/article.md": "---\ntitle: A\n---\nKelp on a keel.\n", "a/notes.yaml": notes}
    content = fill(files)
    assert postil.build(postil.Project(content, content.parent / "site")).is_good
    for page, address in (("glossary", "../a/index.html#note-keel"), ("a", "#note-keel")):
        html = (content.parent / "site" / page / "index.html").read_text(encoding="utf-8")
        links = [link.get("href") for link in parse(html).iter("a") if link.text == "there"]
        assert links == [address]


def test_entries_that_say_the_same_stand_once_with_all_their_places(fill: Fill) -> None:
    """Whose own they are, and what their sources are called there, makes no difference."""
    cited = """\
glossary:
  - {{term: kelp, definition: Weed., id: {id}, sources: [{source}]}}
sources:
  - {{id: {source}, title: On weeds, accessed: 2025-01-0{day}}}
"""
    files = {
        "a/article.md": "---\ntitle: A\n---\n\nA kelp.\n",
        "a/notes.yaml": cited.format(id="kelp", source="weeds", day=1),
        "b/article.md": "---\ntitle: B\n---\n\nMore kelp here.\n",
        "b/notes.yaml": "# On weeds\n"
        + cited.format(id="own", source="on", day=2).replace("Weed.", "'Weed.'"),
        "c/article.md": "---\ntitle: C\n---\n\nNo such word.\n",
        "c/notes.yaml": cited.format(id="kelp", source="weeds", day=1),
        "d/article.md": "---\ntitle: D\n---\n\nKelp again.\n",
        "d/notes.yaml": "glossary:\n  - {term: kelp, definition: A town., kind: place}\n"
        "  - {term: Kelp, definition: A town.}\n  - {term: weed, definition: A town.}\n",
        "e/article.md": "---\ntitle: E\n---\n\nKelp by others.\n",
        "e/notes.yaml": cited.format(id="kelp", source="weeds", day=1).replace("On weeds", "Other"),
        "shared.yaml": "glossary:\n  - {term: alga, definition: Plant.}\n",
        "f/article.md": "---\ntitle: F\n---\n\nAn alga.\n",
        "f/notes.yaml": "glossary:\n  - {term: alga, definition: Plant.}\n",
    }
    content = fill(files)
    site = content.parent / "site"
    assert postil.build(postil.Project(content, site), strict=False).is_good
    page = parse((site / "glossary" / "index.html").read_text(encoding="utf-8"))
    senses = {e.get("id"): e for e in page.iter("dd")}
    assert set(senses) == {
        "entry-a-kelp",
        "entry-d-kelp",
        "entry-d-kelp-2",
        "entry-d-weed",
        "entry-e-kelp",
        "entry-alga",
    }
    kelp = senses["entry-a-kelp"]
    assert [e.get("id") for e in kelp.findall("span")] == ["entry-b-own", "entry-c-kelp"]
    (uses,) = having(kelp, "ul", "uses")
    assert [text_of(li) for li in uses] == [
        "A A kelp.",
        "B More kelp here.",
        "Not in the text, but listed with it: C",
    ]
    alga = senses["entry-alga"]
    assert [e.get("id") for e in alga.findall("span")] == ["entry-f-alga"]
    assert [text_of(li) for li in having(alga, "ul", "uses")[0]] == ["F An alga."]
    named = re.findall(r'"@id":"#(entry-[^"]+)"', (site / "glossary" / "index.html").read_text())
    assert set(named) == set(senses)


@pytest.mark.parametrize(("articles", "shown"), [(12, 12), (13, 8)])
def test_where_many_articles_use_an_entry_the_rest_is_folded(
    fill: Fill, articles: int, shown: int
) -> None:
    files = {f"a{n}/article.md": f"---\ntitle: T{n}\n---\n\nA kelp.\n" for n in range(articles)}
    content = fill(files | {"shared.yaml": "glossary:\n  - {term: kelp, definition: Weed.}\n"})
    site = content.parent / "site"
    assert postil.build(postil.Project(content, site)).is_good
    page = parse((site / "glossary" / "index.html").read_text(encoding="utf-8"))
    entry = by_id(page, "entry-kelp")
    assert entry is not None
    assert len([e for e in entry.iter("a") if e.get("class") == "context"]) == articles
    folded = list(entry.iter("details"))
    assert len(folded) == (articles > shown)
    for details in folded:
        assert text_of(next(details.iter("summary"))) == f"{articles - shown} more articles"
        assert len(list(details.iter("cite"))) == articles - shown


def test_the_places_of_a_sense_come_in_the_order_of_the_articles(fill: Fill) -> None:
    notes = "glossary:\n  - {term: kelp, definition: 'A  weed\n    of the sea.'}\n"
    files = {
        f"{slug}/article.md": f"---\ntitle: In {slug}\norder: {n}\n---\n\nA kelp.\n"
        for n, slug in enumerate("zbm")
    }
    files |= {f"{slug}/n.yaml": notes for slug in "zb"}
    files["m/n.yaml"] = notes.replace("A  weed\n    of", "A weed of")
    content = fill(files)
    site = content.parent / "site"
    assert postil.build(postil.Project(content, site)).is_good
    page = parse((site / "glossary" / "index.html").read_text(encoding="utf-8"))
    (sense,) = page.iter("dd")
    assert [text_of(e) for e in sense.iter("cite")] == ["In z", "In b", "In m"]
    assert sense.get("id") == "entry-z-kelp"


def test_an_entry_that_an_article_has_twice_is_not_called_unused(fill: Fill) -> None:
    twice = "glossary:\n" + "".join(
        f"  - {{term: kelp, definition: Weed., id: k{n}}}\n" for n in (1, 2)
    )
    content = fill({"a/article.md": "---\ntitle: A\n---\n\nA kelp.\n", "a/n.yaml": twice})
    site = content.parent / "site"
    assert postil.build(postil.Project(content, site)).is_good
    page = parse((site / "glossary" / "index.html").read_text(encoding="utf-8"))
    (uses,) = having(page, "ul", "uses")
    assert [text_of(li) for li in uses] == ["A A kelp."]


def test_what_stands_in_no_text_is_weighed_too(fill: Fill) -> None:
    """Else a page of many such entries would be far larger than others."""
    entries = "".join(f"  - {{term: word{n}, definition: Not there.}}\n" for n in range(40))
    files = {f"a{n}/n.yaml": f"glossary:\n{entries}" for n in range(60)}
    title = "A title that is rather long, as some are, and longer still"
    files |= {f"a{n}/article.md": f"---\ntitle: {title}\n---\n\nA.\n" for n in range(60)}
    content = fill(files)
    site = content.parent / "site"
    assert postil.build(postil.Project(content, site), editions=["web"]).is_good
    pages = list((site / "glossary").glob("*.html"))
    assert len(pages) > 1
    assert max(page.stat().st_size for page in pages) < 1.5 * ROOM
