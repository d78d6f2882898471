"""What every benchmark is given: the incidents to replay, databases to fill, and a bot in a local Slack."""

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path

from benchmarks.incidents import PublicIncident
from bot.app import Sitrep, running
from bot.clock import Clock, SystemClock
from bot.delivery.pace import Pace
from bot.process.process import Process
from bot.slack.api.client import CallRecord
from bot.slack.api.identity import MANIFEST
from playground import Playground
from playground import SystemClock as PlaygroundClock
from tests.acceptance.stage import settings_for
from tests.databases import Postgres, copy_of

SQLITE, POSTGRES = "SQLite", "PostgreSQL"
POSTGRES_NOTE = "PostgreSQL here does not flush to disk (fsync off), SQLite does at every commit."


@dataclass(frozen=True)
class Bench:
    """`template` is a migrated SQLite file in a folder that is the benchmarks' own; without `postgres`, SQLite only."""

    incidents: Sequence[PublicIncident]
    template: Path
    postgres: Postgres | None
    _numbers: Iterator[int] = field(default_factory=count)

    def sqlite(self) -> str:
        """The URL of a new, empty record."""
        folder = self.template.parent / str(next(self._numbers))
        folder.mkdir()
        return copy_of(self.template, folder)

    @contextmanager
    def fresh(self, kind: str) -> Iterator[str]:
        """The URL of a new, empty record of this kind."""
        if kind == SQLITE or self.postgres is None:
            yield self.sqlite()
            return
        with self.postgres.fresh() as url:
            yield url

    @property
    def kinds(self) -> tuple[str, ...]:
        return (SQLITE, POSTGRES) if self.postgres else (SQLITE,)


@dataclass(frozen=True)
class Show:
    """A bot at work in a playground."""

    slack: Playground
    sitrep: Sitrep


def hurried(speed: float) -> Pace:
    """The worker's pace by a clock that is so many times as fast: what is about this machine stays in real time."""
    usual = Pace()
    return Pace(
        lease_seconds=usual.lease_seconds * speed,
        grace=usual.grace * speed,
        poll_seconds=usual.poll_seconds * speed,
        overtaken_seconds=usual.overtaken_seconds * speed,
    )


@asynccontextmanager
async def shown(
    database_url: str,
    process: Process | None = None,
    clock: Clock | None = None,
    pace: Pace | None = None,
    observe: Callable[[CallRecord], None] = lambda _: None,
) -> AsyncIterator[Show]:
    """Start both, on one time of day, and wait until they are connected."""
    clock = clock or SystemClock()
    async with Playground(manifest=MANIFEST, clock=PlaygroundClock(clock.now)) as slack:
        settings = settings_for(slack, database_url)
        async with running(settings, process or Process(), clock, pace, observe) as sitrep:
            await slack.until_connected(settings.socket_connections)
            yield Show(slack, sitrep)


class PlaygroundTime:
    """A clock for the playground's rate limits that runs as the bot's does."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def now(self) -> datetime:
        return self._clock.now()

    def seconds(self) -> float:
        return self._clock.now().timestamp()

    async def sleep(self, seconds: float) -> None:
        await self._clock.sleep(seconds)
