"""Only what a build wrote is replaced or removed; the state is never trusted blindly."""

import hashlib
import os
import shutil
from pathlib import Path

import pytest

from postil.write import Output, WriteError, check_outputs, recover, write

OLD = {"index.html": b"old", "a/index.html": b"a"}
NEW = {"index.html": b"new", "b/index.html": b"b"}


def tree(root: Path) -> dict[str, bytes]:
    return {
        p.relative_to(root).as_posix(): p.read_bytes()
        for p in root.rglob("*")
        if p.is_file() and not p.is_symlink()
    }


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    write([Output(root, OLD)])
    return root


def refused(root: Path, files: dict[str, bytes]) -> WriteError:
    """The refusal of a write, which has changed nothing."""
    before = tree(root.parent)
    with pytest.raises(WriteError) as caught:
        write([Output(root, files)])
    assert tree(root.parent) == before
    assert not list(root.parent.rglob("stage"))
    return caught.value


def test_what_people_put_into_the_site_stays(site: Path) -> None:
    theirs = {"CNAME": b"x", ".well-known/y": b"y", "a/photo.jpg": b"p", ".gitkeep": b""}
    for path, data in theirs.items():
        (site / path).parent.mkdir(exist_ok=True)
        (site / path).write_bytes(data)
    write([Output(site, NEW)])
    assert tree(site) == {**NEW, **theirs}
    write([Output(site, {})])
    assert tree(site) == theirs


def test_an_unknown_file_is_never_overwritten(site: Path) -> None:
    (site / "b").mkdir()
    (site / "b" / "index.html").write_bytes(b"mine")
    error = refused(site, NEW)
    assert error.path == site / "b" / "index.html"
    assert str(error) == (
        f"{site}/b/index.html: no build wrote this file, and a new one must stand here; "
        "move or remove it, or choose another output folder"
    )


def test_where_nobody_knows_what_builds_wrote_a_hint_tells_what_to_do(site: Path) -> None:
    shutil.rmtree(site.parent / ".postil")
    error = refused(site, NEW)
    assert "no build wrote this file" in str(error)
    assert error.hint.endswith("; if builds made all of site/, delete that")


def test_all_obstacles_are_counted(site: Path) -> None:
    for name in ("z", "x", "y"):
        (site / name).write_bytes(b"mine")
    error = refused(site, {"x": b"", "y": b"", "z": b""})
    assert error.path == site / "x"
    assert "(and 2 more like this)" in str(error)


def test_an_unknown_file_with_the_same_bytes_is_adopted(site: Path) -> None:
    (site / "c.html").write_bytes(b"c")
    assert write([Output(site, {**OLD, "c.html": b"c"})]).unchanged == 3
    write([Output(site, OLD)])
    assert tree(site) == OLD


@pytest.mark.parametrize("old", ["keep", "drop"])
def test_links_in_the_way_are_not_followed(site: Path, tmp_path: Path, old: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "index.html").write_bytes(b"mine")
    (site / "b").symlink_to(outside, target_is_directory=True)
    (site / "c").symlink_to(outside / "index.html")
    kept = OLD if old == "keep" else {}
    for path in ("b/index.html", "b", "c"):
        error = refused(site, {**kept, path: b"x"})
        assert error.path == site / path.partition("/")[0]
        assert "a link stands in the way" in error.message


