"""After an article was edited: `postil reanchor`, on real files, through the command."""

import hashlib
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from markdown_it import MarkdownIt

import postil
from postil.cli import main
from postil.reanchor.command import reanchor
from postil.reanchor.report import answer_of, question_of

TEXT = (
    "The ferry left the old harbour at dawn. Nobody waved, for it was cold.\n\n"
    "Two hours later the captain saw the lighthouse. It had been built by hand in 1863.\n\n"
    "A gull sat on the rail. The engine had been repaired twice that winter, and it showed.\n"
)
YAML = """\
# What a class needs; quotes are copied from the text.
glossary:
  - term: lighthouse   # attaches by itself
    definition: A tower with a light for ships.

notes:
  # the first note
  - quote: built by hand
    prefix: It had been   # beside it
    note: "By forty men."

  - quote: repaired twice that winter
    note: >-
      In January, and
      in March.
timeline:
  - {date: 1863, event: The tower is built, quote: in 1863}
questions:
  - ask: Was it a good engine?
    quote: it showed
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose article was built."""
    make(tmp_path)
    return tmp_path


def make(folder: Path, text: str = TEXT, yaml: str = YAML, shared: str = "") -> None:
    article = folder / "content" / "ferry"
    article.mkdir(parents=True)
    write_text(folder, text)
    (article / "annotations.yaml").write_bytes(yaml.encode())
    if shared:
        (folder / "content" / "shared.yaml").write_bytes(shared.encode())
    assert build(folder).is_good


def write_text(folder: Path, text: str) -> None:
    (folder / "content" / "ferry" / "article.md").write_text(
        f"---\ntitle: The ferry\n---\n\n{text}", encoding="utf-8"
    )


def edited(folder: Path, *changes: tuple[str, str]) -> None:
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    write_text(folder, text)


def build(folder: Path) -> postil.Outcome:
    outputs = postil.Project(folder / "content", folder / "site")
    return postil.build(outputs, editions=["web"])


def yaml_of(folder: Path) -> str:
    return (folder / "content" / "ferry" / "annotations.yaml").read_bytes().decode()


def run(folder: Path, *arguments: str) -> int:
    return main(["reanchor", "--content", str(folder / "content"), *arguments])


