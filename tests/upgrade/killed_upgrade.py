"""Upgrades databases in processes that are killed at a step: for each line `STEP URL` a fork, and how it ended.

A step is a statement, the commit, or the release of the connection after it. It prints the exit code of the fork, which
is negative where a signal ended it, and 0 where the upgrade has fewer steps.
"""

import asyncio
import os
import signal
import sys
from itertools import count

from sqlalchemy import Engine, Pool, event

from storage import migrations


def upgrade_until(step: int, url: str) -> None:
    """Upgrade, and be killed right before this step, as `kill -9` does it."""
    steps = count()

    def pass_by(*_: object) -> None:
        if next(steps) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", pass_by)
    event.listen(Engine, "commit", pass_by)
    event.listen(Pool, "checkin", pass_by)
    asyncio.run(migrations.upgrade(url))


def main() -> None:
    for line in sys.stdin:
        step, _, url = line.strip().partition(" ")
        if (child := os.fork()) == 0:
            upgrade_until(int(step), url)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main()
