"""Interrupted builds: the promised exit status, no traceback, and the old site as it was."""

import signal
import subprocess
import sys
import time

import pytest
from conftest import Fill

import postil

PROGRAM = (
    "import postil.cli as c, sys; sys.argv[1:] = ['build']; print('ready', flush=True); c.run()"
)


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_build_leaves_no_trace(
    fill: Fill, number: signal.Signals, status: int
) -> None:
    body = "One word.\n\n" * 40
    content = fill(
        {f"a-{i}/article.md": f"---\ntitle: Article {i}\n---\n{body}" for i in range(300)}
    )
    project = content.parent
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "ready\n"
        time.sleep(0.3)
        running.send_signal(number)
        said = running.communicate(timeout=60)[1]
    assert running.returncode == status, said
    assert "Traceback" not in said
    outcome = postil.build(postil.Project(content, project / "site"))
    assert outcome.is_good
    assert len(list((project / "site").glob("a-*/index.html"))) == 300
