"""A whole build: what is in it, what is not, and that the same input gives the same bytes."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT, Fill

import postil
from postil.write import WriteError

SECRET = "THE-ANSWER-IS-SECRET"
EVIDENCE = "evidence standing here"

SMALL = {
    "site.yaml": "title: Small\nslug: small\n",
    "a/article.md": (
        "---\ntitle: A\nsummary: S\n---\nOne deterrence. Some evidence standing here too.\n"
    ),
    "a/annotations.yaml": (
        "glossary:\n  - term: deterrence\n    definition: Fear.\n"
        f"questions:\n  - ask: Why?\n    answer: {SECRET}\n    quote: {EVIDENCE}\n"
        "  - ask: Which?\n    type: choice\n    choices: [red, blue]\n    answer: blue\n"
    ),
}


def build(content: Path, **options: object) -> postil.Outcome:
    return postil.build(postil.Project(content, content.parent / "site"), **options)  # type: ignore[arg-type]


def tree(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in sorted(folder.rglob("*"))
        if p.is_file() and ".postil" not in p.parts
    }


def test_the_sample_builds_without_diagnostics(sample: Path) -> None:
    assert (sample / "site" / "index.html").is_file()
    for slug in ("lai-nippon-interview", "unmanned-boat", "thanks-from-minamisanriku"):
        assert (sample / "site" / slug / "index.html").is_file()
        assert (sample / "site" / slug / "handout.html").is_file()
        assert (sample / "site" / slug / "handout.pdf").is_file()
        assert (sample / "teacher" / slug / "handout-key.html").is_file()
        assert (sample / "teacher" / slug / "handout-key.pdf").is_file()


def test_no_answer_and_no_evidence_is_in_the_site(fill: Fill) -> None:
    content = fill(SMALL)
    assert build(content).is_good
    files = tree(content.parent / "site")
    with zipfile.ZipFile(content.parent / "site" / "small.zip") as bundle:
        files |= {name: bundle.read(name) for name in bundle.namelist()}
    for name, data in files.items():
        assert SECRET.encode() not in data, name
        # The evidence is words of the article; nothing may point to them.
        assert data.count(EVIDENCE.encode()) <= 1, name
    key = (content.parent / "teacher" / "a" / "handout-key.html").read_text(encoding="utf-8")
    assert SECRET in key
    assert EVIDENCE in key


def test_which_choice_is_right_cannot_be_told_from_the_site(fill: Fill) -> None:
    """The same questions with another right answer give the same bytes."""
    content = fill(SMALL)
    assert build(content).is_good
    before = tree(content.parent / "site")
    notes = SMALL["a/annotations.yaml"].replace("answer: blue", "answer: red")
    fill({"a/annotations.yaml": notes})
    assert build(content).is_good
    assert tree(content.parent / "site") == before


def test_what_the_evidence_is_cannot_be_told_from_the_site(fill: Fill) -> None:
    """The same question with other words of the text to prove it gives the same bytes."""
    content = fill(SMALL)
    assert build(content).is_good
    before = tree(content.parent / "site")
    notes = SMALL["a/annotations.yaml"].replace(EVIDENCE, "One deterrence")
    fill({"a/annotations.yaml": notes})
    assert build(content).is_good
    assert tree(content.parent / "site") == before


def test_an_error_leaves_the_last_good_site(fill: Fill) -> None:
    content = fill(SMALL)
    assert build(content).is_good
    before = tree(content.parent / "site")
    fill({"b/article.md": "---\ntitle: B\n---\nWords.\n", "b/x.yaml": "notes:\n  - quot: x\n"})
    outcome = build(content)
    assert not outcome.is_good
    assert {d.code for d in outcome.diagnostics} == {"y-003", "y-004"}
    assert tree(content.parent / "site") == before


def test_a_second_build_writes_nothing(fill: Fill) -> None:
    content = fill(SMALL)
    build(content)
    again = build(content).written
    assert again is not None
    assert (again.written, again.removed) == (0, 0)


def test_a_deleted_article_takes_its_pages_along(fill: Fill) -> None:
    content = fill(SMALL | {"b/article.md": "---\ntitle: B\n---\nWords.\n"})
    build(content)
    cname = content.parent / "site" / "CNAME"
    cname.write_text("example.org")
    shutil.rmtree(content / "b")
    build(content)
    assert not (content.parent / "site" / "b").exists()
    assert cname.read_text() == "example.org"


def test_only_writes_one_article_and_keeps_the_others(fill: Fill) -> None:
    content = fill(SMALL | {"b/article.md": "---\ntitle: B\n---\nWords.\n"})
    build(content)
    before = tree(content.parent / "site")
    fill({"a/article.md": SMALL["a/article.md"].replace("title: A", "title: New")})
    fill({"b/broken.yaml": "notes: {"})
    assert build(content, only=["a"]).is_good
    after = tree(content.parent / "site")
    assert {n for n in after if after[n] != before.get(n)} == {
        "a/annotations.jsonld",
        "a/index.html",
        "a/handout.html",
        "a/a.html",
        "a/handout.pdf",
    }
    with pytest.raises(postil.CommandError):
        build(content, only=["c"])


def test_warnings_stop_a_strict_build(fill: Fill) -> None:
    content = fill(SMALL)
    fill({"a/more.yaml": "glossary:\n  - term: zebra\n    definition: An animal.\n"})
    assert build(content).is_good
    assert not build(content, strict=True).is_good
    fill({"site.yaml": "title: Small\nslug: small\nchecks: {ignore: [a-008]}\n"})
    assert build(content, strict=True).is_good


def test_an_output_that_could_harm_is_refused(fill: Fill) -> None:
    content = fill(SMALL)
    with pytest.raises(WriteError):
        postil.build(postil.Project(content, content / "site"))
    with pytest.raises(WriteError):
        postil.build(postil.Project(content, content.parent))


def test_an_empty_library_is_a_site(fill: Fill) -> None:
    content = fill({})
    assert build(content).is_good
    assert "index.html" in tree(content.parent / "site")


SURROUNDINGS = [
    {},
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "4711"},
    {"LANG": "ja_JP.UTF-8", "PYTHONHASHSEED": "99", "PYTHONUTF8": "0"},
]


def test_the_same_input_gives_the_same_bytes_everywhere(tmp_path: Path) -> None:
    """Another zone, locale, hash seed, umask, folder and file order: not one byte differs."""
    builds = []
    for i, surroundings in enumerate(SURROUNDINGS):
        folder = tmp_path / f"a folder [{i}]"
        names = sorted((ROOT / "content").rglob("*"), reverse=bool(i % 2))
        for file in names:
            if file.is_file():
                target = folder / "content" / file.relative_to(ROOT / "content")
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, target)
        subprocess.run(
            [sys.executable, "-m", "postil", "build", "--content", "content"],
            cwd=folder,
            env={**os.environ, **surroundings},
            check=True,
            capture_output=True,
            umask=0o077 if i % 2 else 0o022,
        )
        builds.append(tree(folder / "site") | tree(folder / "teacher"))
    for other in builds[1:]:
        assert other == builds[0]