def told(folder: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    """What is told of each anchor that has words, by the words that it was made on."""
    capsys.readouterr()
    run(folder, "--format", "json", *arguments)
    lines = map(json.loads, capsys.readouterr().out.splitlines())
    return {line["id"]: line for line in lines}


def states(found: dict[str, Any]) -> dict[str, str]:
    return {name: line["state"] for name, line in found.items()}


def kept(folder: Path, content: str = "content") -> bytes:
    """What is remembered of the article's anchors."""
    asked = "SELECT record FROM anchors WHERE slug = 'ferry' AND content = ?"
    with closing(sqlite3.connect(folder / ".postil" / "kept" / "anchors.db")) as store:
        (found,) = store.execute(asked, (content.encode(),))
    return bytes(found[0])


def keep(folder: Path, data: bytes) -> None:
    with closing(sqlite3.connect(folder / ".postil" / "kept" / "anchors.db")) as store:
        store.execute("UPDATE anchors SET record = ?", (data,))
        store.commit()


def forget(folder: Path) -> None:
    shutil.rmtree(folder / ".postil" / "kept")


# The page of the documentation


def test_the_example_of_the_documentation_is_what_happens(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (ROOT / "docs" / "reanchoring.md").read_text(encoding="utf-8")
    fences = [token for token in MarkdownIt().parse(page) if token.type == "fence"]
    old, yaml, new, said, commands, mended = (fence.content for fence in fences)
    folder = tmp_path / "content" / "last-tram"
    folder.mkdir(parents=True)
    (folder / "article.md").write_text(old, encoding="utf-8")
    (folder / "annotations.yaml").write_text(yaml, encoding="utf-8")
    assert build(tmp_path).diagnostics == ()
    (folder / "article.md").write_text(new, encoding="utf-8")
    capsys.readouterr()
    assert run(tmp_path) == 1
    told = capsys.readouterr()
    assert told.out + told.err == said
    for command in commands.splitlines():
        run(tmp_path, *command.split()[2:])
    assert (folder / "annotations.yaml").read_text(encoding="utf-8") == mended


# What is told


def test_nothing_is_to_be_done_where_nothing_was_edited(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(project, "--write") == 0
    assert capsys.readouterr().err.strip() == "5 exact, 0 moved, 0 changed, 0 lost."
    assert yaml_of(project) == YAML


def test_every_anchor_of_the_sample_is_exact(tmp_path: Path) -> None:
    shutil.copytree(Path(__file__).parent.parent / "content", tmp_path / "content")
    assert {f.state for f in reanchor(tmp_path / "content").findings} == {"exact"}


@pytest.mark.parametrize("remembers", [True, False])
def test_each_state_is_told(
    project: Path, capsys: pytest.CaptureFixture[str], remembers: bool
) -> None:
    edited(
        project,
        ("It had been built by hand", "As men say: built by hand"),
        ("repaired twice that winter", "repaired twice that cold winter"),
        (", and it showed", ""),
    )
    if not remembers:
        forget(project)
    found = told(project, capsys)
    assert states(found) == {
        "lighthouse": "exact",
        "built-by-hand": "moved" if remembers else "changed",
        "repaired-twice-that-winter": "changed",
        "the-tower-is-built": "exact",
        "was-it-a-good-engine": "lost",
    }
    assert found["repaired-twice-that-winter"]["fields"] == {
        "quote": "repaired twice that cold winter",
        "id": "repaired-twice-that-winter",
    }
    assert found["was-it-a-good-engine"]["fields"] == {}


def test_old_words_stand_above_new_ones(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edited(project, ("the captain saw the", "the tired captain saw a"), ("by hand", "by hands"))
    capsys.readouterr()
    assert run(project) == 1
    said = capsys.readouterr().out
    (was,) = (line for line in said.splitlines() if "was  " in line)
    (now,) = (line for line in said.splitlines() if "now  " in line)
    assert "[built by hand]" in was
    assert "[built by hands]" in now
    assert was.index("[") == now.index("[")
    assert "\x1b" not in said
    assert "postil reanchor --accept built-by-hand" in said


def test_a_failed_build_says_that_reanchor_helps(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edited(project, ("by hand", "by hands"))
    options = ["--content", str(project / "content"), "--output", str(project / "site")]
    assert main(["build", *options]) == 1
    assert "postil reanchor" in capsys.readouterr().err


# What is written


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_what_moved_is_written_and_nothing_else(tmp_path: Path, ending: str) -> None:
    make(tmp_path, yaml=YAML.replace("\n", ending))
    edited(tmp_path, ("It had been built", "It was once built"))
    assert run(tmp_path) == 0
    assert yaml_of(tmp_path) == YAML.replace("\n", ending)
    assert run(tmp_path, "--write") == 0
    gone = "    prefix: It had been   # beside it\n"
    assert yaml_of(tmp_path) == YAML.replace(gone, "").replace("\n", ending)
    assert build(tmp_path).diagnostics == ()
    once = yaml_of(tmp_path)
    assert run(tmp_path, "--write") == 0
    assert yaml_of(tmp_path) == once


def test_changed_words_are_taken_only_by_name(project: Path) -> None:
    edited(project, ("by hand", "by hands"), ("twice that winter", "twice last winter"))
    assert run(project, "--write") == 1
    assert yaml_of(project) == YAML
    assert run(project, "--accept", "built-by-hand") == 1
    new = YAML.replace("quote: built by hand\n", "quote: built by hands\n")
    new = new.replace(
        '    note: "By forty men."\n', '    note: "By forty men."\n    id: built-by-hand\n'
    )
    assert yaml_of(project) == new
    assert run(project, "--accept", "ferry#repaired-twice-that-winter") == 0
    assert build(project).diagnostics == ()


def test_a_person_at_a_terminal_may_take_them(project: Path) -> None:
    edited(project, ("by hand", "by hands"), ("twice that winter", "twice last winter"))
    asked = []

    def confirm(finding: Any) -> bool:
        asked.append(finding.id)
        return finding.id == "built-by-hand"

    outcome = reanchor(project / "content", write=True, confirm=confirm)
    assert asked == ["built-by-hand", "repaired-twice-that-winter"]
    assert [f.id for f in outcome.written] == ["built-by-hand"]
    assert [f.id for f in outcome.open] == ["repaired-twice-that-winter"]
    assert "built by hands" in yaml_of(project)
    assert "repaired twice that winter" in yaml_of(project)


@pytest.mark.parametrize(("line", "number"), [("2\n", 2), ("3\n", 0), ("y\n", 0), ("", 0)])
def test_a_person_at_a_terminal_chooses_among_places(project: Path, line: str, number: int) -> None:
    edited(
        project, ("A gull sat on the rail. The engine", AGAIN), ("It had been", "Men say so, so")
    )
    forget(project)
    asked = []

    def confirm(finding: Any) -> int:
        asked.append(question_of(finding))
        return answer_of(finding, line)

    outcome = reanchor(project / "content", write=True, confirm=confirm)
    assert asked == ["Which one? [1-2, or nothing for none] "]
    assert len(outcome.written) == bool(number)
    if not number:
        assert yaml_of(project) == YAML
        return
    assert build(project).diagnostics == ()
    page = (project / "site" / "ferry" / "index.html").read_text(encoding="utf-8")
    assert page.index("a hut was") < page.index('data-annotation="built-by-hand"')


def test_a_file_that_cannot_be_written_is_told(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edited(project, ("by hand", "by hands"))
    file = project / "content" / "ferry" / "annotations.yaml"
    file.chmod(0o444)
    assert run(project, "--accept", "built-by-hand") == 1
    said = "content/ferry/annotations.yaml: nothing was written: the file is read-only"
    assert said in capsys.readouterr().err
    assert yaml_of(project) == YAML


def test_a_lost_note_is_never_removed(project: Path) -> None:
    edited(project, (" The engine had been repaired twice that winter, and it showed.", ""))
    assert run(project, "--write", "--accept", "repaired-twice-that-winter") == 1
    assert yaml_of(project) == YAML


def test_the_address_of_a_note_stays(project: Path) -> None:
    edited(project, ("by hand", "by hands"))
    before = (project / "site" / "ferry" / "index.html").read_text(encoding="utf-8")
    run(project, "--accept", "built-by-hand")
    assert build(project).is_good
    after = (project / "site" / "ferry" / "index.html").read_text(encoding="utf-8")
    assert 'id="note-built-by-hand"' in before
    assert 'id="note-built-by-hand"' in after


def test_an_id_that_there_is_not_is_a_wrong_command_line(project: Path) -> None:
    assert run(project, "--accept", "no-such-note") == 2


def test_a_file_with_errors_is_told_and_left_alone(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = YAML.replace("    note: >-", "    nota: >-")
    (project / "content" / "ferry" / "annotations.yaml").write_bytes(broken.encode())
    assert run(project, "--write") == 1
    assert "y-003" in capsys.readouterr().err
    assert yaml_of(project) == broken


# Where the same words stand several times


AGAIN = "A gull sat on the rail. On the other shore a hut was built by hand, too. The engine"


def test_of_several_places_the_old_text_tells_which(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edited(project, ("A gull sat on the rail. The engine", AGAIN), ("It had been", "It was soon"))
    found = told(project, capsys)["built-by-hand"]
    assert found["state"] == "changed"
    assert "It was soon [built by hand] in 1863" in found["now"]
    assert run(project, "--accept", "built-by-hand") == 0
    assert build(project).diagnostics == ()


def test_without_the_old_text_all_of_them_are_offered(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edited(
        project, ("A gull sat on the rail. The engine", AGAIN), ("It had been", "Men say so, so")
    )
    forget(project)
    found = told(project, capsys)["built-by-hand"]
    assert [choice["now"].count("a hut was [built by hand]") for choice in found["choices"]] == [
        0,
        1,
    ]
    assert run(project, "--accept", "built-by-hand") == 1
    assert yaml_of(project) == YAML
    assert run(project, "--accept", "built-by-hand=2") == 0
    assert build(project).diagnostics == ()
    page = (project / "site" / "ferry" / "index.html").read_text(encoding="utf-8")
    assert page.index("a hut was") < page.index('data-annotation="built-by-hand"')


def test_a_number_that_counts_to_another_place_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    yaml = "notes:\n  - quote: the\n    occurrence: 2\n    note: The second of four.\n"
    make(tmp_path, yaml=yaml)
    edited(tmp_path, ("The ferry left", "Before the sun rose, the ferry left"))
    assert build(tmp_path).is_good  # a build cannot know
    found = told(tmp_path, capsys)["the"]
    assert (found["state"], found["fields"]) == ("changed", {"occurrence": 4})
    assert run(tmp_path, "--accept", "the") == 0
    assert yaml_of(tmp_path) == yaml.replace("2", "4")


def test_the_same_words_elsewhere_are_not_taken_for_those_that_are_gone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(tmp_path, yaml="notes:\n  - quote: Nobody\n    note: Not even his wife.\n")
    changes = (" Nobody waved, for it was cold.", ""), ("it showed", "it showed. Nobody cared")
    edited(tmp_path, *changes)
    assert build(tmp_path).is_good
    found = told(tmp_path, capsys)["nobody"]
    assert found["state"] == "changed"
    assert "[Nobody] waved" in found["was"]
    assert "[Nobody] cared" in found["now"]
    assert run(tmp_path) == 1
    assert run(tmp_path, "--accept", "nobody") == 0  # nothing to write: it is taken as it is
    assert run(tmp_path) == 0
    assert told(tmp_path, capsys)["nobody"]["state"] == "exact"


# Every kind of anchor


def test_passages_are_followed_at_both_ends(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(
        tmp_path, yaml="notes:\n  - quote: Two hours\n    through: built by hand\n    note: Long.\n"
    )
    edited(tmp_path, ("Two hours", "Three hours"), ("by hand", "by many hands"))
    assert states(told(tmp_path, capsys)) == {"two-hours": "changed"}
    assert run(tmp_path, "--accept", "two-hours") == 0
    assert run(tmp_path) == 0
    said = yaml_of(tmp_path)
    assert "quote: Three hours\n" in said
    assert "through: built by many hands\n" in said


def test_events_evidence_and_quotes_of_all_places_are_followed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    yaml = (
        "timeline:\n  - {date: 1863, event: E, quote: in 1863}\n"
        "questions:\n  - ask: Q\n    quote: it showed\n"
        "notes:\n  - quote: had been\n    occurrence: all\n    note: N\n"
    )
    make(tmp_path, yaml=yaml)
    edited(tmp_path, ("in 1863", "in 1864"), (", and it showed", ""), ("It had been", "It was"))
    assert states(told(tmp_path, capsys)) == {"e": "changed", "q": "lost", "had-been": "exact"}
    assert run(tmp_path, "--accept", "e") == 1
    assert yaml_of(tmp_path) == yaml.replace("in 1863", "in 1864")


def test_a_shared_entry_with_a_quote_is_written_in_its_own_file(tmp_path: Path) -> None:
    shared = "glossary:\n  - term: gull   # a bird\n    quote: gull sat\n    definition: A bird.\n"
    make(tmp_path, shared=shared)
    edited(tmp_path, ("gull sat", "gull stood"))
    assert run(tmp_path, "--write") == 1
    assert run(tmp_path, "--accept", "gull") == 0
    new = (tmp_path / "content" / "shared.yaml").read_text(encoding="utf-8")
    assert new == shared.replace("quote: gull sat", "quote: gull stood")
    assert yaml_of(tmp_path) == YAML


def test_an_exception_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    yaml = "glossary:\n  - term: hand\n    definition: D\n    except: [{quote: by hand}]\n"
    make(tmp_path, text=TEXT + "\nHis hand hurt.\n", yaml=yaml)
    write_text(tmp_path, TEXT.replace("by hand", "by your hand") + "\nHis hand hurt.\n")
    capsys.readouterr()
    run(tmp_path)
    said = capsys.readouterr().out
    assert "changed: hand" in said
    assert "quote: by your hand" in said
    assert yaml_of(tmp_path) == yaml
    run(tmp_path, "--accept", "hand")
    assert yaml_of(tmp_path) == yaml, "an entry's exceptions have names of their own"
    assert run(tmp_path, "--accept", "hand/except-1") == 0
    assert yaml_of(tmp_path) == yaml.replace("by hand", "by your hand")
    run(tmp_path, "--write", "--accept", "hand/except-1")
    assert yaml_of(tmp_path) == yaml.replace("by hand", "by your hand")


def test_an_exception_that_moved_is_written_and_no_other(tmp_path: Path) -> None:
    yaml = (
        "glossary:\n  - term: hand  # one\n    definition: D\n    except:\n"
        "      # not this\n      - quote: hand hurt\n      - quote: 'by hand'  # two\n"
        "        prefix: built\n        suffix: in my\n"
    )
    text = TEXT.replace("by hand", "by hand in my time") + "\nHis hand hurt. A hand.\n"
    make(tmp_path, text=text, yaml=yaml)
    write_text(tmp_path, text.replace("built by hand", "made by hand"))
    assert run(tmp_path, "--write") == 0
    moved = yaml.replace("        prefix: built\n", "        prefix: made\n")
    dropped = yaml.replace("        prefix: built\n", "")
    assert yaml_of(tmp_path) in (moved, dropped)
    assert build(tmp_path).diagnostics == ()
    before = yaml_of(tmp_path)
    run(tmp_path, "--write")
    assert yaml_of(tmp_path) == before


# What is remembered


def sealed(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode() + b"\n" + body


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-20],
        lambda data: data.replace(b"ferry", b"fairy", 1),
        lambda data: sealed(b"[1, 2]"),
        lambda data: sealed(b'{"version": 1, "text": "a", "anchors": [["notes", "b"]]}'),
        lambda data: sealed(b'{"version": 1, "text": 7, "anchors": []}'),
        lambda data: b"\xff\x00" * 99,
    ],
)
def test_what_is_damaged_is_not_trusted(
    project: Path, capsys: pytest.CaptureFixture[str], damage: Any
) -> None:
    keep(project, damage(kept(project)))
    edited(project, ("by hand", "by hands"))
    found = told(project, capsys)
    assert found["built-by-hand"]["state"] == "changed"
    assert found["lighthouse"]["state"] == "exact"


def test_spans_that_no_text_has_are_not_trusted(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held = json.loads(kept(project).partition(b"\n")[2])
    for anchor in held["anchors"]:
        anchor[3] = [[-5, 10**9]]
    keep(project, sealed(json.dumps(held).encode()))
    assert set(states(told(project, capsys)).values()) == {"exact"}


def test_it_is_kept_by_a_build_and_by_a_run_with_nothing_left_to_do(project: Path) -> None:
    assert kept(project)
    forget(project)
    assert run(project) == 0
    assert kept(project)
    edited(project, ("by hand", "by hands"))
    old = kept(project)
    assert run(project) == 1
    assert kept(project) == old
    assert run(project, "--accept", "built-by-hand") == 0
    assert kept(project) != old


def test_what_is_no_table_is_made_anew(project: Path) -> None:
    file = project / ".postil" / "kept" / "anchors.db"
    file.write_bytes(b"nonsense" * 1000)
    assert run(project) == 0
    assert b"it showed" in kept(project)


def test_two_folders_of_content_side_by_side_are_told_apart(project: Path) -> None:
    shutil.copytree(project / "content", project / "drafts")
    there = project / "drafts" / "ferry" / "article.md"
    there.write_text(there.read_text(encoding="utf-8").replace("dawn", "noon"), "utf-8")
    assert main(["reanchor", "--content", str(project / "drafts")]) == 0
    assert b"at noon" in kept(project, "drafts")
    assert b"at dawn" in kept(project)
    edited(project, ("by hand", "by hands"))
    assert run(project) == 1


def test_a_link_is_not_followed_to_what_is_kept(project: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.db"
    (project / ".postil" / "kept" / "anchors.db").rename(outside)
    before = outside.read_bytes()
    (project / ".postil" / "kept" / "anchors.db").symlink_to(outside)
    edited(project, ("at dawn", "at noon"))
    assert build(project).is_good
    assert outside.read_bytes() == before


def test_no_answer_leaves_for_the_site(project: Path) -> None:
    """What is kept holds evidence; it stands beside the site, never in it."""
    assert b"it showed" in kept(project)
    assert not list((project / "site").rglob("*.db"))
