"""What is kept of articles is believed only where it is whole and of the files that stand."""

import errno
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import Fill
from kept_site import SLUGS, build, built_project, cold, files_of, lengthen

from postil import sealing
from postil.keeping import anchors
from postil.making.article import Made
from postil.write import WriteError


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return built_project(tmp_path)


def change_store(project: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(project / ".postil" / "kept" / "articles.db")) as store:
        assert store.execute(statement, values).rowcount
        store.commit()


def change_notes(project: Path, slug: str) -> None:
    file = project / "content" / slug / "notes.yaml"
    text = file.read_text(encoding="utf-8").replace("It floats", "It swims")
    file.write_text(text.replace("event: The boat", "event: A boat"), encoding="utf-8")


@pytest.mark.parametrize("name", ["entries", "events", "record"])
def test_what_is_no_more_kept_of_an_article_is_made_anew(project: Path, name: str) -> None:
    change_store(project, "DELETE FROM kept WHERE name = ? AND slug = ?", name, SLUGS[0])
    lengthen(project / "content" / "quay" / "article.md")
    change_notes(project, "quay")
    assert build(project).is_good
    assert files_of(project) == cold(project)[0]


def test_a_damaged_record_of_the_search_is_made_anew(project: Path) -> None:
    damaged = "UPDATE kept SET data = CAST(REPLACE(CAST(data AS TEXT), ?, ?) AS BLOB)"
    change_store(project, f"{damaged} WHERE name = 'record'", "Some words", "Some swords")
    lengthen(project / "content" / "quay" / "article.md")
    assert build(project).is_good
    assert files_of(project) == cold(project)[0]


