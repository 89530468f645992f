"""The wheel: installed, it builds a site from another folder, with the theme that it brings."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the wheel was unpacked, as an installer would."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder / "packages")
    return folder / "packages"


def test_the_wheel_holds_the_theme_and_nothing_that_is_not_needed(installed: Path) -> None:
    assert (installed / "postil" / "templates" / "reader.html.jinja").is_file()
    assert (installed / "postil" / "py.typed").is_file()
    assert {p.name.partition("-")[0] for p in installed.iterdir()} == {"postil"}


def test_the_installed_program_builds_a_site_elsewhere(installed: Path, tmp_path: Path) -> None:
    def postil(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-P", "-m", "postil", *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(installed)},
            capture_output=True,
            text=True,
            check=False,
        )

    made = postil("new", "first-reader")
    assert made.returncode == 0, made.stderr
    built = postil()
    assert built.returncode == 0, built.stderr
    page = (tmp_path / "site" / "first-reader" / "index.html").read_text(encoding="utf-8")
    assert "First reader" in page
    assert postil("check").returncode == 0
    again = postil("new", "first-reader")
    assert again.returncode == 2
    assert "already" in again.stderr
