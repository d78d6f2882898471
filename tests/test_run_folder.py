"""A run of the tests that is killed leaves nothing behind: no server, no child, no folder."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import run_folder

ROOT = Path(__file__).parents[1]
PATIENCE_SECONDS = 60.0
HANGING = """
import subprocess, tempfile, time
from pathlib import Path

def test_hangs(postgres):
    with postgres.fresh():
        subprocess.Popen(["sleep", "600"])
        Path(__file__).with_name("folder").write_text(tempfile.gettempdir())
        time.sleep(600)
"""


@pytest.mark.long
@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="tells processes apart by /proc")
@pytest.mark.parametrize("workers", ["0", "2"])
def test_a_run_that_is_killed_leaves_nothing(tmp_path: Path, postgres: object, workers: str) -> None:
    (tmp_path / "test_hanging.py").write_text(HANGING, encoding="utf-8")
    run = subprocess.Popen(
        [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-p", "no:cacheprovider", "-n", workers, tmp_path],
        cwd=ROOT,
        # A run of its own, not a part of this one.
        env={name: value for name, value in os.environ.items() if not name.startswith(("SITREP_", "PYTEST_"))},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    told = tmp_path / "folder"
    until(lambda: told.exists() and told.read_text() != "")
    folder = Path(told.read_text())
    assert {"postgres", "sleep"} <= {
        Path(f"/proc/{process}/comm").read_text().strip() for process in run_folder.processes(folder)
    }
    run.send_signal(signal.SIGKILL)
    run.wait()
    until(lambda: not folder.exists() and not [*run_folder.processes(folder)])


def until(condition: Callable[[], bool]) -> None:
    give_up = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < give_up
        time.sleep(0.05)