def test_what_could_not_be_kept_is_not_taken_for_what_was_kept_before(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neighbours are shown another title, while another build holds the store, and then this."""
    title = project / "content" / "sea-wall" / "article.md"
    before = title.read_text(encoding="utf-8")
    title.write_text(before.replace("title: Sea-Wall", "title: Dike"), encoding="utf-8")
    at_once = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda file: at_once(file, timeout=0))
    with closing(at_once(project / ".postil" / "kept" / "articles.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        assert build(project).is_good
        other.rollback()
    title.write_text(before, encoding="utf-8")
    assert build(project).is_good
    assert files_of(project) == cold(project)[0]


def test_the_search_has_shared_entries_in_the_order_that_headwords_of_articles_give_them(
    tmp_path: Path,
) -> None:
    """Chinese is in the order of bopomofo only where every headword has a reading in it."""
    own = tmp_path / "content" / "own"
    own.mkdir(parents=True)
    for name, text in {
        "site.yaml": "title: S\nlanguage: zh-Hant\neditions: [web]\n",
        "shared.yaml": "glossary:\n  - {term: 龍馬, reading: ㄅㄧ}\n  - {term: 一, reading: ㄧ}\n",
        "own/article.md": "---\ntitle: T\n---\n\n乙\n",
        "own/notes.yaml": "glossary:\n  - {term: 乙, reading: ㄧˇ}\n",
    }.items():
        (tmp_path / "content" / name).write_text(text, encoding="utf-8")
    assert build(tmp_path).is_good
    before = files_of(tmp_path)
    (own / "notes.yaml").write_text("glossary:\n  - {term: 乙}\n", encoding="utf-8")
    assert build(tmp_path).is_good
    assert files_of(tmp_path) == cold(tmp_path)[0]
    assert files_of(tmp_path)["site/search/shared.js"] != before["site/search/shared.js"]


def test_the_search_knows_the_language_that_a_shared_entry_is_met_in(tmp_path: Path) -> None:
    (tmp_path / "content" / "own").mkdir(parents=True)
    for name, text in {
        "site.yaml": "title: S\nlanguage: en\neditions: [web]\n",
        "shared.yaml": 'glossary:\n  - term: "it\'s"\n',
        "own/article.md": "---\ntitle: T\n---\n\nIt’s here.\n",
    }.items():
        (tmp_path / "content" / name).write_text(text, encoding="utf-8")
    assert build(tmp_path).is_good
    article = tmp_path / "content" / "own" / "article.md"
    article.write_text(article.read_text("utf-8").replace("T\n", "T\nlanguage: de\n"), "utf-8")
    assert build(tmp_path).is_good
    assert files_of(tmp_path) == cold(tmp_path)[0]


def test_two_entries_of_one_name_are_told_whatever_is_kept_of_their_articles(fill: Fill) -> None:
    """The glossary page names an entry by its article and its id, with a hyphen between."""
    files = {}
    for slug, name in (("entry", "a-b-c"), ("entry-a", "b-d")):
        files[f"{slug}/article.md"] = "---\ntitle: T\n---\n\nA word.\n"
        files[f"{slug}/notes.yaml"] = (
            f"glossary:\n  - id: {name}\n    term: word\n    definition: D.\n"
        )
    content = fill(files)
    project, notes = content.parent, content / "entry-a" / "notes.yaml"
    assert build(project).is_good
    notes.write_text(notes.read_text("utf-8").replace("b-d", "b-c"), "utf-8")
    message = "another entry of the glossary page has the name 'entry-a-b-c'"
    for _ in range(2):  # first one of them is kept
        (told,) = build(project).diagnostics
        assert (str(told.position), told.message) == ("content/entry-a/notes.yaml:3:11", message)
        assert told.hint == "give this one an id of its own:\nid: b-c-2"
        shutil.rmtree(project / ".postil", ignore_errors=True)


def test_no_place_for_what_is_kept_is_told_before_anything_is_written(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(**_: Any) -> object:
        raise PermissionError(errno.EACCES, "Permission denied", "tmpabc")

    before = files_of(project)
    monkeypatch.setattr(tempfile, "TemporaryFile", refused)
    lengthen(project / "content" / "quay" / "article.md")
    for options in ({"only": ["quay"]}, {}):
        with pytest.raises(WriteError, match="permission denied") as caught:
            build(project, **options)
        assert caught.value.path == project / ".postil" / "site"
    assert files_of(project) == before


@pytest.mark.parametrize("place", [".postil/kept", ".postil/kept/articles.db"])
def test_nothing_is_kept_where_a_link_leads(project: Path, place: str) -> None:
    elsewhere, link = project / "elsewhere", project / place
    elsewhere.mkdir()
    (elsewhere / "index").write_bytes(b"a letter")
    for number in range(9):
        (elsewhere / f"part-{number}").mkdir()
    shutil.rmtree(link) if link.is_dir() else link.unlink()
    link.symlink_to(elsewhere if link.name == "kept" else elsewhere / "new.db")
    assert build(project, force=True).is_good
    assert files_of(project) == cold(project)[0]
    assert build(project, editions=["web"]).is_good
    assert (elsewhere / "index").read_bytes() == b"a letter"
    assert len(list(elsewhere.iterdir())) == 10


def test_what_cannot_be_looked_at_is_not_kept(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder `.postil` that is another user's is no reason to leave a site unbuilt."""
    at_once = Path.is_symlink

    def refused(path: Path) -> bool:
        if path.name == "anchors.db":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return at_once(path)

    monkeypatch.setattr(Path, "is_symlink", refused)
    lengthen(project / "content" / "quay" / "article.md")
    assert build(project, force=True).is_good
    assert anchors.recall(project / "content", SLUGS) == {}
    monkeypatch.undo()
    assert set(anchors.recall(project / "content", SLUGS)) == set(SLUGS)


@pytest.mark.parametrize("name", ["entries", "events", "record"])
def test_what_is_kept_of_an_article_is_not_taken_for_that_of_another(
    project: Path, name: str
) -> None:
    """Whole bytes under a wrong slug: two rows are swapped."""
    slugs = {"boat": "quay", "quay": "boat"}
    with closing(sqlite3.connect(project / ".postil" / "kept" / "articles.db")) as store:
        rows = store.execute("SELECT slug, data FROM kept WHERE name = ?", (name,)).fetchall()
    for slug, data in rows:
        if slug in slugs:
            change = "UPDATE kept SET data = ? WHERE name = ? AND slug = ?"
            change_store(project, change, data, name, slugs[slug])
    lengthen(project / "content" / "tide" / "article.md")
    change_notes(project, "tide")
    assert build(project).is_good
    assert files_of(project) == cold(project)[0]


def wrong(made: Made) -> Made:
    """An article that begins with other words, as the list of articles tells."""
    return replace(made, card=replace(made.card, description="Wrong"))


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda key, made, other: (key, other), id="another's"),
        pytest.param(lambda key, made, other: (b"old", wrong(made)), id="old"),
        pytest.param(lambda key, made, other: (key, "no"), id="none"),
        pytest.param(lambda key, made, other: "nonsense", id="nonsense"),
        pytest.param(None, id="no drawer"),
    ],
)
def test_an_article_is_taken_from_a_drawer_only_under_its_own_name_and_key(
    project: Path, change: Callable[[bytes, Made, Made], object] | None
) -> None:
    with closing(sqlite3.connect(project / ".postil" / "kept" / "articles.db")) as store:
        rows = store.execute("SELECT slug, data FROM kept WHERE name = 'drawer'").fetchall()
    drawers = {number: sealing.from_bytes(sealed) for number, sealed in rows}
    others = {"boat": "quay", "quay": "sea-wall", "sea-wall": "tide", "tide": "boat"}
    made = {slug: made for held in drawers.values() for slug, (_, made) in held.items()}
    for number, held in drawers.items():
        data = [
            (slug, change(key, one, made[others[slug]]) if change else "")
            for slug, (key, one) in held.items()
        ]
        sealed = sealing.to_bytes(dict(data) if change else data)
        put = "UPDATE kept SET data = ? WHERE name = 'drawer' AND slug = ?"
        change_store(project, put, sealed, number)
    change_notes(project, "tide")
    article = project / "content" / "tide" / "article.md"
    text = article.read_text(encoding="utf-8").replace("title: Tide", "title: Ebb")
    article.write_text(text, encoding="utf-8")
    assert build(project).is_good
    assert files_of(project) == cold(project)[0]


