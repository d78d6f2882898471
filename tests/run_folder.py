"""One folder for all that a run of the tests makes, and a process that outlives the run and clears up, however it ends.

Run as a script, this is that process: `run_folder.py FOLDER` waits until its standard input ends. That happens when the
process that holds the other end is gone, be it killed. Servers, browsers and bots of the run are known by their TMPDIR,
which they have inherited. It imports nothing but the standard library, so that it is there at once.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

MEMORY = Path("/dev/shm")
ROOM_NEEDED = 2**31
PATIENCE_SECONDS = 5.0

_keeping: list[subprocess.Popen[bytes]] = []
"""Holds the other end for as long as this process lives."""


def begin() -> Path:
    """Have all temporary files below one new folder, and that cleared when this process has ended.

    The folder is in memory where there is room: nothing here has to survive the machine, and waiting for its disk is
    most of what a database test costs.
    """
    folder = Path(tempfile.mkdtemp(prefix="sitrep-tests-", dir=_parent()))
    # As root, PostgreSQL runs as somebody else, who has to get through.
    folder.chmod(0o755)
    tempfile.tempdir = os.environ["TMPDIR"] = str(folder)
    command = [sys.executable, "-I", __file__, str(folder)]
    outside = {name: value for name, value in os.environ.items() if name != "TMPDIR"}
    _keeping.append(subprocess.Popen(command, stdin=subprocess.PIPE, env=outside, cwd="/", start_new_session=True))
    return folder


def _parent() -> Path | None:
    """Where the folder goes; None for the system's own place."""
    if "TMPDIR" in os.environ or not os.access(MEMORY, os.W_OK):
        return None
    return MEMORY if shutil.disk_usage(MEMORY).free >= ROOM_NEEDED else None


def clear(folder: Path) -> None:
    """End what still runs there, and delete the folder."""
    for sign in (signal.SIGINT, signal.SIGKILL):
        for process in processes(folder):
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, sign)
        give_up = time.monotonic() + PATIENCE_SECONDS
        while any(processes(folder)) and time.monotonic() < give_up:
            time.sleep(0.05)
    shutil.rmtree(folder, ignore_errors=True)


def processes(folder: Path) -> Iterator[int]:
    """Those that have inherited this folder, or one below it, as the place of their temporary files."""
    inherited = f"TMPDIR={folder}".encode()
    for known in Path("/proc").glob("[0-9]*/environ"):
        # One that is gone by now, or belongs to somebody else.
        with contextlib.suppress(OSError):
            if inherited in known.read_bytes():
                yield int(known.parent.name)


if __name__ == "__main__":
    sys.stdin.buffer.read()
    clear(Path(sys.argv[1]))
