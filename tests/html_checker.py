"""The Nu Html Checker, a judge of built pages that is not Postil."""

import json
import shutil
import subprocess
from pathlib import Path

from conftest import NODE_MODULES, need


def html_errors(*folders: Path) -> list[tuple[str, str]]:
    """The address and the words of each error in the pages and sheets under `folders`."""
    jar = NODE_MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    need(jar.is_file(), "no Nu Html Checker: install npm, then python3 start.py test")
    need(shutil.which("java"), "no Java: sudo apt install default-jre-headless")
    command = ["java", "-jar", str(jar), "--errors-only", "--format", "json", "--skip-non-html"]
    # The checker does not know CSS anchor positioning and container queries yet; of the sheet in
    # a single file it says no more than that it does not understand it.
    command += ["--filterpattern", ".*(anchor|position-try|container|CSS: Parse Error).*"]
    said = subprocess.run([*command, *folders], capture_output=True, text=True, check=False)
    return [(m["url"], m["message"]) for m in json.loads(said.stderr)["messages"]]
