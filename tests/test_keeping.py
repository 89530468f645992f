"""What a build keeps: the next one does what is due, and gives the bytes of a cold one."""

import errno
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from kept_site import (
    SHARED,
    SITE,
    SLUGS,
    WORDS,
    build,
    built_project,
    cold,
    files_of,
    lengthen,
    write_article,
)

import postil
from postil import sealing
from postil.arrange.filing import Word
from postil.arrange.glossary import GlossaryItem
from postil.editions.web.lines import Lines
from postil.editions.web.senses import OwnLine
from postil.keeping import engine, spool
from postil.making import joining, site
from postil.making.workers import FEWEST
from postil.pipeline import proof
from postil.write import WriteError


class Edits(RuleBasedStateMachine):
    """Any row of edits, with a build after each: the files are those of a cold build."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.project = Path(self.folder.name)
        self.content = self.project / "content"
        self.content.mkdir()
        (self.content / "site.yaml").write_text(SITE, encoding="utf-8")
        (self.content / "shared.yaml").write_text(SHARED, encoding="utf-8")
        for month, slug in enumerate(SLUGS[:3], 1):
            write_article(self.content, slug, month, slug.title(), WORDS[0], "Some words.")

    def teardown(self) -> None:
        self.folder.cleanup()

    @rule(
        slug=st.sampled_from(SLUGS),
        month=st.integers(1, 9),
        title=st.sampled_from(["One", "Two", "Three"]),
        body=st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map("\n\n".join),
        note=st.sampled_from(["Short.", "*Longer*, with words.", "Another note."]),
    )
    def write(self, slug: str, month: int, title: str, body: str, note: str) -> None:
        write_article(self.content, slug, month, title, body, note)

    @rule(slug=st.sampled_from(SLUGS))
    def remove(self, slug: str) -> None:
        shutil.rmtree(self.content / slug, ignore_errors=True)

    @rule(slug=st.sampled_from(SLUGS))
    def without_notes(self, slug: str) -> None:
        (self.content / slug / "notes.yaml").unlink(missing_ok=True)

    @rule(slug=st.sampled_from(SLUGS), is_draft=st.booleans())
    def draft(self, slug: str, is_draft: bool) -> None:
        file = self.content / slug / "article.md"
        if file.exists():
            text = file.read_text(encoding="utf-8").replace("draft: true\n", "")
            text = text.replace("language:", "draft: true\nlanguage:") if is_draft else text
            file.write_text(text, encoding="utf-8")

    @rule(title=st.sampled_from(["Kept", "Kept well"]), has_shared=st.booleans())
    def change_site(self, title: str, has_shared: bool) -> None:
        site = SITE.replace("title: Kept", f"title: {title}")
        (self.content / "site.yaml").write_text(site, encoding="utf-8")
        (self.content / "shared.yaml").write_text(SHARED if has_shared else "", encoding="utf-8")

    @rule(data=st.data())
    def damage_an_output(self, data: st.DataObject) -> None:
        made = sorted(p for p in (self.project / "site").rglob("*") if p.is_file())
        if made:
            file = data.draw(st.sampled_from(made))
            if data.draw(st.booleans()):
                file.unlink()
            else:
                file.write_bytes(file.read_bytes()[::-1])

    @rule(data=st.data())
    def damage_what_is_kept(self, data: st.DataObject) -> None:
        kept = (self.project / ".postil" / "kept").rglob("*")
        for file in sorted(file for file in kept if file.is_file()):
            whole = bytearray(file.read_bytes())
            at = data.draw(st.integers(0, len(whole) - 1))
            whole[at] ^= 0xFF
            file.write_bytes(whole)

    @rule(editions=st.sampled_from([("single",), ("web", "jsonld"), ("bundle",)]))
    def build_a_part(self, editions: tuple[str, ...]) -> None:
        """What else was built stays, and the part is what it would be alone."""
        before = files_of(self.project)
        outcome = build(self.project, editions=editions)
        made, told = cold(self.project, editions=editions)
        assert [str(d) for d in outcome.diagnostics] == told
        assert files_of(self.project) == before | made

    @rule()
    def let_time_pass(self) -> None:
        """Files older than the last build are told by their stamps alone."""
        for file in self.project.rglob("*"):
            if file.is_file() and ".postil" not in file.parts:
                old = file.stat().st_mtime_ns - 60_000_000_000
                os.utime(file, ns=(old, old))
        build(self.project)

    @invariant()
    def incremental_equals_cold(self) -> None:
        if not hasattr(self, "project"):
            return
        outcome = build(self.project)
        made, told = cold(self.project)
        assert [str(d) for d in outcome.diagnostics] == told
        if outcome.is_good:
            assert files_of(self.project) == made


TestEdits = Edits.TestCase
TestEdits.settings = settings(
    max_examples=10,
    stateful_step_count=6,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return built_project(tmp_path)


def test_a_second_build_writes_nothing_and_reads_no_yaml(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("nothing has to be made")

    monkeypatch.setattr("postil.pipeline._make", refuse)
    outcome = build(project)
    assert outcome.written is not None
    assert (outcome.written.written, outcome.written.removed) == (0, 0)
    assert outcome.written.unchanged == len(files_of(project))


def test_force_makes_everything_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    before = site.make_article
    monkeypatch.setattr(
        site, "make_article", lambda f, o, *rest: made.append(o.slug) or before(f, o, *rest)
    )
    assert build(project, force=True).is_good
    assert set(made) == set(SLUGS)
    made.clear()
    lengthen(project / "content" / "quay" / "article.md")
    assert build(project).is_good
    assert made == ["quay"]


def test_a_title_is_made_again_where_neighbours_show_it(project: Path) -> None:
    article = project / "content" / "sea-wall" / "article.md"
    text = article.read_text(encoding="utf-8").replace("title: Sea-Wall", "title: Dike")
    article.write_text(text, encoding="utf-8")
    assert build(project).is_good
    made, _ = cold(project)
    assert files_of(project) == made
    assert b"Dike" in made["site/quay/index.html"]


def test_a_store_that_is_no_store_is_made_anew(project: Path) -> None:
    store = project / ".postil" / "kept" / "articles.db"
    store.write_bytes(random.Random(1).randbytes(5000))
    lengthen(project / "content" / "quay" / "article.md")
    assert build(project).is_good
    with closing(sqlite3.connect(store)) as opened:
        kept = opened.execute("SELECT slug FROM kept WHERE name = 'record'").fetchall()
    assert {slug for (slug,) in kept} == set(SLUGS)
    assert files_of(project) == cold(project)[0]


def test_nothing_is_left_where_files_waited(project: Path) -> None:
    assert build(project, force=True).is_good
    assert files_of(project) == cold(project)[0]
    assert {file.name for file in project.iterdir()} <= {"content", "site", "teacher", ".postil"}


def test_no_room_to_wait_is_told_before_anything_is_written(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def put(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = files_of(project)
    monkeypatch.setattr(spool, "set_aside", put)
    with pytest.raises(WriteError, match="disk is full"):
        build(project, force=True)
    assert files_of(project) == before


def test_what_articles_give_is_opened_only_where_a_page_shows_it(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []
    before = joining.from_bytes

    def open_it(data: bytes) -> object:
        found = before(data)
        opened.append(found[0])
        return found

    monkeypatch.setattr(joining, "from_bytes", open_it)
    lengthen(project / "content" / "quay" / "article.md")
    assert build(project).is_good
    assert set(opened) == {"record"}  # the search has one part
    file = project / "content" / "quay" / "notes.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("It floats", "It swims"), "utf-8")
    opened.clear()
    assert build(project).is_good
    assert opened.count("entries") == len(SLUGS)
    assert "events" not in opened


LINE = GlossaryItem(
    "entry-boat-x", Word("X", "en"), "", "term", "boat", 9, 9, OwnLine(b"no view", b"no uses")
)


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"nonsense",
        sealing.to_bytes(["no lines"]),
        sealing.to_bytes(("events", "boat", ())),
        sealing.to_bytes(("entries", "boat", Lines((LINE,)))),
    ],
)
def test_what_articles_gave_and_cannot_be_opened_is_made_anew(project: Path, damage: bytes) -> None:
    with closing(sqlite3.connect(project / ".postil" / "kept" / "articles.db")) as store:
        store.execute(
            "UPDATE kept SET data = ? WHERE name = 'entries' AND slug = 'boat'", (damage,)
        )
        store.commit()
    file = project / "content" / "quay" / "notes.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("It floats", "It swims"), "utf-8")
    assert build(project).is_good
    made, _ = cold(project)
    assert files_of(project) == made
    assert b"It swims" in made["site/glossary/index.html"]


def test_workers_give_the_same_bytes(tmp_path: Path) -> None:
    """In processes of their own, for the typesetter must not have run in the one that is copied."""
    made = []
    for jobs in (1, 3):
        project = tmp_path / str(jobs)
        content = project / "content"
        content.mkdir(parents=True)
        site = SITE.replace("jsonld]", "handout]").replace("single, bundle", "jsonld")
        (content / "site.yaml").write_text(site, encoding="utf-8")
        for number in range(FEWEST):
            write_article(content, f"a{number}", 1 + number % 9, f"T{number}", WORDS[0], "Words.")
        command = [sys.executable, ROOT / "build.py", "--jobs", str(jobs)]
        subprocess.run(command, cwd=project, check=True, capture_output=True)
        made.append(files_of(project))
    assert made[0] == made[1]
    assert len(made[0]) > 4 * FEWEST


def test_a_fault_is_told_by_workers_as_without_them(tmp_path: Path) -> None:
    told = []
    content = tmp_path / "content"
    content.mkdir()
    for number in range(FEWEST):
        write_article(content, f"a{number}", 1, "T", WORDS[0], "Words.")
    (content / "a3" / "notes.yaml").write_text("notes:\n  - quote: nowhere\n    note: x\n")
    for slug in ("a5", "a6"):
        article = content / slug / "article.md"
        text = article.read_text(encoding="utf-8").replace("title: T", "title: T\nformerly: [old]")
        article.write_text(text, encoding="utf-8")
    for jobs in ("1", "3"):
        command = [sys.executable, ROOT / "build.py", "--jobs", jobs, "--format", "json"]
        done = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True)
        told.append((done.returncode, done.stdout))
    assert told[0] == told[1]
    assert told[0][0] == 1
    assert b"a-001" in told[0][1]
    assert b"f-004" in told[0][1]


def test_a_proof_makes_again_only_what_is_due(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is served after any edit is what a first proof would show."""
    made: list[str] = []
    before = site.make_article
    monkeypatch.setattr(
        site, "make_article", lambda f, o, *rest: made.append(o.slug) or before(f, o, *rest)
    )
    asked = postil.Project(project / "content")
    last = proof(asked)
    assert set(made) == set(SLUGS)
    made.clear()
    again = proof(asked, last)
    assert made == []
    assert again.files == last.files
    lengthen(project / "content" / "quay" / "article.md")
    again = proof(asked, again)
    assert made == ["quay"]
    assert again.files == proof(asked).files
    broken = project / "content" / "tide" / "notes.yaml"
    whole = broken.read_text(encoding="utf-8")
    broken.write_text("notes: [", encoding="utf-8")
    again = proof(asked, again)
    assert again.files is None
    broken.write_text(whole.replace("Some words.", "Other words."), encoding="utf-8")
    made.clear()
    again = proof(asked, again)
    assert made == ["tide"]
    assert again.files == proof(asked).files
    shutil.rmtree(project / "content" / "sea-wall")
    (project / "content" / "boat" / "notes.yaml").write_text("", encoding="utf-8")
    (project / "content" / "quay" / "notes.yaml").write_text("", encoding="utf-8")
    (project / "content" / "tide" / "notes.yaml").write_text("", encoding="utf-8")
    again = proof(asked, again)
    assert again.files is not None
    assert again.files == proof(asked).files


