#!/usr/bin/env python3
"""Set up a checkout, then build the sample site or run the tests. Needs Python alone.

    python3 start.py          sets up and builds the sample into site/
    python3 start.py test     sets up and runs the tests
    python3 start.py serve    (or any other command of Postil)

From another folder, `python3 path/to/start.py` works on the articles of that folder.

Everything goes into .venv in this folder; nothing outside of it is touched.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
NODE_PACKAGES = [
    "vnu-jar@26.9.27",  # the Nu Html Checker
    "axe-core@4.14.1",
    "schema-dts@2.1.0",  # schema.org as types, and what checks types
    "typescript@7.0.2",
    "sitemap@9.0.1",  # the schema of sitemaps
    "@apache-annotator/dom@0.2.0",  # a reader of W3C selectors
    "@apache-annotator/selector@0.2.0",  # which the one above needs, and does not ask for
    "esbuild@0.28.2",  # makes one script of the two
    "lighthouse@12.8.2",  # 13 asks for a Node that few systems have
    "yaml-language-server@2.0.0",  # what VS Code's YAML extension asks
]
"""What the tests judge pages and YAML with. None of it is part of Postil."""


def main(arguments: list[str]) -> int:
    """Set up, then do what was asked."""
    if sys.version_info < (3, 11):
        version = ".".join(map(str, sys.version_info[:2]))
        sys.exit(f"Postil needs Python 3.11 or later; this is {version}.")
    testing = arguments[:1] == ["test"]
    set_up("dev" if testing else "")
    if testing:
        set_up_node()
        command = [PYTHON, "-m", "pytest", *(arguments[1:] or ["-n", "auto"])]
        return subprocess.call(command, cwd=HERE, env=surroundings())
    # In whatever folder this was called: the sample's here, or one of your own.
    return hand_over([PYTHON, HERE / "build.py", *arguments])


def hand_over(command: list[str | Path]) -> NoReturn:
    """Become the command, so that signals reach it; on Windows, which cannot, wait for it."""
    if os.name == "nt":
        sys.exit(subprocess.call(command, env=surroundings()))
    sys.stdout.flush()
    sys.stderr.flush()
    os.execve(command[0], command, surroundings())  # noqa: S606


def surroundings() -> dict[str, str]:
    """The environment, with caches kept inside this folder."""
    return {
        **os.environ,
        "PIP_CACHE_DIR": str(VENV / "cache" / "pip"),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "npm_config_cache": str(VENV / "cache" / "npm"),
        "npm_config_update_notifier": "false",
    }


def set_up(extra: str) -> None:
    """Make .venv with Postil and its libraries in it, once for each state of pyproject.toml."""
    wanted = hashlib.sha256((HERE / "pyproject.toml").read_bytes()).hexdigest()
    stamp = VENV / f"set-up{'-' + extra if extra else ''}.txt"
    if stamp.is_file() and stamp.read_text() == wanted and works():
        return
    if not works():
        print("Setting up Postil in .venv …", file=sys.stderr, flush=True)
        made = subprocess.call([sys.executable, "-m", "venv", "--clear", str(VENV)])
        if made != 0:
            sys.exit(
                "Python could not make a virtual environment. On Debian and Ubuntu, install it "
                "first:\n    sudo apt install python3-venv"
            )
    target = f".[{extra}]" if extra else "."
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--editable", target]
    if subprocess.call(pip, cwd=HERE, env=surroundings()) != 0:
        sys.exit("The libraries could not be installed. Is there a network? See above.")
    stamp.write_text(wanted)


def works() -> bool:
    """Whether .venv is there and was not broken by moving the folder."""
    if not PYTHON.is_file():
        return False
    try:
        found = subprocess.run(
            [PYTHON, "-c", "import pip, sys; print(sys.prefix)"],
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return False
    return found.returncode == 0 and Path(found.stdout.strip()).resolve() == VENV


def set_up_node() -> None:
    """The judges of pages, where npm is there; else the tests that need them say so."""
    folder = VENV / "node"
    npm = shutil.which("npm")
    if npm is None or all(is_installed(folder, package) for package in NODE_PACKAGES):
        return
    folder.mkdir(parents=True, exist_ok=True)
    command = [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder]
    subprocess.call([*command, *NODE_PACKAGES], env=surroundings(), stdout=subprocess.DEVNULL)


def is_installed(folder: Path, package: str) -> bool:
    """Whether this version of a package is there. A name may begin with an @ of its own."""
    name, _, version = package.rpartition("@")
    manifest = folder / "node_modules" / name / "package.json"
    return manifest.is_file() and json.loads(manifest.read_bytes())["version"] == version


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