def test_our_own_places_turned_into_links_are_not_followed(site: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    (site / "a").rename(outside)
    (site / "a").symlink_to(outside, target_is_directory=True)
    (site / "index.html").unlink()
    (site / "index.html").symlink_to(outside / "index.html")
    assert refused(site, {"index.html": b"x"}).path == site / "index.html"
    assert refused(site, {"a/index.html": b"x"}).path == site / "a"
    write([Output(site, {})])
    assert tree(outside) == {"index.html": b"a"}
    assert (site / "index.html").is_symlink()


def test_an_unknown_file_or_folder_where_the_other_must_be(site: Path) -> None:
    (site / "c").write_bytes(b"mine")
    (site / "d" / "e").mkdir(parents=True)
    (site / "a" / "mine").write_bytes(b"mine")
    os.mkfifo(site / "f")
    os.mkfifo(site / "a" / "g")
    assert refused(site, {"c/x": b""}).path == site / "c"
    assert refused(site, {"d": b""}).path == site / "d" / "e"
    assert refused(site, {"f": b""}).path == site / "f"
    assert refused(site, {"f/x": b""}).path == site / "f"
    assert "must be a file" in refused(site, {"a": b""}).message


def test_our_file_turned_into_something_else(site: Path) -> None:
    (site / "index.html").unlink()
    os.mkfifo(site / "index.html")
    assert refused(site, {"index.html/x": b""}).path == site / "index.html"
    assert refused(site, {"index.html": b""}).path == site / "index.html"
    write([Output(site, {})])
    assert (site / "index.html").exists()


def test_a_folder_on_another_disk(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.lstat

    def mounted(path: Path) -> os.stat_result:
        status = real(path)
        return (
            os.stat_result([*status[:2], status.st_dev + 1, *status[3:10]])
            if (path.name == "a")
            else status
        )

    monkeypatch.setattr(Path, "lstat", mounted)
    assert refused(site, {"a/new.html": b""}).message == "this folder is on another disk"


def test_a_link_inside_a_folder_that_must_go(site: Path) -> None:
    (site / "a" / "link").symlink_to("..", target_is_directory=True)
    assert refused(site, {"a": b""}).path == site / "a" / "link"


def test_another_spelling_does_not_make_a_file_ours(site: Path) -> None:
    (site / "INDEX.html").write_bytes(b"mine")
    if (site / "index.html").read_bytes() == b"mine":
        pytest.skip("case does not count on this disk")
    assert refused(site, {"INDEX.html": b"x"}).path == site / "INDEX.html"


# Damaged state


def sealed(title: str, *lines: str) -> bytes:
    body = "".join(f"{line}\n" for line in (title, *lines)).encode()
    return body + f"sha256 {hashlib.sha256(body).hexdigest()}\n".encode()


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b"a/index", b"z/index"),
        lambda data: data.replace(b"manifest 1", b"manifest 2"),
        lambda data: b"\xff" + data,
        lambda data: sealed("postil manifest 1", "index.html", "../outside"),
        lambda data: sealed("postil manifest 1", "index.html", "/etc/passwd"),
        lambda data: sealed("postil manifest 1", "index.html", "a/../../outside"),
        lambda data: sealed("postil manifest 2", "index.html"),
        lambda data: None,
    ],
)
def test_a_damaged_manifest_makes_every_file_unknown(site: Path, damage) -> None:
    (site.parent / "outside").write_bytes(b"mine")
    manifest = site.parent / ".postil" / "site" / "manifest"
    data = damage(manifest.read_bytes())
    manifest.unlink()
    if data is not None:
        manifest.write_bytes(data)
    else:
        (manifest.parent / "lock").unlink()  # it goes where there is no manifest
    assert refused(site, NEW).path == site / "index.html"
    write([Output(site, OLD)])  # the same bytes are adopted
    write([Output(site, NEW)])
    assert tree(site) == NEW
    assert (site.parent / "outside").read_bytes() == b"mine"


@pytest.mark.parametrize(
    "lines",
    [
        ["transaction 1", "remove ../outside"],
        ["transaction 1", "clear /etc/passwd"],
        ["transaction 1", "new ../outside"],
        ["transaction 1", "replace a/../../outside"],
        ["transaction 1", "destroy index.html", "replace index.html"],
        ["transaction 1", "transaction 2", "replace index.html"],
        ["replace index.html"],
        ["transaction 1", "leader ../nowhere", "replace index.html"],
        ["transaction 1", "leader .", "leader .", "replace index.html"],
    ],
)
def test_a_journal_that_cannot_be_trusted_is_cleared_away(site: Path, lines: list[str]) -> None:
    state = plant(site, sealed("postil journal 1", *lines))
    assert not recover([site])
    assert tree(site) == OLD
    assert {p.name for p in state.iterdir()} == {"lock", "manifest"}
    assert (site.parent / "outside").read_bytes() == b"mine"


@pytest.mark.parametrize("spoil", [lambda d: d[:-2], lambda d: d.replace(b"index", b"xxxxx")])
def test_a_damaged_journal_is_cleared_away(site: Path, spoil) -> None:
    good = sealed("postil journal 1", "transaction 1", "replace index.html")
    plant(site, spoil(good))
    assert not recover([site])
    assert tree(site) == OLD
    plant(site, good)
    assert recover([site])
    assert tree(site) == {**OLD, "index.html": b"staged"}


def plant(site: Path, journal: bytes) -> Path:
    (site.parent / "outside").write_bytes(b"mine")
    state = site.parent / ".postil" / "site"
    (state / "stage").mkdir()
    (state / "stage" / "0").write_bytes(b"staged")
    (state / "stage" / "manifest").write_bytes(sealed("postil manifest 1", "index.html"))
    (state / "journal").write_bytes(journal)
    return state


def test_a_planted_journal_follows_no_link(site: Path) -> None:
    outside = site.parent / "folder"
    (outside / "empty").mkdir(parents=True)
    (outside / "x").write_bytes(b"mine")
    (site / "link").symlink_to(outside, target_is_directory=True)
    lines = ["transaction 1", "clear link/x", "clear link/empty/x", "new link/y"]
    plant(site, sealed("postil journal 1", *lines))
    with pytest.raises(WriteError, match="in the way of a folder"):
        recover([site])
    assert tree(outside) == {"x": b"mine"}
    assert (outside / "empty").is_dir()


