"""Everything delivery needs around it: a record, a local Slack, an engine, and a worker that can die and come back."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import aiohttp
from sqlalchemy import func, select

from bot.clock import Clock
from bot.core.event import Event
from bot.core.operation import Operation
from bot.delivery import outbox
from bot.delivery.destination import Destination
from bot.delivery.destinations import Destinations
from bot.delivery.outbox import Undelivered
from bot.delivery.pace import Pace
from bot.delivery.worker import Worker
from bot.engine.engine import Asking, Done, Engine
from bot.operations.declare import Declare
from bot.process.process import Process
from bot.process.vocabulary import Severity
from bot.slack.api.client import ApiClient, build_client
from bot.slack.api.rate_limits import RateLimits
from bot.slack.blockkit.message import SlackMessage
from bot.slack.outbound.refused import SlackParts
from bot.slack.outbound.renderer import Bookmark
from bot.slack.outbound.slack_destination import LANE, SlackDestination
from playground import Playground
from playground.traffic import Entry
from storage.database import Database
from storage.tables import Incident, Post, Work, Workspace
from tests.delivery.jumping_clock import JumpingClock
from tests.whole import whole

MANIFEST = Path(__file__).parents[2] / "manifest.yml"
PROCESS = Process(
    admin_channel="random",
    severities=(
        Severity(slug="sev1", name="SEV1", announce=("incidents",)),
        Severity(slug="sev3", name="SEV3"),
    ),
    default_severity="sev3",
)


class PlainRenderer:
    """Says everything in plain text."""

    long_topic = False

    def card(self, incident: Incident, place: str) -> SlackMessage:
        holders = ",".join(f"{holder.role}={holder.user_id}" for holder in incident.holders)
        shown = [place, incident.reference, incident.name, incident.severity, incident.milestone, holders]
        return SlackMessage("card " + " | ".join([*shown, incident.room.channel_id or "no room"]))

    def topic(self, incident: Incident) -> str:
        return "x" * 300 if self.long_topic else f"{incident.severity} {incident.milestone}"

    def bookmarks(self, incident: Incident) -> tuple[Bookmark, ...]:
        return (Bookmark("Source", incident.source_permalink),) if incident.source_permalink else ()

    def message(self, incident: Incident, event: Event, actor: str | None, address: str) -> SlackMessage:
        said = json.dumps({"kind": event.kind} | event.model_dump(mode="json"), sort_keys=True)
        return SlackMessage(f"{address}: {said}", [{"type": "section", "text": {"type": "plain_text", "text": said}}])


@dataclass
class Harness:
    """Everything around a worker, for one test; see the module."""

    slack: Playground
    database: Database
    clock: JumpingClock
    http: aiohttp.ClientSession
    timeout: float = 10.0
    pace: Pace = field(default_factory=Pace)
    renderer: PlainRenderer = field(default_factory=PlainRenderer)
    process: Process = PROCESS
    others: Sequence[Destination] = ()
    reached_by: Database | None = None
    """Where the bot reaches the database in another way than the test does."""

    def __post_init__(self) -> None:
        self._keys = 0
        self.reopen()

    def reopen(self) -> None:
        """Start the bot anew, with what the harness has by now."""
        self.engine = self._new_engine(self.reached_by or self.database)
        self.worker = self.new_worker(self.reached_by)

    def new_worker(
        self, database: Database | None = None, clock: Clock | None = None, limits: RateLimits | None = None
    ) -> Worker:
        """A worker of a process of its own: its limits start empty."""
        destinations = self._new_destinations(clock, limits)
        engine = self._new_engine(database or self.database, destinations, clock)
        return Worker(engine, destinations, team_id=self.slack.team_id, pace=self.pace, random=Random(1))

    def _new_engine(
        self, database: Database, destinations: Destinations | None = None, clock: Clock | None = None
    ) -> Engine:
        return Engine(database, self.process, clock or self.clock, destinations or self._new_destinations())

    def _new_destinations(self, clock: Clock | None = None, limits: RateLimits | None = None) -> Destinations:
        client, clock = build_client(self.slack.bot_token, self.slack.api_url, self.http), clock or self.clock
        api = ApiClient(client, clock, limits or RateLimits(clock), self.timeout, workspace=self.slack.team_id)
        slack = SlackDestination(api, self.renderer, clock, self.slack.app.user.id, self.pace)
        return Destinations(slack, *self.others)

    async def open(self) -> None:
        async with self.database.transaction() as session:
            session.add(Workspace(team_id=self.slack.team_id))

    def id(self, handle: str) -> str:
        return self.slack.ids[handle]

    def channel_id(self, name: str) -> str:
        channel = self.slack.workspace.channel_named(name)
        assert channel
        return channel.id

    async def run(self, operation: Operation, incident_id: int | None = None, actor: str = "ana") -> Done:
        return await self.engine.run(operation, self.asking(actor), incident_id)

    def asking(self, actor: str = "ana") -> Asking:
        """Another request of this person."""
        self._keys += 1
        return Asking(self.slack.team_id, self.id(actor), f"key-{self._keys}")

    async def declare(self, **differing: Any) -> int:
        usual = {
            "name": "Checkout is down",
            "severity": "sev1",
            "responders": (self.id("bob"), self.id("cy")),
            "lead": self.id("dee"),
            "source_permalink": "https://acme.example/archives/C1/p1",
        }
        return (await self.run(Declare(**(usual | differing)))).incident.id

    async def converge(self, worker: Worker | None = None, rounds: int = 60) -> None:
        """Let the worker work, moving the clock to whatever it waits for, until everything is carried."""
        worker = worker or self.worker
        for _ in range(rounds):
            await worker.settle()
            if not await self.wait_for_next():
                return
        raise AssertionError("delivery does not come to an end")

    async def wait_for_next(self) -> bool:
        """Move the clock to the next retry, or past a dead worker's lease; False if nothing is left to do."""
        async with self.database.reading() as session:
            statement = select(Work.retry_at, Work.lease_until).where(Work.applied < Work.wanted)
            waits = (await session.execute(statement)).all()
        moments = [max(filter(None, wait), default=self.clock.now()) for wait in waits]
        for moment in moments[:1]:
            self.clock.move_to(moment + timedelta(seconds=0.001))
        return bool(moments)

    async def incident(self, incident_id: int) -> Incident:
        async with self.database.reading() as session:
            return await whole(session, incident_id)

    async def work(self, incident_id: int, lane: str = LANE) -> Work:
        async with self.database.reading() as session:
            return await session.get_one(Work, (incident_id, lane))

    async def posts(self, *states: str) -> int:
        async with self.database.reading() as session:
            found = await session.scalar(select(func.count()).select_from(Post).where(Post.state.in_(states)))
        return found or 0

    async def undelivered(self) -> Sequence[Undelivered]:
        return await outbox.undelivered(self.database, self.slack.team_id, [SlackParts()])

    async def retry(self, *ids: str) -> int:
        """Ask again for these, or for everything."""
        return await outbox.retry(self.database, self.slack.team_id, [SlackParts()], ids or None)

    def calls(self, *names: str) -> list[Entry]:
        return self.slack.traffic.calls(*names)

    def texts(self, channel: str) -> list[str]:
        found = self.slack.workspace.channel_named(channel)
        assert found, f"no channel {channel}"
        return [message.text for message in found.messages.values() if message.subtype is None]

    def direct_texts(self, handle: str) -> list[str]:
        found = self.slack.workspace.find_direct(self.slack.app.user.id, self.id(handle))
        return [message.text for message in found.messages.values()] if found else []
