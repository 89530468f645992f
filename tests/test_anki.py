"""The flashcards: read back by SQLite and csv, which know nothing of Postil."""

import csv
import io
import json
import sqlite3
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import ROOT, Fill
from pages import blocks, by_id, parse, without_apparatus
from test_epub import ANSWERS, HOSTILE

import postil

FIELDS = [
    "Word",
    "Definition",
    "Sentence",
    "Original",
    "Translations",
    "Pronunciation",
    "Level",
    "Article",
]


@dataclass
class Deck:
    name: str
    ids: tuple[int, int]
    """Of the deck and of its cards' kind."""
    changed: int
    notes: dict[str, dict[str, str]]
    """Guid → field → HTML."""
    cards: int


def read_deck(file: Path) -> Deck:
    with zipfile.ZipFile(file) as zipped:
        assert sorted(zipped.namelist()) == ["collection.anki2", "media"]
        data = zipped.read("collection.anki2")
    database = sqlite3.connect(":memory:")
    database.deserialize(data)
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    models, decks = map(json.loads, database.execute("SELECT models, decks FROM col").fetchone())
    (model,) = [m for m in models.values() if "(Postil)" in m["name"]]
    assert [field["name"] for field in model["flds"]] == FIELDS
    (deck,) = [d for d in decks.values() if d["name"] != "Default"]
    rows = database.execute("SELECT guid, flds, mod FROM notes ORDER BY id").fetchall()
    notes = {guid: dict(zip(FIELDS, flds.split("\x1f"), strict=True)) for guid, flds, _ in rows}
    (cards,) = database.execute("SELECT count(*) FROM cards").fetchone()
    database.close()
    return Deck(deck["name"], (deck["id"], int(model["id"])), rows[0][2], notes, cards)


def build(content: Path, name: str = "site") -> Path:
    site = content.parent / name
    outcome = postil.build(postil.Project(content, site), editions=["anki"])
    assert outcome.is_good, outcome.diagnostics
    return site


@pytest.fixture(scope="module")
def decks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("decks") / "site"
    assert postil.build(postil.Project(ROOT / "content", site), editions=["anki"]).is_good
    return site


def by_word(deck: Deck) -> dict[str, dict[str, str]]:
    return {"".join(parse(n["Word"]).itertext()): n for n in deck.notes.values()}


def test_a_card_says_what_the_entry_says(decks: Path) -> None:
    deck = read_deck(decks / "lai-nippon-interview/lai-nippon-interview.apkg")
    assert deck.name.startswith("Postil sample library::Taiwan needs Japan’s help")
    assert deck.cards == len(deck.notes)
    card = by_word(deck)["complacent"]
    sentence = (
        "Peace must be guarded, and nobody should be <b>complacent</b> about authoritarian powers."
    )
    assert card["Sentence"] == sentence
    assert card["Definition"] == "So sure that all is well that you stop being careful."
    assert card["Translations"].startswith('<span lang="zh-Hant">掉以輕心的</span> · ')
    assert (card["Pronunciation"], card["Level"]) == ("/kəmˈpleɪsnt/", "C1")
    original = by_word(deck)["Sakurai Sho"]["Original"]
    assert original.startswith('<ruby lang="ja">櫻井翔<rp>(</rp><rt>さくらい しょう</rt>')


def test_every_entry_of_the_text_has_its_card(decks: Path, sample: Path) -> None:
    for file in decks.glob("*/*.apkg"):
        page = parse((sample / "site" / file.stem / "index.html").read_text(encoding="utf-8"))
        heads = [e for e in page.iter("b") if e.get("class") == "headword"]
        shown = {"".join(e.itertext()).partition("(")[0] for e in heads}
        assert {word for word in by_word(read_deck(file)) if word not in shown} == set()


def test_every_sentence_is_in_the_text(decks: Path, sample: Path) -> None:
    for file in decks.glob("*/*.apkg"):
        page = parse((sample / "site" / file.stem / "index.html").read_text(encoding="utf-8"))
        text = " ".join(blocks(without_apparatus(by_id(page, "text"))))
        for card in read_deck(file).notes.values():
            root = parse(card["Sentence"])
            assert "".join(root.itertext()) in text
            assert "".join("".join(b.itertext()) for b in root.iter("b"))


