"""Google's Lighthouse on one page: what it scores and, where that is not full, what it lacks."""

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

PROGRAM = Path(".venv", "node", "node_modules", "lighthouse", "cli", "index.js")
FLAGS = "--headless=new --no-sandbox --disable-quic --disable-background-networking --disable-sync"


@dataclass(frozen=True)
class Report:
    """Scores of 100 by category, the audits that failed, and the measured times in milliseconds."""

    scores: dict[str, int]
    failed: dict[str, list[str]]
    times: dict[str, float]


def missing(root: Path) -> str:
    """What has to be installed before Lighthouse can run; nothing if all is there."""
    if not shutil.which("chromium"):
        return "no Chromium: sudo apt install chromium"
    if not (root / PROGRAM).is_file() or not shutil.which("node"):
        return "no Lighthouse: install npm, then python3 start.py test"
    return ""


def audit(root: Path, url: str, categories: list[str], *, desktop: bool = False) -> Report:
    """Run Lighthouse of the checkout at `root` on a page, as a phone or as a desktop."""
    command = ["node", str(root / PROGRAM), url, "--quiet", "--output=json", "--output-path=stdout"]
    command += [f"--only-categories={','.join(categories)}", f"--chrome-flags={FLAGS}"]
    command += ["--no-enable-error-reporting", *(["--preset=desktop"] if desktop else [])]
    where = {**os.environ, "CHROME_PATH": str(shutil.which("chromium"))}
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env=where)
    assert ran.returncode == 0, ran.stderr
    said = json.loads(ran.stdout)
    assert "runtimeError" not in said, said["runtimeError"]
    scores, failed = {}, {}
    for name, category in said["categories"].items():
        scores[name] = round(100 * (category["score"] or 0))
        weighed = [ref["id"] for ref in category["auditRefs"] if ref["weight"]]
        audits = [said["audits"][id_] for id_ in weighed]
        failed[name] = [a["title"] for a in audits if a["score"] is not None and a["score"] < 1]
    numbers = {k: a.get("numericValue") for k, a in said["audits"].items()}
    wanted = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time")
    return Report(scores, failed, {k: numbers[k] for k in wanted if numbers.get(k) is not None})
