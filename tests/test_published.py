"""What is published, and what is not: files, evidence, drafts; and that links on paper hold."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from conftest import Fill
from pages import attributes, parse

import postil

HEAD = "---\ntitle: T\n---\n"


def build(content: Path, **options: object) -> postil.Outcome:
    return postil.build(postil.Project(content, content.parent / "site"), **options)  # type: ignore[arg-type]


def published(content: Path) -> set[str]:
    site = content.parent / "site"
    return {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()}


def test_a_file_that_no_word_names_is_not_published(fill: Fill) -> None:
    content = fill(
        {
            "a/article.md": HEAD + "The key is in the notes. ![x](images/sea.png)\n",
            "a/images/sea.png": "png",
            "a/key": "SECRET",
            "a/notes": "SECRET",
            "a/a.png": "SECRET",
            "a/index.html": "<script>alert(1)</script>",
        }
    )
    assert build(content).is_good
    assert "a/images/sea.png" in published(content)
    assert not {"a/key", "a/notes", "a/a.png"} & published(content)
    assert "alert" not in (content.parent / "site" / "a" / "index.html").read_text(encoding="utf-8")


def test_an_answer_s_picture_goes_to_the_teacher_alone(fill: Fill) -> None:
    content = fill(
        {
            "a/article.md": HEAD + "Words.\n",
            "a/n.yaml": "questions:\n  - ask: Why?\n    answer: '![x](key.png) and [b](b)'\n",
            "a/key.png": "png",
            "b/article.md": HEAD + "Words.\n",
        }
    )
    assert build(content).is_good
    assert "a/key.png" not in published(content)
    assert (content.parent / "teacher" / "a" / "key.png").is_file()
    key = (content.parent / "teacher" / "a" / "handout-key.html").read_text(encoding="utf-8")
    assert 'src="key.png"' in key or "key.png" in key
    for target in attributes(parse(key), "href"):
        assert target.startswith(("data:", "http"))


def test_no_id_tells_the_evidence(fill: Fill) -> None:
    notes = "questions:\n  - ask: Why drones?\n    quote: two good reasons\n    answer: Because.\n"
    content = fill({"a/article.md": HEAD + "He gave two good reasons.\n", "a/n.yaml": notes})
    assert build(content).is_good
    for page in ("index.html", "handout.html"):
        html = (content.parent / "site" / "a" / page).read_text(encoding="utf-8")
        assert 'id="question-why-drones"' in html
        assert "two-good-reasons" not in html


@pytest.mark.parametrize("editions", [("web", "handout"), ("handout",)])
def test_links_on_paper_lead_somewhere(fill: Fill, editions: tuple[str, ...]) -> None:
    content = fill(
        {
            "a/article.md": HEAD + "A boat. [b](b) [s](#s1) [u](#unseen) ![x](i.png)\n",
            "a/i.png": "png",
            "a/n.yaml": "glossary:\n  - term: unseen\n    definition: Not in the text.\n"
            "notes:\n  - quote: A boat\n    note: "
            "See [s](#s1), [u](#unseen), [p](#p1), [b](b#p1).\n"
            "sources:\n  - id: s1\n    title: S\n",
            "b/article.md": HEAD + "Words.\n",
        }
    )
    assert build(content, editions=editions).is_good
    sheet = content.parent / "site" / "a" / "handout.html"
    root = parse(sheet.read_text(encoding="utf-8"))
    for target in attributes(root, "href") + attributes(root, "src"):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, fragment = unquote(target).partition("#")
        page = (sheet.parent / path).resolve() if path else sheet
        assert page.is_file(), target
        if fragment:
            html = page.read_text(encoding="utf-8")
            assert fragment in attributes(parse(html), "id"), target


def test_a_draft_stops_nobody_and_check_tells_of_it(fill: Fill) -> None:
    draft = "---\ntitle: D\ndraft: true\n---\nWords.\n"
    content = fill(
        {
            "a/article.md": HEAD + "Words.\n",
            "d/article.md": draft,
            "d/n.yaml": "notes:\n  - quot: x\n",
        }
    )
    assert build(content).is_good
    assert not (content.parent / "site" / "d").exists()
    told = postil.check(postil.Project(content)).diagnostics
    assert {d.code for d in told} == {"y-003", "y-004"}


def test_a_templates_folder_that_is_not_there_is_told(fill: Fill, tmp_path: Path) -> None:
    content = fill({"a/article.md": HEAD + "Words.\n"})
    project = postil.Project(content, content.parent / "site", templates=tmp_path / "nope")
    with pytest.raises(postil.SurroundingsError, match="nope"):
        postil.build(project)


@pytest.mark.parametrize(
    ("answer", "codes"),
    [("{en: one, ja: 一}", set()), ("{en: one, ja: 二}", {"y-008"}), ("one", set())],
)
def test_an_answer_is_one_choice_in_every_language(
    fill: Fill, answer: str, codes: set[str]
) -> None:
    notes = (
        "questions:\n  - ask: Which?\n    type: choice\n"
        f"    choices: {{en: [one, two], ja: [一, 二]}}\n    answer: {answer}\n"
    )
    content = fill({"a/article.md": HEAD + "Words.\n", "a/n.yaml": notes})
    assert {d.code for d in postil.check(postil.Project(content)).diagnostics} == codes


@pytest.mark.parametrize("name", ["annotations.yaml.txt", "annotations.txt", "notes.yml"])
def test_notes_under_a_name_that_is_not_read_are_told(fill: Fill, name: str) -> None:
    content = fill({"a/article.md": HEAD + "Words.\n", f"a/{name}": "notes: []\n"})
    (told,) = postil.check(postil.Project(content)).diagnostics
    assert told.code == "f-009"
    assert told.hint == f"name it {name.partition('.')[0]}.yaml"


def test_what_is_given_in_other_languages_is_on_the_page(fill: Fill) -> None:
    content = fill(
        {
            "site.yaml": "title: {en: Site, ja: サイト}\ndescription: {en: About, ja: 説明}\n",
            "a/article.md": HEAD + "One word.\n",
            "a/n.yaml": "notes:\n  - quote: One\n    title: {en: Head, ja: 見出し}\n"
            "    note: {en: Body, zh-Hant: 內文}\n"
            "questions:\n  - ask: Q\n    type: choice\n"
            "    choices: [{en: red, ja: 赤}, {en: blue, ja: 青}]\n",
        }
    )
    assert build(content).is_good
    index = (content.parent / "site" / "index.html").read_text(encoding="utf-8")
    page = (content.parent / "site" / "a" / "index.html").read_text(encoding="utf-8")
    assert "サイト" in index
    assert "説明" in index
    for words in ("見出し", "內文", "赤", "青"):
        assert words in page, words
