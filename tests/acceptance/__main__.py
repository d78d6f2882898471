"""Prints both matrices, for people: `python -m tests.acceptance`, and with `--postgres` the kills on PostgreSQL too."""

import asyncio
import logging
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import run_folder
from tests.acceptance.matrix import FAULTS, KILLS, POSTGRES_LEASE, Fresh, Matrix, a_process, in_process, report
from tests.databases import copy_of, sqlite_template, temporary_postgres


async def play(title: str, matrix: Matrix) -> bool:
    """Play all cells and print what came of them; whether all have converged."""
    began = time.monotonic()
    expected, cells = await matrix.cells()
    results = await matrix.run(expected, cells)
    print(report(title, results))
    print(f"  in {time.monotonic() - began:.0f} s\n", flush=True)
    return bool(results) and not any(result.problem for result in results)


def files(folder: Path) -> Fresh:
    """SQLite databases in this folder."""
    template = sqlite_template(folder)

    @contextmanager
    def fresh() -> Iterator[str]:
        with tempfile.TemporaryDirectory(dir=folder) as home:
            yield copy_of(template, Path(home))

    return fresh


def main() -> int:
    logging.disable()
    run_folder.begin()
    with tempfile.TemporaryDirectory() as folder, temporary_postgres() as postgres:
        fresh = files(Path(folder))
        good = [
            asyncio.run(play("Killed at every call, on SQLite", Matrix(KILLS, a_process, fresh))),
            asyncio.run(play("Every call goes wrong once, on SQLite", Matrix(FAULTS, in_process, fresh))),
        ]
        if "--postgres" in sys.argv:
            postgres.start()
            matrix = Matrix(KILLS, a_process, postgres.fresh, POSTGRES_LEASE)
            good.append(asyncio.run(play("Killed at every call, on PostgreSQL", matrix)))
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