def test_an_article_that_came_back_is_not_taken_for_what_it_was(project: Path) -> None:
    """Its drawer still holds it, under the same key: but then it had other neighbours."""
    away = project / "away"
    shutil.move(project / "content" / "quay", away)
    assert build(project).is_good
    title = project / "content" / "sea-wall" / "article.md"
    words = title.read_text(encoding="utf-8").replace("title: Sea-Wall", "title: Dike")
    title.write_text(words, encoding="utf-8")
    assert build(project).is_good
    shutil.move(away, project / "content" / "quay")
    assert build(project).is_good
    assert files_of(project) == cold(project)[0]


def test_an_article_may_have_the_name_of_a_drawer(tmp_path: Path) -> None:
    """What is dropped of an article that is gone is nothing of the others."""
    project = built_project(tmp_path)
    with closing(sqlite3.connect(project / ".postil" / "kept" / "articles.db")) as store:
        query = "SELECT slug FROM kept WHERE name = 'drawer' ORDER BY slug"
        drawers = store.execute(query).fetchall()
    for (number,) in drawers:
        shutil.copytree(project / "content" / "quay", project / "content" / number)
    assert build(project).is_good
    for (number,) in drawers:
        shutil.rmtree(project / "content" / number)
    assert build(project).is_good
    with closing(sqlite3.connect(project / ".postil" / "kept" / "articles.db")) as store:
        assert {*drawers} <= {*store.execute(query).fetchall()}
