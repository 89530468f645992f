"""What a build of some editions keeps, beside what a build of the whole site keeps."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from kept_site import SLUGS, build, built_project, cold, files_of, lengthen

from postil.making import site


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return built_project(tmp_path)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The articles that are made from now on."""
    seen: list[str] = []
    before = site.make_article

    monkeypatch.setattr(
        site, "make_article", lambda f, o, *rest: seen.append(o.slug) or before(f, o, *rest)
    )
    return seen


def test_some_editions_are_made_again_only_where_they_are_due(
    project: Path, made: list[str]
) -> None:
    assert build(project, editions=["handout"]).is_good
    assert set(made) == set(SLUGS)
    made.clear()
    again = build(project, editions=["handout"])
    assert again.written is not None
    assert (again.written.written, made) == (0, [])
    lengthen(project / "content" / "quay" / "article.md")
    assert build(project, editions=["handout"]).is_good
    assert made == ["quay"]
    papers = cold(project, editions=["handout"])[0]
    assert files_of(project) | papers == files_of(project)


def test_a_whole_site_and_a_part_of_it_remember_each_for_itself(
    project: Path, made: list[str]
) -> None:
    assert build(project, editions=["single"]).is_good
    made.clear()
    for editions in ([], ["single"], []):
        outcome = build(project, editions=editions)
        assert outcome.written is not None
        assert outcome.written.written == 0
    assert made == []


def test_a_file_of_a_part_that_was_taken_away_is_made_again(project: Path) -> None:
    assert build(project, editions=["single"]).is_good
    before = files_of(project)
    for file in (project / "site").rglob("quay*.html"):
        file.unlink()
    assert files_of(project) != before
    assert build(project, editions=["single"]).is_good
    assert files_of(project) == before


def test_the_last_few_parts_are_remembered(project: Path) -> None:
    for editions in (["web"], ["single"], ["jsonld"], ["anki"], ["web", "jsonld"], ["docx"]):
        assert build(project, editions=editions).is_good
    kept = project / ".postil" / "kept"
    assert len(list(kept.glob("part-*"))) == 4
    assert (kept / "index").is_file()


def test_an_article_of_which_there_is_no_file_stands_in_no_way(project: Path) -> None:
    """Without an entry there is nothing to learn by heart."""
    empty = project / "content" / "empty"
    empty.mkdir()
    (empty / "article.md").write_text("---\ntitle: Empty\n---\n\nNo word.\n", encoding="utf-8")
    for slug in SLUGS[:2]:
        assert build(project, editions=["anki"]).is_good
        lengthen(project / "content" / slug / "article.md")
    assert build(project, editions=["anki"]).is_good
    decks = cold(project, editions=["anki"])[0]
    assert not any("empty" in path for path in decks)
    assert files_of(project) | decks == files_of(project)


@pytest.mark.parametrize("to", ["", "#p1"])
def test_a_link_to_an_article_that_is_no_more_is_told(project: Path, to: str) -> None:
    content = project / "content"
    for name in ("quay", "sea-wall", "tide"):  # of which only the last, no neighbour, leads there
        notes = content / name / "notes.yaml"
        written = notes.read_text("utf-8").replace("(boat#boat-event)", f"(#{name}-one)")
        if name == "tide":
            lead = f"  - {{id: lead, quote: boat, note: 'See [it](boat{to}).'}}\n"
            written = written.replace("timeline:\n", f"{lead}timeline:\n")
        notes.write_text(written, "utf-8")
    assert build(project).is_good
    article = content / "boat" / "article.md"
    kept = article.read_text("utf-8")
    article.write_text(kept.replace("language: en\n", "language: en\ndraft: true\n"), "utf-8")
    outcome, told = build(project), cold(project)[1]
    assert not outcome.is_good
    assert [str(d) for d in outcome.diagnostics] == told
    article.write_text(kept, "utf-8")
    assert build(project).is_good


def test_a_file_is_an_article_once_there_is_one_of_that_name(project: Path) -> None:
    content = project / "content"
    (content / "quay" / "map").write_bytes(b"a file")
    with (content / "quay" / "article.md").open("a", encoding="utf-8") as article:
        article.write("\nSee [the map](map).\n")
    assert build(project).is_good
    shutil.copytree(content / "boat", content / "map")
    assert [str(d) for d in build(project).diagnostics] == cold(project)[1]
    assert files_of(project) == cold(project)[0]


def test_what_was_another_text_for_a_moment_is_made_again(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = project / "content" / "quay" / "article.md"
    lengthen(article)
    before, kept = site.make_article, article.read_bytes()

    def make(frame: Any, opened: Any, *rest: Any) -> Any:
        if opened.slug == "quay":
            article.write_bytes(kept + b"\nWhile it was built.\n")
            opened = site.open_up(frame, "quay")
        return before(frame, opened, *rest)

    monkeypatch.setattr(site, "make_article", make)
    assert build(project).is_good
    monkeypatch.undo()
    assert "While it was built" in files_of(project)["site/quay/index.html"].decode()
    article.write_bytes(kept)
    assert build(project).is_good
    assert files_of(project) == cold(project)[0]
