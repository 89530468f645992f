"""One entry of an annotation file is changed; the file is otherwise as its author left it."""

import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cases.entries import CASES, REFUSED

from postil.entries import (
    Add,
    ChangedMeanwhile,
    Edit,
    EditError,
    Remove,
    Replace,
    digest_of,
    edit,
    load,
    save,
)

SAMPLE = Path(__file__).parent.parent / "content/lai-nippon-interview/annotations.yaml"


@pytest.mark.parametrize(
    ("old", "change", "new"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_one_entry_changes(old: str, change: Edit, new: str) -> None:
    assert edit(old, change) == new


@pytest.mark.parametrize("ends", ["\r\n", "\r"], ids=["CRLF", "CR"])
@pytest.mark.parametrize(
    ("old", "change", "new"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_line_ends_and_a_mark_stay(old: str, change: Edit, new: str, ends: str) -> None:
    if "\n" in old:
        mark = "\ufeff"
        assert edit(mark + old.replace("\n", ends), change) == mark + new.replace("\n", ends)


@pytest.mark.parametrize(("old", "change", "said"), REFUSED)
def test_what_cannot_be_done_is_refused_in_a_sentence(old: str, change: Edit, said: str) -> None:
    with pytest.raises(EditError, match=said):
        edit(old, change)


def test_in_the_sample_each_entry_can_go_and_its_lines_alone() -> None:
    source, _ = load(SAMPLE)
    lines = source.split("\n")
    new = edit(source, Remove("notes", 0)).split("\n")
    at = lines.index(next(line for line in lines if "why-an-agency" in line))
    assert new == lines[:at] + lines[at + 6 :]


def test_setting_what_is_there_changes_no_byte() -> None:
    source = "notes:\n  - 'quote':   \"a\"  # so\n"
    assert edit(source, Replace("notes", 0, {"quote": "a", "prefix": None})) == source


def test_mixed_line_ends_stay_each_as_it_is() -> None:
    old = "notes:\r\n- quote: a\n- quote: b\r\n\r\n# end\n"
    assert edit(old, Remove("notes", 0)) == "notes:\r\n- quote: b\r\n\r\n# end\n"
    assert edit(old, Replace("notes", 0, {"by": "Ann"})) == old.replace("a\n", "a\n  by: Ann\n")


def test_saving_puts_the_new_bytes_in_place_and_keeps_the_mode(tmp_path: Path) -> None:
    file = tmp_path / "notes.yaml"
    file.write_bytes(b"\xef\xbb\xbfnotes:\r\n")
    file.chmod(0o640)
    text, digest = load(file)
    save(file, edit(text, Add("notes", {"quote": "嚇阻"})), digest)
    assert file.read_bytes() == "\ufeffnotes:\r\n  - quote: 嚇阻\r\n".encode()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_that_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "notes.yaml"
    file.write_text("notes:\n", encoding="utf-8")
    _, digest = load(file)
    file.write_text("notes: []\n", encoding="utf-8")
    with pytest.raises(ChangedMeanwhile):
        save(file, "mine", digest)
    with pytest.raises(ChangedMeanwhile):
        save(file, "mine", None)
    with pytest.raises(ChangedMeanwhile):
        save(tmp_path / "gone.yaml", "mine", digest)
    assert file.read_text(encoding="utf-8") == "notes: []\n"
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_that_is_read_only_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "notes.yaml"
    file.write_text("a")
    file.chmod(0o444)
    with pytest.raises(PermissionError, match="read-only"):
        save(file, "b", digest_of(b"a"))
    assert file.read_text() == "a"
    assert list(tmp_path.iterdir()) == [file]


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    real = tmp_path / "real.yaml"
    real.write_text("notes:\n", encoding="utf-8")
    link = tmp_path / "notes.yaml"
    link.symlink_to(real)
    with pytest.raises(ChangedMeanwhile):
        save(link, "mine", digest_of(b"notes:\n"))
    assert real.read_text(encoding="utf-8") == "notes:\n"


def test_a_new_file_is_made_where_none_is(tmp_path: Path) -> None:
    file = tmp_path / "notes.yaml"
    save(file, "notes:\n", None)
    assert file.read_bytes() == b"notes:\n"
    assert list(tmp_path.iterdir()) == [file]


def test_a_kill_leaves_the_old_file_or_the_new(tmp_path: Path) -> None:
    """A process that saves again and again is killed; the file is always whole."""
    file = tmp_path / "notes.yaml"
    ones, twos = "notes:\n" + "# 1\n" * 100_000, "notes:\n" + "# 2\n" * 100_000
    file.write_text(ones, encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; from postil.entries import load, save\n"
        "file = Path(sys.argv[1]); print('ready', flush=True)\n"
        "while True:\n"
        "    text, digest = load(file)\n"
        "    new = text.replace('1', '2') if '1' in text else text.replace('2', '1')\n"
        "    save(file, new, digest)\n"
    )
    for delay in (0.0, 0.003, 0.01, 0.02, 0.05):
        process = subprocess.Popen([sys.executable, "-c", code, str(file)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(delay)
        process.kill()
        process.wait()
        process.stdout.close()
        assert load(file)[0] in (ones, twos)
        assert all(path == file or path.name.startswith(".") for path in tmp_path.iterdir())