def rewrite(file: Path, old: bytes, new: bytes) -> None:
    """Other words of one length in the same file with the same time, as copying leaves them."""
    status = file.stat()
    whole = file.read_bytes()
    assert old in whole
    assert len(old) == len(new)
    with file.open("r+b") as opened:
        opened.write(whole.replace(old, new))
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def let_age(project: Path) -> None:
    """Make all stamps old enough to be trusted."""
    for file in project.rglob("*"):
        if file.is_file() and ".postil" not in file.parts:
            os.utime(file, (1_000_000_000, 1_000_000_000))
    assert build(project).is_good


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no time that nobody sets")
def test_words_of_one_length_under_an_old_time_are_seen(project: Path) -> None:
    let_age(project)
    rewrite(project / "content" / "quay" / "article.md", b"The boat came in", b"The boat sank in")
    assert build(project).is_good
    assert files_of(project) == cold(project)[0]
    let_age(project)
    rewrite(project / "content" / "quay" / "article.md", b"The boat sank in", b"The boat came in")
    rewrite(project / "site" / "boat" / "index.html", b"boat came", b"boat sank")
    assert build(project).is_good
    assert files_of(project) == cold(project)[0]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_template_behind_a_link_is_watched(project: Path, tmp_path: Path) -> None:
    real = tmp_path / "real" / "css"
    real.mkdir(parents=True)
    (real / "search.css").write_text(".one {}\n", encoding="utf-8")
    own = tmp_path / "templates"
    own.mkdir()
    (own / "css").symlink_to(real, target_is_directory=True)
    (real / "ring").symlink_to(own, target_is_directory=True)
    asked = postil.Project(project / "content", project / "site", templates=own)
    for name in ("one", "two"):
        (real / "search.css").write_text(f".{name} {{}}\n", encoding="utf-8")
        assert postil.build(asked).is_good
        assert f".{name}" in (project / "site" / "assets" / "search.css").read_text("utf-8")


def test_the_theme_beside_a_checkout_is_part_of_the_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkout = tmp_path / "checkout"
    (checkout / "postil").mkdir(parents=True)
    (checkout / "templates").mkdir()
    (checkout / "pyproject.toml").write_text("", encoding="utf-8")
    monkeypatch.setattr(engine, "_HERE", checkout / "postil")
    keys = set()
    for words in ("a", "ab", "abc"):
        (checkout / "templates" / "page.css").write_text(words, encoding="utf-8")
        engine.engine_key.cache_clear()
        keys.add(engine.engine_key())
    engine.engine_key.cache_clear()
    assert len(keys) == 3