def test_a_file_that_comes_in_the_way_after_a_kill_is_not_overwritten(site: Path) -> None:
    plant(site, sealed("postil journal 1", "transaction 1", "new b.html"))
    (site / "b.html").write_bytes(b"mine")
    with pytest.raises(WriteError, match="came in the way") as caught:
        recover([site])
    assert caught.value.path == site / "b.html"
    assert (site / "b.html").read_bytes() == b"mine"
    (site / "b.html").unlink()
    assert recover([site])
    assert (site / "b.html").read_bytes() == b"staged"


def test_what_has_already_taken_its_place_is_not_cleared_away(site: Path) -> None:
    # Where case does not count, the new file is found under its old spelling too.
    state = plant(
        site, sealed("postil journal 1", "transaction 1", "clear index.html", "replace INDEX.html")
    )
    (state / "stage" / "0").unlink()
    assert recover([site])
    assert tree(site) == OLD


def test_a_journal_does_not_reach_into_another_transaction(site: Path) -> None:
    other = site.parent / "other" / "site"
    write([Output(other, OLD)])
    plant(other, sealed("postil journal 1", "transaction 2", "replace index.html"))
    names = ["transaction 1", "follower ../other/site", "follower ../nowhere"]
    plant(site, sealed("postil journal 1", *names, "replace index.html"))
    assert recover([site])
    assert tree(site) == {**OLD, "index.html": b"staged"}
    assert tree(other) == OLD
    assert not (site.parent / ".postil" / "nowhere").exists()


# Guards


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    project = tmp_path / "home" / "desk" / "project"
    (project / "content" / "lai").mkdir(parents=True)
    (project / "file").write_bytes(b"")
    (project / "link").symlink_to("content", target_is_directory=True)
    (project / "deep").symlink_to("content/lai", target_is_directory=True)
    (project / "dangling").symlink_to("nowhere")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    monkeypatch.chdir(project)
    return project


@pytest.mark.parametrize("absolute", [True, False])
@pytest.mark.parametrize(
    ("output", "teacher"),
    [("site", "teacher"), ("site", None), ("site", "site-teacher"), ("../../out", "teacher")],
)
def test_good_folders(project: Path, absolute: bool, output: str, teacher: str | None) -> None:
    base = project if absolute else Path()
    check_outputs(base / "content", base / output, None if teacher is None else base / teacher)


@pytest.mark.parametrize(
    ("output", "message"),
    [
        ("content", "inside the content"),
        ("content/lai/site", "inside the content"),
        ("link/site", "inside the content"),
        ("link", "inside the content"),
        ("deep/site", "inside the content"),
        ("new/../content", "inside the content"),
        (".", "the project's own folder"),
        ("..", "inside it"),
        ("../..", "home folder"),
        ("/", "whole disk"),
        ("file", "is a file"),
        ("dangling", "is a link"),
        (".postil", "state of builds"),
        (".postil/site", "state of builds"),
    ],
)
def test_folders_that_would_do_harm(project: Path, output: str, message: str) -> None:
    before = sorted(project.rglob("*"))
    content = Path("content")
    for roots in [(Path(output),), (project / output,), (project / "site", project / output)]:
        with pytest.raises(WriteError, match=message):
            check_outputs(content, *roots)
    assert sorted(project.rglob("*")) == before


def test_home_is_no_output(project: Path, tmp_path: Path) -> None:
    (tmp_path / "other" / "content").mkdir(parents=True)
    for output in (tmp_path / "home", Path("/")):
        with pytest.raises(WriteError, match="home folder or a whole disk"):
            check_outputs(tmp_path / "other" / "content", output)


def test_a_whole_disk_is_no_output(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", homeless)
    with pytest.raises(WriteError, match="whole disk"):
        check_outputs(project / "content", project / "site", Path("/"))
    check_outputs(project / "content", project / "site")


@pytest.mark.parametrize(
    ("output", "teacher"), [("site", "site"), ("site", "site/teacher"), ("out/site", "out")]
)
def test_the_teacher_is_apart_from_the_site(project: Path, output: str, teacher: str) -> None:
    with pytest.raises(WriteError, match="inside the"):
        check_outputs(project / "content", project / output, project / teacher)


@pytest.mark.parametrize("kind", ["file", "dangling", "link"])
def test_a_root_that_is_no_folder(project: Path, kind: str) -> None:
    with pytest.raises(WriteError, match=r"is a (file|link)"):
        write([Output(project / kind, {"a": b""})])
    assert not (project / ".postil").exists()