def test_the_table_says_what_the_deck_says(decks: Path) -> None:
    for file in decks.glob("*/*.apkg"):
        deck = read_deck(file)
        text = file.with_suffix(".tsv").read_bytes().decode("utf-8-sig")
        lines = text.splitlines(keepends=True)
        head = [line.rstrip("\n") for line in lines if line.startswith("#")]
        assert head[:2] == ["#separator:tab", "#html:true"]
        assert head[3:] == [
            f"#deck:{deck.name}",
            "#guid column:9",
            "\t".join(["#columns:Word", *FIELDS[1:], "Id"]),
        ]
        rows = list(csv.reader(lines[len(head) :], delimiter="\t", strict=True))
        assert {row[8]: dict(zip(FIELDS, row, strict=False)) for row in rows} == deck.notes


def test_importing_again_updates(fill: Fill) -> None:
    """Ids and guids stay when texts change; a later day tells Anki what is newer."""
    article = "---\ntitle: A\ndate: 2026-01-02\n---\nOne word here. A fleet.\n"
    content = fill(
        {
            "shared.yaml": "glossary: [{term: word, definition: first}]\n",
            "a/article.md": article,
            "a/n.yaml": "glossary: [{term: fleet, id: ships, definition: ships}]\n",
            "b/article.md": "---\ntitle: B\n---\nThe word again.\n",
        }
    )
    before = build(content)
    fill(
        {
            "shared.yaml": "glossary: [{term: word, definition: second}]\n",
            "a/article.md": article.replace("date", "updated: 2026-02-03\ndate").replace(
                ": A", ": C"
            ),
            "a/n.yaml": "glossary: [{term: A fleet, id: ships, definition: many ships}]\n",
        }
    )
    after = build(content, "after")
    old, new = read_deck(before / "a/a.apkg"), read_deck(after / "a/a.apkg")
    assert list(old.notes) == list(new.notes)
    assert old.ids == new.ids
    assert old.changed < new.changed
    assert [n["Definition"] for n in old.notes.values()] == ["first", "ships"]
    assert [n["Definition"] for n in new.notes.values()] == ["second", "many ships"]
    shared = read_deck(after / "b/b.apkg")
    assert set(shared.notes) < set(new.notes)  # an entry of all articles is one card
    assert shared.ids[0] != new.ids[0]
    assert shared.ids[1] == new.ids[1]


def test_nothing_on_a_card_is_code(fill: Fill) -> None:
    content = fill(
        {
            "a/article.md": "---\ntitle: <b>::T\n---\n=1+1 & <script>x</script> @me\n",
            "a/n.yaml": "glossary:\n"
            "  - {term: =1+1, definition: '<img src=x onerror=y> ![p](p.svg) [z](#p1)'}\n"
            '  - {term: "@me", definition: "+1\\n\\n```\\na\\n\\tb\\n```", level: "-2"}\n',
            "a/p.svg": "<svg/>",
        }
    )
    site = build(content)
    deck = read_deck(site / "a/a.apkg")
    assert deck.name.split("::")[1:] == ["<b>:T"]
    for card in deck.notes.values():
        for html in card.values():
            tags = {e.tag for e in parse(html).iter()} - {"html", "head", "body"}
            assert tags <= {"b", "p", "pre", "code", "br", "span", "div"}
            assert "\n" not in html
            assert "\t" not in html
    table = (site / "a/a.tsv").read_text("utf-8-sig")
    rows = list(csv.reader(io.StringIO(table), delimiter="	"))
    assert not [cell for row in rows for cell in row if cell[:1] in tuple("=+-@")]


def test_hostile_libraries_have_decks(fill: Fill) -> None:
    content = fill(HOSTILE)
    site = build(content)
    assert {f.name for f in site.rglob("*.apkg")} == {"a-b.apkg", "مقال.apkg"}
    before = {p.name: p.read_bytes() for p in site.rglob("*.*") if p.suffix in (".apkg", ".tsv")}
    notes = HOSTILE["a-b/n.yaml"]
    for old, new in ANSWERS:
        notes = notes.replace(old, new)
    (content / "a-b/n.yaml").write_text(notes, encoding="utf-8")
    again = build(content, "again")
    after = {p.name: p.read_bytes() for p in again.rglob("*.*") if p.suffix in (".apkg", ".tsv")}
    assert before == after  # the same bytes, whatever the answers


def test_an_article_without_words_has_no_deck(fill: Fill) -> None:
    assert list(build(fill({"a/article.md": "---\ntitle: A\n---\nB\n"})).rglob("a.*")) == []
