"""Starting an article: `new` and `import`."""

from pathlib import Path

import pytest

import postil


def project(folder: Path) -> postil.Project:
    return postil.Project(folder / "content", folder / "site")


def test_a_new_article_builds(tmp_path: Path) -> None:
    folder = postil.new_article(tmp_path / "content", "my-first-reader")
    assert folder == tmp_path / "content" / "my-first-reader"
    outcome = postil.build(project(tmp_path))
    assert outcome.diagnostics == ()
    assert outcome.is_good


def test_every_yaml_file_that_is_made_points_to_a_schema_that_is_there(tmp_path: Path) -> None:
    folder = postil.new_article(tmp_path / "content", "a")
    for file in (folder / "annotations.yaml", tmp_path / "content" / "site.yaml"):
        first = file.read_text(encoding="utf-8").partition("\n")[0]
        assert first.startswith("# yaml-language-server: $schema=")
        schema = first.partition("=")[2].partition("#")[0]
        assert (file.parent / schema).is_file()


@pytest.mark.parametrize(
    "slug", ["", "A b", "../a", "con", "glossary", "-a", "a/b", "a\\b", "é" * 99]
)
def test_a_slug_that_cannot_be_is_refused(tmp_path: Path, slug: str) -> None:
    with pytest.raises(postil.CommandError):
        postil.new_article(tmp_path / "content", slug)
    assert not (tmp_path / "content").exists()


def test_nothing_is_written_over(tmp_path: Path) -> None:
    postil.new_article(tmp_path / "content", "a")
    site = tmp_path / "content" / "site.yaml"
    site.write_text("title: Mine\n", encoding="utf-8")
    with pytest.raises(postil.CommandError):
        postil.new_article(tmp_path / "content", "a")
    postil.new_article(tmp_path / "content", "b")
    assert site.read_text(encoding="utf-8") == "title: Mine\n"


NEWS = (
    "President Lai (賴清德) spoke.\nHe said: “peace” and 'strength'.\n"
    "It was *not* emphasis, nor <b>markup</b> & co.\n\n\n"
)


def test_a_plain_text_is_taken_as_it_stands(tmp_path: Path) -> None:
    file = tmp_path / "Some News 2025.txt"
    file.write_text(NEWS, encoding="utf-8")
    made = postil.import_article(tmp_path / "content", file)
    assert made.folder.name == "some-news-2025"
    assert made.title == "Some News 2025"
    assert (made.folder / "article.txt").read_text(encoding="utf-8") == NEWS
    assert postil.build(project(tmp_path)).diagnostics == ()
    page = (tmp_path / "site" / "some-news-2025" / "index.html").read_text(encoding="utf-8")
    assert "*not* emphasis, nor &lt;b&gt;markup&lt;/b&gt; &amp; co." in page
    assert page.count('class="pn"') == 3


def test_markdown_brings_its_title_and_images(tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "a b.png").write_bytes(b"\x89PNG")
    text = "# The *title*\n\nWords. ![A boat](<pictures/a b.png>) ![Gone](gone.png)\n"
    (tmp_path / "x.md").write_text(text, encoding="utf-8")
    made = postil.import_article(tmp_path / "content", tmp_path / "x.md", "boat")
    assert made.images == ("pictures/a b.png",)
    assert made.missing == ("gone.png",)
    assert (made.folder / "article.md").read_text(encoding="utf-8") == text
    assert (made.folder / "pictures" / "a b.png").is_file()


def test_front_matter_that_is_there_is_kept(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("---\ntitle: T\n---\nWords.\n", encoding="utf-8")
    made = postil.import_article(tmp_path / "content", tmp_path / "x.md")
    assert not (made.folder / "article.yaml").exists()
    assert postil.build(project(tmp_path)).diagnostics == ()


def test_what_markdown_holds_that_is_not_read_is_told(tmp_path: Path) -> None:
    text = "---\ntitle: T\nfoo: bar\ntags: [a]\nlayout: x\n---\nWords[^1] and[^b].\n\n"
    text += "[^1]: One.\n[^b]: Two.\n"
    (tmp_path / "x.md").write_text(text, encoding="utf-8")
    made = postil.import_article(tmp_path / "content", tmp_path / "x.md")
    front, footnotes = (loss.what for loss in made.losses)
    assert "foo, layout;" in front
    assert "[^1], [^b];" in footnotes
    assert (made.folder / "article.md").read_text(encoding="utf-8") == text


@pytest.mark.parametrize("name", ["a.odt", "a.pdf", "a.doc", "a"])
def test_other_kinds_of_files_are_refused_by_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x", encoding="utf-8")
    with pytest.raises(postil.CommandError, match=r"is not an \.html"):
        postil.import_article(tmp_path / "content", tmp_path / name)


def test_a_text_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("café".encode("latin-1"))
    with pytest.raises(postil.SurroundingsError, match="UTF-8"):
        postil.import_article(tmp_path / "content", tmp_path / "a.txt")
