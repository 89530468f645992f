"""A site's own theme: files that take the place of Postil's, as docs/themes.md shows them."""

import re
from pathlib import Path

import pytest
from conftest import ROOT, Fill

import postil
from postil.cli import main

GUIDE = (ROOT / "docs" / "themes.md").read_text(encoding="utf-8")
ARTICLE = {"a/article.md": "---\ntitle: A\n---\nOne word.\n"}


def example(language: str) -> str:
    """The guide's example in a language."""
    found = re.search(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)
    assert found
    return found[1]


def build(content: Path, files: dict[str, str]) -> Path:
    """The site of a content folder with these templates."""
    templates = content.parent / "templates"
    for name, text in files.items():
        (templates / name).parent.mkdir(parents=True, exist_ok=True)
        (templates / name).write_text(text, encoding="utf-8")
    project = postil.Project(content, content.parent / "site", templates=templates)
    assert postil.build(project).is_good
    return content.parent / "site"


def read(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def test_own_rules_are_read_last_on_pages_and_on_paper(fill: Fill) -> None:
    site = build(fill(ARTICLE), {"css/site.css": example("css")})
    assert "#7a1f5c" in read(site / "assets" / "postil.css").rpartition("@media print")[2]
    assert "#7a1f5c" in read(site / "a" / "handout.html")


def test_a_template_may_build_on_the_one_that_it_replaces(fill: Fill) -> None:
    site = build(fill(ARTICLE), {"reader.html.jinja": example("jinja")})
    page = read(site / "a" / "index.html")
    assert "<p>Room 12, Tuesdays.</p>" in page
    assert 'id="text"' in page
    assert "Room 12" not in read(site / "index.html")


def test_a_template_may_have_a_name_of_its_own_that_is_also_ours(fill: Fill) -> None:
    own = "{% extends 'theme/reader.html.jinja' %}{% set tongue = 'mine' %}"
    own += "{% block main %}{{ tongue }}{{ super() }}{% endblock %}"
    page = read(build(fill(ARTICLE), {"reader.html.jinja": own}) / "a" / "index.html")
    assert "mine" in page
    assert "lru_cache" not in page


def test_the_search_says_in_which_languages_these_can_be_read(fill: Fill) -> None:
    notes = "notes:\n  - {quote: word, note: {en: One., ja: 語。}}\n"
    own = "{% extends 'theme/base.html.jinja' %}"
    own += "{% block foot %}<!--{% for tag, name in languages %}{{ tag }},{% endfor %}-->"
    own += "{{ super() }}{% endblock %}"
    content = fill({**ARTICLE, "a/notes.yaml": notes})
    site = build(content, {"base.html.jinja": own})
    assert "<!--en,ja,-->" in read(site / "search" / "index.html")


def test_the_guide_names_every_template_and_style_sheet() -> None:
    for file in (*(ROOT / "templates").glob("*.jinja"), *(ROOT / "templates").glob("css/*.css")):
        assert f"`{file.name}`" in GUIDE, file.name


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{% if %}", "malformed"),
        ("{{ nothing }}", "does not work"),
        ("{{ 1 + site.title }}", "does not work"),
        ("{{ 1 / 0 }}", "does not work"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "does not work"),
        ("{% extends 'x' %}", "'x'"),
    ],
)
def test_a_template_that_does_not_work_is_told(fill: Fill, template: str, said: str) -> None:
    with pytest.raises(postil.SurroundingsError, match=said):
        build(fill(ARTICLE), {"reader.html.jinja": template})


def test_a_folder_beside_the_content_is_found_by_itself(
    fill: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = fill(ARTICLE)
    own = content.parent / "templates" / "css" / "site.css"
    own.parent.mkdir(parents=True)
    own.write_text("h1 { color: teal }", encoding="utf-8")
    monkeypatch.chdir(content.parent)
    assert main(["build"]) == 0
    assert "teal" in read(content.parent / "site" / "assets" / "postil.css")
