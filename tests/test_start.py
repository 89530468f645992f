"""start.py: what it starts gets the signals that it is sent."""

import os
import subprocess
import sys

import pytest
from conftest import ROOT

PROGRAM = """
import sys
sys.path.insert(0, sys.argv[1])
import start
start.hand_over([sys.executable, "-c", "import os; print(os.getpid(), flush=True); input()"])
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no other way than to wait")
def test_the_command_takes_the_place_of_what_started_it() -> None:
    command = [sys.executable, "-c", PROGRAM, str(ROOT)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert int(process.stdout.readline()) == process.pid
        process.terminate()
        assert process.wait(10) < 0
