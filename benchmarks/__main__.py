"""`python -m benchmarks`: measures what the project promises; exits with 1 where a promise is not kept."""

import argparse
import asyncio
import logging
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from benchmarks import backlog, clocks, growth, handlers, limited, load, replay, rooms, storm
from benchmarks.bench import POSTGRES, POSTGRES_NOTE, Bench
from benchmarks.incidents import OWN_FILE
from benchmarks.incidents import load as read_incidents
from benchmarks.report import Report
from bot import logs
from tests import run_folder
from tests.databases import Postgres, PostgresMissingError, sqlite_template, temporary_postgres

BENCHMARKS: dict[str, Callable[[Bench], Awaitable[Report]]] = {
    "rooms": rooms.measure,
    "handlers": handlers.measure,
    "clocks": clocks.measure,
    "growth": growth.measure,
    "backlog": backlog.measure,
    "storm": storm.measure,
    "load": load.measure,
    "limited": limited.measure,
    "replay": replay.measure,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="benchmarks", description="Measure what the project promises.")
    parser.add_argument("--data", type=Path, default=OWN_FILE, help="public incidents to replay, one JSON a line")
    parser.add_argument("--only", choices=BENCHMARKS, action="append", help="leave out the others")
    parser.add_argument("--limit", type=int, help="replay only the first so many incidents")
    asked = parser.parse_args()
    logs.configure("ERROR", "text")
    logging.getLogger("slack_bolt").setLevel(logging.CRITICAL)
    print(f"Replaying {asked.data}. {POSTGRES_NOTE}", flush=True)
    run_folder.begin()
    reports = []
    with temporary_postgres() as postgres, tempfile.TemporaryDirectory() as folder:
        bench = Bench(read_incidents(asked.data)[: asked.limit], sqlite_template(Path(folder)), _started(postgres))
        for name in asked.only or BENCHMARKS:
            print(f"… {name}", end="", file=sys.stderr, flush=True)
            began = time.monotonic()
            reports.append(asyncio.run(_run(BENCHMARKS[name], bench)))
            print(f": {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
            print(reports[-1], flush=True)
    broken = [f"{report.title}: {one.what}" for report in reports for one in report.promises if not one.kept]
    print(f"\n{sum(len(report.promises) for report in reports)} promises, {len(broken)} broken", *broken, sep="\n  ")
    return 1 if broken else 0


async def _run(measure: Callable[[Bench], Awaitable[Report]], bench: Bench) -> Report:
    return await measure(bench)


def _started(postgres: Postgres) -> Postgres | None:
    try:
        postgres.start()
    except PostgresMissingError as error:
        print(f"{POSTGRES} is left out, it does not start: {error}")
        return None
    return postgres


if __name__ == "__main__":
    sys.exit(main())
