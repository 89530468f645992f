"""One edition alone: its files, with its own options; what else was built stays."""

import zipfile
from pathlib import Path

import pytest
from conftest import Fill
from test_build import tree

from postil.cli import main

FILES = {
    "a/article.md": "---\ntitle: A\n---\nOne word of two.\n",
    "a/n.yaml": "glossary: [{term: word, definition: What is said.}]\n"
    "notes: [{quote: two, note: {en: A number., ja: 数}}]\n"
    "questions: [{ask: Why?, answer: Because.}]\n",
    "b/article.md": "---\ntitle: B\n---\nWords.\n",
    "b/n.yaml": "glossary: [{term: words, definition: What is said.}]\n",
}
MADE = {
    "single": {"a/a.html"},
    "docx": {"a/handout.docx"},
    "epub": {"a/a.epub"},
    "anki": {"a/a.apkg", "a/a.tsv"},
    "jsonld": {"a/annotations.jsonld"},
}


def run(content: Path, *words: str) -> int:
    folders = ["--content", str(content), "--output", str(content.parent / "site")]
    return main([*words, *folders])


@pytest.mark.parametrize("edition", MADE)
def test_one_edition_of_one_article_is_written_and_nothing_else(fill: Fill, edition: str) -> None:
    content = fill(FILES)
    assert run(content, "export", edition, "a") == 0
    assert set(tree(content.parent / "site")) == MADE[edition]
    teacher = {"a/handout-key.docx"} if edition == "docx" else set()
    folder = content.parent / "teacher"
    assert set(tree(folder) if folder.exists() else ()) == teacher


@pytest.mark.parametrize("edition", MADE)
def test_of_all_articles(fill: Fill, edition: str) -> None:
    content = fill(FILES)
    assert run(content, "export", edition) == 0
    both = MADE[edition] | {p.replace("a/a.", "b/b.").replace("a/", "b/") for p in MADE[edition]}
    assert both <= set(tree(content.parent / "site"))


@pytest.mark.parametrize(
    "words", [("handout", "a"), ("export", "docx", "a"), ("export", "single"), ("bundle",)]
)
def test_what_else_was_built_stays(fill: Fill, words: tuple[str, ...]) -> None:
    content = fill(FILES)
    assert run(content, "build") == 0
    before = tree(content.parent / "site") | tree(content.parent / "teacher")
    assert run(content, *words) == 0
    after = tree(content.parent / "site") | tree(content.parent / "teacher")
    assert set(before) <= set(after)
    assert {p for p in before if after[p] != before[p]} <= {"a/handout.html"}  # links to less


def test_a_word_file_has_options_of_its_own(fill: Fill) -> None:
    content = fill(FILES | {"site.yaml": "handout: {notes: box, word_notes: footnotes}\n"})
    file = content.parent / "site" / "a" / "handout.docx"

    def parts(*options: str) -> tuple[set[str], str]:
        assert run(content, "export", "docx", "a", *options) == 0
        with zipfile.ZipFile(file) as word:
            notes = {"word/footnotes.xml", "word/comments.xml"} & set(word.namelist())
            said = b"".join(word.read(name) for name in ("word/document.xml", *sorted(notes)))
        return notes, said.decode()

    notes, said = parts()
    assert notes == set()
    assert "A number." in said
    assert parts("--notes", "comments")[0] == {"word/comments.xml"}
    assert parts("--notes", "footnotes")[0] == {"word/footnotes.xml"}
    notes, said = parts("--notes", "none")
    assert notes == set()
    assert "A number." not in said
    assert "数" in parts("--language", "ja")[1]
    assert 'w:w="12240"' in parts("--paper", "Letter")[1]
    assert 'w:countBy="1"' in parts("--line-numbers", "1")[1]


@pytest.mark.parametrize(
    "wrong",
    [
        ("export", "pdf"),
        ("export",),
        ("export", "epub", "--notes", "box"),
        ("export", "docx", "--language", "12"),
        ("export", "docx", "nowhere"),
        ("bundle", "--editions", "paper"),
    ],
)
def test_a_wrong_command_line_is_told(
    fill: Fill, wrong: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    content = fill(FILES)
    try:
        status = run(content, *wrong)
    except SystemExit as left:
        status = int(str(left.code))
    assert status == 2
    assert "hint:" in capsys.readouterr().err
    assert not (content.parent / "site").exists()


@pytest.mark.parametrize("command", ["bundle", "export", *(f"export {name}" for name in MADE)])
def test_help_is_enough_to_work_from(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([*command.split(), "--help"])
    assert left.value.code == 0
    said = capsys.readouterr().out
    options = ("--content", "--output", "--teacher", "--templates", "--format")
    assert all(option in said for option in (MADE if command == "export" else options))
